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

export interface KeptDocument {
  /** SHA-256 of its bytes, base64url. */
  digest: string;
  /** Who brought it; null = the operator. */
  party: string | null;
  mediaType: string;
  size: number;
  keptAtMs: number;
}

/** Papers, photos and credentials that records name by digest. MUST keep them encrypted at rest and give back the same bytes. */
export interface DocumentStore {
  /** MUST be durable when it returns; the digest. Keeping the same bytes again changes nothing. */
  keep(bytes: Uint8Array, by: Omit<KeptDocument, 'digest' | 'size'>): string;
  /** One row for each party that brought it. */
  about(digest: string): KeptDocument[];
  /** Throws where the kept bytes were changed. */
  read(digest: string): Uint8Array | undefined;
  drop(digest: string): void;
}

/** Somebody looked at the passport of an item. */
export interface Scan {
  item: string;
  atMs: number;
  /** ISO 3166-1 alpha-2, as coarse as it is kept; null = not known. */
  country: string | null;
  /** Tells visitors apart and says nothing else of them. */
  visitor: string;
}

export interface ScanStore {
  add(scan: Scan): void;
  /** In the order of time. */
  of(item: string): Scan[];
  all(): Scan[];
}

export interface Clock {
  nowMs(): number;
}
