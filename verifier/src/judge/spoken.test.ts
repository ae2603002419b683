import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Spoken, wordBefore } from './spoken.ts';

const words = [{ entry: 4 }, { entry: 9 }, { entry: 20 }];

test('the last word before an entry counts, and before all words the first', () => {
  const told = [0, 4, 5, 9, 10, 20, 21, Infinity].map((entry) => wordBefore(words, entry)?.entry);
  assert.deepEqual(told, [4, 4, 4, 4, 9, 9, 20, 20]);
  assert.equal(wordBefore([], 5), undefined);
});

test('words are found by id, in whatever order they come', () => {
  const said = [
    { entry: 9, id: 'a' },
    { entry: 7, id: 'b' },
    { entry: 2, id: 'a' },
  ];
  const spoken = new Spoken(said, ({ id }) => id);
  assert.equal(spoken.first('a')?.entry, 2);
  assert.equal(spoken.before('a', 9)?.entry, 2);
  assert.equal(spoken.before('a', 10)?.entry, 9);
  assert.equal(spoken.before('c', 10), undefined);
  assert.deepEqual(
    [...spoken.all()].map(([id, all]) => [id, all.map(({ entry }) => entry)]),
    [
      ['a', [2, 9]],
      ['b', [7]],
    ],
  );
});
