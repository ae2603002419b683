// Up to which entry of the log a person has read the news of a party: the same on all of their devices.
import type { DatabaseSync } from 'node:sqlite';

export interface NewsRead {
  /** null: nothing yet. `party` null = the node. */
  until(user: string, party: string | null): number | null;
  /** What was read stays read: an earlier entry changes nothing. */
  read(user: string, party: string | null, entry: number): void;
}

export function newsReadIn(database: DatabaseSync): NewsRead {
  return {
    until: (user, party) => {
      const row = database
        .prepare('SELECT entry FROM news_read WHERE user = ? AND party = ?')
        .get(user, party ?? '');
      return row === undefined ? null : Number(row['entry']);
    },
    read: (user, party, entry) =>
      void database
        .prepare(
          `INSERT INTO news_read (user, party, entry) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET entry = max(entry, excluded.entry)`,
        )
        .run(user, party ?? '', entry),
  };
}
