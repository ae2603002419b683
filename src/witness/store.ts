// What a witness must never forget: the heads that it has signed. One SQLite file holds them and the key that signs,
// so that nobody can lose or restore one without the other.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Checkpoint } from '#verifier';
import { sealedKeyTable } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { SignedHead } from './decide.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS signed_head (
    origin TEXT PRIMARY KEY,
    origin_hash TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL
  ) STRICT;
  ${sealedKeyTable}
  CREATE TABLE IF NOT EXISTS witness (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL) STRICT;
`;

/** Opens (and creates) the file. WAL with synchronous=FULL: what was committed has been fsynced. */
export function openWitnessDatabase(path: string): DatabaseSync {
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA secure_delete = ON');
  database.exec(schema);
  return database;
}

/**
 * Reads what was signed last for `origin`, lets `work` compare, and writes what it wants written, as one transaction
 * that is on disk when this returns: two requests at once, and two processes, come one after the other.
 * Throws where it could not be made durable; then nothing was written, and what was signed MUST NOT be given out.
 */
export function comparedAndSet<T extends { write?: { checkpoint: Checkpoint; hash: string; note: string } }>(
  database: DatabaseSync,
  origin: string,
  work: (held: SignedHead | undefined) => T,
): T {
  return inTransaction(database, () => {
    const result = work(signedHead(database, origin));
    if (result.write !== undefined) write(database, result.write);
    return result;
  });
}

function signedHead(database: DatabaseSync, origin: string): SignedHead | undefined {
  const row = database.prepare('SELECT size, root FROM signed_head WHERE origin = ?').get(origin);
  return row && { size: Number(row['size']), root: row['root'] as Uint8Array };
}

function write(
  database: DatabaseSync,
  { checkpoint: { origin, size, root }, hash, note }: { checkpoint: Checkpoint; hash: string; note: string },
): void {
  database
    .prepare(
      `INSERT INTO signed_head (origin, origin_hash, size, root, note) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note`,
    )
    .run(origin, hash, size, root, note);
}

/** The cosigned note of the head signed last, by hex SHA-256 of the origin. */
export function latestNote(database: DatabaseSync, originHash: string): string | undefined {
  const row = database.prepare('SELECT note FROM signed_head WHERE origin_hash = ?').get(originHash);
  return row && String(row['note']);
}

/** The witness's name, from its first start on. */
export function settledName(database: DatabaseSync, wished: () => string): string {
  const known = database.prepare('SELECT name FROM witness').get()?.['name'];
  if (known !== undefined) return String(known);
  const name = wished();
  database.prepare('INSERT INTO witness (one, name) VALUES (1, ?)').run(name);
  return name;
}
