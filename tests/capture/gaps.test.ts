// What is missing shows as a gap and closes by itself; what cannot all be true shows as a conflict.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TraceAnswer } from '../../src/flow/answers.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { kilograms, lotId, made, spun, tell } from './said.ts';

let world: TestWorld;
let party: string;
before(async () => {
  world = await openTestWorld();
  party = await admit(world.node, 'Mill');
});
after(() => world.close());

function back(id: string): TraceAnswer {
  const trace = world.node.trace(id, 'back');
  assert.ok(trace.ok, JSON.stringify(trace));
  return trace.value;
}

const gapsOf = (id: string): string[] =>
  back(id).gaps.map(({ kind, lot }) => `${kind} ${lot.split('/').at(-1)}`);

test('an undeclared input is a gap that closes', async () => {
  const { entries } = await tell(world.node, party, spun(2, [[lotId('G1'), 4]], [[lotId('G1-Y'), 4]]));
  assert.deepEqual(gapsOf(lotId('G1-Y')), ['undeclared-lot G1']);
  assert.deepEqual(back(lotId('G1-Y')).gaps[0]?.entries, entries);
  await tell(world.node, party, made(1, lotId('G1'), 10));
  assert.deepEqual(gapsOf(lotId('G1-Y')), []);
  assert.equal(world.node.lot(lotId('G1'))?.remaining, 6_000);
});

test('a missing quantity is a gap, on either side', async () => {
  await tell(world.node, party, { ...made(1, lotId('G2'), 1), quantityList: [{ epcClass: lotId('G2') }] });
  await tell(world.node, party, made(1, lotId('G3'), 5));
  await tell(world.node, party, {
    ...spun(2, [[lotId('G2'), 1]], [[lotId('G2-Y'), 1]]),
    inputQuantityList: [kilograms(lotId('G2'), 1), { epcClass: lotId('G3') }],
  });
  assert.deepEqual(gapsOf(lotId('G2-Y')).sort(), ['unknown-quantity G2', 'unknown-quantity G3']);
  assert.equal(back(lotId('G2-Y')).unknownAmounts, true);
});

test('a place nobody has registered is a gap until it is registered', async () => {
  const facility = 'https://id.gs1.org/414/9506000134369';
  await tell(world.node, party, made(1, lotId('G4'), 5, { readPoint: { id: facility } }));
  assert.deepEqual(gapsOf(lotId('G4')), ['unknown-place G4']);
  assert.ok((await world.node.registerFacility({ facility, party, name: 'Mill', country: 'IN' })).ok);
  assert.deepEqual(gapsOf(lotId('G4')), []);
  assert.equal(back(lotId('G4')).countries[0]?.country, 'IN');
});

test('less declared than was drawn before: a conflict that names both statements', async () => {
  const drawing = await tell(world.node, party, spun(2, [[lotId('C1'), 8]], [[lotId('C1-Y'), 8]]));
  const making = await tell(world.node, party, made(1, lotId('C1'), 5));
  const [conflict] = back(lotId('C1-Y')).conflicts;
  assert.deepEqual(
    [conflict?.kind, conflict?.lot, conflict?.produced, conflict?.drawn],
    ['overdrawn', lotId('C1'), 5_000, 8_000],
  );
  assert.deepEqual(conflict?.entries, [...drawing.entries, ...making.entries]);
});

test('a loop of recycling ends, and nothing comes out of nothing', async () => {
  await tell(world.node, party, made(1, lotId('FRESH'), 100));
  await tell(
    world.node,
    party,
    spun(
      2,
      [
        [lotId('FRESH'), 90],
        [lotId('WASTE'), 10],
      ],
      [[lotId('CLOTH'), 100]],
    ),
  );
  await tell(world.node, party, spun(3, [[lotId('CLOTH'), 20]], [[lotId('WASTE'), 20]]));
  const trace = back(lotId('CLOTH'));
  assert.deepEqual(trace.gaps, []);
  assert.deepEqual(
    trace.origins.map(({ id }) => id),
    [lotId('FRESH')],
  );
  assert.ok(
    Math.abs((trace.origins[0]?.amount ?? 0) - 100_000) <= 1 || (trace.origins[0]?.amount ?? 0) <= 100_000,
  );
});
