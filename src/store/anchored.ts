// Anchors that have settled, with the proofs that go into evidence files.
import type { DatabaseSync } from 'node:sqlite';
import type { SettledAnchor, SettledAnchors } from '../flow/ports.ts';
import { hasTable } from './database.ts';

export function openAnchored(database: DatabaseSync): SettledAnchors {
  return {
    keep: ({ chain, size, root, proof, settledAtMs }) => {
      database
        .prepare(
          'INSERT OR IGNORE INTO settled_anchor (chain, size, root, proof, settled_at_ms) VALUES (?, ?, ?, ?, ?)',
        )
        .run(chain, size, root, JSON.stringify(proof), settledAtMs);
    },
    newest: (most) => {
      if (!hasTable(database, 'settled_anchor')) return [];
      return database
        .prepare(
          `SELECT * FROM settled_anchor AS one WHERE size =
             (SELECT max(size) FROM settled_anchor WHERE chain = one.chain AND size <= ?) ORDER BY chain`,
        )
        .all(most)
        .map(anchorOf);
    },
  };
}

function anchorOf(row: Record<string, unknown>): SettledAnchor {
  return {
    chain: String(row['chain']),
    size: Number(row['size']),
    root: String(row['root']),
    proof: JSON.parse(String(row['proof'])),
    settledAtMs: Number(row['settled_at_ms']),
  };
}
