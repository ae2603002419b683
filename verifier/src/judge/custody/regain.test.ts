import assert from 'node:assert/strict';
import { test } from 'node:test';
import { id, laterMs, organicChain } from '../fixture.ts';
import { judgeClaim } from '../judge.ts';

const none = { entry: [], sites: [], transfers: null };

/** 100 kg are conditioned; `poly` kilograms of them are another fibre. Result, grams, findings. */
function conditioned(outGrams: number, poly = 0): unknown[] {
  const world = organicChain(none, (one) => one.product('cone', 'yarn', { cotton: 100 }));
  world.make('farm', 'farm-production', {}, { 'seed/9': 100 - poly });
  world.make('farm', 'farm-production', {}, { 'poly/9': poly });
  const into = { 'seed/9': 100 - poly, ...(poly > 0 ? { 'poly/9': poly } : {}) };
  world.make('spinner', 'conditioning', into, { 'cone/9': outGrams / 1000 });
  world.claim('cone', 'cone/9');
  const verdict = judgeClaim(world.dossier(), 'cone', id('cone/9'), laterMs);
  const { result, gramsSubstantiated, findings } = verdict;
  return [result, gramsSubstantiated, findings.map(({ code, weight }) => `${code} ${weight}`)];
}

test('moisture is nobody’s claim, and no fault: what went in is claimed, to the gram of the regain', () => {
  assert.deepEqual(conditioned(100_000), ['holds', 100_000, []]);
  assert.deepEqual(conditioned(108_500), ['holds', 100_000, ['REGAIN_NOT_CLAIMED note']]);
  assert.deepEqual(conditioned(108_501), ['fails', 100_000, ['SHARE_OVERSTATED fail']]);
});

test('fibre that is there and bears no claim is no moisture', () => {
  assert.deepEqual(conditioned(100_000, 5), ['fails', 95_000, ['SHARE_OVERSTATED fail']]);
  assert.deepEqual(conditioned(104_000, 5), ['fails', 95_000, ['SHARE_OVERSTATED fail']]);
});
