// What a mirror has of the public log: entries, tiles, the last head, what witnesses show. One SQLite file beside the
// statements, which lie in an ordinary store of a node.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { decodeEntry, type Entry } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { type CompletedTile, type TreeEdge, TreeReader } from '../domain/log/tree.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL, digest BLOB) STRICT;
  CREATE INDEX IF NOT EXISTS entry_by_digest ON entry (digest);
  CREATE INDEX IF NOT EXISTS entry_of_root ON entry (seq) WHERE substr(bytes, 2, 1) = x'02';
  CREATE TABLE IF NOT EXISTS tile (
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    expanded BLOB NOT NULL,
    PRIMARY KEY (level, position)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS edge (level INTEGER PRIMARY KEY, hashes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    asked_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS sighting (source TEXT, size INTEGER, note TEXT, PRIMARY KEY (source, size)) STRICT;
  CREATE TABLE IF NOT EXISTS missing (digest TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS doubted_root (seq INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/** The newest head that the mirror has followed to: its tree is that head's. */
export interface FollowedHead {
  size: number;
  note: string;
  /** When the node was asked that showed it as its newest, last. */
  askedAtMs: number;
}

/** A head that a witness has shown, not compared yet. */
export interface Sighting {
  source: string;
  size: number;
  note: string;
}

export class MirrorStore {
  readonly database: DatabaseSync;

  constructor(path: string) {
    closeSync(openSync(path, 'a', 0o600));
    this.database = new DatabaseSync(path, { timeout: 5_000 });
    this.database.exec('PRAGMA journal_mode = WAL');
    this.database.exec('PRAGMA synchronous = FULL');
    this.database.exec(schema);
  }

  close(): void {
    this.database.close();
  }

  known(name: string): string | undefined {
    const row = this.database.prepare('SELECT value FROM known WHERE name = ?').get(name);
    return row && String(row['value']);
  }

  setKnown(name: string, value: string): void {
    this.database.prepare('INSERT OR REPLACE INTO known (name, value) VALUES (?, ?)').run(name, value);
  }

  head(): FollowedHead | undefined {
    const row = this.database.prepare('SELECT size, note, asked_at_ms FROM head').get();
    return (
      row && { size: Number(row['size']), note: String(row['note']), askedAtMs: Number(row['asked_at_ms']) }
    );
  }

  setHead({ size, note, askedAtMs }: FollowedHead): void {
    this.database
      .prepare('INSERT OR REPLACE INTO head (one, size, note, asked_at_ms) VALUES (1, ?, ?, ?)')
      .run(size, note, askedAtMs);
  }

  edge(): TreeEdge {
    const rows = this.database.prepare('SELECT level, hashes FROM edge ORDER BY level').all();
    return { size: this.head()?.size ?? 0, partial: rows.map(({ hashes }) => hashes as Uint8Array) };
  }

  setEdge({ partial }: TreeEdge): void {
    const put = this.database.prepare('INSERT OR REPLACE INTO edge (level, hashes) VALUES (?, ?)');
    for (const [level, hashes] of partial.entries()) put.run(level, hashes);
  }

  putTile({ level, index, expanded }: CompletedTile): void {
    this.database
      .prepare('INSERT INTO tile (level, position, expanded) VALUES (?, ?, ?)')
      .run(level, index, expanded);
  }

  /** Over the tree with this edge; its full tiles MUST be here. */
  reader(edge: TreeEdge = this.edge()): TreeReader {
    const select = this.database.prepare('SELECT expanded FROM tile WHERE level = ? AND position = ?');
    const tile = (level: number, index: number): Uint8Array => {
      const expanded = select.get(level, index)?.['expanded'];
      if (expanded instanceof Uint8Array) return expanded;
      throw new Error(`tile ${level}/${index} is missing from the mirror: begin it anew`);
    };
    return new TreeReader(edge, tile, nodePrimitives);
  }

  putEntry(seq: number, bytes: Uint8Array): void {
    this.database
      .prepare('INSERT INTO entry (seq, bytes, digest) VALUES (?, ?, ?)')
      .run(seq, bytes, decodeEntry(bytes)?.digest ?? null);
  }

  entryBytes(seq: number): Uint8Array {
    const bytes = this.database.prepare('SELECT bytes FROM entry WHERE seq = ?').get(seq)?.['bytes'];
    if (bytes instanceof Uint8Array) return bytes;
    throw new Error(`entry ${seq} is missing from the mirror: begin it anew`);
  }

  /** Undefined where the log has something there that is no entry. */
  entry(seq: number): Entry | undefined {
    return decodeEntry(this.entryBytes(seq));
  }

  /** The entry of the statement with this digest. */
  entryOf(digest: Uint8Array): number | undefined {
    const row = this.database.prepare('SELECT min(seq) AS seq FROM entry WHERE digest = ?').get(digest);
    return row?.['seq'] === null || row === undefined ? undefined : Number(row['seq']);
  }

  /** The newest roots of the holdings before an entry, the newest first. */
  rootsBefore(seq: number, most: number): number[] {
    const rows = this.database
      .prepare(
        "SELECT seq FROM entry WHERE substr(bytes, 2, 1) = x'02' AND seq < ? ORDER BY seq DESC LIMIT ?",
      )
      .all(seq, most);
    return rows.map((row) => Number(row['seq']));
  }

  /** Roots of the holdings among the entries [from, to), ascending. */
  rootsIn(from: number, to: number): number[] {
    const rows = this.database
      .prepare(
        "SELECT seq FROM entry WHERE substr(bytes, 2, 1) = x'02' AND seq >= ? AND seq < ? ORDER BY seq",
      )
      .all(from, to);
    return rows.map((row) => Number(row['seq']));
  }

  /** As many as `rootsIn` would name. */
  rootCount(from: number, to: number): number {
    const row = this.database
      .prepare(
        "SELECT count(*) AS roots FROM entry WHERE substr(bytes, 2, 1) = x'02' AND seq >= ? AND seq < ?",
      )
      .get(from, to);
    return Number(row?.['roots']);
  }

  /** The entries [from, to) that are entries. */
  *entries(from: number, to: number): Generator<[seq: number, entry: Entry]> {
    const rows = this.database.prepare(
      'SELECT seq, bytes FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq',
    );
    for (const { seq, bytes } of rows.iterate(from, to)) {
      const entry = decodeEntry(bytes as Uint8Array);
      if (entry !== undefined) yield [Number(seq), entry];
    }
  }

  sightings(): Sighting[] {
    const rows = this.database.prepare('SELECT source, size, note FROM sighting ORDER BY size').all();
    return rows.map(({ source, size, note }) => ({
      source: String(source),
      size: Number(size),
      note: String(note),
    }));
  }

  putSighting({ source, size, note }: Sighting): void {
    this.database
      .prepare('INSERT OR REPLACE INTO sighting (source, size, note) VALUES (?, ?, ?)')
      .run(source, size, note);
  }

  dropSighting({ source, size }: Sighting): void {
    this.database.prepare('DELETE FROM sighting WHERE source = ? AND size = ?').run(source, size);
  }

  /** Disclosures that came without an erasure that names them, yet. */
  missing(): { digest: string; seq: number }[] {
    const rows = this.database.prepare('SELECT digest, seq FROM missing ORDER BY seq').all();
    return rows.map(({ digest, seq }) => ({ digest: String(digest), seq: Number(seq) }));
  }

  putMissing(digest: string, seq: number): void {
    this.database.prepare('INSERT OR IGNORE INTO missing (digest, seq) VALUES (?, ?)').run(digest, seq);
  }

  dropMissing(digest: string): void {
    this.database.prepare('DELETE FROM missing WHERE digest = ?').run(digest);
  }

  /** Roots that differ from the mirror's, perhaps because of what was erased before it came. */
  doubtedRoots(): number[] {
    const rows = this.database.prepare('SELECT seq FROM doubted_root ORDER BY seq').all();
    return rows.map(({ seq }) => Number(seq));
  }

  doubtRoot(seq: number): void {
    this.database.prepare('INSERT OR IGNORE INTO doubted_root (seq) VALUES (?)').run(seq);
  }

  settleDoubts(): void {
    this.database.exec('DELETE FROM doubted_root');
  }

  /** All of `work` or nothing: killed or failed in the midst of it, the mirror is what it was. */
  async inTransaction<T>(work: () => Promise<{ keep: boolean; value: T }>): Promise<T> {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const { keep, value } = await work();
      this.database.exec(keep ? 'COMMIT' : 'ROLLBACK');
      return value;
    } catch (fault) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw fault;
    }
  }
}
