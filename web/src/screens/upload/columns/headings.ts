// Where the headings of a sheet stand, and which column is which.
import { type Cell, type Sheet, textOfCell } from '../../../sheet/sheet.ts';
import { type ColumnKey, columnForms, isColumn, isKind, type Kind, type KindKey } from '../kind/kinds.ts';
import { folded } from './fold.ts';
import { headingWords } from './words.ts';

/** In our own templates a hidden row names each column, whatever language stands over it. */
const mark = 'selvedge/';
export function hiddenKey(kind: KindKey, column: ColumnKey): string {
  return `${mark}${kind}/${column}`;
}

export interface Headings {
  /** Place of the row of headings; -1 where none was found. */
  readonly row: number;
  /** By place of the column in the sheet; null = not used. */
  readonly columns: readonly (ColumnKey | null)[];
  /** Texts of the headings. */
  readonly texts: readonly string[];
  /** Every column that must be there was found. */
  readonly isSure: boolean;
}

/** Words of the reader's language for columns, and what was chosen by hand the last time for the same headings. */
export interface HeadingHelp {
  readonly textOf: (column: ColumnKey) => string;
  readonly remembered: (texts: readonly string[]) => readonly (ColumnKey | null)[] | undefined;
}

const searchedRows = 20;

/** The kind that a template says it is of. */
export function saidKind(sheet: Sheet): KindKey | null {
  for (const row of sheet.rows.slice(0, searchedRows)) {
    const found = row
      .map(textOfCell)
      .find((text) => text.startsWith(mark))
      ?.split('/')[1];
    if (found !== undefined && isKind(found)) return found;
  }
  return null;
}

export function findHeadings(sheet: Sheet, kind: Kind, help: HeadingHelp): Headings {
  const keys = sheet.rows
    .slice(0, searchedRows)
    .findIndex((row) => row.some((cell) => textOfCell(cell).startsWith(mark)));
  if (keys !== -1) return byKeys(sheet, kind, keys);
  let best = headingsAt(sheet, -1, kind, help);
  let bestScore = 0;
  for (let row = 0; row < Math.min(searchedRows, sheet.rows.length); row += 1) {
    const found = headingsAt(sheet, row, kind, help);
    const score = found.columns.filter((column) => column !== null).length;
    // Of two rows that fit alike, the one that is all words: a row of values names no columns.
    if (score > bestScore) [best, bestScore] = [found, score];
  }
  return bestScore > 0 ? best : headingsAt(sheet, firstFilled(sheet), kind, help);
}

function firstFilled({ rows }: Sheet): number {
  return rows.findIndex((row) => row.filter((cell) => cell !== null).length > 1);
}

function byKeys({ rows }: Sheet, kind: Kind, at: number): Headings {
  const columns = (rows[at] ?? []).map((cell) => {
    const key = textOfCell(cell).split('/')[2] ?? '';
    return isColumn(key) && kind.columns.includes(key) ? key : null;
  });
  const texts = (rows[at + 1] ?? []).map(textOfCell);
  return { row: at + 1, columns, texts, isSure: hasAll(kind, columns) };
}

/** Which column is which, going by the texts of one row. */
export function headingsAt({ rows }: Sheet, row: number, kind: Kind, help: HeadingHelp): Headings {
  const texts = (rows[row] ?? []).map((cell: Cell) => textOfCell(cell));
  const remembered = help.remembered(texts);
  const columns = remembered ?? assigned(texts, kind, help);
  return { row, columns, texts, isSure: hasAll(kind, columns) };
}

export function hasAll({ required }: Kind, columns: readonly (ColumnKey | null)[]): boolean {
  return required.every((column) => columns.includes(column) || isImplied(column, columns));
}

/** A unit may stand in the heading or behind the numbers. */
function isImplied(column: ColumnKey, columns: readonly (ColumnKey | null)[]): boolean {
  return (
    columnForms[column] === 'unit' && columns.some((one) => one !== null && columnForms[one] === 'amount')
  );
}

/** Best fits first; each column once. */
function assigned(texts: readonly string[], kind: Kind, help: HeadingHelp): (ColumnKey | null)[] {
  const fits = texts.flatMap((text, at) =>
    kind.columns
      .map((column) => ({ at, column, score: fitOf(text, column, help) }))
      .filter(({ score }) => score > 0),
  );
  const columns: (ColumnKey | null)[] = texts.map(() => null);
  for (const { at, column } of fits.sort((one, other) => other.score - one.score)) {
    if (columns[at] === null && !columns.includes(column)) columns[at] = column;
  }
  return columns;
}

/** 4 the key itself, 3 the reader's own words, 2 known words, 1 known words among others. */
function fitOf(text: string, column: ColumnKey, { textOf }: HeadingHelp): number {
  const asked = folded(text.replace(/\(.*?\)|\[.*?\]|\*/g, ' '));
  if (asked === '' || asked.length > 60) return 0;
  if (asked === folded(column)) return 4;
  if (asked === folded(textOf(column))) return 3;
  const known = headingWords[column] ?? [];
  if (known.some((word) => folded(word) === asked)) return 2;
  const parts = ` ${asked} `;
  const longest = Math.max(
    0,
    ...known.map((word) => (parts.includes(` ${folded(word)} `) ? word.length : 0)),
  );
  return longest >= 3 ? 1 + longest / 100 : 0;
}
