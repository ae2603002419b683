import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EpcisEvent } from './chain.ts';
import { generateChain, loadLotId } from './generator.ts';

function eventsOf(lots: number, seed: number): EpcisEvent[] {
  return [...generateChain({ lots, seed })].flatMap(({ document }) => document.epcisBody.eventList);
}

test('documents have exactly 64 events and together at least the lots that were asked for', () => {
  const documents = [...generateChain({ lots: 1000, seed: 7 })];
  assert.equal(documents.length, 16);
  for (const { document } of documents) assert.equal(document.epcisBody.eventList.length, 64);
});

test('events weigh between 1.0 and 1.5 KB and transformations have three inputs on average', () => {
  const events = eventsOf(6400, 7);
  const bytes = events.reduce((sum, event) => sum + JSON.stringify(event).length, 0) / events.length;
  assert.ok(bytes > 1000 && bytes < 1500, String(bytes));
  const transformations = events.filter(({ type }) => type === 'TransformationEvent');
  const inputs = transformations.reduce(
    (sum, event) => sum + (event['inputQuantityList'] as unknown[]).length,
    0,
  );
  assert.equal(inputs / transformations.length, 3);
  for (const event of transformations) assert.equal((event['outputQuantityList'] as unknown[]).length, 1);
});

test('lots are where their address says, and a seed gives the same bytes again', () => {
  const events = eventsOf(64 * 12, 7);
  const outputs = events[64 * 10 + 64 + 5]!['outputQuantityList'] as { epcClass: string }[];
  assert.equal(outputs[0]!.epcClass, loadLotId(1, 1, 5));
  assert.equal(JSON.stringify(eventsOf(64 * 12, 7)), JSON.stringify(events));
  assert.notEqual(JSON.stringify(eventsOf(64 * 12, 8)), JSON.stringify(events));
});
