// API keys in the database of the node (key.ts says what is kept of them).
import type { DatabaseSync } from 'node:sqlite';
import type { Level } from '../../flow/answers.ts';
import type { ApiKey, ApiKeys } from './key.ts';
import type { Role } from './role.ts';

export function apiKeysIn(database: DatabaseSync): ApiKeys {
  return {
    find: async (id) => {
      const row = database.prepare('SELECT * FROM api_key WHERE id = ?').get(id);
      return row === undefined ? undefined : keyOf(row);
    },
    add: async (key) => {
      const { id, secretHash, role, party, level, label, createdAtMs, revokedAtMs } = key;
      database
        .prepare(
          'INSERT INTO api_key (id, secret_hash, role, party, level, label, created_at_ms, revoked_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(id, secretHash, role, party, level, label, createdAtMs, revokedAtMs);
    },
    list: async () => database.prepare('SELECT * FROM api_key ORDER BY created_at_ms, id').all().map(keyOf),
    revoke: async (id, atMs) => {
      const changed = database
        .prepare('UPDATE api_key SET revoked_at_ms = coalesce(revoked_at_ms, ?) WHERE id = ?')
        .run(atMs, id);
      return Number(changed.changes) > 0;
    },
  };
}

function keyOf(row: Record<string, unknown>): ApiKey {
  return {
    id: String(row['id']),
    secretHash: row['secret_hash'] as Uint8Array,
    role: row['role'] as Role,
    party: row['party'] as string | null,
    level: row['level'] as Level,
    label: String(row['label']),
    createdAtMs: Number(row['created_at_ms']),
    revokedAtMs: row['revoked_at_ms'] === null ? null : Number(row['revoked_at_ms']),
  };
}
