// The queue of this device. What is in it is on disk before anybody is told that it is saved.
import type { IDBPTransaction } from 'idb';
import { database } from '../database.ts';
import { type DraftMark, takeAway } from '../kept-draft.ts';
import { type Attachment, type Effect, type QueueItem, sentItem, type Told } from './item.ts';

export interface Wish {
  party: string;
  path: string;
  type: string;
  body: string;
  told: Told;
  effect?: Effect;
  form?: QueueItem['form'];
  attachments?: Attachment[];
  /** A draft that this takes the place of: gone when it is in the queue, in one. */
  draft?: DraftMark;
  /** An item that was refused and corrected: this takes its place. */
  instead?: string | undefined;
}

const mostDone = 50;
const channelName = 'selvedge-queue';

/** All wishes in one transaction, on disk (`strict`) when it resolves; the first in the list is sent first. */
export async function enqueue(wishes: readonly Wish[]): Promise<QueueItem[]> {
  const db = await database();
  const clockAheadMs = ((await db.get('memory', 'clock-ahead-ms')) as number | undefined) ?? null;
  const change = db.transaction(['queue', 'draft'], 'readwrite', { durability: 'strict' });
  const last = await change.objectStore('queue').index('order').openCursor(null, 'prev');
  let order = (last?.value.order ?? 0) + 1;
  const items = wishes.map((wish) => itemOf(wish, order++, clockAheadMs));
  for (const item of items) await change.objectStore('queue').add(item);
  for (const { draft, instead } of wishes) {
    if (draft !== undefined) await takeAway(change.objectStore('draft'), draft);
    if (instead !== undefined) await change.objectStore('queue').delete(instead);
  }
  await change.done;
  queueChanged();
  return items;
}

function itemOf(wish: Wish, order: number, clockAheadMs: number | null): QueueItem {
  const { party, path, type, body, told, effect = null, form = null, attachments = [] } = wish;
  return {
    ...{ id: crypto.randomUUID(), order, party, state: 'waiting', madeAtMs: Date.now(), clockAheadMs },
    ...{ request: { path, type, body }, attachments, told, effect, form },
    ...{ tries: 0, nextTryAtMs: 0, hold: null, refusals: [], doneAtMs: null, entry: null },
  };
}

/** In the order of sending. */
export async function queueItems(): Promise<QueueItem[]> {
  return (await database()).getAllFromIndex('queue', 'order');
}

export async function changeItem(id: string, change: (item: QueueItem) => QueueItem): Promise<void> {
  const work = (await database()).transaction('queue', 'readwrite', { durability: 'strict' });
  const item = await work.store.get(id);
  if (item !== undefined) await work.store.put(change(item));
  await work.done;
  queueChanged();
}

/** It was answered. Of what was sent the last fifty are remembered. */
export async function itemDone(id: string, entry: number | null): Promise<void> {
  const work = (await database()).transaction('queue', 'readwrite', { durability: 'strict' });
  const item = await work.store.get(id);
  if (item !== undefined) await work.store.put(sentItem(item, Date.now(), entry));
  await forgetOldest(work);
  await work.done;
  queueChanged();
}

// biome-ignore lint/suspicious/noExplicitAny: the library's transaction type repeats the whole schema
async function forgetOldest(work: IDBPTransaction<any, ['queue'], 'readwrite'>): Promise<void> {
  const done = ((await work.store.index('order').getAll()) as QueueItem[]).filter(
    ({ state }) => state === 'done',
  );
  for (const { id } of done.slice(0, Math.max(0, done.length - mostDone))) await work.store.delete(id);
}

export async function throwAway(id: string): Promise<void> {
  await (await database()).delete('queue', id);
  queueChanged();
}

/** A refused item as it was, to be sent once more. */
export function tryAgain(id: string): Promise<void> {
  return changeItem(id, (item) => ({ ...item, state: 'waiting', refusals: [], hold: null, nextTryAtMs: 0 }));
}

const listeners = new Set<() => void>();
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(channelName) : undefined;
channel?.addEventListener('message', () => tell());

function tell(): void {
  for (const listener of listeners) listener();
}

function queueChanged(): void {
  tell();
  channel?.postMessage(null);
}

/** Told when this tab, another or the worker has changed the queue. */
export function onQueueChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
