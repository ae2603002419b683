// Cells that are changed, one or many at once.
import type { ColumnKey } from '../kind/kinds.ts';
import type { RowView } from './list.ts';

export interface Change {
  readonly line: number;
  readonly column: ColumnKey;
  readonly text: string;
}

/** Lines of a copied column go down, fields of a copied line go to the side, over the rows that are shown. */
export function pasted(
  views: readonly RowView[],
  columns: readonly ColumnKey[],
  index: number,
  column: ColumnKey,
  text: string,
): Change[] {
  const first = columns.indexOf(column);
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return lines.flatMap((line, down) => {
    const view = views[index + down];
    if (view === undefined || view.state === 'sent') return [];
    return line.split('\t').flatMap((field, across) => {
      const target = columns[first + across];
      return target === undefined ? [] : [{ line: view.row.line, column: target, text: field }];
    });
  });
}
