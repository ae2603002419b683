// Paints pages that were set, at the resolution of print, and puts them into a PDF.
import { margin, type Mark, type Measure, type PaperColour, Setting, type Type, types } from './setting.ts';
import { type PaperPage, paperSize, pdfOf } from './pdf.ts';
import type { PaperText } from './text.ts';

export interface PaperLook {
  readonly title: string;
  readonly language: string;
  readonly rtl: boolean;
  readonly madeAtMs: number;
  /** What stands at the foot of each page, from 1. */
  readonly foot: (page: number, of: number) => string;
}

const dotsPerInch = 192;
const dotsPerPoint = dotsPerInch / 72;
const colours: Readonly<Record<PaperColour, string>> = {
  ink: '#25221d',
  quiet: '#655e52',
  bad: '#9b2f2a',
  line: '#d9cfbe',
};

/** `set` says what stands on the pages. */
export async function paperOf(look: PaperLook, set: (setting: Setting) => void): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(paperSize.width * dotsPerPoint);
  canvas.height = Math.round(paperSize.height * dotsPerPoint);
  const brush = canvas.getContext('2d', { willReadFrequently: true })!;
  brush.scale(dotsPerPoint, dotsPerPoint);
  const setting = new Setting(measureBy(brush), look.rtl);
  set(setting);
  const pages: PaperPage[] = [];
  for (const [at, marks] of setting.pages.entries()) {
    const all = [...marks, footOf(look.foot(at + 1, setting.pages.length), look.rtl, measureBy(brush))];
    paint(brush, all, look.rtl);
    pages.push({
      pixels: await packed(brush.getImageData(0, 0, canvas.width, canvas.height)),
      ...{ width: canvas.width, height: canvas.height, texts: all.flatMap(textOn) },
    });
  }
  return new Blob([pdfOf({ ...look, pages })], { type: 'application/pdf' });
}

function footOf(text: string, rtl: boolean, measure: Measure): Mark {
  const width = measure(text, types.small);
  const x = rtl ? paperSize.width - margin - width : margin;
  return { kind: 'text', text, x, y: paperSize.height - 28, width, type: types.small };
}

function measureBy(brush: CanvasRenderingContext2D): Measure {
  return (text, type) => {
    brush.font = fontOf(type);
    return brush.measureText(text).width;
  };
}

function fontOf({ family, size, weight = 400 }: Type): string {
  const families = getComputedStyle(document.documentElement).getPropertyValue(`--${family}`);
  return `${weight} ${size}px ${families}`;
}

function paint(brush: CanvasRenderingContext2D, marks: readonly Mark[], rtl: boolean): void {
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, paperSize.width, paperSize.height);
  paintEdge(brush, rtl);
  for (const mark of marks) {
    if (mark.kind === 'picture') brush.drawImage(mark.picture, mark.x, mark.y, mark.width, mark.height);
    if (mark.kind === 'line') {
      brush.fillStyle = colours.line;
      brush.fillRect(mark.x, mark.y, mark.width, 0.5);
    }
    if (mark.kind !== 'text') continue;
    brush.font = fontOf(mark.type);
    brush.fillStyle = colours[mark.type.colour ?? 'ink'];
    brush.textAlign = 'left';
    brush.direction = isRtl(mark.text, rtl) ? 'rtl' : 'ltr';
    brush.fillText(mark.text, mark.x, mark.y);
  }
}

/** As its first letter says: a Latin name on an Arabic page keeps its comma where it belongs. */
function isRtl(text: string, otherwise: boolean): boolean {
  const [first] = /\p{L}/u.exec(text) ?? [];
  return first === undefined ? otherwise : /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first);
}

/** The edge of the cloth, on the side where reading begins. */
function paintEdge(brush: CanvasRenderingContext2D, rtl: boolean): void {
  const at = (x: number, width: number): number => (rtl ? paperSize.width - x - width : x);
  brush.fillStyle = '#5d6f98';
  brush.fillRect(at(14, 3), 0, 3, paperSize.height);
  brush.fillStyle = '#a8382e';
  brush.fillRect(at(18.5, 0.75), 0, 0.75, paperSize.height);
}

function textOn(mark: Mark): PaperText[] {
  if (mark.kind !== 'text') return [];
  return [{ ...mark, text: mark.text.replace(/[\u2066-\u2069]/g, ''), size: mark.type.size }];
}

async function packed({ data }: ImageData): Promise<Uint8Array> {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from]!;
    rgb[to + 1] = data[from + 1]!;
    rgb[to + 2] = data[from + 2]!;
  }
  const zipped = new Blob([rgb]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}
