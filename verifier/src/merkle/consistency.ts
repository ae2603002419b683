import { equalBytes } from '../bytes/bytes.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { areHashes, emptyRoot, nodeHash } from './hash.ts';

export interface ConsistencyProof {
  readonly olderSize: number | bigint;
  readonly newerSize: number | bigint;
  readonly olderRoot: Uint8Array;
  readonly newerRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the older tree is a prefix of the newer (RFC 9162 section 2.1.4.2). Two trees of one size must have
 * one root, and of size 0 the empty root: the RFC's steps would take any. From an empty tree to a larger one there
 * is nothing to prove, so such a claim is refused.
 */
export function verifyConsistency(claim: ConsistencyProof, primitives: Primitives): boolean {
  const olderSize = BigInt(claim.olderSize);
  const newerSize = BigInt(claim.newerSize);
  if (!areHashes([claim.olderRoot, claim.newerRoot, ...claim.proof])) return false;
  if (olderSize === newerSize) return areSameTree(claim, olderSize, primitives);
  if (olderSize <= 0n || olderSize > newerSize) return false;
  const roots = rootsFromConsistency(claim, olderSize, newerSize, primitives);
  return (
    roots !== undefined &&
    equalBytes(roots.older, claim.olderRoot) &&
    equalBytes(roots.newer, claim.newerRoot)
  );
}

function areSameTree(claim: ConsistencyProof, size: bigint, primitives: Primitives): boolean {
  if (claim.proof.length > 0 || size < 0n || !equalBytes(claim.olderRoot, claim.newerRoot)) return false;
  return size > 0n || equalBytes(claim.olderRoot, emptyRoot(primitives));
}

function rootsFromConsistency(
  claim: ConsistencyProof,
  olderSize: bigint,
  newerSize: bigint,
  primitives: Primitives,
): { older: Uint8Array; newer: Uint8Array } | undefined {
  let [node, last] = [olderSize - 1n, newerSize - 1n];
  while (node % 2n === 1n) [node, last] = [node / 2n, last / 2n];
  // A complete older tree is itself the first node, which the proof then leaves out.
  const [start, ...rest] = node === 0n ? [claim.olderRoot, ...claim.proof] : claim.proof;
  if (start === undefined) return undefined;
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    if (last === 0n) return undefined;
    if (node % 2n === 1n || node === last) {
      older = nodeHash(sibling, older, primitives);
      newer = nodeHash(sibling, newer, primitives);
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    } else {
      newer = nodeHash(newer, sibling, primitives);
    }
    [node, last] = [node / 2n, last / 2n];
  }
  return last === 0n ? { older, newer } : undefined;
}
