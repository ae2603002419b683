// What the road asks of the world, as small as it can be. Each comment says what the other side MUST do.
import type { CompletedTile } from '../domain/log/tree.ts';

export interface EntryRow {
  seq: number;
  recordedAtMs: number;
  firstLot: number;
  lotCount: number;
  /** SHA-256 of the issuer-signed JWT. */
  digest: Uint8Array;
  /** The statement as `encodeBody` made it. */
  body: Uint8Array;
}

export type AppendedEntry = EntryRow;

export interface EntryStore {
  /** MUST make all of it durable (fsync) before it returns, or throw and leave the store as it was.
   * MUST throw when another writer has taken over since this store was opened. */
  append(
    entries: AppendedEntry[],
    tiles: CompletedTile[],
    rewritten?: { seq: number; body: Uint8Array }[],
  ): void;
  /** Drops all tiles and writes these: tiles are a projection. */
  replaceTiles(tiles: CompletedTile[]): void;
  get(seq: number): EntryRow | undefined;
  /** MUST give the entries [from, to) in order. */
  scan(from: number, to?: number): Iterable<EntryRow>;
  count(): number;
  /** MUST return the expanded bytes of a full tile; throws where it is missing. */
  tile(level: number, index: number): Uint8Array;
}

/** MUST be durable when it returns: the last checkpoint that anybody outside has seen. */
export interface PublishedHead {
  read(): string | undefined;
  write(checkpoint: string): void;
}

export interface SnapshotStore {
  /** The newest snapshot that is whole, or undefined. */
  read(): { size: number; arrays: Uint8Array } | undefined;
  write(size: number, chunks: Uint8Array[]): void;
  drop(): void;
}

/** Private keys the node holds. MUST keep them encrypted at rest. */
export interface KeyVault {
  create(holder: string): { kid: string; publicKey: Uint8Array };
  holds(kid: string): boolean;
  /** The newest key of this holder that `accepts`, if the node has one. */
  keyOf(
    holder: string,
    accepts?: (kid: string) => boolean,
  ): { kid: string; publicKey: Uint8Array } | undefined;
  sign(kid: string, bytes: Uint8Array): Uint8Array;
  /** Raw 32-byte seed for a worker thread of the same process; never leaves the process. */
  seed(kid: string): Uint8Array;
}

export interface Clock {
  nowMs(): number;
}
