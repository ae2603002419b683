// A tree cut into ranges with their hashes: the one form in which an alarm proves anything about a signed head.
import { equalBytes, type LeafRange, nodeHash, type Primitives, splitPoint } from '#verifier';

/** The hash over the leaves [lo, hi). */
export interface Part {
  lo: number;
  hi: number;
  hash: Uint8Array;
}

/** Cut where the first `older` leaves end, so that the parts give the root of those too. */
export function cutAt(older: number, size: number): LeafRange[] {
  return cut(size, (lo, hi) => hi <= older || lo >= older);
}

/** Cut so that each of these leaves stands alone. */
export function cutAround(indexes: readonly number[], size: number): LeafRange[] {
  const sorted = Float64Array.from(indexes).sort();
  return cut(size, (lo, hi) => !((sorted[placeOf(sorted, lo)] ?? hi) < hi));
}

/** Cut so that the leaves [from, to), which MUST be a node of the tree, stand together. */
export function cutOut(from: number, to: number, size: number): LeafRange[] {
  return cut(size, (lo, hi) => hi <= from || lo >= to || (lo >= from && hi <= to));
}

/** Of the first that is not below `least`. */
function placeOf(sorted: Float64Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cut(size: number, staysWhole: (lo: number, hi: number) => boolean): LeafRange[] {
  const ranges: LeafRange[] = [];
  const visit = (lo: number, hi: number): void => {
    if (hi - lo === 1 || staysWhole(lo, hi)) {
      ranges.push([lo, hi]);
      return;
    }
    const middle = lo + splitPoint(hi - lo);
    visit(lo, middle);
    visit(middle, hi);
  };
  if (size > 0) visit(0, size);
  return ranges;
}

/** RFC 6962 section 2.1 over parts; undefined where they do not cover [0, size), or cut it elsewhere than the tree does. */
export function rootOfParts(
  size: number,
  parts: readonly Part[],
  primitives: Primitives,
): Uint8Array | undefined {
  const known = new Map(parts.map(({ lo, hi, hash }) => [`${lo} ${hi}`, hash]));
  const rootOf = (lo: number, hi: number): Uint8Array | undefined => {
    const found = known.get(`${lo} ${hi}`);
    if (found !== undefined || hi - lo <= 1) return found;
    const middle = lo + splitPoint(hi - lo);
    const left = rootOf(lo, middle);
    const right = left && rootOf(middle, hi);
    return left && right && nodeHash(left, right, primitives);
  };
  return rootOf(0, size);
}

/** Whether the parts are of the tree of this size and root. */
export function arePartsOf(
  head: { size: number; root: Uint8Array },
  parts: readonly Part[],
  primitives: Primitives,
): boolean {
  const root = rootOfParts(head.size, parts, primitives);
  return root !== undefined && equalBytes(root, head.root);
}
