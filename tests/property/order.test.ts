// The same statements in any order end in the same state: statements are signed once, then recorded in shuffled orders,
// refused ones offered again until nothing changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentHash } from '../../src/domain/ledger/state-hash.ts';
import { recover } from '../../src/flow/recover.ts';
import type { Chain } from '../../src/scenario/chain.ts';
import { chance } from '../../src/scenario/chance.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { uneceChain } from '../../src/scenario/unece.ts';
import { admit, openTestWorld } from '../support/world.ts';
import {
  type Event,
  itemId,
  kilograms,
  lotId,
  made,
  packed,
  spun,
  unitId,
  unpacked,
  usedUp,
  declaredWrong,
  at,
  bytesOf,
  documentOf,
} from '../capture/said.ts';
import { PlainLedger } from './plain-ledger.ts';
import { fresh, recordAll, shuffled } from './shuffle.ts';

/** The statements of a chain, in order, as one node signed them; those of keys and records come first. */
async function signedChain(
  chain: Chain,
): Promise<{ records: string[]; statements: string[]; content: string }> {
  const world = await openTestWorld();
  const { node } = world;
  for (const { party, name, country } of chain.parties)
    assert.ok((await node.admitParty({ party, name, country })).ok);
  for (const facility of chain.facilities) assert.ok((await node.registerFacility(facility)).ok);
  const { size } = node.head();
  for (const { party, document } of chain.documents) {
    const outcome = await node.capture({ party, bytes: bytesOf(document) });
    assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals));
  }
  const all = Array.from({ length: node.head().size }, (_, entry) => node.statement(entry)!);
  const content = contentHash(recover(world.world).ledger);
  await world.close();
  return { records: all.slice(0, size), statements: all.slice(size), content };
}

for (const [name, chain, seeds] of [
  ['the UN/CEFACT chain', uneceChain, [1, 2]],
  ['the demonstration', demonstration, [1]],
] as const) {
  test(`${name}, shuffled`, async () => {
    const { records, statements, content } = await signedChain(chain());
    for (const seed of seeds) {
      const world = await fresh(records);
      await recordAll(world.node, shuffled(statements, chance(seed)));
      assert.equal(contentHash(recover(world.world).ledger), content, `seed ${seed}`);
      await world.close();
    }
  });
}

/** A small chain in which everything occurs: blends, splits, units in units, a loop, gaps, errors, long processes. */
function everything(): Event[] {
  const named = (name: string): Event => ({ eventID: `urn:uuid:${name}` });
  const wrong = spun(
    12,
    [[lotId('B')]].map(([lot]) => [lot!, 3]),
    [
      [lotId('WRONG'), 2.5],
      [lotId('WRONG2'), 0.5],
    ],
    named('wrong'),
  );
  const wrongPacking = packed(13, unitId(1), [[lotId('YARN'), 1]], named('wrong-packing'));
  const wrongEmptying = unpacked(21, unitId(2), [], named('wrong-emptying'));
  const run = { transformationID: 'urn:epc:id:gdti:4012345.55555.9' };
  return [
    made(1, lotId('A'), 100),
    made(2, lotId('A'), 20),
    made(3, lotId('B'), 50),
    spun(
      10,
      [
        [lotId('A'), 80],
        [lotId('B'), 20],
        [lotId('NEVER-DECLARED'), 5],
      ],
      [
        [lotId('YARN'), 90],
        [lotId('NOIL'), 8],
      ],
    ),
    spun(11, [[lotId('YARN'), 30]], [[lotId('CLOTH'), 29]]),
    spun(14, [[lotId('CLOTH'), 4]], [[lotId('A-AGAIN'), 4]]),
    spun(15, [[lotId('A-AGAIN'), 4]], [[lotId('YARN'), 3]]),
    wrong,
    declaredWrong(wrong),
    packed(16, unitId(1), [
      [lotId('YARN'), 10],
      [lotId('CLOTH'), 5],
    ]),
    packed(17, unitId(2), [[lotId('CLOTH'), 6]], { childEPCs: [unitId(1)] }),
    wrongPacking,
    declaredWrong(wrongPacking),
    unpacked(18, unitId(1), [[lotId('YARN'), 2]]),
    unpacked(19, unitId(2)),
    packed(20, unitId(2), [[lotId('CLOTH'), 2]], { childEPCs: [unitId(1)] }),
    wrongEmptying,
    declaredWrong(wrongEmptying),
    usedUp(30, [unitId(2)]),
    { type: 'ObjectEvent', ...at(15), action: 'ADD', epcList: [unitId(2)] },
    { ...spun(40, [[lotId('NOIL'), 8]], []), ...run, outputQuantityList: undefined },
    { ...spun(41, [], [[lotId('PULP'), 5]]), ...run, inputQuantityList: undefined },
    {
      ...spun(42, [], []),
      ...run,
      inputQuantityList: undefined,
      outputQuantityList: undefined,
      outputEPCList: [itemId('BALE')],
    },
    {
      type: 'TransformationEvent',
      ...at(43),
      inputQuantityList: [{ epcClass: lotId('CLOTH') }, kilograms(lotId('PULP'), 1)],
      outputEPCList: [itemId('P1'), itemId('P2')],
    },
    { type: 'AssociationEvent', ...at(44), action: 'ADD', parentID: itemId('P1'), childEPCs: [itemId('P2')] },
    usedUp(45, [itemId('P1')]),
  ];
}

test('every event of a small chain in a statement of its own', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'All in one');
  const { size } = world.node.head();
  for (const event of everything()) {
    const outcome = await world.node.capture({ party, bytes: bytesOf(documentOf(event)) });
    assert.equal(outcome.outcome, 'recorded', JSON.stringify([event, outcome.refusals]));
  }
  const all = Array.from({ length: world.node.head().size }, (_, entry) => world.node.statement(entry)!);
  const content = contentHash(recover(world.world).ledger);
  await world.close();
  for (const seed of [1, 2]) {
    const other = await fresh(all.slice(0, size));
    await recordAll(other.node, shuffled(all.slice(size), chance(seed)));
    assert.equal(contentHash(recover(other.world).ledger), content, `seed ${seed}`);
    await other.close();
  }
});

test('the same without a store, 500 shuffles', () => {
  const told = everything();
  const content = contentOf(told);
  for (let seed = 1; seed <= 500; seed += 1)
    assert.equal(contentOf(shuffled(told, chance(seed))), content, `seed ${seed}`);
});

function contentOf(events: Event[]): string {
  const books = new PlainLedger();
  assert.deepEqual(books.tellAll(events), []);
  return books.content();
}
