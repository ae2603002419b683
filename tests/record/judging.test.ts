// Judging gives way to what else the node has to do; its answers are of one moment of the log, and nothing is judged twice for nothing.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { ClaimVerdict } from '#verifier';
import { bytesOf, declaredWrong, documentOf, lotId, made, spun } from '../capture/said.ts';
import { accreditation, type Cast, claim, from, id, openCast } from './cast.ts';
import { product, shirt, site, tellChain, tellRecords } from './chain.ts';
import { adoptPacks } from './packs.ts';

const laterMs = Date.UTC(2027, 0, 1);
const lots = ['YARN', 'NOIL', 'LINT', 'CLOTH', 'OTHER', 'UNHEARD'].map(lotId);

async function openJudged(t: TestContext): Promise<Cast> {
  const cast = await openCast();
  t.after(() => cast.world.close());
  await adoptPacks(cast);
  await tellChain(cast);
  await tellRecords(cast);
  await cast.say('spinner', 'claim', claim('all', lots));
  return cast;
}

async function verdicts(cast: Cast, lot: string): Promise<ClaimVerdict[]> {
  const answer = await cast.world.node.verdicts(lot, laterMs);
  assert.ok(answer.ok);
  return answer.value;
}

test('a capture that is handed in while lots are judged is answered before they are', async (t) => {
  const cast = await openJudged(t);
  const done: string[] = [];
  await Promise.all([
    cast.world.node.verdictsOn(id('all')).then(() => done.push('verdicts')),
    cast.capture('farm', made(40, lotId('NEW-1'), 5)).then(() => done.push('capture')),
    cast.capture('farm', made(41, lotId('NEW-2'), 5)).then(() => done.push('capture')),
  ]);
  assert.deepEqual(done, ['capture', 'capture', 'verdicts']);
});

test('all verdicts of an answer are of one moment, whenever a word comes between them', async (t) => {
  const cast = await openJudged(t);
  for (const rounds of [6, 30, 60]) {
    const about = id(`claim-${rounds}`);
    await cast.say('spinner', 'claim', claim(`claim-${rounds}`, lots));
    const asked = cast.world.node.verdictsOn(about, laterMs);
    for (let round = 0; round < rounds; round += 1) await turn();
    const challenge = { case: id(`case-${rounds}`), word: 'challenges', about, reason: 'why' };
    await cast.say('stranger', 'case', challenge);
    const answer = await asked;
    assert.ok(answer.ok);
    const states = answer.value.map(({ lot, state }) => [lot, state]);
    assert.deepEqual(
      states,
      lots.map((lot) => [lot, states[0]?.[1]]),
    );
  }
});

test('a preview of a claim gives way too, and is of one moment, whenever a word comes between its lots', async (t) => {
  const cast = await openJudged(t);
  const ask = async (about: string[]): Promise<unknown> => {
    const answer = await cast.world.node.previewClaim(cast.party('spinner'), claim('next', about));
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.equal(answer.value.verdicts.length, 3);
    return answer.value.verdicts.map(({ lot, state, checks }) => ({ lot, state, checks }));
  };
  const done: string[] = [];
  await Promise.all([
    ask(lots.slice(0, 3)).then(() => done.push('preview')),
    cast.capture('farm', made(40, lotId('NEW'), 5)).then(() => done.push('capture')),
  ]);
  assert.deepEqual(done, ['capture', 'preview']);
  for (const [index, rounds] of [2, 14, 26, 38].entries()) {
    const unborn = [1, 2, 3].map((number) => lotId(`UNBORN-${index}-${number}`));
    const before = await ask(unborn);
    const asked = ask(unborn);
    for (let round = 0; round < rounds; round += 1) await turn();
    const document = documentOf(...unborn.map((lot, minute) => made(50 + minute, lot, 5)));
    await cast.world.node.capture({ party: cast.party('spinner'), bytes: bytesOf(document) });
    const after = await ask(unborn);
    assert.notDeepEqual(after, before);
    const answer = await asked;
    assert.deepEqual(answer, JSON.stringify(answer) === JSON.stringify(before) ? before : after);
  }
});

test('who asks the same at the same time is given the same; after a word, what counts since', async (t) => {
  const cast = await openJudged(t);
  const { node } = cast.world;
  const one = node.verdictsOn(id('all'), laterMs);
  assert.equal(node.verdictsOn(id('all'), laterMs), one);
  assert.notEqual(node.verdictsOn(id('all'), laterMs, 2), one);
  await cast.say('spinner', 'status', { about: id('all'), state: 'withdrawn', from });
  const other = node.verdictsOn(id('all'), laterMs);
  assert.notEqual(other, one);
  const answer = await other;
  assert.deepEqual(answer.ok && [...new Set(answer.value.map(({ state }) => state))], ['withdrawn']);
});

test('a verdict is kept until the log takes something that it rests on', async (t) => {
  const cast = await openJudged(t);
  const [first] = await verdicts(cast, lotId('YARN'));
  const isKept = async (): Promise<boolean> => (await verdicts(cast, lotId('YARN')))[0] === first;
  assert.ok(await isKept());
  await cast.capture('stranger', made(40, lotId('FAR'), 5));
  await cast.say('stranger', 'claim', claim('far-claim', [lotId('FAR')]));
  await cast.world.node.publishHoldings();
  assert.ok(await isKept(), 'nothing of it is about the yarn');
  await cast.say('certifier', 'status', { about: id('farm-scope'), state: 'suspended', from });
  assert.ok(!(await isKept()), 'a certificate on the way was suspended');
});

const touching: Readonly<Record<string, (cast: Cast) => Promise<unknown>>> = {
  'somebody else draws from what is certified on its way': ({ capture }) =>
    capture('farm', spun(60, [[lotId('LINT'), 1]], [[lotId('ELSEWHERE'), 1]])),
  'its certifier is accredited once more': ({ say, party }) =>
    say('body', 'accreditation', accreditation('again', party('certifier'), 'certification-body')),
  'its product is told anew': ({ world, party }) =>
    world.node.registerProduct({ product, party: party('brand'), name: 'Shirt', category: 'shirt' }),
  'one of its sites is told anew': ({ world, party }) =>
    world.node.registerFacility({ facility: site, party: party('spinner'), name: 'Mill', country: 'TR' }),
  'other trust is said': ({ say, party }) =>
    say('operator', 'trust', { anchors: [{ party: party('anchor'), schemes: ['gots'] }], from }),
  'an event anywhere was an error': ({ capture }) => {
    const wrong = made(61, lotId('FAR'), 5, { eventID: 'urn:uuid:far' });
    return capture('stranger', wrong, declaredWrong(wrong));
  },
};

for (const [what, happens] of Object.entries(touching))
  test(`it is judged anew when ${what}`, async (t) => {
    const cast = await openJudged(t);
    const [before] = await verdicts(cast, shirt);
    await happens(cast);
    const [after] = await verdicts(cast, shirt);
    assert.notEqual(after, before);
  });
