import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storedNow, type StockLot } from './stock.ts';

const told = (id: string, remaining: number | null, cameAtMs = 0): StockLot => ({
  ...{
    id,
    remaining,
    cameAtMs,
    kind: 'lot',
    product: 'p',
    productName: 'Lint',
    dimension: 'mass',
    place: 'here',
  },
});
const made = (id: string, remaining: number) => ({
  ...{
    id,
    remaining,
    kind: 'lot',
    product: 'q',
    productName: 'Yarn',
    dimension: 'mass' as const,
    place: 'here',
  },
});

test('two runs without a line: the second one finds what the first has made, less what it took', () => {
  const now = storedNow(
    [told('a', 100), told('b', 50)],
    [
      { atMs: 1, effect: { drawn: [{ id: 'a', base: 100 }], made: [made('y', 90)] } },
      {
        atMs: 2,
        effect: {
          drawn: [
            { id: 'y', base: 30 },
            { id: 'b', base: 20 },
          ],
          made: [made('z', 25)],
        },
      },
    ],
  );
  assert.deepEqual(
    now.map(({ id, remaining, isNew }) => [id, remaining, isNew]),
    [
      ['z', 25, true],
      ['y', 60, true],
      ['b', 30, false],
    ],
  );
});

test('what is not known stays unknown, and less than nothing is nothing', () => {
  const effects = [
    {
      atMs: 1,
      effect: {
        drawn: [
          { id: 'a', base: 10 },
          { id: 'b', base: 99 },
          { id: 'c', base: null },
        ],
        made: [],
      },
    },
  ];
  const now = storedNow([told('a', null, 3), told('b', 50, 2), told('c', 7, 1)], effects);
  assert.deepEqual(
    now.map(({ id, remaining }) => [id, remaining]),
    [
      ['a', null],
      ['c', 7],
    ],
  );
});
