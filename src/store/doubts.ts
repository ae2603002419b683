// Doubts that readers of pages have written. Not statements: nobody signs them, and they are forgotten after a while.
import type { DatabaseSync } from 'node:sqlite';
import type { Doubt, DoubtStore } from '../flow/ports.ts';
import { hasTable } from './database.ts';

/** Long enough for a case to be opened and decided. */
const keptMs = 2 * 365 * 86_400_000;

export function openDoubts(database: DatabaseSync): DoubtStore {
  return {
    add: ({ id, about, atMs, kind, text, language }) => {
      database
        .prepare('INSERT INTO doubt (id, about, at_ms, kind, text, language) VALUES (?, ?, ?, ?, ?, ?)')
        .run(id, about, atMs, kind, text, language);
      database.prepare('DELETE FROM doubt WHERE at_ms < ?').run(atMs - keptMs);
    },
    list: (about, { offset, limit }) => {
      if (!hasTable(database, 'doubt')) return [];
      const which = about === undefined ? '' : 'WHERE about IN (SELECT value FROM json_each(?))';
      return database
        .prepare(`SELECT * FROM doubt ${which} ORDER BY at_ms DESC, rowid DESC LIMIT ? OFFSET ?`)
        .all(...(about === undefined ? [] : [JSON.stringify(about)]), limit, offset)
        .map(doubtOf);
    },
    things: () =>
      hasTable(database, 'doubt')
        ? database
            .prepare('SELECT DISTINCT about FROM doubt')
            .all()
            .map(({ about }) => String(about))
        : [],
  };
}

function doubtOf(row: Record<string, unknown>): Doubt {
  return {
    id: String(row['id']),
    about: String(row['about']),
    atMs: Number(row['at_ms']),
    kind: String(row['kind']),
    text: String(row['text']),
    language: row['language'] as string | null,
  };
}
