import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grams, onDay, Spoken } from '../../../tests/support/records.ts';
import type { Trade } from './record.ts';
import { lessTolerance, tradeRefusals, withTolerance } from './trade-bounds.ts';

const [gin, mill] = ['did:web:gin', 'did:web:mill'];
const lint = 'https://id.gs1.org/01/09506000134352';

function codesOf(spoken: Spoken, trade: Trade): string[] {
  return tradeRefusals(spoken.book, trade).map(({ code }) => code);
}

function ordered(amount: number | null, members: Partial<Trade> = {}): Spoken {
  const spoken = new Spoken();
  const lines = [grams(1, amount, { product: lint })];
  spoken.say(spoken.trade('urn:o', { stage: 'order', atMs: onDay(1), lines, ...members }));
  return spoken;
}

function shipment(spoken: Spoken, id: string, amount: number, members: Partial<Trade> = {}): Trade {
  return spoken.trade(id, {
    under: 'urn:o',
    lines: [grams(1, amount, { lot: `${lint}/10/${id}` })],
    ...members,
  });
}

test('nobody trades with itself', () => {
  const spoken = new Spoken();
  assert.deepEqual(codesOf(spoken, spoken.trade('urn:s', { seller: gin, buyer: gin })), [
    'TRADE_WITH_ITSELF',
  ]);
});

test('shipments fill an order to its tolerance, over all of them together', () => {
  const spoken = ordered(1_000_000, { tolerancePpm: 50_000 });
  spoken.say(shipment(spoken, 'a', 600_000));
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'b', 450_000)), []);
  const tooMuch = tradeRefusals(spoken.book, shipment(spoken, 'b', 450_001));
  assert.deepEqual(
    tooMuch.map(({ code, entries }) => [code, entries]),
    [['TRADE_EXCEEDED', [0, 1]]],
  );
  assert.match(tooMuch[0]!.detail, /1050\.001 kg of https.* agrees 1000 kg/);
});

test('a trade that is in the book already is not counted twice', () => {
  const spoken = ordered(1_000_000);
  const whole = spoken.say(shipment(spoken, 'a', 1_000_000));
  assert.deepEqual(codesOf(spoken, whole), []);
});

test('a shipment that was refused leaves its amount to be shipped again', () => {
  const spoken = ordered(1_000_000);
  spoken.say(shipment(spoken, 'a', 1_000_000));
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'b', 1_000_000)), ['TRADE_EXCEEDED']);
  spoken.say(spoken.answer('a', 'refuses', mill));
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'b', 1_000_000)), []);
});

test('under another name a product still counts against all that was ordered', () => {
  const spoken = ordered(1_000_000);
  const lines = (amount: number): Partial<Trade> => ({
    lines: [grams(1, amount, { product: 'urn:gin:lint' })],
  });
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'a', 0, lines(1_000_000))), []);
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'a', 0, lines(1_000_001))), ['TRADE_EXCEEDED']);
});

test('one product never fills the place of another', () => {
  const both = [grams(1, 100, { product: lint }), grams(2, 900, { product: 'urn:noil' })];
  const spoken = ordered(null, { lines: both });
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'a', 101)), ['TRADE_EXCEEDED']);
});

test('other units, open amounts and orders without lines set no limit', () => {
  const bales = { lines: [grams(1, 9, { product: lint, dimension: 'count' })] };
  for (const spoken of [ordered(5, bales), ordered(null), ordered(5, { lines: [] })])
    assert.deepEqual(codesOf(spoken, shipment(spoken, 'a', 1_000_000)), []);
});

test('a parent that nobody has declared yet refuses nothing, and bounds when it comes late', () => {
  const spoken = new Spoken();
  const early = spoken.say(shipment(spoken, 'a', 2));
  assert.deepEqual(codesOf(spoken, early), []);
  spoken.say(
    spoken.trade('urn:o', { stage: 'order', atMs: onDay(1), lines: [grams(1, 1, { product: lint })] }),
  );
  assert.deepEqual(codesOf(spoken, early), ['TRADE_EXCEEDED']);
});

const wrong: [string, Partial<Trade>, Partial<Trade>][] = [
  ['an order under an order', {}, { stage: 'order' }],
  ['a shipment under a contract', { stage: 'contract' }, {}],
  ['a contract under anything', {}, { stage: 'contract' }],
  ['a shipment of others', {}, { buyer: 'did:web:other' }],
  ['a trade under itself', {}, { under: 'x' }],
];
for (const [what, parent, child] of wrong) {
  test(`no parent: ${what}`, () => {
    const spoken = ordered(1_000_000, parent);
    assert.deepEqual(codesOf(spoken, shipment(spoken, 'x', 1, child)), ['TRADE_PARENT_INVALID']);
  });
}

test('nothing is shipped under an order that was refused', () => {
  const spoken = ordered(1_000_000);
  spoken.say(spoken.answer('urn:o', 'refuses', gin));
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'x', 1)), ['TRADE_PARENT_INVALID']);
});

test('nothing is shipped before it was ordered, or due before it is said', () => {
  const spoken = ordered(1_000_000, { atMs: onDay(5) });
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'x', 1, { atMs: onDay(4) })), ['TRADE_DATE_ORDER']);
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'x', 1, { atMs: onDay(5), dueMs: onDay(4) })), [
    'TRADE_DATE_ORDER',
  ]);
  assert.deepEqual(codesOf(spoken, shipment(spoken, 'x', 1, { atMs: onDay(5), dueMs: onDay(5) })), []);
});

test('carriers hand on the same goods one after the other, each no more than was shipped', () => {
  const spoken = ordered(1_000_000);
  spoken.say(shipment(spoken, 'a', 100));
  const leg = (id: string, seller: string, buyer: string, amount: number): Trade =>
    spoken.trade(id, {
      stage: 'leg',
      under: 'a',
      seller,
      buyer,
      lines: [grams(1, amount, { lot: `${lint}/10/a` })],
    });
  spoken.say(leg('l1', gin, 'did:web:carrier', 100));
  assert.deepEqual(codesOf(spoken, leg('l2', 'did:web:carrier', mill, 100)), []);
  assert.deepEqual(codesOf(spoken, leg('l2', gin, 'did:web:second', 1)), ['TRADE_EXCEEDED']);
});

test('tolerances round towards the amount, and hold for the largest amounts', () => {
  assert.equal(withTolerance(999, 1000), 999);
  assert.equal(lessTolerance(999, 1000), 999);
  assert.equal(withTolerance(Number.MAX_SAFE_INTEGER - 1, 0), Number.MAX_SAFE_INTEGER - 1);
  assert.equal(withTolerance(8_000_000_000_000_000, 50_000), 8_400_000_000_000_000);
  assert.equal(lessTolerance(1_000_000, 50_000), 950_000);
});
