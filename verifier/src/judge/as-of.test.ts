import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arranged } from './arrange.ts';
import { asOf } from './as-of.ts';
import { id, laterMs, organicChain, startMs } from './fixture.ts';
import { judgeClaim, judgeLot } from './judge.ts';

const shirt = id('shirt/1');

test('an old verdict is reproducible: what the log took later changes nothing of it', () => {
  const world = organicChain();
  const thenMs = world.nowMs();
  const then = judgeLot(world.dossier(), shirt, thenMs);
  assert.equal(then[0]?.result, 'holds');
  world.status('scope-spinner', 'revoked', 'certifier', { fromMs: startMs });
  world.status('claim', 'withdrawn', 'maker', { fromMs: startMs });
  world.make('maker', 'cutting-and-sewing', { 'poly/1': 900 }, { 'shirt/1': { pieces: 1000 } });
  assert.deepEqual(judgeLot(world.dossier(), shirt, thenMs), then);
  assert.equal(judgeClaim(world.dossier(), 'claim', shirt, laterMs).result, 'withdrawn');
});

test('a status that reaches back counts from when the log took it', () => {
  const world = organicChain();
  const beforeMs = world.nowMs();
  world.status('scope-spinner', 'revoked', 'certifier', { fromMs: startMs });
  const at = (atMs: number): string => judgeClaim(world.dossier(), 'claim', shirt, atMs).result;
  assert.deepEqual([at(beforeMs), at(world.nowMs() - 1), at(world.nowMs())], ['holds', 'holds', 'fails']);
});

test('facts are arranged anew only where something is left out', () => {
  const world = organicChain();
  const facts = arranged(world.dossier());
  assert.equal(asOf(facts, world.nowMs()), facts);
  assert.equal(asOf(facts, laterMs), facts);
  const earlier = asOf(facts, world.nowMs() - 1);
  assert.notEqual(earlier, facts);
  assert.equal(asOf(facts, world.nowMs() - 2), earlier);
  assert.equal(asOf(facts, 0).book.all.length, 0);
});
