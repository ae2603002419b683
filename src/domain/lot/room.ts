/** The element kinds that the hot state is made of. */
export type TypedArray = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/**
 * The array itself if it holds `needed` elements, else a larger copy (half as much again, so that a long row of
 * small additions costs linear time). New elements are zero.
 */
export function withRoom<A extends TypedArray>(array: A, needed: number): A {
  if (needed <= array.length) return array;
  const length = Math.max(needed, Math.ceil(array.length * 1.5), 16);
  const larger = new (array.constructor as new (length: number) => A)(length);
  larger.set(array);
  return larger;
}
