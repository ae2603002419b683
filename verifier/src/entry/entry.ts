import { readUint64, writeUint64 } from '../bytes/bytes.ts';

/** What a leaf of the log stands for: a party's statement, or the root of the log's own map of balances (holdings.md). */
export type EntryKind = 'statement' | 'holdings';

/** A leaf of the log (docs/protocol/entry.md): when what was said, and which numbers its births took. */
export interface Entry {
  readonly kind: EntryKind;
  readonly recordedAtMs: number;
  /** Of holdings: the leaves of the map. */
  readonly firstLot: number;
  /** Of holdings: 0. */
  readonly lotCount: number;
  /** 32 bytes: SHA-256 of the ASCII bytes of the issuer-signed JWT; of holdings, the root of the map. */
  readonly digest: Uint8Array;
}

export const entryLength = 54;
const version = 1;
const kindBytes: Readonly<Record<EntryKind, number>> = { statement: 1, holdings: 2 };
const lotCountMax = 2 ** 32 - 1;

/**
 * The 54 bytes of an entry, of a statement where no kind is given. Throws RangeError where a number or the digest does
 * not fit: a bug of the caller.
 */
export function encodeEntry(
  entry: Omit<Entry, 'kind'> & { readonly kind?: EntryKind | undefined },
): Uint8Array {
  const { kind = 'statement', lotCount, digest } = entry;
  if (digest.length !== 32) throw new RangeError(`a digest of ${digest.length} bytes`);
  if (!Number.isInteger(lotCount) || lotCount < 0 || lotCount > (kind === 'holdings' ? 0 : lotCountMax))
    throw new RangeError(`lotCount ${lotCount}`);
  const bytes = new Uint8Array(entryLength);
  bytes[0] = version;
  bytes[1] = kindBytes[kind];
  writeUint64(bytes, 2, entry.recordedAtMs);
  writeUint64(bytes, 10, entry.firstLot);
  new DataView(bytes.buffer).setUint32(18, lotCount);
  bytes.set(digest, 22);
  return bytes;
}

/** Undefined for another length, version or kind, numbers of 2^53 and above, or holdings that bring lots into being. */
export function decodeEntry(bytes: Uint8Array): Entry | undefined {
  if (bytes.length !== entryLength || bytes[0] !== version) return undefined;
  const kind = bytes[1] === 1 ? 'statement' : bytes[1] === 2 ? 'holdings' : undefined;
  const recordedAtMs = readUint64(bytes, 2);
  const firstLot = readUint64(bytes, 10);
  if (kind === undefined || recordedAtMs === undefined || firstLot === undefined) return undefined;
  const lotCount = new DataView(bytes.buffer, bytes.byteOffset).getUint32(18);
  if (kind === 'holdings' && lotCount > 0) return undefined;
  return { kind, recordedAtMs, firstLot, lotCount, digest: bytes.slice(22) };
}
