// All rows together: what only shows between rows, and what the node said of each.
import { foldedId } from '../columns/fold.ts';
import { type Parcel, parcelsOf, type ReadyRow, type Sender } from '../event/event.ts';
import { checkRow, type CheckHelp, lotIdOf } from './check.ts';
import { repeatsOf, runWrongs, spoiltRuns } from './between.ts';
import { refusalsFor } from './refused.ts';
import type { Checked, Row, RowState, Wrong } from './row.ts';

/** What the node said of one event (POST /capture/preview). */
export interface NodeWord {
  readonly status: 'new' | 'already-recorded' | 'refused';
  readonly entry: number | null;
  readonly refusals: readonly NodeRefusal[];
  readonly warnings: readonly NodeRefusal[];
}

export interface NodeRefusal {
  readonly code: string;
  readonly detail: string;
  readonly lot?: string;
  readonly field?: string;
  readonly decidedBy?: number;
  readonly asked?: number;
  readonly available?: number;
  readonly dimension?: string;
  readonly yieldPpm?: number;
  readonly lowPpm?: number;
  readonly highPpm?: number;
}

export interface RowView {
  readonly row: Row;
  readonly state: RowState;
  readonly wrongs: readonly Wrong[];
  readonly matches: Checked['matches'];
  readonly warnings: readonly NodeRefusal[];
  /** A near match that nobody has confirmed: not sent before. */
  readonly isOpen: boolean;
  /** The node was not asked yet about the row as it is now. */
  readonly isWaiting: boolean;
  readonly parcel: Parcel | null;
  /** Of duplicates and rows that are sent: entry in the log, or the line of this list that says the same. */
  readonly entry: number | null;
  readonly sameAs: number | null;
}

export interface ListHelp extends Omit<CheckHelp, 'made'> {
  readonly sender: Sender;
  /** By id of the parcel, while its body is that. */
  readonly wordOn: (parcel: Parcel) => NodeWord | undefined;
  /** Parcels that are recorded: entry, where there is one. */
  readonly sent: Readonly<Record<string, number | null>>;
}

/** Checks each row once: what is remembered is dropped with the row, or with what it was checked against. */
export class RowChecks {
  #checked = new WeakMap<Row, Checked>();
  #key = '';
  #help: Omit<CheckHelp, 'made'> | undefined;
  #made: ReadonlyMap<string, readonly string[]> = new Map();

  of(rows: readonly Row[], help: Omit<CheckHelp, 'made'>): readonly Checked[] {
    const made = lotsMade(rows, help);
    const key = JSON.stringify([...made]);
    const isOther = help.known !== this.#help?.known || help.remembered !== this.#help.remembered;
    if (isOther || key !== this.#key || help.kind !== this.#help?.kind) {
      this.#checked = new WeakMap();
      this.#made = made;
    }
    [this.#key, this.#help] = [key, help];
    return rows.map((row) => {
      const known = this.#checked.get(row) ?? checkRow(row, { ...help, made: this.#made });
      this.#checked.set(row, known);
      return known;
    });
  }
}

/** Lots that the list itself brings, by their names: rows below may use them. */
function lotsMade(
  rows: readonly Row[],
  { kind, known, remembered }: Omit<CheckHelp, 'made'>,
): Map<string, string[]> {
  const made = new Map<string, string[]>();
  if (kind.key !== 'runs') return made;
  for (const { cells, chosen } of rows) {
    const { outLot, outProduct } = cells;
    if (outLot === undefined || outProduct === undefined || outLot.includes(':')) continue;
    const said = chosen.outProduct ?? remembered.product?.[foldedId(outProduct)];
    const product = known.product.find(outProduct, said).match?.id;
    const id = product === undefined ? undefined : lotIdOf(product, outLot);
    if (id !== undefined) note(made, foldedId(outLot), id);
  }
  return made;
}

function note(made: Map<string, string[]>, name: string, id: string): void {
  const ids = made.get(name) ?? [];
  if (!ids.includes(id)) made.set(name, [...ids, id]);
}

export function viewsOf(rows: readonly Row[], checks: readonly Checked[], help: ListHelp): RowView[] {
  const { kind, sender } = help;
  const all = rows.map((row, at) => ({ row, ...checks[at]! }));
  const between =
    kind.key === 'runs' ? runWrongs(all.filter(({ row }) => !row.isLeftOut)) : new Map<number, Wrong[]>();
  const spoilt = spoiltRuns(kind, all, between);
  const ready = all.filter(
    ({ row, wrongs, values }) =>
      row.isLeftOut !== true &&
      wrongs.length === 0 &&
      !between.has(row.line) &&
      !spoilt.has(values.run ?? ''),
  );
  const parcels = new Map<number, Parcel>();
  for (const parcel of parcelsOf(kind, ready, sender))
    for (const line of parcel.lines) parcels.set(line, parcel);
  const repeats = repeatsOf([...new Set(parcels.values())]);
  return all.map((one) =>
    viewOf(one, [...one.wrongs, ...(between.get(one.row.line) ?? [])], parcels, repeats, help),
  );
}

function viewOf(
  { row, matches }: ReadyRow & Checked,
  own: readonly Wrong[],
  parcels: ReadonlyMap<number, Parcel>,
  repeats: ReadonlyMap<Parcel, number>,
  { kind, wordOn, sent }: ListHelp,
): RowView {
  const parcel = parcels.get(row.line) ?? null;
  const word = parcel === null ? undefined : wordOn(parcel);
  const sameAs = parcel === null ? null : (repeats.get(parcel) ?? null);
  const refused = word === undefined || sameAs !== null ? [] : refusalsFor(row, parcel!, word.refusals);
  const wrongs = [...own, ...refused];
  const isSent = parcel !== null && parcel.id in sent;
  const isDuplicate = sameAs !== null || word?.status === 'already-recorded';
  const state = stateOf({
    row,
    wrongs,
    isSent,
    isDuplicate,
    isMatched: matches.some(({ how }) => how !== 'name'),
  });
  return {
    row,
    state,
    wrongs: isSent ? [] : wrongs,
    matches,
    warnings: isSent ? [] : (word?.warnings ?? []),
    isOpen: matches.some(({ how }) => how === 'near'),
    isWaiting:
      kind.becomes === 'events' && parcel !== null && !isSent && sameAs === null && word === undefined,
    parcel,
    entry: isSent ? (sent[parcel.id] ?? null) : (word?.entry ?? null),
    sameAs,
  };
}

function stateOf(one: {
  row: Row;
  wrongs: readonly Wrong[];
  isSent: boolean;
  isDuplicate: boolean;
  isMatched: boolean;
}): RowState {
  if (one.row.isLeftOut === true) return 'left-out';
  if (one.isSent) return 'sent';
  if (one.wrongs.length > 0) return 'wrong';
  if (one.isDuplicate) return 'duplicate';
  return one.isMatched ? 'matched' : 'new';
}
