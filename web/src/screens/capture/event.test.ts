import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isJsonObject, movementOf } from '#verifier';
import { validateDocument } from '../../../../src/domain/epcis/document.ts';
import {
  bareEvent,
  documentWith,
  errorEvent,
  type Goods,
  harvestEvent,
  localTime,
  type Occasion,
  packEvent,
  regroupEvent,
  runEvent,
  unpackEvent,
} from './event.ts';

const atMs = Date.UTC(2026, 2, 4, 2, 45);
const occasion: Occasion = {
  eventId: 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000001',
  atMs,
  offsetMinutes: 330,
  place: 'https://id.gs1.org/414/9521234000013',
  documents: [],
};
const gtin = 'https://id.gs1.org/01/09521234543213';
const mass = (id: string, grams: number): Goods => ({
  id: `${gtin}/10/${id}`,
  base: grams,
  dimension: 'mass',
});
const nowMs = atMs + 60_000;

function moved(event: ReturnType<typeof runEvent>): ReturnType<typeof movementOf> & { ok: true } {
  const reading = validateDocument(documentWith([event], nowMs, 330), nowMs);
  assert.ok(reading.ok, JSON.stringify(reading));
  assert.deepEqual(reading.warnings, []);
  const movement = movementOf(event);
  assert.ok(movement.ok);
  return movement;
}

test('a ginning run: what went in, what came out, to the gram', () => {
  const event = runEvent(occasion, 'ginning', [mass('A', 1_000_500), mass('B', 12)], [mass('L1', 360_123)]);
  const { movement } = moved(event);
  assert.deepEqual(
    movement.drawn.map(({ lot, quantity }) => [lot, quantity?.amount]),
    [
      [`${gtin}/10/A`, 1_000_500],
      [`${gtin}/10/B`, 12],
    ],
  );
  assert.deepEqual(
    movement.produced.map(({ quantity }) => quantity),
    [{ dimension: 'mass', amount: 360_123 }],
  );
  assert.equal(event['tex:processType'], 'ginning');
  assert.equal(event['eventTime'], '2026-03-04T08:15:00.000+05:30');
  assert.equal(movement.eventTimeMs, atMs);
});

test('items and units are listed one by one, lengths in metres, pieces as pieces, and unknown amounts left open', () => {
  const inputs: Goods[] = [
    { id: `${gtin}/21/7`, base: 1, dimension: 'count' },
    { id: `${gtin}/10/Y`, base: null, dimension: null },
  ];
  const outputs: Goods[] = [
    { id: `${gtin}/10/F`, base: 1_500, dimension: 'length' },
    { id: `${gtin}/10/S`, base: 40, dimension: 'count' },
  ];
  const { movement } = moved(runEvent(occasion, 'weaving', inputs, outputs));
  assert.deepEqual(
    movement.drawn.map(({ kind, quantity }) => [kind, quantity?.amount ?? null]),
    [
      ['item', 1],
      ['lot', null],
    ],
  );
  assert.deepEqual(
    movement.produced.map(({ quantity }) => quantity),
    [
      { dimension: 'length', amount: 1_500 },
      { dimension: 'count', amount: 40 },
    ],
  );
});

test('a harvest has no input; a photo is named by its digest', () => {
  const digest = 'A'.repeat(43);
  const event = harvestEvent({ ...occasion, documents: [digest] }, 'farm-production', [mass('H', 5_000)]);
  const { movement } = moved(event);
  assert.deepEqual([movement.drawn, movement.produced.length], [[], 1]);
  assert.deepEqual(event['tex:documents'], [digest]);
});

test('to split and to merge is what a warehouse does', () => {
  const { movement } = moved(regroupEvent(occasion, [mass('A', 10)], [mass('A1', 4), mass('A2', 6)]));
  assert.deepEqual([movement.step, movement.drawn.length, movement.produced.length], ['repackaging', 1, 2]);
});

test('goods go into a unit, and all comes out', () => {
  const unit = 'https://id.gs1.org/00/095212340000000013';
  const packed = moved(packEvent(occasion, unit, [mass('A', 10)])).movement;
  assert.deepEqual([packed.unit, packed.packed.length], [unit, 1]);
  assert.equal(moved(unpackEvent(occasion, unit)).movement.unpacksAll, true);
});

test('a declared error repeats the event, names what takes its place, and moves nothing', () => {
  const wrong = {
    ...runEvent(occasion, 'ginning', [mass('A', 10)], [mass('L', 4)]),
    recordTime: '2026-03-04T03:00:00Z',
  };
  const right = 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000002';
  const event = errorEvent(wrong, 'incorrect_data', nowMs, 330, [right]);
  const { movement } = moved(event);
  assert.deepEqual([movement.produced, movement.drawn, movement.voids], [[], [], occasion.eventId]);
  assert.deepEqual(movement.corrections, [right]);
  assert.equal(event['recordTime'], undefined);
});

test('west of Greenwich and half hours', () => {
  assert.equal(localTime(Date.UTC(2026, 0, 1), -210), '2025-12-31T20:30:00.000-03:30');
  assert.ok(isJsonObject(bareEvent({ type: 'ObjectEvent' })));
});
