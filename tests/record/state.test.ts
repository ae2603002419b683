// Records are part of the state: the same after a restart, a rebuild, an erasure, on another node and in another order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaidRecord } from '#verifier';
import { contentHash, stateHash } from '../../src/domain/ledger/state-hash.ts';
import { rebuild, recover } from '../../src/flow/recover.ts';
import { chance } from '../../src/scenario/chance.ts';
import { fresh, recordAll, shuffled } from '../property/shuffle.ts';
import { lotId, made } from '../capture/said.ts';
import { accredit, certificate, claim, from, id, openCast, transaction } from './cast.ts';
import { tellChain, tellRecords } from './chain.ts';

test('a restart by way of the snapshot, a replay and a rebuild give the same records', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const before = cast.world.node.stateHash();
  const told = cast.world.node.records({});
  assert.equal(told.total, told.records.length);
  assert.equal(new Set(told.records.map(({ kind }) => kind)).size, 8);
  const again = await cast.world.restart();
  assert.equal(again.node.stateHash(), before);
  assert.deepEqual(again.node.records({}), told);
  again.world.snapshots.drop();
  const replayed = recover(again.world);
  assert.equal(replayed.fromSize, 0);
  assert.equal(stateHash(replayed.ledger), before);
  assert.equal(stateHash(rebuild(again.world).state.ledger), before);
  await again.close();
});

test('the state hash knows each record, the content hash each word', async () => {
  const cast = await openCast();
  const hashes = new Set<string>();
  const remember = (): void => {
    hashes.add(cast.world.node.stateHash());
    hashes.add(contentHash(recover(cast.world.world).ledger));
  };
  remember();
  await cast.say('brand', 'claim', claim('a', [lotId('A')]));
  remember();
  await cast.say('brand', 'claim', claim('b', [lotId('A')]));
  remember();
  assert.equal(hashes.size, 6);
  await cast.world.close();
});

test('two nodes that take the same log have the same state, whatever the order of independent words', async () => {
  const cast = await openCast();
  const { size } = cast.world.node.head();
  await accredit(cast);
  const accredited = cast.world.node.head().size;
  await cast.capture('farm', made(1, lotId('LINT'), 100));
  const line = { lot: lotId('LINT'), grams: 1_000, certifiedGrams: 1_000 };
  await cast.say('certifier', 'certificate', certificate('scope', cast.party('farm')));
  await cast.say(
    'certifier',
    'certificate',
    transaction('tc', cast.party('farm'), cast.party('brand'), [line]),
  );
  await cast.say('certifier', 'status', { about: id('scope'), state: 'suspended', from });
  await cast.say('brand', 'claim', claim('k', [lotId('NOBODYS')]));
  await cast.say('brand', 'case', { case: id('case'), word: 'challenges', about: id('scope') });
  const all = Array.from(
    { length: cast.world.node.head().size },
    (_, entry) => cast.world.node.statement(entry)!,
  );
  const content = contentHash(recover(cast.world.world).ledger);
  const { nowMs } = cast.world.time;
  await cast.world.close();
  assert.ok(size < accredited);
  for (const seed of [0, 1, 2]) {
    const other = await fresh(all.slice(0, accredited));
    other.time.nowMs = nowMs;
    const rest = all.slice(accredited);
    await recordAll(other.node, seed === 0 ? rest : shuffled(rest, chance(seed)));
    assert.equal(contentHash(recover(other.world).ledger), content, `seed ${seed}`);
    await other.close();
  }
});

test('what is erased of a record reads as withheld, and the log stays sound', async () => {
  const cast = await openCast();
  await accredit(cast);
  const { node } = cast.world;
  const { entry } = await cast.say(
    'certifier',
    'certificate',
    certificate('c', cast.party('farm'), { number: 'N-7' }),
  );
  assert.equal(node.recordsAt([entry])[0]?.claims['number'], 'N-7');
  const erased = await node.erase(entry, '/number', 'asked for');
  assert.deepEqual(erased, { ok: true, value: { entry, erased: ['/number'] } });
  const [view] = node.recordsAt([entry]);
  assert.equal(view?.claims['number'], undefined);
  assert.equal(view?.id, id('c'));
  const record = recover(cast.world.world).ledger.records.byId('certificate', id('c'));
  assert.deepEqual(pick(record, ['withheld', 'number']), { withheld: true, number: null });
  assert.equal((await node.erase(entry, '/holder', 'asked for')).ok, false);
  await cast.world.close();
});

test('of two records with one id that come at once, one is taken', async () => {
  const cast = await openCast();
  const { node } = cast.world;
  // The committer decides what waits together one after the other: of two with one id, one is taken.
  const both = await Promise.all(
    ['a', 'b'].map((text) => node.say(cast.party('brand'), 'claim', claim('k', [lotId(text)]))),
  );
  assert.deepEqual(
    both.map(({ ok }) => ok),
    [true, false],
  );
  assert.equal(node.records({ kind: 'claim' }).total, 1);
  await cast.world.close();
});

test('records are found by kind, id, subject and speaker, newest first, with what became of them', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const { node } = cast.world;
  const ids = (query: Parameters<typeof node.records>[0]): (string | null)[] =>
    node.records(query).records.map((view) => view.id);
  assert.deepEqual(ids({ kind: 'claim', about: lotId('YARN') }), [id('yarn-claim')]);
  assert.deepEqual(ids({ id: id('tc') }), [id('tc')]);
  assert.deepEqual(ids({ kind: 'certificate', about: id('tc') }), [id('elsewhere'), id('use'), id('tc')]);
  assert.deepEqual(ids({ kind: 'claim', issuer: cast.party('stranger') }), [id('elsewhere-claim')]);
  const page = node.records({ kind: 'claim', offset: 1, limit: 2 });
  assert.deepEqual(
    [page.total, page.records.map((view) => view.id)],
    [4, [id('product-claim'), id('shirt-claim')]],
  );
  const states = Object.fromEntries(
    node.records({ limit: 100 }).records.map((view) => [view.id, view.state]),
  );
  assert.deepEqual(
    pick(states, ['farm-scope', 'tc', 'shipment', 'order', 'case', 'yarn-claim', 'body-gots'].map(id)),
    {
      [id('farm-scope')]: 'disputed',
      [id('tc')]: 'valid',
      [id('shipment')]: 'received',
      [id('order')]: 'declared',
      [id('case')]: 'open',
      [id('yarn-claim')]: 'claimed',
      [id('body-gots')]: 'valid',
    },
  );
  cast.world.time.nowMs = Date.parse('2028-06-01T00:00:00Z');
  assert.equal(node.records({ id: id('tc') }).records[0]?.state, 'expired');
  await cast.world.close();
});

test('the node says nothing for who holds its own key, and a wrong form is refused', async () => {
  const cast = await openCast();
  const said = await cast.world.node.say('urn:selvedge:party:nobody', 'claim', claim('k', []));
  assert.deepEqual(said.ok || said.refusals.map(({ code }) => code), ['NO_CUSTODIAL_KEY']);
  assert.deepEqual(await cast.codes('brand', 'claim', { ...claim('k', [lotId('A')]), sharePpm: 2_000_000 }), [
    'CLAIM_INVALID',
  ]);
  assert.deepEqual(await cast.codes('brand', 'claim', { ...claim('k', [lotId('A')]), unheard: 1 }), [
    'CLAIM_UNKNOWN',
  ]);
  assert.equal(cast.world.node.records({}).total, 0);
  await cast.world.close();
});

function pick(
  from: SaidRecord | Record<string, unknown> | undefined,
  names: string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [name, (from as Record<string, unknown> | undefined)?.[name]]),
  );
}
