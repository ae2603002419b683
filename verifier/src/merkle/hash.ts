import type { Primitives } from '../primitives/primitives.ts';

// RFC 6962 section 2.1: different first bytes for leaves and nodes, so that no entry can pass for a subtree.
const leafPrefix = 0x00;
const nodePrefix = 0x01;
export const hashLength = 32;

export function emptyRoot(primitives: Primitives): Uint8Array {
  return primitives.sha256(new Uint8Array(0));
}

export function leafHash(entry: Uint8Array, primitives: Primitives): Uint8Array {
  const prefixed = new Uint8Array(1 + entry.length);
  prefixed[0] = leafPrefix;
  prefixed.set(entry, 1);
  return primitives.sha256(prefixed);
}

// Kept between calls: a log that grows hashes one node an entry, and no hash function keeps its input.
const joined = new Uint8Array(1 + 2 * hashLength);
joined[0] = nodePrefix;

/** The hash over two hashes of 32 bytes. Other lengths are a bug of the caller: they throw RangeError. */
export function nodeHash(left: Uint8Array, right: Uint8Array, primitives: Primitives): Uint8Array {
  if (left.length !== hashLength || right.length !== hashLength) throw new RangeError('a hash has 32 bytes');
  joined.set(left, 1);
  joined.set(right, 1 + hashLength);
  return primitives.sha256(joined);
}

export function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === hashLength);
}
