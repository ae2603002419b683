import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HashIndex } from './hash-index.ts';
import { decodeArrays, encodeArrays } from './snapshot.ts';

const word = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffff_ffff }));

test('agrees with a Map of lists, before and after a restart', () => {
  const entries = fc.array(fc.tuple(word, word, word), { maxLength: 400 });
  fc.assert(
    fc.property(entries, entries, (first, second) => {
      const model = new Map<string, number[]>();
      let index = new HashIndex();
      for (const batch of [first, second]) {
        for (const [high, low, value] of batch) {
          index.add(high, low, value);
          model.set(`${high},${low}`, [...(model.get(`${high},${low}`) ?? []), value]);
        }
        index = HashIndex.restore(
          decodeArrays(new Uint8Array(Buffer.concat(encodeArrays(index.snapshot())))),
        );
      }
      assert.equal(index.size, first.length + second.length);
      for (const [key, values] of model) {
        const [high, low] = key.split(',').map(Number) as [number, number];
        assert.deepEqual(index.valuesOf(high, low), values);
        assert.equal(index.find(high, low), values.at(-1));
        assert.equal(
          index.find(high, low, (value) => value === values[0]),
          values[0],
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('a key that is not there has no value', () => {
  const index = new HashIndex();
  assert.equal(index.find(1, 2), -1);
  index.add(1, 2, 7);
  assert.equal(index.find(2, 1), -1);
  assert.deepEqual(index.valuesOf(1, 3), []);
});

test('a hundred thousand values of one key take no more than linear time', () => {
  const index = new HashIndex();
  for (let value = 0; value < 100_000; value++) index.add(0xffff_ffff, 0xffff_ffff, value);
  const values = index.valuesOf(0xffff_ffff, 0xffff_ffff);
  assert.equal(values.length, 100_000);
  assert.equal(values[99_999], 99_999);
});
