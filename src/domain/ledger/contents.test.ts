import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contents, insideOf, latestEmptying } from './contents.ts';

const row = (child: number, amount: number, timeMs: number, dimension = 1) => ({
  child,
  amount,
  dimension,
  timeMs,
});
const amounts = (inside: ReturnType<typeof insideOf>): [number, number][] =>
  [...inside.values()].map(({ child, amount }) => [child, amount]);

test('what was packed and not taken out is inside, each dimension by itself', () => {
  assert.deepEqual(
    amounts(insideOf([row(1, 5, 1), row(1, -2, 2), row(2, 3, 1), row(2, 4, 1, 5)], Number.NEGATIVE_INFINITY)),
    [
      [1, 3],
      [2, 3],
      [2, 4],
    ],
  );
});

test('taking out more than there is leaves nothing, not less than nothing', () => {
  assert.deepEqual(amounts(insideOf([row(1, -2, 2)], Number.NEGATIVE_INFINITY)), []);
});

test('what happened before everything was taken out is out, at the same moment too', () => {
  assert.deepEqual(amounts(insideOf([row(1, 5, 1), row(1, 6, 2), row(1, 7, 3)], 2)), [[1, 7]]);
});

test('an emptying that was an error does not count, and an earlier one counts again', () => {
  assert.equal(latestEmptying([]), Number.NEGATIVE_INFINITY);
  assert.equal(
    latestEmptying([
      { timeMs: 3, sign: 1 },
      { timeMs: 5, sign: 1 },
      { timeMs: 5, sign: -1 },
    ]),
    3,
  );
  assert.equal(
    latestEmptying([
      { timeMs: 5, sign: -1 },
      { timeMs: 5, sign: 1 },
    ]),
    Number.NEGATIVE_INFINITY,
  );
});

test('a snapshot brings everything back', () => {
  const contents = new Contents();
  contents.add(9, row(1, 5, 1));
  contents.add(9, row(1, 4, 7));
  contents.empty(9, { timeMs: 3, sign: 1 });
  const restored = Contents.restore(contents.snapshot());
  assert.deepEqual(amounts(restored.insideOf(9)), [[1, 4]]);
  assert.deepEqual(restored.of(9), contents.of(9));
});
