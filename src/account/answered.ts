// Answers to people who sent an Idempotency-Key, for when they did not arrive: with links and API keys that are shown once and otherwise
// kept as hashes. Each is sealed by a key of its own, which takes two to make: the node's sealing key and the Idempotency-Key that was
// sent. That one is kept as a hash: who has the whole disk, and the sealing key, still cannot open what a random one has sealed.
import { hash, hkdfSync } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { AnsweredRequest, AnsweredRequests } from '../flow/ports.ts';
import { opened, sealed } from '../store/seal.ts';

const purpose = 'selvedge accounts answer';

/** `sealing`: the node's sealing key. */
export function sealedAnswersIn(database: DatabaseSync, sealing: Uint8Array): AnsweredRequests {
  return {
    find: (caller, key) => {
      const row = database
        .prepare('SELECT sealed FROM sealed_answer WHERE caller = ? AND key_hash = ?')
        .get(caller, hashOf(key));
      if (row === undefined) return undefined;
      const bytes = opened(row['sealed'] as Uint8Array, nameOf(caller), keyFor(sealing, key));
      return JSON.parse(bytes.toString()) as AnsweredRequest;
    },
    keep: (caller, key, answer) => {
      const bytes = sealed(Buffer.from(JSON.stringify(answer)), nameOf(caller), keyFor(sealing, key));
      database
        .prepare(
          'INSERT OR IGNORE INTO sealed_answer (caller, key_hash, sealed, answered_at_ms) VALUES (?, ?, ?, ?)',
        )
        .run(caller, hashOf(key), bytes, answer.answeredAtMs);
    },
    drop: (beforeMs) =>
      void database.prepare('DELETE FROM sealed_answer WHERE answered_at_ms < ?').run(beforeMs),
  };
}

function nameOf(caller: string): string {
  return `${purpose} ${caller}`;
}

function keyFor(sealing: Uint8Array, key: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', sealing, key, purpose, 32));
}

function hashOf(key: string): Uint8Array {
  return hash('sha256', `${purpose} ${key}`, 'buffer');
}
