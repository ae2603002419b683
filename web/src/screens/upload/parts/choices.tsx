// What can be chosen in each column, as the browser's own lists.
import { memo, type ReactNode } from 'react';
import { type ColumnForm, columnForms, type ColumnKey } from '../kind/kinds.ts';
import type { Directory, Known } from '../known/known.ts';
import { offeredUnits } from '../row/units.ts';

/** More make the browser's list slow, and nobody scrolls through them: what is typed is matched anyway. */
const most = 500;

export const ChoiceLists = memo(function ChoiceLists({
  known,
  columns,
}: {
  known: Known;
  columns: readonly ColumnKey[];
}): ReactNode {
  return columns.map((column) => (
    <datalist key={column} id={`upload-list-${column}`}>
      {textsFor(columnForms[column], known).map((text) => (
        <option key={text} value={text} />
      ))}
    </datalist>
  ));
});

function textsFor(form: ColumnForm, known: Known): readonly string[] {
  if (form === 'unit') return offeredUnits;
  const directories: Partial<Record<ColumnForm, Directory>> = {
    site: known.site,
    product: known.product,
    partner: known.partner,
    process: known.process,
    'known-lot': known.lot,
  };
  return [...new Set((directories[form]?.things ?? []).slice(0, most).map(({ name }) => name))];
}
