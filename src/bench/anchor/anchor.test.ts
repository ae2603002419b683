import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noAnvil } from '../../../contract/testing/anvil.ts';
import { verdictOf } from '../row.ts';
import { anchorSection } from './anchor.ts';

test('an event costs at most 0.7 gas, and far less than a record of its own', { skip: noAnvil }, async () => {
  const rows = await anchorSection.run({ quick: true, postgres: undefined, progress: () => {} });
  const aimed = rows.filter(({ target }) => target !== null);
  assert.deepEqual(aimed.map(verdictOf), ['reached', 'reached']);
  const value = (what: string): number => rows.find((row) => row.what === what)?.value ?? Number.NaN;
  const [anchored, naive] = [value('100,000 events an anchor'), value('a record for each event')];
  assert.ok(anchored > 0.5, 'the proof is checked: an event alone would be less than half of that');
  assert.ok(naive > 100_000 && naive < 200_000, String(naive));
  assert.ok(rows.every((row) => Number.isFinite(row.value)));
});
