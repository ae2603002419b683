// What this device keeps for itself: drafts, the queue, its key, and what was known when there was a line the last time.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DeviceKey } from './device-key.ts';
import type { KeptDraft } from './kept-draft.ts';
import type { KeptAnswer } from './known.ts';
import type { QueueItem } from './queue/item.ts';

interface Kept extends DBSchema {
  draft: { key: string; value: KeptDraft };
  queue: { key: string; value: QueueItem; indexes: { order: number } };
  key: { key: string; value: DeviceKey };
  known: { key: string; value: KeptAnswer };
  /** Small things remembered from one time to the next: the last place, the pattern of lot numbers, photos not yet sent. */
  memory: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Kept>;

let opening: Promise<Database> | undefined;

/** One for the page. A tab with a newer version is let through: this one closes and opens again when it is needed. */
export function database(): Promise<Database> {
  opening ??= openDB<Kept>('selvedge', 1, {
    upgrade(db) {
      db.createObjectStore('draft');
      db.createObjectStore('queue', { keyPath: 'id' }).createIndex('order', 'order');
      db.createObjectStore('key');
      db.createObjectStore('known');
      db.createObjectStore('memory');
    },
    blocking(_from, _to, event) {
      (event.target as IDBDatabase).close();
      opening = undefined;
    },
    terminated() {
      opening = undefined;
    },
  }).catch((fault: unknown) => {
    opening = undefined;
    throw fault;
  });
  return opening;
}
