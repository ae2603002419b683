// A sheet in memory, whatever file it came from or goes to.

/** Text as it stands, a number as Excel holds it, null where nothing is. Days and moments from Excel are ISO text. */
export type Cell = string | number | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** Most rows and columns that are taken from a file or written into one. */
export const rowsMax = 50_000;
export const columnsMax = 200;

export function textOfCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'number' ? plainNumber(cell) : cell.trim();
}

/** Never with an exponent: long numbers are ids that lost their form, and are shown whole. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}
