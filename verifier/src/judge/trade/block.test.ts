import assert from 'node:assert/strict';
import { test } from 'node:test';
import { id, laterMs, organicChain, type World } from '../fixture.ts';
import { judgeClaim } from '../judge.ts';
import type { ClaimVerdict } from '../verdict.ts';

const none = { entry: [], sites: [], transfers: null };

function verdictOn(change: (world: World) => void): ClaimVerdict {
  const world = organicChain(none);
  change(world);
  return judgeClaim(world.dossier(), 'claim', id('shirt/1'), laterMs);
}

function tradeCheck({ checks }: ClaimVerdict): string {
  return checks.find(({ name }) => name === 'trade')!.result;
}

test('goods in dispute are proven in nobody’s hands that they reached by it', () => {
  const verdict = verdictOn((world) => {
    world.shipment('ship', 'spinner', 'knitter', 'yarn/1', 330);
    world.answer('ship', 'disputes', 'knitter');
  });
  assert.deepEqual([verdict.result, verdict.gramsSubstantiated, tradeCheck(verdict)], ['fails', 0, 'fail']);
  const settled = verdictOn((world) => {
    world.shipment('ship', 'spinner', 'knitter', 'yarn/1', 330);
    world.answer('ship', 'disputes', 'knitter');
    world.answer('ship', 'settles', 'knitter');
  });
  assert.deepEqual([settled.result, tradeCheck(settled)], ['holds', 'pass']);
});

test('a dispute over other goods takes only those', () => {
  const world = organicChain(none);
  world.make('farm', 'farm-production', {}, { 'seed/2': 1000 });
  world.make('gin', 'ginning', { 'seed/2': 1000 }, { 'bale/2': 380 });
  world.make('spinner', 'spinning', { 'bale/2': 380 }, { 'yarn/2': 330 });
  world.make('knitter', 'knitting', { 'yarn/2': 330 }, { 'knit/2': 320 });
  world.make('maker', 'cutting-and-sewing', { 'knit/1': 70, 'knit/2': 70 }, { 'shirt/2': 140 });
  world.shipment('ship', 'spinner', 'knitter', 'yarn/2', 330);
  world.answer('ship', 'disputes', 'knitter');
  world.claim('two', 'shirt/2', { model: 'controlled-blending' });
  const { result, gramsSubstantiated } = judgeClaim(world.dossier(), 'two', id('shirt/2'), laterMs);
  assert.deepEqual([result, gramsSubstantiated], ['partly', 70_000]);
});

test('what parties of the way traded and do not show leaves the claim open', () => {
  const verdict = verdictOn((world) => {
    const trade = world.shipment('ship', 'spinner', 'knitter', 'yarn/1', 330);
    world.records.splice(world.records.indexOf(trade), 1, { ...trade, lines: [], withheld: true } as never);
    world.answer('ship', 'disputes', 'knitter');
  });
  assert.deepEqual([verdict.result, tradeCheck(verdict)], ['cannot-tell', 'unknown']);
});

test('an unknown of the asked lot’s own delivery never ends as holding', () => {
  const verdict = verdictOn((world) => {
    world.shipment('ship', 'maker', 'shop', 'shirt/1', 250);
    world.answer('ship', 'receives', 'shop', true);
  });
  assert.deepEqual([verdict.result, tradeCheck(verdict)], ['cannot-tell', 'unknown']);
});
