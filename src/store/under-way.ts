// What is under way to the places of anchors, one row each: a restart goes on where it stopped.
import type { DatabaseSync } from 'node:sqlite';
import { hasTable } from './database.ts';

export interface UnderWayTable {
  /** What was written last for this chain. */
  read(chain: string): string | undefined;
  /** Durable when it returns. */
  write(chain: string, kept: string): void;
}

export function openUnderWay(database: DatabaseSync): UnderWayTable {
  return {
    read: (chain) => {
      if (!hasTable(database, 'anchor_under_way')) return undefined;
      const row = database.prepare('SELECT kept FROM anchor_under_way WHERE chain = ?').get(chain);
      return row === undefined ? undefined : String(row['kept']);
    },
    write: (chain, kept) =>
      void database
        .prepare('INSERT OR REPLACE INTO anchor_under_way (chain, kept) VALUES (?, ?)')
        .run(chain, kept),
  };
}
