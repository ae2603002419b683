// The secret that session cookies are signed and second factors sealed with: made once, sealed like the node's other
// keys. It is sealed under the sealing key, which lies outside of the database that it protects.
import { hkdfSync, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { opened, sealed } from '../store/seal.ts';

const name = 'selvedge accounts secret';

const table =
  'CREATE TABLE IF NOT EXISTS account_secret (one INTEGER PRIMARY KEY CHECK (one = 1), sealed BLOB NOT NULL) STRICT';

/** 256 bits as base64url. Throws where it was sealed under another key. */
export function accountSecret(database: DatabaseSync, sealing: Uint8Array): string {
  // A key of its own: nothing that is sealed here opens as a signing key.
  const key = new Uint8Array(hkdfSync('sha256', sealing, '', name, 32));
  database.exec(table);
  const fresh = sealed(randomBytes(32), name, key);
  database.prepare('INSERT OR IGNORE INTO account_secret (one, sealed) VALUES (1, ?)').run(fresh);
  const row = database.prepare('SELECT sealed FROM account_secret').get();
  return opened(row?.['sealed'] as Uint8Array, name, key).toString('base64url');
}
