// What is proven of an entry and of the head, on this device, from the public tiles alone.
import {
  consistencyRanges,
  inclusionRanges,
  purePrimitives,
  verifyConsistency,
  verifyInclusion,
} from '#verifier';
import type { Head } from './head.ts';
import { leafOf, rootOf } from './tiles.ts';

export interface Proven {
  readonly holds: boolean;
  /** How many hashes led there. */
  readonly hashes: number;
}

/** That the tree of this head has these bytes at this place (RFC 6962 section 2.1.1). */
export async function provenIn(head: Head, index: number, entry: Uint8Array): Promise<Proven> {
  const ranges = inclusionRanges(index, head.size);
  const proof = await Promise.all(ranges.map(([from, to]) => rootOf(from, to, head.size)));
  const claim = { index, size: head.size, leafHash: leafOf(entry), proof, root: head.root };
  return { holds: verifyInclusion(claim, purePrimitives), hashes: proof.length };
}

/** That the older tree is the beginning of the newer (section 2.1.2). */
export async function provenToGrow(older: Head, newer: Head): Promise<Proven> {
  const ranges = older.size <= newer.size ? consistencyRanges(older.size, newer.size) : [];
  const proof = await Promise.all(ranges.map(([from, to]) => rootOf(from, to, newer.size)));
  const claim = {
    olderSize: older.size,
    newerSize: newer.size,
    olderRoot: older.root,
    newerRoot: newer.root,
    proof,
  };
  return { holds: verifyConsistency(claim, purePrimitives), hashes: proof.length };
}
