// Scans of item passports. Not statements: nobody signs them, and they are forgotten after a while.
import type { DatabaseSync } from 'node:sqlite';
import type { Scan, ScanStore } from '../flow/ports.ts';

/** Long enough for a garment to be sold, worn and resold; no visitor is kept longer. */
const keptMs = 3 * 365 * 86_400_000;

export function openScans(database: DatabaseSync): ScanStore {
  return {
    add: ({ item, atMs, country, visitor }) => {
      database
        .prepare('INSERT INTO scan (item, at_ms, country, visitor) VALUES (?, ?, ?, ?)')
        .run(item, atMs, country, visitor);
      database.prepare('DELETE FROM scan WHERE at_ms < ?').run(atMs - keptMs);
    },
    of: (item) =>
      database.prepare('SELECT * FROM scan WHERE item = ? ORDER BY at_ms, rowid').all(item).map(scanOf),
    all: () => database.prepare('SELECT * FROM scan ORDER BY item, at_ms, rowid').all().map(scanOf),
  };
}

function scanOf(row: Record<string, unknown>): Scan {
  return {
    item: String(row['item']),
    atMs: Number(row['at_ms']),
    country: row['country'] as string | null,
    visitor: String(row['visitor']),
  };
}
