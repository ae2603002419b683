// The store of record: entries in order, one writer. Tiles beside them are a projection of the entries.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AppendedEntry, Conclusion, EntryRow, EntryStore } from '../flow/ports.ts';
import type { CompletedTile } from '../domain/log/tree.ts';
import { hasTable } from './database.ts';
import { inTransaction } from './transaction.ts';

const tileCacheSize = 512;

/** Thrown when another writer has taken over this store: this one must stop. */
export class FencedOut extends Error {
  constructor() {
    super('another process has become the writer of this store; this one will write no more');
  }
}

export function openEntries(database: DatabaseSync, role: 'writer' | 'reader'): EntryStore {
  const epoch = role === 'writer' ? becomeWriter(database) : -1;
  return new SqliteEntries(database, epoch);
}

function becomeWriter(database: DatabaseSync): number {
  const row = database.prepare('UPDATE writer SET epoch = epoch + 1 WHERE one = 1 RETURNING epoch').get();
  return Number(row?.['epoch']);
}

class SqliteEntries implements EntryStore {
  readonly #database: DatabaseSync;
  readonly #epoch: number;
  readonly #tiles = new Map<string, Uint8Array>();
  /** Only of a writer: a log that is only read may be of a node that knew fewer columns. */
  readonly #insert: StatementSync | null;
  readonly #insertTile: StatementSync;
  readonly #epochNow: StatementSync;
  readonly #one: StatementSync;
  readonly #tile: StatementSync;

  constructor(database: DatabaseSync, epoch: number) {
    this.#database = database;
    this.#epoch = epoch;
    this.#insert =
      epoch === -1
        ? null
        : database.prepare(
            'INSERT INTO entry (seq, recorded_at_ms, first_lot, lot_count, digest, body, kind) VALUES (?, ?, ?, ?, ?, ?, ?)',
          );
    this.#insertTile = database.prepare(
      'INSERT OR REPLACE INTO tile (level, position, expanded) VALUES (?, ?, ?)',
    );
    this.#epochNow = database.prepare('SELECT epoch FROM writer WHERE one = 1');
    this.#one = database.prepare('SELECT * FROM entry WHERE seq = ?');
    this.#tile = database.prepare('SELECT expanded FROM tile WHERE level = ? AND position = ?');
  }

  append(
    entries: AppendedEntry[],
    tiles: CompletedTile[],
    rewritten: { seq: number; body: Uint8Array }[] = [],
    conclude?: () => Conclusion,
  ): void {
    this.#inTransaction(() => {
      this.#write(entries, tiles);
      for (const { seq, body } of rewritten)
        this.#database.prepare('UPDATE entry SET body = ? WHERE seq = ?').run(body, seq);
      if (conclude !== undefined) this.#conclude(conclude());
    });
    // What was erased must not live on in the write-ahead log (statement-format rule 8).
    if (rewritten.length > 0) this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #conclude({ entries, tiles, erasedLots }: Conclusion): void {
    this.#write(entries, tiles);
    const erase = this.#database.prepare('INSERT OR IGNORE INTO erased_lot (number) VALUES (?)');
    for (const number of erasedLots) erase.run(number);
  }

  #write(entries: readonly AppendedEntry[], tiles: readonly CompletedTile[]): void {
    for (const { seq, recordedAtMs, firstLot, lotCount, digest, body, kind } of entries)
      this.#insert?.run(seq, recordedAtMs, firstLot, lotCount, digest, body, kindNumbers[kind]);
    for (const tile of tiles) this.#insertTile.run(tile.level, tile.index, tile.expanded);
  }

  erasedLots(): number[] {
    if (!hasTable(this.#database, 'erased_lot')) return [];
    const rows = this.#database.prepare('SELECT number FROM erased_lot ORDER BY number').all();
    return rows.map(({ number }) => Number(number));
  }

  replaceTiles(tiles: CompletedTile[]): void {
    this.#inTransaction(() => {
      this.#database.exec('DELETE FROM tile');
      for (const tile of tiles) this.#insertTile.run(tile.level, tile.index, tile.expanded);
    });
    this.#tiles.clear();
  }

  get(seq: number): EntryRow | undefined {
    const row = this.#one.get(seq);
    return row === undefined ? undefined : entryOf(row);
  }

  *scan(from: number, to: number = Number.MAX_SAFE_INTEGER): Iterable<EntryRow> {
    const rows = this.#database.prepare('SELECT * FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq');
    for (const row of rows.iterate(from, to)) yield entryOf(row);
  }

  count(): number {
    return Number(
      this.#database.prepare('SELECT coalesce(max(seq) + 1, 0) AS size FROM entry').get()?.['size'],
    );
  }

  tile(level: number, index: number): Uint8Array {
    const name = `${level}/${index}`;
    const held = this.#tiles.get(name);
    if (held !== undefined) return held;
    const bytes = this.#tile.get(level, index)?.['expanded'];
    if (!(bytes instanceof Uint8Array))
      throw new Error(`tile ${name} is missing from the store: run \`selvedge rebuild\``);
    if (this.#tiles.size >= tileCacheSize) this.#tiles.delete(this.#tiles.keys().next().value ?? name);
    this.#tiles.set(name, bytes);
    return bytes;
  }

  /** The epoch is read inside the transaction, so a writer that was taken over can not commit (the fence). */
  #inTransaction(work: () => void): void {
    inTransaction(this.#database, () => {
      if (Number(this.#epochNow.get()?.['epoch']) !== this.#epoch) throw new FencedOut();
      work();
    });
  }
}

const kindNumbers: Readonly<Record<EntryRow['kind'], number>> = { statement: 1, holdings: 2 };

function entryOf(row: Record<string, unknown>): EntryRow {
  return {
    kind: row['kind'] === kindNumbers.holdings ? 'holdings' : 'statement',
    seq: Number(row['seq']),
    recordedAtMs: Number(row['recorded_at_ms']),
    firstLot: Number(row['first_lot']),
    lotCount: Number(row['lot_count']),
    digest: row['digest'] as Uint8Array,
    body: row['body'] as Uint8Array,
  };
}
