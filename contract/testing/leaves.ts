// A small log whose entries are all there, worked out by the verifier's reference tree: slow, and never in doubt.
import { type ConsistencyProof, consistencyRanges, type LeafRange, leafHash } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { rootOfLeaves } from '../../verifier/src/merkle/reference.ts';
import type { AnchorHead } from './anchoring.ts';

/** Sizes are at most `mostLeaves`. */
export interface SmallLog {
  head(size: number): AnchorHead;
  growth(olderSize: number, newerSize: number): ConsistencyProof;
}

export const mostLeaves = 320;

/** Logs of different names share no entry: each is a fork of the other. */
export function smallLog(name: string): SmallLog {
  const leaves = Array.from({ length: mostLeaves }, (_, at) =>
    leafHash(Buffer.from(`${name} ${at}`), nodePrimitives),
  );
  const range = ([from, to]: LeafRange): Uint8Array =>
    new Uint8Array(rootOfLeaves(leaves.slice(from, to), nodePrimitives));
  return {
    head: (size) => ({ size: BigInt(size), root: range([0, size]) }),
    growth: (olderSize, newerSize) => ({
      olderSize,
      newerSize,
      olderRoot: range([0, olderSize]),
      newerRoot: range([0, newerSize]),
      proof: consistencyRanges(olderSize, newerSize).map(range),
    }),
  };
}
