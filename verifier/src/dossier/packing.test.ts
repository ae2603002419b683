import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaidRecord } from '../record/record.ts';
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

const nothingSaid = { records: [], facilities: [] };

const left = (...events: ToldEvent[]): [number, readonly Amount[]][] =>
  chainEventsOf(events, nothingSaid).map(({ entry, packed }) => [entry, packed]);

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
  const [chain] = chainEventsOf([making], nothingSaid);
  assert.deepEqual(
    Object.keys(chain ?? {}).filter((name) => /unpack/.test(name)),
    [],
  );
});

const drawn = (entry: number, atMs: number, unit = 'U', party = 'p'): ToldEvent => ({
  ...told(entry, atMs, { unit: null, party }),
  drawn: [piece(unit)],
  produced: [grams('made', 1)],
});

test('what was used up with its unit is not taken out afterwards, nor out of a unit that lay in it', () => {
  const packed = told(1, 1, { packed: [grams('a', 5)] });
  const around = told(2, 2, { unit: 'V', packed: [piece('U')] });
  const late = told(4, 6, { unpacked: [grams('a', 5)] });
  const insideOf = (...events: ToldEvent[]): unknown => left(...events).find(([entry]) => entry === 1)?.[1];
  assert.deepEqual(insideOf(packed, drawn(3, 5), late), [grams('a', 5)]);
  assert.deepEqual(insideOf(packed, drawn(3, 5), told(4, 6, { unpacksAll: true })), [grams('a', 5)]);
  assert.deepEqual(insideOf(packed, around, drawn(3, 5, 'V'), late), [grams('a', 5)]);
  assert.equal(insideOf(packed, drawn(3, 6), late), undefined);
  // Taken out of the outer one before that was used up, it is a unit of its own again.
  const apart = told(5, 4, { unit: 'V', unpacked: [piece('U')] });
  assert.equal(insideOf(packed, around, apart, drawn(3, 5, 'V'), late), undefined);
});

test('a unit is its first packer’s: strangers put nothing there and take nothing out', () => {
  const own = told(1, 5, { packed: [grams('a', 5)] });
  const junk = told(2, 1, { party: 'stranger', packed: [grams('junk', 9)] });
  const emptied = told(3, 6, { party: 'stranger', unpacksAll: true });
  assert.deepEqual(left(own, junk, emptied, drawn(4, 9, 'U', 'user')), [
    [1, [grams('a', 5)]],
    [4, []],
  ]);
});

/** What is inside when `other` packs too, with one thing more that is known. */
function withOther(more: readonly ToldEvent[], records: readonly SaidRecord[] = []): unknown {
  const own = told(1, 1, { packed: [grams('a', 5)] });
  const added = told(2, 2, { party: 'other', packed: [grams('b', 1)] });
  return chainEventsOf([own, added, ...more], { records, facilities: [{ ...site, party: 'other' }] })
    .filter(({ unit }) => unit === 'U')
    .map(({ entry, withheld }) => `${entry}${withheld ? ' unknown' : ''}`);
}

const site = { entry: 0, recordedAtMs: 0, facility: 'site', country: null };
const line = (lot: string): unknown => ({ line: 1, product: null, lot, amount: 1, dimension: 'mass' });
const record = (given: object): SaidRecord =>
  ({ entry: 9, issuer: 'p', withheld: false, ...given }) as unknown as SaidRecord;
const shipped = (given: object = {}): SaidRecord =>
  record({ kind: 'trade', stage: 'shipment', seller: 'p', buyer: 'other', lines: [line('a')], ...given });

test('whoever has to do with the unit or the goods may pack and unpack there', () => {
  assert.deepEqual(withOther([]), ['1']);
  assert.deepEqual(withOther([drawn(3, 3, 'U', 'other')]), ['1', '2']);
  assert.deepEqual(withOther([drawn(3, 3, 'a', 'other')]), ['1', '2']);
  assert.deepEqual(withOther([drawn(3, 3, 'b', 'other')]), ['1']);
  const made = { ...told(3, 0, { unit: null, party: 'other' }), produced: [grams('a', 5)] };
  assert.deepEqual(withOther([made]), ['1', '2']);
  assert.deepEqual(withOther([], [shipped()]), ['1', '2']);
  assert.deepEqual(withOther([], [shipped({ lines: [line('U')] })]), ['1', '2']);
  assert.deepEqual(withOther([], [shipped({ lines: [line('b')] })]), ['1']);
  assert.deepEqual(withOther([], [shipped({ issuer: 'other' })]), ['1']);
  assert.deepEqual(withOther([], [shipped({ issuer: 'x', seller: 'x' })]), ['1']);
  const certified = { kind: 'certificate', issuer: 'c', holder: 'p', buyer: 'other', lots: [{ lot: 'a' }] };
  assert.deepEqual(withOther([], [record({ ...certified, type: 'transaction' })]), ['1', '2']);
  const scope = { kind: 'certificate', type: 'scope', issuer: 'c', holder: 'p', subcontractors: ['site'] };
  assert.deepEqual(withOther([], [record(scope)]), ['1', '2']);
  const helper = { kind: 'membership', party: 'p', member: 'other', as: 'subcontractor' };
  assert.deepEqual(withOther([], [record(helper)]), ['1', '2']);
});

test('where it may be withheld that somebody is no stranger, nothing is known of the unit', () => {
  const unknown = ['1 unknown', '2 unknown'];
  assert.deepEqual(withOther([], [shipped({ withheld: true, lines: [] })]), unknown);
  const sale = { kind: 'certificate', type: 'transaction', issuer: 'c', holder: 'p', withheld: true };
  assert.deepEqual(withOther([], [record({ ...sale, buyer: null, lots: [] })]), unknown);
  assert.deepEqual(withOther([told(3, 3, { unit: null, party: 'other', withheld: true })]), unknown);
});
