// What only shows between rows: lines of one run, and things that are said twice.
import { type Parcel, type ReadyRow, runsOf } from '../event/event.ts';
import type { Kind } from '../kind/kinds.ts';
import type { Checked, Row, Wrong } from './row.ts';

/** What lines of one run say differently, and runs that nothing went into or came out of. */
export function runWrongs(rows: readonly (ReadyRow & Checked)[]): Map<number, Wrong[]> {
  const found = new Map<number, Wrong[]>();
  const add = (row: Row, wrong: Wrong): void =>
    void found.set(row.line, [...(found.get(row.line) ?? []), wrong]);
  for (const run of runsOf(rows)) {
    const [first, ...others] = run;
    if (first === undefined || first.values.run === undefined) continue;
    for (const { row, values } of others) {
      for (const column of ['day', 'site', 'process'] as const)
        if (values[column] !== undefined && first.values[column] !== values[column])
          add(row, { code: 'RUN_DIFFERS', column });
    }
    if (run.every(({ row }) => row.cells.inLot === undefined))
      add(first.row, { code: 'RUN_WITHOUT_INPUT', column: 'inLot' });
    if (run.every(({ row }) => row.cells.outLot === undefined))
      add(first.row, { code: 'RUN_WITHOUT_OUTPUT', column: 'outLot' });
  }
  return found;
}

/** A run is sent whole: while one of its lines is wrong, none of it is. */
export function spoiltRuns(
  kind: Kind,
  rows: readonly (ReadyRow & Checked)[],
  between: ReadonlyMap<number, Wrong[]>,
): Set<string> {
  if (kind.key !== 'runs') return new Set();
  const bad = rows.filter(
    ({ row, wrongs }) => !row.isLeftOut && (wrongs.length > 0 || between.has(row.line)),
  );
  return new Set(bad.map(({ row }) => row.cells.run ?? ''));
}

/** Parcels that say the same as one before them: the line of that one. */
export function repeatsOf(parcels: readonly Parcel[]): Map<Parcel, number> {
  const first = new Map<string, number>();
  const repeats = new Map<Parcel, number>();
  for (const parcel of parcels) {
    const { eventID: _, ...body } = parcel.body;
    const text = JSON.stringify(body);
    const line = first.get(text);
    if (line === undefined) first.set(text, parcel.lines[0]!);
    else repeats.set(parcel, line);
  }
  return repeats;
}
