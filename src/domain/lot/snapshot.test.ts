import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TypedArray } from './room.ts';
import { arrayOf, decodeArrays, encodeArrays, prefixed, unprefixed } from './snapshot.ts';

const anyArray: fc.Arbitrary<TypedArray> = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
);
const anyRecord = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
  anyArray,
  { noNullPrototype: true },
);

function written(record: Record<string, TypedArray>): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeArrays(record)));
}

test('what is read is what was written, wherever the bytes begin', () => {
  fc.assert(
    fc.property(anyRecord, fc.nat(9), (record, shift) => {
      const bytes = written(record);
      const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
      shifted.set(bytes);
      assert.deepEqual(decodeArrays(shifted), record);
    }),
  );
});

test('reading copies nothing where the bytes begin at a multiple of 8', () => {
  const bytes = written({ a: Uint8Array.of(1, 2, 3), b: Float64Array.of(0.5), c: Uint32Array.of(7) });
  const arrays = decodeArrays(bytes);
  for (const array of Object.values(arrays)) assert.equal(array.buffer, bytes.buffer);
});

test('a snapshot cut off or lengthened anywhere is refused', () => {
  const bytes = written({ a: Uint8Array.of(1, 2, 3), b: Float64Array.of(0.5) });
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => decodeArrays(bytes.subarray(0, length)), RangeError);
  }
  assert.throws(
    () => decodeArrays(new Uint8Array(bytes.length + 8).map((_, at) => bytes[at] ?? 0)),
    RangeError,
  );
});

test('another order of bytes, a missing array and one of another kind are refused', () => {
  const bytes = written({ a: Uint8Array.of(1) });
  assert.throws(() => decodeArrays(bytes.map((_, at) => bytes[at < 8 ? at ^ 3 : at]!)), RangeError);
  assert.throws(() => arrayOf(decodeArrays(bytes), 'b', Uint8Array), RangeError);
  assert.throws(() => arrayOf(decodeArrays(bytes), 'a', Uint32Array), RangeError);
});

test('several states share a file under prefixes', () => {
  const both = {
    ...prefixed('lots', { a: Uint8Array.of(1) }),
    ...prefixed('graph', { a: Uint8Array.of(2) }),
  };
  assert.deepEqual(unprefixed('graph', both), { a: Uint8Array.of(2) });
});
