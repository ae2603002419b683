// One list on its way, kept on this device until it is done: a closed browser goes on where it was.
import type { Sheet } from '../../../sheet/sheet.ts';
import type { ColumnKey, KindKey } from '../kind/kinds.ts';
import type { Row } from '../row/row.ts';
import type { Ways } from '../row/take.ts';

/** A text for a column, and the id that is meant by it where it is a name. */
export type Same = Readonly<Partial<Record<ColumnKey, { readonly text: string; readonly id?: string }>>>;

export interface Upload {
  readonly stage: 'start' | 'columns' | 'rows' | 'sending' | 'done';
  /** Names this upload in the history. */
  readonly id: string;
  readonly kind: KindKey;
  readonly file: { readonly name: string; readonly digest: string } | null;
  /** Only until the columns are settled. */
  readonly sheets: readonly Sheet[];
  readonly sheetAt: number;
  readonly headingRow: number;
  readonly columns: readonly (ColumnKey | null)[];
  readonly ways: Ways;
  /** What no column says and is the same in every line. */
  readonly same?: Same;
  readonly rows: readonly Row[];
  /** Parcels that somebody has sent: they go, whatever happens in between, until the node has answered for each. */
  readonly sending: readonly string[];
  /** Parcels that are recorded: their entry in the log, null where there is none. */
  readonly sent: Readonly<Record<string, number | null>>;
  readonly openedAtMs: number;
}

export const noUpload: Upload = {
  stage: 'start',
  id: '',
  kind: 'made',
  file: null,
  sheets: [],
  sheetAt: 0,
  headingRow: 0,
  columns: [],
  ways: { mark: 'ask', order: 'ask' },
  rows: [],
  sending: [],
  sent: {},
  openedAtMs: 0,
};

/** Puts texts into cells; what was chosen for a cell is forgotten with its text. */
export function withCells(
  rows: readonly Row[],
  changes: readonly { readonly line: number; readonly column: ColumnKey; readonly text: string }[],
): Row[] {
  const byLine = new Map<number, { column: ColumnKey; text: string }[]>();
  for (const { line, ...change } of changes) byLine.set(line, [...(byLine.get(line) ?? []), change]);
  return rows.map((row) => {
    const own = byLine.get(row.line);
    if (own === undefined) return row;
    const cells = { ...row.cells };
    const chosen = { ...row.chosen };
    for (const { column, text } of own) {
      delete chosen[column];
      if (text.trim() === '') delete cells[column];
      else cells[column] = text.trim();
    }
    return { ...row, cells, chosen };
  });
}

/** Says what a text in a column means, in every row that has it. */
export function withChoice(rows: readonly Row[], column: ColumnKey, text: string, id: string): Row[] {
  return rows.map((row) =>
    row.cells[column]?.trim() === text ? { ...row, chosen: { ...row.chosen, [column]: id } } : row,
  );
}
