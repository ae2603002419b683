import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ancestorsOf, keepBooks } from './bookkeeping.ts';
import type { EpcisEvent } from './chain.ts';
import { uneceChain } from './unece.ts';

const chain = uneceChain();
const events = chain.documents.map(({ document }) => document.epcisBody.eventList[0]!);
const books = keepBooks(chain.documents);
const home = join(import.meta.dirname, '../../scenarios/unece-31-steps');
const index = JSON.parse(readFileSync(join(home, 'chain.json'), 'utf8')) as { documents: { step: number }[] };
const steps = index.documents.map(({ step }) => step);
const table = join(import.meta.dirname, '../../../shared/fixtures/scenario-unece/steps.csv');

function step(number: number): EpcisEvent {
  return events[steps.indexOf(number)]!;
}

test('nine transactions, six aggregations, five transformations, two inspections; eight despatch advices', () => {
  const counts = Map.groupBy(events, ({ type }) => type);
  assert.equal(counts.get('TransactionEvent')?.length, 9);
  assert.equal(counts.get('AggregationEvent')?.length, 6);
  assert.equal(counts.get('TransformationEvent')?.length, 5);
  assert.equal(events.filter((event) => event['bizStep'] === 'inspecting').length, 2);
  assert.equal(JSON.stringify(events).match(/"desadv"/g)?.length, 8);
});

test('the source’s table has the same steps', {
  skip: existsSync(table) ? false : 'no ../shared/fixtures',
}, () => {
  const rows = readFileSync(table, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  const events = rows.filter(([, type]) => type !== 'certificate');
  assert.deepEqual(
    events.map(([number]) => Number(number)),
    steps,
  );
  for (const [number, type, bizStep] of events) {
    assert.deepEqual([step(Number(number)).type, step(Number(number))['bizStep']], [type, bizStep]);
  }
});

test('back from the garment through steps 26, 22, 19, 14 and 9 to the farm’s lot, and from the farm to the garment', () => {
  const garment = (step(31)['epcList'] as string[])[0]!;
  const harvest = (step(5)['quantityList'] as { epcClass: string }[])[0]!.epcClass;
  const back = ancestorsOf(books, garment);
  assert.ok(back.has(harvest));
  for (const number of [22, 19, 14, 9]) {
    const made = (step(number)['outputQuantityList'] as { epcClass: string }[])[0]!.epcClass;
    assert.ok(back.has(made), `step ${number}`);
  }
  const forward = [...books.produced.keys()].filter((lot) => ancestorsOf(books, lot).has(harvest));
  assert.ok(forward.includes(garment));
});

test('of 25 t harvested 10 t go on and 15 t stay with the farm', () => {
  const harvest = (step(5)['quantityList'] as { epcClass: string; uom: string }[])[0]!;
  assert.equal(harvest.uom, 'TNE');
  assert.equal(books.produced.get(harvest.epcClass), 25_000_000);
  assert.equal(books.drawn.get(harvest.epcClass), 10_000_000);
});

test('yields fit the trade: lint, yarn, dyed yarn, cloth, garments', () => {
  const kilograms = (number: number, from: number, to?: number): number =>
    (step(number)['outputQuantityList'] as { quantity: number }[])
      .slice(from, to)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const lint = kilograms(9, 0, 17);
  const [yarn, dyed, cloth] = [kilograms(14, 0, 3), kilograms(19, 0, 4), kilograms(22, 0, 9)];
  assert.equal(lint, 3800);
  assert.ok(lint / 10_000 >= 0.36 && lint / 10_000 <= 0.4);
  assert.ok(1 - yarn / lint >= 0.08 && 1 - yarn / lint <= 0.16);
  assert.ok(1 - dyed / yarn >= 0 && 1 - dyed / yarn <= 0.1);
  assert.ok(dyed / cloth - 1 >= 0.01 && dyed / cloth - 1 <= 0.06);
  const offcut = kilograms(26, 1);
  assert.ok(offcut / cloth >= 0.07 && offcut / cloth <= 0.23);
});

test('the two tracer readings agree and the second names the first', () => {
  assert.equal(step(23)['tex:tracerSignature'], step(5)['tex:tracerSignature']);
  assert.equal(step(23)['tex:comparedWith'], step(5).eventID);
});

test('steps 14, 19 and 22 use a logistic unit, as real papers do', () => {
  for (const number of [14, 19, 22]) {
    assert.match((step(number)['inputEPCList'] as string[])[0]!, /\/00\/\d{18}$/);
    assert.equal(step(number)['inputQuantityList'], undefined);
  }
});
