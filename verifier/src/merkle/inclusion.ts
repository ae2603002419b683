import { equalBytes } from '../bytes/bytes.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { areHashes, nodeHash } from './hash.ts';

export interface InclusionProof {
  /** Any natural number, up to 2^64 - 1 as bigint. */
  readonly index: number | bigint;
  readonly size: number | bigint;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Whether the leaf stands at `index` of the tree of `size` leaves with this root (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(claim: InclusionProof, primitives: Primitives): boolean {
  const root = rootFromInclusion(claim, primitives);
  return root !== undefined && equalBytes(root, claim.root);
}

function rootFromInclusion(claim: InclusionProof, primitives: Primitives): Uint8Array | undefined {
  let node = BigInt(claim.index);
  let last = BigInt(claim.size) - 1n;
  if (node < 0n || node > last || !areHashes([claim.leafHash, ...claim.proof])) return undefined;
  let hash = claim.leafHash;
  for (const sibling of claim.proof) {
    if (last === 0n) return undefined;
    if (node % 2n === 1n || node === last) {
      hash = nodeHash(sibling, hash, primitives);
      // A last node without sibling rises unchanged until it is a right child.
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    } else {
      hash = nodeHash(hash, sibling, primitives);
    }
    [node, last] = [node / 2n, last / 2n];
  }
  return last === 0n ? hash : undefined;
}
