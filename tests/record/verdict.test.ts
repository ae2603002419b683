// The node's verdicts: the same to the byte as those of a stranger with the evidence file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyEvidence } from '#verifier';
import { lotId, made } from '../capture/said.ts';
import { type Cast, claim, from, id, openCast } from './cast.ts';
import { product, shirt, tellChain, tellRecords } from './chain.ts';
import { adoptPacks } from './packs.ts';

async function openJudged(): Promise<Cast> {
  const cast = await openCast();
  await adoptPacks(cast);
  await tellChain(cast);
  await tellRecords(cast);
  return cast;
}

test('the verdicts on a lot are those that its evidence file gives', async () => {
  const cast = await openJudged();
  const { node, time } = cast.world;
  for (const lot of [shirt, lotId('YARN'), lotId('LINT')]) {
    const verdicts = await node.verdicts(lot);
    const evidence = node.evidence(lot, { atMs: time.nowMs });
    assert.ok(verdicts.ok && evidence.ok);
    const verdict = verifyEvidence(evidence.value);
    assert.equal(verdict.ok, true, lot);
    assert.equal(JSON.stringify(verdict.claims), JSON.stringify(verdicts.value), lot);
  }
  await cast.world.close();
});

test('a second judging sees what was said since', async () => {
  const cast = await openJudged();
  const { node } = cast.world;
  const stateOf = async (): Promise<string | undefined> => {
    const verdicts = await node.verdicts(lotId('YARN'));
    return verdicts.ok
      ? verdicts.value.find(({ claim: name }) => name === id('yarn-claim'))?.state
      : undefined;
  };
  assert.equal(await stateOf(), 'claimed');
  await cast.say('spinner', 'status', { about: id('yarn-claim'), state: 'withdrawn', from });
  assert.equal(await stateOf(), 'withdrawn');
  await cast.world.close();
});

test('one claim, for each lot that it is about', async () => {
  const cast = await openJudged();
  const { node } = cast.world;
  await cast.say('spinner', 'claim', claim('both', [lotId('YARN'), lotId('NOIL'), lotId('UNHEARD')]));
  const lotsOf = async (name: string): Promise<string[] | undefined> => {
    const verdicts = await node.verdictsOn(id(name));
    return verdicts.ok ? verdicts.value.map(({ lot }) => lot) : undefined;
  };
  assert.deepEqual(await lotsOf('both'), [lotId('YARN'), lotId('NOIL'), lotId('UNHEARD')]);
  assert.ok((await lotsOf('product-claim'))?.every((lot) => lot.startsWith(`${product}/`)));
  const unheard = await node.verdictsOn(id('unheard'));
  assert.deepEqual(unheard.ok || unheard.refusals.map(({ code }) => code), ['NO_SUCH_RESOURCE']);
  const unknown = await node.verdicts(lotId('NEVER'));
  assert.deepEqual(unknown.ok || unknown.refusals.map(({ code }) => code), ['LOT_UNKNOWN']);
  const waiting = await node.verdicts(lotId('NOBODYS'));
  assert.ok(waiting.ok);
  assert.deepEqual(
    waiting.value.map(({ claim: name }) => name),
    [id('elsewhere-claim'), id('product-claim')],
  );
  await cast.world.close();
});

test('the report finds what only shows once both halves are there', async () => {
  const cast = await openJudged();
  const { node } = cast.world;
  assert.ok(!node.report().findings.some(({ code }) => code === 'LOT_SHIPPED_TWICE'));
  const lines = [{ line: 1, lot: lotId('LATE'), quantity: 60, uom: 'KGM' }];
  for (const name of ['one', 'two']) {
    const [seller, buyer] = [cast.party('farm'), cast.party('brand')];
    const shipped = { trade: id(name), stage: 'shipment', seller, buyer, at: from, subcontracting: false };
    await cast.say('farm', 'trade', { ...shipped, tolerancePpm: 0, lines });
  }
  await cast.capture('farm', made(30, lotId('LATE'), 100));
  const found = node.report().findings.find(({ code }) => code === 'LOT_SHIPPED_TWICE');
  assert.equal(found?.subject, lotId('LATE'));
  await cast.world.close();
});
