import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cottonPack, id, laterMs, organicChain, schemePack, startMs, type World } from '../fixture.ts';
import { judgeClaim } from '../judge.ts';
import type { ClaimVerdict } from '../verdict.ts';

const none = { entry: [], sites: [], transfers: null };
const shirt = id('shirt/1');

function verdictOn(world: World, claim = 'claim'): ClaimVerdict {
  return judgeClaim(world.dossier(), claim, shirt, laterMs);
}

test('trust that somebody else than the operator says never counts', () => {
  const world = organicChain();
  const trust = world.records.find(({ kind }) => kind === 'trust')!;
  const at = world.records.indexOf(trust);
  world.records[at] = { ...trust, issuer: 'maker' };
  const verdict = verdictOn(world);
  assert.equal(verdict.result, 'fails');
  assert.ok(verdict.findings.some(({ code }) => code === 'ISSUER_NOT_ACCREDITED'));
});

test('a pack that somebody else than the operator adopts never counts', () => {
  const world = organicChain();
  for (const [at, record] of world.records.entries())
    if (record.kind === 'pack' && record.content.kind === 'scheme')
      world.records[at] = { ...record, issuer: 'maker' };
  assert.deepEqual([verdictOn(world).result, verdictOn(world).pack], ['cannot-tell', null]);
  const loose = organicChain();
  const before = verdictOn(loose);
  const [pack] = loose.records.filter(({ kind }) => kind === 'pack');
  const content = schemePack({ ...none, minSharePpm: null });
  loose.records.push({ ...pack!, entry: 900, issuer: 'maker', content, fromMs: startMs } as never);
  assert.deepEqual(verdictOn(loose), before);
  assert.equal(cottonPack.kind, 'material');
});

test('an account counts by the party of the site alone, as far as anybody says whose site it is', () => {
  const told = (issuer: string, change: (world: World) => void = () => {}): number | null => {
    const world = organicChain(none);
    const move = { atMs: startMs + 40 * 86_400_000, unit: null };
    world.account(
      'knitter',
      [
        { ...move, act: 'in', lot: id('yarn/1'), grams: 330_000 },
        { ...move, act: 'out', lot: id('knit/1'), grams: 100_000 },
      ],
      { issuer },
    );
    world.claim('balance', 'shirt/1', { model: 'mass-balance' });
    change(world);
    return verdictOn(world, 'balance').gramsSubstantiated;
  };
  // The account gives 100 kg; without it the goods themselves bear all.
  assert.equal(told('knitter'), 78_125);
  assert.equal(told('maker'), 250_000);
  assert.equal(
    told('knitter', (world) => world.facilities.delete('site:knitter')),
    78_125,
  );
});

test('a trade counts by its declarer, an answer by the other party', () => {
  const at = (seller: string, answerer: string): string => {
    const world = organicChain(none);
    world.shipment('ship', 'spinner', 'knitter', 'yarn/1', 330, seller);
    world.answer('ship', 'disputes', answerer);
    return verdictOn(world).result;
  };
  assert.equal(at('spinner', 'knitter'), 'fails');
  assert.equal(at('maker', 'knitter'), 'holds');
  assert.equal(at('spinner', 'maker'), 'holds');
});

test('a claim may be anybody’s', () => {
  const world = organicChain(none);
  world.claim('shop', 'shirt/1', { issuer: 'shop' });
  assert.equal(verdictOn(world, 'shop').result, 'holds');
});
