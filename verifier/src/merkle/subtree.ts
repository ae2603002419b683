import type { Primitives } from '../primitives/primitives.ts';
import { areHashes, emptyRoot, nodeHash } from './hash.ts';
import { type LeafRange, requireSize, splitPoint } from './range.ts';

export interface ShownLeaf {
  readonly index: number;
  readonly hash: Uint8Array;
}

/**
 * One proof for many leaves (docs/protocol/evidence.md): the root of the tree of `size` leaves that has `leaves`
 * (ascending, without repetition) and `proof` elsewhere. Undefined where the leaves are out of order or range, or
 * the proof has a hash too few or too many. The empty tree takes no leaves and no proof.
 */
export function rootFromSubtreeProof(
  size: number,
  leaves: readonly ShownLeaf[],
  proof: readonly Uint8Array[],
  primitives: Primitives,
): Uint8Array | undefined {
  const indexes = leaves.map((leaf) => leaf.index);
  if (!Number.isSafeInteger(size) || size < 0 || !areAscending(indexes, size)) return undefined;
  if (!areHashes(proof) || !areHashes(leaves.map((leaf) => leaf.hash))) return undefined;
  if (subtreeProofRanges(size, indexes).length !== proof.length) return undefined;
  if (size === 0) return emptyRoot(primitives);
  let used = 0;
  const rootOf = (from: number, to: number, first: number, last: number): Uint8Array => {
    if (first === last) return proof[used++]!;
    if (to - from === 1) return leaves[first]!.hash;
    const middle = from + splitPoint(to - from);
    const divide = firstAtOrAfter(indexes, middle, first, last);
    const left = rootOf(from, middle, first, divide);
    return nodeHash(left, rootOf(middle, to, divide, last), primitives);
  };
  return rootOf(0, size, 0, indexes.length);
}

/** The ranges whose roots, in this order, are the proof that goes with the leaves at `indexes` (ascending, without repetition). */
export function subtreeProofRanges(size: number, indexes: readonly number[]): LeafRange[] {
  requireSize(size);
  if (!areAscending(indexes, size)) throw new RangeError(`not ascending indexes below ${size}`);
  const ranges: LeafRange[] = [];
  eachSubtreeRange(size, indexes, (from, to) => ranges.push([from, to]));
  return ranges;
}

/** As `subtreeProofRanges`, one after the other. `indexes` MUST ascend below `size`. */
export function eachSubtreeRange(
  size: number,
  indexes: ArrayLike<number>,
  take: (from: number, to: number) => void,
): void {
  const visit = (from: number, to: number, first: number, last: number): void => {
    if (first === last) {
      take(from, to);
    } else if (to - from > 1) {
      const middle = from + splitPoint(to - from);
      const divide = firstAtOrAfter(indexes, middle, first, last);
      visit(from, middle, first, divide);
      visit(middle, to, divide, last);
    }
  };
  if (size > 0) visit(0, size, 0, indexes.length);
}

function areAscending(indexes: readonly number[], size: number): boolean {
  return indexes.every(
    (index, i) => Number.isInteger(index) && index > (indexes[i - 1] ?? -1) && index < size,
  );
}

/** The position in indexes[first, last) of the first index that is not below `bound`; `last` where all are. */
function firstAtOrAfter(indexes: ArrayLike<number>, bound: number, first: number, last: number): number {
  let [low, high] = [first, last];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (indexes[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
