import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Amount } from './dossier.ts';
import { chainEventsOf, type ToldEvent } from './packing.ts';

const grams = (lot: string, amount: number): Amount => ({ lot, dimension: 'mass', amount });
const piece = (lot: string): Amount => ({ lot, dimension: null, amount: null });

function told(entry: number, atMs: number, more: Partial<ToldEvent> = {}): ToldEvent {
  return {
    ...{ entry, index: 0, party: 'p', atMs, recordedAtMs: entry, site: null, process: null, step: null },
    ...{ country: null, run: `${entry}:0`, drawn: [], produced: [], unit: 'U', packed: [], withheld: false },
    ...{ unpacked: [], unpacksAll: false, hidesMaking: false },
    ...more,
  };
}

const left = (...events: ToldEvent[]): [number, readonly Amount[]][] =>
  chainEventsOf(events).map(({ entry, packed }) => [entry, packed]);

test('what was packed before everything was taken out is out, whenever it is recorded', () => {
  const emptied = told(1, 5, { unpacksAll: true });
  const before = told(2, 3, { packed: [grams('a', 9)] });
  const after = told(3, 6, { packed: [grams('a', 4)] });
  assert.deepEqual(left(emptied, before, after), [[3, [grams('a', 4)]]]);
});

test('single things are taken from what was packed last', () => {
  const first = told(1, 1, { packed: [grams('a', 5), grams('b', 1)] });
  const second = told(2, 2, { packed: [grams('a', 3)] });
  const out = told(3, 3, { unpacked: [grams('a', 4)] });
  assert.deepEqual(left(first, second, out), [[1, [grams('a', 4), grams('b', 1)]]]);
  assert.deepEqual(left(out, second, first), [[1, [grams('a', 4), grams('b', 1)]]]);
});

test('an unknown amount stands for one that was put in; other units and dimensions are left alone', () => {
  const packed = told(1, 1, { packed: [piece('a'), piece('b'), grams('a', 2)] });
  const out = told(2, 2, { unpacked: [piece('a')] });
  const other = told(3, 2, { unit: 'V', unpacked: [piece('b')] });
  assert.deepEqual(left(packed, out, other), [[1, [piece('b'), grams('a', 2)]]]);
});

test('events that make nothing are no part of a chain, but for the inputs of a long process', () => {
  const making = told(1, 1, { unit: null, produced: [grams('a', 1)] });
  const using = told(2, 2, { unit: null, drawn: [grams('a', 1)] });
  const feeding = told(3, 3, { unit: null, drawn: [grams('a', 1)], run: 'p|run' });
  const hiding = told(4, 4, { hidesMaking: true, withheld: true });
  assert.deepEqual(
    left(making, using, feeding, hiding).map(([entry]) => entry),
    [1, 3, 4],
  );
  const [chain] = chainEventsOf([making]);
  assert.deepEqual(
    Object.keys(chain ?? {}).filter((name) => /unpack|hides/.test(name)),
    [],
  );
});
