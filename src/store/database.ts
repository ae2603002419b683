// One SQLite file holds the log and the small cold tables of the node. WAL with synchronous=FULL: what is
// acknowledged has been fsynced. secure_delete: what is erased is overwritten, not just unlinked.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** What a vault keeps its keys in (vault.ts). */
export const sealedKeyTable: string = `CREATE TABLE IF NOT EXISTS sealed_key (
    kid TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    public_key BLOB NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT;`;

const schema = `
  CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY,
    recorded_at_ms INTEGER NOT NULL,
    first_lot INTEGER NOT NULL,
    lot_count INTEGER NOT NULL,
    digest BLOB NOT NULL,
    body BLOB NOT NULL,
    kind INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE TABLE IF NOT EXISTS erased_lot (number INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS tile (
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    expanded BLOB NOT NULL,
    PRIMARY KEY (level, position)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS writer (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  ${sealedKeyTable}
  CREATE TABLE IF NOT EXISTS api_key (
    id TEXT PRIMARY KEY,
    secret_hash BLOB NOT NULL,
    role TEXT NOT NULL,
    party TEXT,
    level TEXT NOT NULL,
    label TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS capture_job (
    id TEXT PRIMARY KEY,
    party TEXT,
    form TEXT NOT NULL,
    behaviour TEXT NOT NULL,
    granularity TEXT NOT NULL,
    bytes BLOB,
    created_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER,
    result TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS capture_job_by_party ON capture_job (party, id);
  CREATE INDEX IF NOT EXISTS capture_job_unfinished ON capture_job (id) WHERE finished_at_ms IS NULL;
  CREATE TABLE IF NOT EXISTS document (
    digest TEXT NOT NULL,
    party TEXT,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    kept_at_ms INTEGER NOT NULL,
    UNIQUE (digest, party)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY,
    party TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    received INTEGER NOT NULL DEFAULT 0,
    expires_at_ms INTEGER NOT NULL,
    digest TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS upload_by_party ON upload (party);
  CREATE TABLE IF NOT EXISTS upload_part (
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (id, at)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS answered_request (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT,
    answered_at_ms INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS answered_request_by_time ON answered_request (answered_at_ms);
  CREATE TABLE IF NOT EXISTS key_name (kid TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS scan (
    item TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    country TEXT,
    visitor TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS scan_by_item ON scan (item, at_ms);
  CREATE INDEX IF NOT EXISTS scan_by_time ON scan (at_ms);
  CREATE TABLE IF NOT EXISTS doubt (
    id TEXT PRIMARY KEY,
    about TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS doubt_by_thing ON doubt (about, at_ms);
  CREATE INDEX IF NOT EXISTS doubt_by_time ON doubt (at_ms);
  CREATE TABLE IF NOT EXISTS doubt_mark (
    turn INTEGER PRIMARY KEY,
    doubt TEXT NOT NULL,
    side TEXT NOT NULL,
    standing TEXT NOT NULL,
    note TEXT,
    user TEXT,
    at_ms INTEGER NOT NULL,
    counts INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS doubt_mark_by_doubt ON doubt_mark (doubt, side, turn);
  CREATE UNIQUE INDEX IF NOT EXISTS doubt_mark_counting ON doubt_mark (doubt, side) WHERE counts = 1;
  CREATE INDEX IF NOT EXISTS doubt_mark_by_standing ON doubt_mark (side, standing, doubt) WHERE counts = 1;
  CREATE TABLE IF NOT EXISTS cosigned_head (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL,
    witnesses TEXT NOT NULL,
    witness_count INTEGER NOT NULL,
    turn INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS settled_anchor (
    chain TEXT NOT NULL,
    size INTEGER NOT NULL,
    root TEXT NOT NULL,
    proof TEXT NOT NULL,
    settled_at_ms INTEGER NOT NULL,
    PRIMARY KEY (chain, size)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS anchor_under_way (chain TEXT PRIMARY KEY, kept TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS webhook (
    id TEXT PRIMARY KEY,
    party TEXT,
    url TEXT NOT NULL,
    kinds TEXT NOT NULL,
    secret BLOB,
    old_secret BLOB,
    old_secret_until_ms INTEGER,
    cursor INTEGER NOT NULL,
    failing_since_ms INTEGER,
    off_at_ms INTEGER,
    off_code TEXT,
    created_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS webhook_message (
    turn INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    webhook TEXT NOT NULL,
    kind TEXT NOT NULL,
    entry INTEGER,
    body TEXT NOT NULL,
    made_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due_at_ms INTEGER,
    delivered_at_ms INTEGER,
    last TEXT,
    waits INTEGER NOT NULL,
    UNIQUE (webhook, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS webhook_message_waiting ON webhook_message (webhook, turn) WHERE waits = 1;
  CREATE INDEX IF NOT EXISTS webhook_message_by_turn ON webhook_message (webhook, turn);
  INSERT OR IGNORE INTO writer (one, epoch) VALUES (1, 0);
`;

/** Opens (and creates) the database. `readOnly` never writes, so it may run beside a serving node. */
export function openDatabase(path: string, readOnly = false): DatabaseSync {
  // Only its owner may read it; SQLite gives the files beside it the same mode.
  if (!readOnly && path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { readOnly, timeout: 5_000 });
  if (readOnly) return database;
  database.exec('PRAGMA page_size = 8192');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA wal_autocheckpoint = 16000');
  database.exec('PRAGMA secure_delete = ON');
  database.exec(schema);
  addKind(database);
  // What was erased right before a crash may still stand in the write-ahead log.
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return database;
}

/** A log that was begun before there were other entries than statements. */
function addKind(database: DatabaseSync): void {
  const columns = database.prepare("SELECT name FROM pragma_table_info('entry')").all();
  if (columns.some(({ name }) => name === 'kind')) return;
  database.exec('ALTER TABLE entry ADD COLUMN kind INTEGER NOT NULL DEFAULT 1');
}

/** A directory that is only read may be of an older node, which had fewer tables. */
export function hasTable(database: DatabaseSync, name: string): boolean {
  return (
    database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined
  );
}
