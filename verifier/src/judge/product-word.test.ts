import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arranged, ruled } from './arrange.ts';
import { asOf } from './as-of.ts';
import type { JudgeContext } from './context.ts';
import { id, laterMs, organicChain, World } from './fixture.ts';
import { judgeClaim, judgeLot } from './judge.ts';

const none = { transfers: null };
const polyester = [{ material: 'polyester', percent: 100 }];

/** What the product of the lot is said to be, as far as the lot goes. */
function materialOf(world: World, lot: string, atMs: number = laterMs): string | undefined {
  const facts = asOf(arranged(world.dossier()), atMs);
  return facts.productAt(facts.chain.indexOf.get(id(lot))!)?.composition[0]?.material;
}

function contextOf(world: World, claim: string): JudgeContext {
  const facts = arranged(world.dossier());
  return ruled(facts, facts.book.byId('claim', claim)!, id('shirt/1'), laterMs).context;
}

function resultOf(world: World, lot = 'shirt/1', claim = 'claim'): string {
  return judgeClaim(world.dossier(), claim, id(lot), laterMs).result;
}

test('a lot goes by what had been said when it was made, a later lot by what was said since', () => {
  const world = new World();
  world.product('seed', 'seed-cotton', { cotton: 100 });
  world.make('farm', 'farm-production', {}, { 'seed/1': 10 });
  world.retell('seed', { composition: polyester });
  world.make('farm', 'farm-production', {}, { 'seed/2': 10 });
  world.retell('seed', { composition: [{ material: 'wool', percent: 100 }] });
  assert.deepEqual([materialOf(world, 'seed/1'), materialOf(world, 'seed/2')], ['cotton', 'polyester']);
});

test('what nobody had told when it was made goes by the first word after, and by that alone', () => {
  const world = new World();
  const making = world.make('farm', 'farm-production', {}, { 'seed/1': 10 });
  world.product('seed', 'seed-cotton', { cotton: 100 });
  world.retell('seed', { composition: polyester });
  world.retell('seed', { composition: [{ material: 'wool', percent: 100 }] });
  world.products.get(id('seed'))!.shift();
  assert.ok(world.products.get(id('seed'))!.every(({ entry }) => entry > making.entry));
  assert.equal(materialOf(world, 'seed/1'), 'polyester');
});

test('a lot made in several goes goes by the first of them, whatever the order of the dossier', () => {
  const world = new World();
  world.product('seed', 'seed-cotton', { cotton: 100 });
  const run = { run: 'farm|harvest' };
  world.make('farm', 'farm-production', {}, { 'seed/1': 10 }, run);
  world.retell('seed', { composition: polyester });
  world.make('farm', 'farm-production', {}, { 'seed/1': 10, 'seed/2': 10 }, run);
  world.make('farm', 'farm-production', {}, { 'seed/1': 10 });
  world.events.reverse();
  assert.deepEqual([materialOf(world, 'seed/1'), materialOf(world, 'seed/2')], ['cotton', 'polyester']);
});

test('a lot that is only drawn goes by the first word', () => {
  const world = new World();
  world.product('seed', 'seed-cotton', { cotton: 100 });
  world.retell('seed', { composition: polyester });
  world.make('gin', 'ginning', { 'seed/1': 10 }, { 'bale/1': 4 });
  assert.equal(materialOf(world, 'seed/1'), 'cotton');
});

test('where a withheld event may be an earlier making of it, nothing is known of what was told anew', () => {
  const told = (party: string, retold: boolean): string | undefined => {
    const world = new World();
    world.product('seed', 'seed-cotton', { polyester: 100 });
    world.make(party, 'farm-production', {}, {}, { withheld: true });
    if (retold) world.retell('seed', { composition: [{ material: 'cotton', percent: 100 }] });
    world.make('farm', 'farm-production', {}, { 'seed/1': 10 });
    return materialOf(world, 'seed/1');
  };
  assert.equal(told('farm', true), undefined);
  assert.equal(told('farm', false), 'polyester');
  assert.equal(told('stranger', true), 'cotton');
});

