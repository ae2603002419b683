import { readUint64, writeUint64 } from '../bytes/bytes.ts';

/** A leaf of the log (docs/protocol/entry.md): when what was said, and which numbers its births took. */
export interface Entry {
  readonly recordedAtMs: number;
  readonly firstLot: number;
  readonly lotCount: number;
  /** SHA-256 of the ASCII bytes of the issuer-signed JWT, 32 bytes. */
  readonly statementDigest: Uint8Array;
}

export const entryLength = 54;
const version = 1;
const statementKind = 1;
const lotCountMax = 2 ** 32 - 1;

/** The 54 bytes of an entry. Throws RangeError where a number or the digest does not fit: a bug of the caller. */
export function encodeEntry(entry: Entry): Uint8Array {
  const { lotCount, statementDigest } = entry;
  if (statementDigest.length !== 32) throw new RangeError(`a digest of ${statementDigest.length} bytes`);
  if (!Number.isInteger(lotCount) || lotCount < 0 || lotCount > lotCountMax)
    throw new RangeError(`lotCount ${lotCount}`);
  const bytes = new Uint8Array(entryLength);
  bytes[0] = version;
  bytes[1] = statementKind;
  writeUint64(bytes, 2, entry.recordedAtMs);
  writeUint64(bytes, 10, entry.firstLot);
  new DataView(bytes.buffer).setUint32(18, lotCount);
  bytes.set(statementDigest, 22);
  return bytes;
}

/** Undefined for another length, version or kind, or numbers of 2^53 and above. */
export function decodeEntry(bytes: Uint8Array): Entry | undefined {
  if (bytes.length !== entryLength || bytes[0] !== version || bytes[1] !== statementKind) return undefined;
  const recordedAtMs = readUint64(bytes, 2);
  const firstLot = readUint64(bytes, 10);
  if (recordedAtMs === undefined || firstLot === undefined) return undefined;
  const lotCount = new DataView(bytes.buffer, bytes.byteOffset).getUint32(18);
  return { recordedAtMs, firstLot, lotCount, statementDigest: bytes.slice(22) };
}
