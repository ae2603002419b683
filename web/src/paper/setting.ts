// Sets texts, figures, tables and pictures on pages of A4. What stands where is worked out first; paint.ts paints it.
import { paperSize } from './pdf.ts';

export interface Type {
  readonly family: 'serif' | 'sans' | 'mono';
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly colour?: PaperColour;
}

export type PaperColour = 'ink' | 'quiet' | 'bad' | 'line';

export type Mark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly type: Type;
    }
  | { readonly kind: 'line'; readonly x: number; readonly y: number; readonly width: number }
  | {
      readonly kind: 'picture';
      readonly picture: Picture;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

/** With its own size, in whatever units. */
export type Picture = CanvasImageSource & { readonly width: number; readonly height: number };

export interface Column {
  readonly head: string;
  /** Part of the width; all together 1. */
  readonly part: number;
  /** Numbers stand at the end. */
  readonly end?: boolean;
}

/** Width of a text in points. */
export type Measure = (text: string, type: Type) => number;

export const margin = 42;
const bottom = paperSize.height - 54;
const inner = paperSize.width - 2 * margin;
/** Between columns. */
const gutter = 9;

const title: Type = { family: 'serif', size: 22 };
const heading: Type = { family: 'serif', size: 13 };
const body: Type = { family: 'sans', size: 9 };
const small: Type = { family: 'sans', size: 7.5, colour: 'quiet' };
const figure: Type = { family: 'serif', size: 15 };
const cell: Type = { family: 'sans', size: 7.5 };
const head: Type = { family: 'sans', size: 7, colour: 'quiet' };
const mono: Type = { family: 'mono', size: 7.5 };

export const types = { title, heading, body, small, figure, cell, head, mono } as const;

export class Setting {
  readonly pages: Mark[][] = [[]];
  readonly #measure: Measure;
  readonly #rtl: boolean;
  #y = margin;

  /** `rtl`: lines begin on the right. */
  constructor(measure: Measure, rtl: boolean) {
    this.#measure = measure;
    this.#rtl = rtl;
  }

  text(text: string, type: Type = body): void {
    for (const line of linesOf(text, inner, type, this.#measure)) {
      this.#need(type.size * 1.4);
      this.#put(line, 0, inner, type);
      this.#y += type.size * 1.4;
    }
    this.gap(type.size * 0.35);
  }

  /** Never the last of its page: at least so much of what follows stands with it. */
  heading(text: string, followedBy = 60): void {
    this.gap(10);
    this.#need(24 + followedBy);
    this.text(text, heading);
  }

  gap(points: number): void {
    this.#y += points;
  }

  figures(facts: readonly { name: string; value: string }[]): void {
    const width = inner / Math.max(1, facts.length);
    this.#need(40);
    facts.forEach(({ name, value }, at) => {
      this.#put(name, at * width, width - 6, small);
      this.#put(value, at * width, width - 6, figure, 17);
    });
    this.#y += 44;
  }

  /** As wide as the page, unless it would be too high. */
  picture(picture: Picture, highest: number): void {
    const scale = Math.min(inner / picture.width, highest / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    this.#need(height);
    const x = margin + (inner - width) / 2;
    this.#page().push({ kind: 'picture', picture, x, y: this.#y, width, height });
    this.#y += height + 6;
  }

  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const heads = columns.map((column) => column.head);
    this.#row(columns, heads, head);
    for (const row of rows) if (!this.#row(columns, row, cell)) this.#rowAfresh(columns, heads, row);
    this.gap(6);
  }

  #rowAfresh(columns: readonly Column[], heads: readonly string[], row: readonly string[]): void {
    this.#turn();
    this.#row(columns, heads, head);
    this.#row(columns, row, cell);
  }

  /** False where there is no room for it. */
  #row(columns: readonly Column[], row: readonly string[], type: Type): boolean {
    const cells = columns.map(({ part }, at) =>
      linesOf(row[at] ?? '', part * inner - gutter, type, this.#measure),
    );
    const height = Math.max(...cells.map((lines) => lines.length)) * type.size * 1.3 + 6;
    if (this.#y + height > bottom && this.#page().length > 0 && type === cell) return false;
    if (type === head) this.#need(height + 30);
    let start = 0;
    cells.forEach((lines, at) => {
      const width = columns[at]!.part * inner;
      lines.forEach((line, down) => {
        const indent = columns[at]!.end ? width - gutter - this.#measure(line, type) : 0;
        this.#put(line, start + indent, width - gutter - indent, type, 2 + down * type.size * 1.3);
      });
      start += width;
    });
    this.#y += height;
    this.#page().push({ kind: 'line', x: margin, y: this.#y, width: inner });
    return true;
  }

  #put(text: string, start: number, room: number, type: Type, down = 0): void {
    if (text === '') return;
    const width = Math.min(room, this.#measure(text, type));
    const x = this.#rtl ? margin + inner - start - width : margin + start;
    this.#page().push({ kind: 'text', text, x, y: this.#y + down + type.size, width, type });
  }

  #need(height: number): void {
    if (this.#y + height > bottom && this.#page().length > 0) this.#turn();
  }

  #turn(): void {
    this.pages.push([]);
    this.#y = margin;
  }

  #page(): Mark[] {
    return this.pages.at(-1)!;
  }
}

/** Broken between words; within them only where one is wider than the line (numbers of lots, Chinese). */
export function linesOf(text: string, width: number, type: Type, measure: Measure): string[] {
  const lines = [''];
  for (const word of text.split(/(?<=\s)/).flatMap((one) => piecesOf(one, width, type, measure))) {
    const longer = lines.at(-1)! + word;
    if (measure(longer.trimEnd(), type) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => line.trimEnd()).filter((line, at) => line !== '' || at === 0);
}

function piecesOf(word: string, width: number, type: Type, measure: Measure): string[] {
  if (measure(word.trimEnd(), type) <= width) return [word];
  const pieces = [''];
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    const longer = pieces.at(-1)! + segment;
    if (measure(longer.trimEnd(), type) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(segment);
  }
  return pieces;
}