test('a word counts from when the log took it, in old verdicts too', () => {
  const world = organicChain(none);
  const [thenMs, then] = [world.nowMs(), judgeLot(world.dossier(), id('shirt/1'), world.nowMs())];
  world.retell('seed', { composition: polyester });
  world.retell('shirt', { category: 'lint', netWeightGrams: 9_000 });
  assert.deepEqual(judgeLot(world.dossier(), id('shirt/1'), thenMs), then);
  const [later] = judgeLot(world.dossier(), id('shirt/1'), laterMs);
  assert.deepEqual([{ ...later, judgedAtMs: thenMs }], then);
  const late = new World();
  late.make('farm', 'farm-production', {}, { 'seed/1': 10 });
  late.product('seed', null, {});
  late.retell('seed', { composition: polyester });
  late.products.get(id('seed'))!.shift();
  assert.equal(materialOf(late, 'seed/1', late.nowMs() - 1), undefined);
  assert.equal(materialOf(late, 'seed/1', late.nowMs()), 'polyester');
});

test('what is told anew afterwards makes no claim hold, and undoes none', () => {
  const false_ = organicChain(none, (world) => world.product('seed', 'seed-cotton', { polyester: 100 }));
  const before = resultOf(false_);
  assert.notEqual(before, 'holds');
  false_.retell('seed', { composition: [{ material: 'cotton', percent: 100 }] });
  assert.equal(resultOf(false_), before);
  const true_ = organicChain(none);
  true_.retell('seed', { composition: polyester });
  assert.equal(resultOf(true_), 'holds');
});

test('a product that is asked about as such goes by the word at the time of the claim', () => {
  const world = new World();
  world.product('seed', 'seed-cotton', { cotton: 100 });
  world.claim('first', 'seed');
  world.retell('seed', { composition: polyester });
  world.claim('second', 'seed');
  const told = ['first', 'second'].map(
    (claim) => contextOf(world, claim).productOf(id('seed'))?.composition[0]?.material,
  );
  assert.deepEqual(told, ['cotton', 'polyester']);
});

test('a making goes by what had been said of its site: whose it is, and where', () => {
  const rule = { ...none, origin: { knownTo: 'country' as const, excludedCountries: ['EG'] } };
  const moved = organicChain(rule, (world) => world.facility('farm', 'TR'));
  for (const event of moved.events) moved.events[moved.events.indexOf(event)] = { ...event, country: null };
  assert.equal(resultOf(moved), 'holds');
  moved.retellSite('farm', { country: 'EG' });
  assert.equal(resultOf(moved), 'holds');
  const excluded = organicChain(rule);
  for (const event of excluded.events)
    excluded.events[excluded.events.indexOf(event)] = { ...event, country: null };
  excluded.retellSite('farm', { country: 'TR' });
  assert.equal(resultOf(excluded), 'fails');
});

test('a site that changes hands covers each making for whose it was then', () => {
  const world = organicChain(none);
  world.retellSite('gin', { party: 'stranger' });
  assert.equal(resultOf(world), 'holds');
  world.make('gin', 'ginning', { 'seed/1': 100 }, { 'bale/9': 38 });
  world.claim('later', 'bale/9');
  assert.notEqual(resultOf(world, 'bale/9', 'later'), 'holds');
});

test('an account counts by whose its site was when the log took it', () => {
  const world = organicChain(none);
  const account = (issuer: string): void => world.account('knitter', [], { issuer });
  account('knitter');
  world.retellSite('knitter', { party: 'stranger' });
  account('knitter');
  account('stranger');
  const book = arranged(world.dossier()).book;
  assert.deepEqual(
    book.accountsOf('site:knitter').map(({ issuer }) => issuer),
    ['knitter', 'stranger'],
  );
});
