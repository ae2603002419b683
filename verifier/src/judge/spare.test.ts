import assert from 'node:assert/strict';
import { test } from 'node:test';
import { id, laterMs, organicChain, startMs, type World } from './fixture.ts';
import { judgeClaim } from './judge.ts';
import type { ClaimVerdict } from './verdict.ts';

const none = { entry: [], sites: [], transfers: null };

function verdictOn(world: World, claim = 'claim'): ClaimVerdict {
  return judgeClaim(world.dossier(), claim, id('shirt/1'), laterMs);
}

/** 320 kg of knit, of which 250 are used; half the claim asks for 125. */
function halfOf(change: (world: World) => void): ClaimVerdict {
  const world = organicChain({}, change);
  world.claim('half', 'shirt/1', { sharePpm: 500_000, model: 'controlled-blending' });
  return verdictOn(world, 'half');
}

test('what took kilograms that the claim does not need is a note, and its check passes and says so', () => {
  const verdict = halfOf((world) => {
    world.product('bale', 'lint', { cotton: 100 });
    world.make('gin', 'ginning', { 'seed/1': 100 }, { 'bale/1': 38 }, { atMs: startMs - 1 });
  });
  const early = verdict.findings.filter(({ code }) => code === 'USED_BEFORE_MADE');
  assert.equal(verdict.result, 'holds');
  assert.deepEqual([...new Set(early.map(({ weight }) => weight))], ['note']);
  const when = verdict.checks.find(({ name }) => name === 'when')!;
  assert.deepEqual([when.result, when.codes.includes('USED_BEFORE_MADE')], ['pass', true]);
  assert.match(when.detail, /the claim holds without it/);
});

test('a claim that holds has no check that fails or is unknown, even where it is disputed', () => {
  const world = organicChain();
  world.challenge('claim', 'gin');
  const verdict = verdictOn(world);
  assert.deepEqual([verdict.result, verdict.state], ['holds', 'disputed']);
  assert.deepEqual(
    verdict.checks.filter(({ result }) => result === 'fail' || result === 'unknown'),
    [],
  );
  const state = verdict.checks.find(({ name }) => name === 'state')!;
  assert.deepEqual([state.result, /challenges the claim/.test(state.detail)], ['pass', true]);
});

test('of a claim that does not hold, a dispute stays open', () => {
  const world = organicChain({ ...none, minAssurance: 'third-party' });
  world.challenge('claim', 'gin');
  const verdict = verdictOn(world);
  assert.equal(verdict.result, 'fails');
  assert.equal(verdict.checks.find(({ name }) => name === 'state')?.result, 'unknown');
});

test('a factor between account and goods is told with its source', () => {
  const factorPpm = { value: 1_160_000, source: 'rates', certain: true };
  const conversions = [{ processes: ['knitting'], category: '*', factorPpm, fromMs: null, untilMs: null }];
  const world = organicChain({ ...none, conversions } as never);
  const move = { atMs: startMs + 40 * 86_400_000, unit: null };
  world.account('knitter', [
    { ...move, act: 'in', lot: id('yarn/1'), grams: 250_000 },
    { ...move, act: 'out', lot: id('knit/1'), grams: 250_000 },
  ]);
  world.claim('balance', 'shirt/1', { model: 'mass-balance' });
  const verdict = verdictOn(world, 'balance');
  assert.equal(verdict.result, 'partly');
  assert.deepEqual(
    verdict.findings.map(({ code, weight }) => [code, weight]),
    [['CONVERSION_APPLIED', 'note']],
  );
  assert.match(
    verdict.findings[0]!.detail,
    /250 kg of the account stand for 215\.517 kg .* 1160000 ppm by organic 1, source rates/,
  );
});
