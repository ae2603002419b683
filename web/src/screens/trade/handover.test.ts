import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movementOf } from '#verifier';
import { validateDocument } from '../../../../src/domain/epcis/document.ts';
import { answerOf, receiptOf, shipmentOf } from './handover.ts';

const lot = 'https://id.gs1.org/01/09521234543213/10/B-1';
const item = 'https://id.gs1.org/01/09521234543213/21/7';
const moment = {
  atMs: Date.UTC(2026, 2, 1, 8),
  offsetMinutes: 330,
  eventId: 'urn:uuid:00000000-0000-4000-8000-000000000001',
};
const lines = [
  { lot, base: 220_500, dimension: 'mass' },
  { lot: item, base: 1, dimension: 'count' },
];
const shipment = {
  ...{ trade: 'urn:x:shipment', seller: 'urn:x:gin', buyer: 'urn:x:mill', order: 'urn:x:order' },
  ...{ place: 'https://id.gs1.org/414/4012345000054', tolerancePpm: 10_000, lines, documents: [] },
};

function assertTaken(event: object): void {
  const read = validateDocument(event as never, moment.atMs + 1);
  assert.ok(read.ok, JSON.stringify(read));
}

test('a shipment is told twice, by trade and by an event that the node takes', () => {
  const { kind, claims, event } = shipmentOf(shipment, moment);
  assert.equal(kind, 'trade');
  assert.equal(claims['under'], 'urn:x:order');
  assert.deepEqual(claims['lines'], [
    { line: 1, lot, quantity: 220.5, uom: 'KGM' },
    { line: 2, lot: item, quantity: 1, uom: 'H87' },
  ]);
  assertTaken(event);
  const read = movementOf(event);
  assert.deepEqual(read.ok && read.movement.seen, [item, lot]);
  assert.equal(event['eventTime'], '2026-03-01T13:30:00.000+05:30');
});

test('a receipt names what differs and what the buyer calls otherwise, and nothing else', () => {
  const [first, second] = lines;
  const told = [
    { ...first!, line: 1, base: 219_000, ownLot: null, differs: true },
    { ...second!, line: 2, ownLot: 'urn:x:own', differs: false },
  ];
  const receipt = {
    trade: 'urn:x:shipment',
    place: '',
    arrived: lines,
    told,
    reason: ' wet ',
    photos: ['digest'],
  };
  const { kind, claims, event } = receiptOf(receipt, moment);
  assert.equal(kind, 'answer');
  assert.deepEqual(claims, {
    ...{ about: 'urn:x:shipment', word: 'receives', at: '2026-03-01T08:00:00.000Z', reason: 'wet' },
    lines: [
      { line: 1, quantity: 219, uom: 'KGM' },
      { line: 2, ownLot: 'urn:x:own' },
    ],
  });
  assert.deepEqual(event['tex:documents'], ['digest']);
  assertTaken(event);
});

test('what arrived as it was sent is received without a line', () => {
  const receipt = { trade: 'urn:x:shipment', place: '', arrived: lines, told: [], reason: '', photos: [] };
  const { claims } = receiptOf(receipt, moment);
  assert.deepEqual(Object.keys(claims), ['about', 'word', 'at']);
});

test('an answer by itself', () => {
  assert.deepEqual(answerOf('urn:x:order', 'acknowledges', moment.atMs, ''), {
    ...{ about: 'urn:x:order', word: 'acknowledges', at: '2026-03-01T08:00:00.000Z' },
  });
});
