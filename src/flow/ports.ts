// What the road asks of the world, as small as it can be. Each comment says what the other side MUST do.
import type { AnchorProof, EntryKind } from '#verifier';
import type { CompletedTile } from '../domain/log/tree.ts';

export interface EntryRow {
  kind: EntryKind;
  seq: number;
  recordedAtMs: number;
  firstLot: number;
  lotCount: number;
  /** SHA-256 of the issuer-signed JWT; of holdings, the root of the map. */
  digest: Uint8Array;
  /** The statement as `encodeBody` made it; of holdings, empty. */
  body: Uint8Array;
}

export type AppendedEntry = EntryRow;

/** What else belongs to an append, known only when it can be read back. */
export interface Conclusion {
  entries: AppendedEntry[];
  tiles: CompletedTile[];
  /** Numbers of lots whose balances rest on something that was erased: void for ever (docs/protocol/holdings.md). */
  erasedLots: number[];
}

export interface EntryStore {
  /** MUST make all of it durable (fsync) before it returns, or throw and leave the store as it was.
   * MUST throw when another writer has taken over since this store was opened.
   * `conclude` MUST be called when all the rest can be read back, and what it gives be made durable with it. */
  append(
    entries: AppendedEntry[],
    tiles: CompletedTile[],
    rewritten?: { seq: number; body: Uint8Array }[],
    conclude?: () => Conclusion,
  ): void;
  /** MUST give every number that an append has erased. */
  erasedLots(): number[];
  /** Drops all tiles and writes these: tiles are a projection. */
  replaceTiles(tiles: CompletedTile[]): void;
  get(seq: number): EntryRow | undefined;
  /** MUST give the entries [from, to) in order. */
  scan(from: number, to?: number): Iterable<EntryRow>;
  count(): number;
  /** MUST return the expanded bytes of a full tile; throws where it is missing. */
  tile(level: number, index: number): Uint8Array;
}

/** Audits of the newest roots of the holdings, by index of the root entry. One that is lost is not given: it does no harm. */
export interface AuditStore {
  /** `index`: of the root entry. MUST drop the oldest beyond the number that is kept. */
  keep(index: number, chunks: Uint8Array[]): void;
  /** What was kept, in one piece. */
  read(index: number): Uint8Array | undefined;
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
  /** Takes a private key of 32 bytes of another kind, for signatures that are made elsewhere. MUST seal it as its own. */
  keep(holder: string, key: { kid: string; publicKey: Uint8Array; secret: Uint8Array }): void;
  /** All keys of this holder, newest first. */
  keysOf(holder: string): { kid: string; publicKey: Uint8Array }[];
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

/** A document that comes part by part. */
export interface Upload {
  /** Cannot be guessed. */
  id: string;
  party: string;
  mediaType: string;
  /** Of the whole, bytes. */
  size: number;
  /** How many of its first bytes are here. */
  received: number;
  expiresAtMs: number;
  /** Of the document that it has become; null = it is not whole yet. */
  digest: string | null;
}

export interface UploadStore {
  begin(upload: Pick<Upload, 'party' | 'mediaType' | 'size' | 'expiresAtMs'>): Upload;
  find(id: string): Upload | undefined;
  /** MUST be durable when it returns. False, and nothing is kept, where not exactly `at` bytes are here. */
  add(id: string, at: number, bytes: Uint8Array): boolean;
  /** What is here of it. */
  read(id: string): Uint8Array;
  /** It has become a document: its parts are not needed any more. */
  finish(id: string, digest: string): void;
  /** Those that are not whole. */
  openOf(party: string): Upload[];
  /** Forgets what has expired. */
  drop(nowMs: number): void;
}

export interface AnsweredRequest {
  /** Digest of all that the request asked. */
  request: string;
  status: number;
  headers: Record<string, string>;
  body: string | null;
  answeredAtMs: number;
}

/** Answers that are given again to whoever asks the same again. MUST be durable when `keep` returns; the first one stays. */
export interface AnsweredRequests {
  find(caller: string, key: string): AnsweredRequest | undefined;
  keep(caller: string, key: string, answer: AnsweredRequest): void;
  drop(beforeMs: number): void;
}

/** What people call the devices that hold a key. */
export interface KeyNames {
  name(kid: string, label: string): void;
  of(kid: string): string | null;
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

/** What a reader of a page thinks is not as it is told. Nobody has signed it. */
export interface Doubt {
  id: string;
  /** Canonical id of a product, lot, item or unit. */
  about: string;
  atMs: number;
  kind: string;
  text: string;
  /** ISO 639-1, of the text; null = not told. */
  language: string | null;
}

/** What has become of a doubt. Each who reads it says so for themselves: whom it is about must not put it out of sight of others. */
export type DoubtStanding = 'new' | 'read' | 'settled';

/** What somebody said of a doubt. */
export interface DoubtMark {
  /** The party for whom it was said; null = the operator. */
  party: string | null;
  standing: DoubtStanding;
  /** What was done; null unless it is settled. */
  note: string | null;
  /** The person who said it; null = a program with a key. */
  user: string | null;
  atMs: number;
}

/** For whom it is asked: a standing is theirs. `about` absent = doubts about all things. */
export interface DoubtQuery {
  side: string | null;
  about?: readonly string[];
  /** `open`: new and read. Absent = all. */
  standing?: DoubtStanding | 'open';
}

export interface DoubtStore {
  add(doubt: Doubt): void;
  find(id: string): Doubt | undefined;
  /** The newest first. */
  list(query: DoubtQuery, page: { offset: number; limit: number }): Doubt[];
  /** How many of each standing there are; `query.standing` is not looked at. */
  count(query: DoubtQuery): Record<DoubtStanding, number>;
  /** Everything that a doubt is about. */
  things(): string[];
  /** What was said last counts. MUST be durable when it returns; of one side, the newest few are kept. */
  mark(doubt: string, mark: DoubtMark): void;
  /** What was said of a doubt by all sides, the newest first. */
  marks(doubt: string): DoubtMark[];
}

/** A head of this log that witnesses have cosigned (docs/protocol/witness.md). */
export interface CosignedHead {
  size: number;
  /** The checkpoint with the log's signature first, then theirs. */
  note: string;
  /** Verifier keys, in the order of the cosignatures. */
  witnesses: string[];
}

export interface CosignedHeads {
  /** MUST be durable when it returns. Of one size, the one with more cosignatures stays. */
  keep(head: CosignedHead): void;
  /** Of the heads of at least so many entries those with the most cosignatures, and of them the newest. */
  newest(least: number): CosignedHead | undefined;
}

/** An anchor whose proof was verified before it came here (docs/protocol/anchor.md). */
export interface SettledAnchor {
  /** CAIP-2. */
  chain: string;
  /** Of the anchored head. */
  size: number;
  /** Its root, base64. */
  root: string;
  proof: AnchorProof;
  settledAtMs: number;
}

export interface SettledAnchors {
  /** MUST be durable when it returns. Of one chain and size, the first stays. */
  keep(anchor: SettledAnchor): void;
  /** Of each chain the newest that is not above this size, ascending by chain. */
  newest(most: number): SettledAnchor[];
}

export interface Clock {
  nowMs(): number;
}
