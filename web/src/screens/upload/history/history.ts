// What was uploaded from this device: which file, when, which rows; and what the party once said is meant by a text.
import { database } from '../../../offline/database.ts';
import type { ColumnKey, KindKey } from '../kind/kinds.ts';
import type { Remembered, Sort } from '../known/known.ts';
import { folded, foldedId } from '../columns/fold.ts';
import type { Json } from '../event/event.ts';

export interface PastUpload {
  readonly id: string;
  readonly fileName: string;
  readonly kind: KindKey;
  readonly atMs: number;
  readonly rows: number;
  /** Number of events that can be taken back; 0 where nothing can. */
  readonly events: number;
  readonly firstEntry: number | null;
  readonly lastEntry: number | null;
  readonly undoneAtMs: number | null;
}

/** What was sent, with its row and entry: what taking it back needs. */
export interface SentEvent {
  /** Of its parcel. */
  readonly id: string;
  readonly event: Json;
  readonly lines: readonly number[];
  readonly entry: number | null;
}

const keptUploads = 100;
const listKey = (party: string): string => `uploads ${party}`;
const sentKey = (id: string): string => `upload ${id}`;
const matchKey = (party: string): string => `upload matches ${party}`;
const columnsKey = 'upload columns';

async function read<T>(key: string, otherwise: T): Promise<T> {
  return ((await (await database()).get('memory', key)) as T | undefined) ?? otherwise;
}

async function change<T>(key: string, otherwise: T, with_: (now: T) => T): Promise<void> {
  const transaction = (await database()).transaction('memory', 'readwrite');
  const now = ((await transaction.store.get(key)) as T | undefined) ?? otherwise;
  await transaction.store.put(with_(now), key);
  await transaction.done;
}

/** Newest first. */
export function pastUploads(party: string): Promise<PastUpload[]> {
  return read<PastUpload[]>(listKey(party), []);
}

export function sentEvents(id: string): Promise<SentEvent[]> {
  return read<SentEvent[]>(sentKey(id), []);
}

/** Told after each document that the node took, so that nothing that is recorded is ever missing here. */
export async function noteSent(
  party: string,
  upload: Omit<PastUpload, 'events' | 'firstEntry' | 'lastEntry' | 'undoneAtMs'>,
  sent: readonly SentEvent[],
): Promise<void> {
  await change<SentEvent[]>(sentKey(upload.id), [], (now) => {
    const known = new Set(now.map(({ id }) => id));
    return [...now, ...sent.filter(({ id }) => !known.has(id))];
  });
  const all = await sentEvents(upload.id);
  const entries = all.flatMap(({ entry }) => entry ?? []);
  const told: PastUpload = {
    ...upload,
    rows: new Set(all.flatMap(({ lines }) => lines)).size,
    events: all.filter(({ event }) => 'eventID' in event).length,
    firstEntry: entries.length === 0 ? null : Math.min(...entries),
    lastEntry: entries.length === 0 ? null : Math.max(...entries),
    undoneAtMs: null,
  };
  await change<PastUpload[]>(listKey(party), [], (now) =>
    [told, ...now.filter(({ id }) => id !== upload.id)].slice(0, keptUploads),
  );
}

export function noteUndone(party: string, id: string, atMs: number): Promise<void> {
  return change<PastUpload[]>(listKey(party), [], (now) =>
    now.map((one) => (one.id === id ? { ...one, undoneAtMs: atMs } : one)),
  );
}

export function rememberedMatches(party: string): Promise<Remembered> {
  return read<Remembered>(matchKey(party), {});
}

export function rememberMatches(
  party: string,
  matches: readonly { readonly sort: Sort; readonly text: string; readonly id: string }[],
): Promise<void> {
  return change<Remembered>(matchKey(party), {}, (now) => {
    const next: Record<string, Record<string, string>> = structuredClone(now) as Record<
      string,
      Record<string, string>
    >;
    for (const { sort, text, id } of matches) next[sort] = { ...next[sort], [foldedId(text)]: id };
    return next;
  });
}

export type RememberedColumns = Readonly<Record<string, readonly (ColumnKey | null)[]>>;

function headingsKey(kind: KindKey, texts: readonly string[]): string {
  return `${kind}|${texts.map(folded).join('|')}`;
}

export function rememberedColumns(): Promise<RememberedColumns> {
  return read<RememberedColumns>(columnsKey, {});
}

export function columnsFor(
  all: RememberedColumns,
  kind: KindKey,
  texts: readonly string[],
): readonly (ColumnKey | null)[] | undefined {
  return all[headingsKey(kind, texts)];
}

export function rememberColumns(
  kind: KindKey,
  texts: readonly string[],
  columns: readonly (ColumnKey | null)[],
): Promise<void> {
  return change<RememberedColumns>(columnsKey, {}, (now) => ({
    ...now,
    [headingsKey(kind, texts)]: columns,
  }));
}
