import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyBytes, viewOf } from './view.ts';

test('bytes are copied as they are, between any places and of views that begin anywhere', () => {
  const from = Uint8Array.from({ length: 80 }, (_, at) => 255 - at);
  const target = new Uint8Array(60);
  copyBytes(viewOf(from.subarray(3)), 5, viewOf(target.subarray(1)), 2, 32);
  const expected = new Uint8Array(60);
  expected.set(from.subarray(8, 40), 3);
  assert.deepEqual(target, expected);
  assert.throws(() => copyBytes(viewOf(from), 0, viewOf(target), 56, 8), RangeError);
});
