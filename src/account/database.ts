// A file of its own beside the log: who signs in is no part of what parties have said. better-auth makes its tables in
// it (sign-in.ts); these are ours. WAL with synchronous=FULL, as the log has it: an ended membership stays ended.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const schema = `
  CREATE TABLE IF NOT EXISTS membership (
    id INTEGER PRIMARY KEY,
    user TEXT NOT NULL,
    party TEXT,
    role TEXT NOT NULL,
    sites TEXT,
    level TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS membership_alive ON membership (user, coalesce(party, '')) WHERE ended_at_ms IS NULL;
  CREATE INDEX IF NOT EXISTS membership_by_party ON membership (party);
  CREATE TABLE IF NOT EXISTS invitation (
    id TEXT PRIMARY KEY,
    token_hash BLOB NOT NULL,
    role TEXT NOT NULL,
    party TEXT,
    sites TEXT,
    level TEXT NOT NULL,
    note TEXT,
    invited_by TEXT,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    used_at_ms INTEGER,
    used_by TEXT,
    revoked_at_ms INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS invitation_by_party ON invitation (party);
  CREATE TABLE IF NOT EXISTS active_party (session TEXT PRIMARY KEY, party TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    user TEXT,
    role TEXT NOT NULL,
    party TEXT,
    action TEXT NOT NULL,
    subject TEXT,
    detail TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS audit_by_party ON audit (party, id);
  CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit
    BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;
  CREATE TRIGGER IF NOT EXISTS audit_is_never_cut BEFORE DELETE ON audit
    BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;
  CREATE TABLE IF NOT EXISTS sealed_answer (
    caller TEXT NOT NULL,
    key_hash BLOB NOT NULL,
    sealed BLOB NOT NULL,
    answered_at_ms INTEGER NOT NULL,
    PRIMARY KEY (caller, key_hash)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS sealed_answer_by_time ON sealed_answer (answered_at_ms);
  CREATE TABLE IF NOT EXISTS news_read (
    user TEXT NOT NULL,
    party TEXT NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (user, party)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS refused_sign_in (
    hour_ms INTEGER NOT NULL,
    user TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (hour_ms, user)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS pace (
    key TEXT PRIMARY KEY,
    begun_at_ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    until_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS pace_by_end ON pace (until_ms);
`;

/** Opens, and makes where it is not there; ':memory:' for a node that is thrown away. */
export function openAccountDatabase(path: string): DatabaseSync {
  // Only its owner may read it; SQLite gives the files beside it the same mode.
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA secure_delete = ON');
  database.exec(schema);
  return database;
}
