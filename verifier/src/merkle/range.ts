/** The leaves [from, to) of a tree; every hash of a proof is the root of such a range. */
export type LeafRange = readonly [from: number, to: number];

/** RFC 6962 section 2.1: the largest power of two below `width`, for widths from 2 to 2^53. */
export function splitPoint(width: number): number {
  const last = width - 1;
  const high = Math.floor(last / 2 ** 32);
  return high > 0 ? 2 ** (63 - Math.clz32(high)) : 2 ** (31 - Math.clz32(last));
}

/** The ranges whose roots, in this order, prove that leaf `index` is in the tree of `size` leaves (RFC 6962 section 2.1.1). */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  requireSize(size);
  if (!Number.isInteger(index) || index < 0 || index >= size)
    throw new RangeError(`leaf ${index} of ${size}`);
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    ranges.push(index < middle ? [middle, to] : [from, middle]);
    if (index < middle) to = middle;
    else from = middle;
  }
  return ranges.reverse();
}

/** The ranges whose roots, in this order, prove that the tree of `older` leaves is a prefix of that of `newer` (section 2.1.2). */
export function consistencyRanges(older: number, newer: number): LeafRange[] {
  requireSize(newer);
  if (!Number.isInteger(older) || older < 0 || older > newer)
    throw new RangeError(`${older} leaves of ${newer}`);
  if (older === 0) return [];
  const ranges: LeafRange[] = [];
  let [from, to] = [0, newer];
  while (to !== older) {
    const middle = from + splitPoint(to - from);
    ranges.push(older <= middle ? [middle, to] : [from, middle]);
    if (older <= middle) to = middle;
    else from = middle;
  }
  // From 0 the remaining range is the older tree itself, whose root the reader has.
  if (from > 0) ranges.push([from, to]);
  return ranges.reverse();
}

export function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`not the size of a tree: ${size}`);
}
