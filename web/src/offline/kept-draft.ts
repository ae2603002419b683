// A draft as it is kept on this device, and how it is put there and taken away by others than its form.
import type { IDBPObjectStore } from 'idb';
import type { Attempt } from './attempt.ts';
import { database } from './database.ts';

/** What is kept. `aside`: what a second tab typed while the first had typed something else. */
export interface KeptDraft {
  value: unknown;
  revision: number;
  atMs: number;
  aside: { value: unknown; atMs: number } | null;
  /** It was sent, and no answer came. */
  attempt?: Attempt | null;
}

/** Where it is kept; `isAside`: another tab's stands in its place, and this tab's beside it. */
export interface DraftMark {
  readonly key: string;
  readonly isAside: boolean;
}

/** `person`: id of who types; null = whoever is at this device. */
export function draftKey(person: string | null, key: string): string {
  return `${person ?? ''} ${key}`;
}

/** Puts something into a form before it is opened: what was refused, to be corrected. */
export async function putDraft(person: string | null, key: string, value: unknown): Promise<void> {
  const change = (await database()).transaction('draft', 'readwrite');
  const kept = await change.store.get(draftKey(person, key));
  const [atMs, revision] = [Date.now(), (kept?.revision ?? 0) + 1];
  const aside = kept === undefined ? null : { value: kept.value, atMs: kept.atMs };
  await change.store.put({ value, revision, atMs, aside }, draftKey(person, key));
  await change.done;
}

// biome-ignore lint/suspicious/noExplicitAny: the library's type of a store repeats the whole schema and transaction
type Store = IDBPObjectStore<any, any, 'draft', 'readwrite'>;

/** This tab's was sent; what another tab has typed takes its place, or keeps it. */
export async function takeAway(store: Store, { key, isAside }: DraftMark): Promise<void> {
  const kept = (await store.get(key)) as KeptDraft | undefined;
  if (kept === undefined) return;
  if (isAside) await store.put({ ...kept, aside: null }, key);
  else if (kept.aside === null) await store.delete(key);
  else await store.put({ ...kept.aside, revision: kept.revision + 1, aside: null }, key);
}
