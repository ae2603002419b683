// Heads that witnesses have cosigned: only those that may still be the best answer for some size.
import type { DatabaseSync } from 'node:sqlite';
import type { CosignedHead, CosignedHeads } from '../flow/ports.ts';
import { inTransaction } from './transaction.ts';
import { hasTable } from './database.ts';

/** A head with more cosignatures is not held on to longer than for so many newer ones: a witness may never come back. */
const turnsKept = 720;

export function openCosigned(database: DatabaseSync): CosignedHeads {
  return {
    keep: (head) => keep(database, head),
    newest: (least) => {
      if (!hasTable(database, 'cosigned_head')) return undefined;
      const row = database
        .prepare('SELECT * FROM cosigned_head WHERE size >= ? ORDER BY witness_count DESC, size DESC LIMIT 1')
        .get(least);
      return row && headOf(row);
    },
  };
}

/** What a newer head with as many cosignatures covers is never asked for again. */
function keep(database: DatabaseSync, { size, note, witnesses }: CosignedHead): void {
  const count = witnesses.length;
  inTransaction(database, () => {
    database
      .prepare(
        `INSERT INTO cosigned_head (size, note, witnesses, witness_count, turn)
         SELECT ?, ?, ?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM cosigned_head)
         WHERE NOT EXISTS (SELECT 1 FROM cosigned_head WHERE size >= ? AND witness_count >= ?)
         ON CONFLICT (size) DO UPDATE SET
           note = excluded.note, witnesses = excluded.witnesses,
           witness_count = excluded.witness_count, turn = excluded.turn`,
      )
      .run(size, note, JSON.stringify(witnesses), count, size, count);
    database.prepare('DELETE FROM cosigned_head WHERE size < ? AND witness_count <= ?').run(size, count);
    database
      .prepare('DELETE FROM cosigned_head WHERE turn <= (SELECT max(turn) FROM cosigned_head) - ?')
      .run(turnsKept);
  });
}

function headOf(row: Record<string, unknown>): CosignedHead {
  return {
    size: Number(row['size']),
    note: String(row['note']),
    witnesses: JSON.parse(String(row['witnesses'])),
  };
}
