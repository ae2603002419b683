// How far a worksheet reaches and which of its cells are joined, read from its XML before anybody makes room for it: one cell in the last
// corner of a sheet would ask for sixteen thousand million places.
import { columnsMax, rowsMax } from '../sheet.ts';

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Joined cells: first and last place of rows, place of the first column. */
  readonly joined: readonly { readonly fromRow: number; readonly toRow: number; readonly column: number }[];
}

export function extentOf(xml: string): Extent {
  let rows = 0;
  let columns = 0;
  for (const [, letters = '', digits = ''] of xml.matchAll(
    /<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?[^/]>/g,
  )) {
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnIndex(letters) + 1);
  }
  const joined = [
    ...xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g),
  ].map(([, letters = '', from = '', to = '']) => ({
    fromRow: Number(from) - 1,
    toRow: Number(to) - 1,
    column: columnIndex(letters),
  }));
  return { rows, columns, joined };
}

export function fits({ rows, columns }: Extent): 'TOO_MANY_ROWS' | 'TOO_MANY_COLUMNS' | undefined {
  if (rows > rowsMax + 100) return 'TOO_MANY_ROWS';
  return columns > columnsMax ? 'TOO_MANY_COLUMNS' : undefined;
}

/** A = 0. */
function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
