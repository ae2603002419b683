// Products and sites told anew: a node keeps every word, shows every word, and finds the one of the time again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEvidence, readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { stateHash } from '../../src/domain/ledger/state-hash.ts';
import { rebuild } from '../../src/flow/recover.ts';
import { lotId, made } from '../capture/said.ts';
import { openCast } from '../record/cast.ts';
import { product, shirt, tellChain, tellRecords } from '../record/chain.ts';
import { assertSameFromEvidence, type Played, withCase } from './stage.ts';

const cotton = [{ material: 'cotton', percent: 100 }];
const viscose = [{ material: 'viscose', percent: 100 }];
const atMs = Date.UTC(2027, 5, 1);

function productWords(played: Played, lot: string): number {
  const file = played.stage.node.evidence(played.lot(lot), { atMs });
  assert.ok(file.ok);
  const parsed = parseEvidence(file.value);
  assert.ok(parsed.ok);
  const gtin = played.lot(lot).split('/10/')[0];
  return parsed.evidence.statements.filter(({ sdjwt }) => {
    const read = readStatement(sdjwt, nodePrimitives);
    return read.ok && read.statement.kind === 'product' && read.statement.claims['product'] === gtin;
  }).length;
}

test('a lot told before and one told after a new word: the node and the verifier judge each by its own', async () => {
  const told = {
    base: 'organic-cotton',
    steps: [
      { by: 'farmers', product: { product: 'seed-cotton', composition: viscose } },
      { by: 'maker', product: { product: 'shirt', composition: viscose, netWeightGrams: 20 } },
      { by: 'farmers', make: { process: 'farm-production', out: [{ lot: 'seed-cotton/2', kg: 10 }] } },
    ],
  };
  await withCase(told, async (played) => {
    const { node } = played.stage;
    const gtin = played.lot('shirt/1').split('/10/')[0]!;
    const seed = played.lot('seed-cotton/1').split('/10/')[0]!;
    assert.equal((await played.verdict('shirt/1', atMs)).result, 'holds');
    assert.deepEqual(node.product(gtin)?.composition, viscose);
    assert.equal(node.product(gtin, played.lot('shirt/1'))?.netWeightGrams, 170);
    assert.deepEqual(node.product(seed, played.lot('seed-cotton/1'))?.composition, cotton);
    assert.deepEqual(node.product(seed, played.lot('seed-cotton/2'))?.composition, viscose);
    assert.deepEqual([productWords(played, 'shirt/1'), productWords(played, 'seed-cotton/2')], [2, 2]);
    for (const lot of ['shirt/1', 'yarn/1', 'seed-cotton/2']) await assertSameFromEvidence(played, lot, atMs);
  });
});

test('all words are there again after rebuilding and restarting', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const { world, party, capture } = cast;
  world.time.nowMs += 1_000;
  const word = { product, party: party('brand'), name: 'Shirt', composition: viscose, category: 'shirt' };
  assert.ok((await world.node.registerProduct(word)).ok);
  await capture('farm', made(40, `${product}/10/LATER`, 5));
  const wordsOf = ({ node }: Pick<typeof world, 'node'>): unknown[] =>
    [shirt, lotId('YARN'), `${product}/10/LATER`, `${product}/10/NOBODYS`].map(
      (lot) => node.product(product, lot)?.composition,
    );
  const before = [
    world.node.stateHash(),
    wordsOf(world),
    JSON.stringify(await world.node.verdicts(shirt, atMs)),
  ];
  assert.deepEqual(before[1], [cotton, cotton, viscose, cotton]);
  assert.equal(stateHash(rebuild(world.world).state.ledger), before[0]);
  const again = await world.restart();
  assert.deepEqual(
    [again.node.stateHash(), wordsOf(again), JSON.stringify(await again.node.verdicts(shirt, atMs))],
    before,
  );
  await again.close();
});
