import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '#verifier';
import {
  errorEvent,
  type Goods,
  harvestEvent,
  type Occasion,
  packEvent,
  regroupEvent,
  runEvent,
  unpackEvent,
} from './event.ts';
import { readForm } from './form.ts';
import { formOf, givenBack, kindOf, type Original, originalsIn } from './original.ts';

const occasion: Occasion = {
  ...{ eventId: 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000001', atMs: Date.UTC(2026, 2, 4, 2, 45) },
  ...{ offsetMinutes: 0, place: 'https://id.gs1.org/414/9521234000013', documents: [] },
};
const gtin = 'https://id.gs1.org/01/09521234543213';
const mass = (id: string, grams: number): Goods => ({
  id: `${gtin}/10/${id}`,
  base: grams,
  dimension: 'mass',
});

function answered(...events: JsonObject[]): Original[] {
  const eventList = events.map((event) => ({ ...event, recordTime: '2026-03-04T03:00:00Z' }));
  return originalsIn({
    epcisBody: { queryResults: { resultsBody: { eventList } } },
    'selvedge:records': eventList.map((event, at) => ({
      'selvedge:entry': at,
      'selvedge:eventID': String((event as JsonObject)['eventID']),
    })),
  });
}

const amount = (base: number): string => String(base / 1000);
const wall = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);

test('a run goes back into its form, and out of it again as it was', () => {
  const [original] = answered(runEvent(occasion, 'ginning', [mass('A', 1500)], [mass('L%2F1', 500)]));
  assert.ok(original);
  const form = formOf(original, amount, wall);
  assert.deepEqual(
    [form.process, form.inputs, form.when],
    ['ginning', [{ id: `${gtin}/10/A`, amount: '1.5' }], '2026-03-04T02:45'],
  );
  const known = { language: 'en', stored: [], products: [], wasteCategories: new Set<string>() };
  const { outputs } = readForm('run', form, known);
  assert.deepEqual(
    outputs.map(({ id, base }) => [id, base]),
    [[`${gtin}/10/L%2F1`, 500]],
  );
  assert.deepEqual(givenBack(original).made[0]?.remaining, 1500);
});

test('each kind is known again, and what no form makes is none', () => {
  const unit = 'https://id.gs1.org/00/095212340000000013';
  const kinds = [
    runEvent(occasion, 'ginning', [mass('A', 1)], [mass('B', 1)]),
    harvestEvent(occasion, 'farm-production', [mass('A', 1)]),
    regroupEvent(occasion, [mass('A', 2)], [mass('B', 1), mass('C', 1)]),
    regroupEvent(occasion, [mass('A', 1), mass('B', 1)], [mass('C', 2)]),
    packEvent(occasion, unit, [mass('A', 1)]),
    unpackEvent(occasion, unit),
    { ...harvestEvent(occasion, 'x', [mass('A', 1)]), action: 'OBSERVE', bizStep: 'shipping' },
  ].map((event) => kindOf(answered(event)[0]!));
  assert.deepEqual(kinds, ['run', 'harvest', 'split', 'merge', 'pack', 'unpack', undefined]);
});

test('a declaration stands with what it is about', () => {
  const run = runEvent(occasion, 'ginning', [mass('A', 1)], [mass('B', 1)]);
  const wrong = errorEvent(run, 'incorrect_data', Date.UTC(2026, 2, 5), 0, ['urn:x:right']);
  const originals = answered(run, wrong);
  assert.equal(originals.length, 1);
  assert.deepEqual(originals[0]?.declared, {
    atMs: Date.UTC(2026, 2, 5),
    reason: 'incorrect_data',
    corrective: ['urn:x:right'],
  });
});
