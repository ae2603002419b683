import assert from 'node:assert/strict';
import { test } from 'node:test';
import { id, laterMs, organicChain, type World } from '../fixture.ts';
import { judgeClaim } from '../judge.ts';

/** Two bales alike in all that a certificate sees, `between` said between them, in one lot of yarn: its grams, and what is wrong. */
function spunOfTwo(between: (world: World) => void): unknown[] {
  const world = organicChain({ transfers: null });
  world.make('farm', 'farm-production', {}, { 'seed/2': 200 });
  world.make('gin', 'ginning', { 'seed/2': 100 }, { 'bale/2': 38 });
  between(world);
  world.make('gin', 'ginning', { 'seed/2': 100 }, { 'bale/3': 38 });
  world.make('spinner', 'spinning', { 'bale/2': 38, 'bale/3': 38 }, { 'yarn/2': 76 });
  world.claim('two', 'yarn/2', { model: 'controlled-blending' });
  const { gramsSubstantiated, findings } = judgeClaim(world.dossier(), 'two', id('yarn/2'), laterMs);
  return [gramsSubstantiated, findings.map(({ code, lot }) => `${code} ${lot}`)];
}

test('makings alike are covered alike', () => {
  assert.deepEqual(
    spunOfTwo(() => {}),
    [76_000, []],
  );
});

test('whose site it was then tells makings apart that are alike in all else', () => {
  const moved = spunOfTwo((world) => world.retellSite('gin', { party: 'stranger' }));
  assert.deepEqual(moved, [38_000, [`SITE_NOT_COVERED ${id('bale/3')}`]]);
});

test('of makings alike each is asked for its own time', () => {
  const suspended = spunOfTwo((world) =>
    world.status('scope-gin', 'suspended', 'certifier', { fromMs: world.nowMs() + 1 }),
  );
  assert.deepEqual(suspended, [38_000, [`CERTIFICATE_SUSPENDED ${id('bale/3')}`]]);
});
