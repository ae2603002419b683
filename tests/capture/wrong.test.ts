// Error declarations: what was declared wrong has no effect, whenever the declaration comes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contentHash } from '../../src/domain/ledger/state-hash.ts';
import { recover } from '../../src/flow/recover.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import {
  at,
  declaredWrong,
  type Event,
  itemId,
  kilograms,
  lotId,
  made,
  packed,
  refusedCodes,
  say,
  spun,
  tell,
  unitId,
  unpacked,
  usedUp,
} from './said.ts';

let world: TestWorld;
let party: string;
let other: string;
before(async () => {
  world = await openTestWorld();
  party = await admit(world.node, 'Mill');
  other = await admit(world.node, 'Other mill');
});
after(() => world.close());

const eventID = (name: string): { eventID: string } => ({ eventID: `urn:uuid:${name}` });

test('after the original: its effects are taken back', async () => {
  const making = made(1, lotId('W1'), 10, eventID('w1'));
  const spinning = spun(
    2,
    [[lotId('W1'), 4]],
    [
      [lotId('W1-Y'), 3],
      [lotId('W1-Z'), 1],
    ],
    eventID('w2'),
  );
  await tell(world.node, party, making, spinning);
  await tell(world.node, party, declaredWrong(spinning));
  assert.equal(world.node.lot(lotId('W1'))?.remaining, 10_000);
  assert.deepEqual(
    [world.node.lot(lotId('W1-Y'))?.produced, world.node.lot(lotId('W1-Y'))?.entry],
    [null, null],
  );
  const trace = world.node.trace(lotId('W1-Y'), 'back');
  assert.deepEqual(trace.ok && [trace.value.nodes, trace.value.gaps.map(({ kind }) => kind)], [
    1,
    ['undeclared-lot'],
  ]);
  assert.equal(world.node.event('urn:uuid:w2').length, 2);
});

test('before the original: it comes and has no effect', async () => {
  const making = made(1, lotId('V1'), 10, eventID('v1'));
  await tell(world.node, party, declaredWrong(making));
  await tell(world.node, party, making);
  assert.deepEqual([world.node.lot(lotId('V1'))?.produced, world.node.lot(lotId('V1'))?.entry], [null, null]);
});

test('in one document with the original, in either order, and in parts of it', async () => {
  const filler = Array.from({ length: 64 }, (_, index) => made(index, lotId(`F${index}`), 1));
  for (const [number, between] of [[], filler].entries()) {
    for (const order of ['first', 'last']) {
      const lot = lotId(`O${number}${order}`);
      const making = made(1, lot, 10, eventID(`o${number}${order}`));
      const pair =
        order === 'first'
          ? [making, ...between, declaredWrong(making)]
          : [declaredWrong(making), ...between, making];
      const told = pair.map((event) =>
        event === making || 'errorDeclaration' in event ? event : { ...event, 'tex:round': order },
      );
      await tell(world.node, party, ...told);
      assert.equal(world.node.lot(lot)?.produced ?? null, null, `${number} ${order}`);
      world.check();
    }
  }
});

test('a corrective event takes the place of the wrong one', async () => {
  const wrong = made(1, lotId('C1'), 100, eventID('c1'));
  const right = made(1, lotId('C1'), 10, eventID('c2'));
  await tell(world.node, party, wrong);
  await tell(world.node, party, declaredWrong(wrong, { correctiveEventIDs: ['urn:uuid:c2'] }), right);
  assert.equal(world.node.lot(lotId('C1'))?.produced, 10_000);
  await refusedCodes(world, () =>
    say(world.node, party, spun(3, [[lotId('C1'), 11]], [[lotId('C1-Y'), 11]])),
  );
});

test('only by the party itself', async () => {
  const making = made(1, lotId('M1'), 10, eventID('m1'));
  await tell(world.node, party, making);
  assert.deepEqual(await refusedCodes(world, () => say(world.node, other, declaredWrong(making))), [
    'EVENT_OF_ANOTHER_PARTY',
  ]);
  const early = made(1, lotId('M2'), 10, eventID('m2'));
  await tell(world.node, other, declaredWrong(early));
  await tell(world.node, party, early);
  assert.equal(world.node.lot(lotId('M2'))?.produced, 10_000);
});

test('twice is once', async () => {
  const making = made(1, lotId('T1'), 10, eventID('t1'));
  await tell(world.node, party, making, made(2, lotId('T1'), 5));
  await tell(world.node, party, declaredWrong(making));
  await tell(world.node, party, declaredWrong(making, { reason: 'did_not_occur' }));
  assert.equal(world.node.lot(lotId('T1'))?.produced, 5_000);
});

test('a lot whose making was an error may be made by another party', async () => {
  const making = made(1, lotId('A1'), 10, eventID('a1'));
  await tell(world.node, party, making);
  await tell(world.node, party, declaredWrong(making));
  const { entries } = await tell(world.node, other, made(2, lotId('A1'), 7));
  const lot = world.node.lot(lotId('A1'));
  assert.deepEqual([lot?.party, lot?.entry, lot?.produced], [other, entries[0], 7_000]);
});

test('a making that was an error after something was drawn shows as a gap, not as a refusal', async () => {
  const making = made(1, lotId('G1'), 10, eventID('g1'));
  await tell(world.node, party, making, spun(2, [[lotId('G1'), 10]], [[lotId('G1-Y'), 9]]));
  await tell(world.node, party, declaredWrong(making));
  const trace = world.node.trace(lotId('G1-Y'), 'back');
  assert.deepEqual(trace.ok && trace.value.gaps.map(({ kind, lot }) => [kind, lot]), [
    ['undeclared-lot', lotId('G1')],
  ]);
});

test('amounts in two dimensions are taken back as they were counted', async () => {
  const metres = (minute: number, quantity: number, more: Event): Event => ({
    ...made(minute, lotId('X1'), 1, more),
    quantityList: [{ epcClass: lotId('X1'), quantity, uom: 'MTR' }],
  });
  const kilos = made(1, lotId('X1'), 10, eventID('x1'));
  const long = metres(2, 30, eventID('x2'));
  await tell(world.node, party, kilos, long);
  assert.deepEqual(
    [world.node.lot(lotId('X1'))?.dimension, world.node.lot(lotId('X1'))?.produced],
    ['mass', null],
  );
  await tell(world.node, party, declaredWrong(kilos));
  await tell(world.node, party, declaredWrong(long));
  assert.equal(world.node.lot(lotId('X1'))?.produced, null);
  await tell(world.node, party, metres(3, 40, eventID('x3')));
  assert.deepEqual(
    [world.node.lot(lotId('X1'))?.dimension, world.node.lot(lotId('X1'))?.produced],
    ['length', 40_000],
  );
});

test('packings, unpackings and uses of units can be errors too', async () => {
  const [unit, lot] = [unitId(500), lotId('U1')];
  const packing = packed(2, unit, [[lot, 4]], eventID('u1'));
  const emptying = unpacked(3, unit, [], eventID('u2'));
  const using = usedUp(4, [unit], eventID('u3'));
  const drawn = (): unknown => world.node.lot(lot)?.drawn;
  await tell(world.node, party, made(1, lot, 10), packing, using);
  assert.equal(drawn(), 4_000);
  await tell(world.node, party, emptying);
  assert.equal(drawn(), 0);
  await tell(world.node, party, declaredWrong(emptying));
  assert.equal(drawn(), 4_000);
  await tell(world.node, party, declaredWrong(packing));
  assert.deepEqual([drawn(), world.node.lot(unit)?.produced], [0, null]);
  await tell(world.node, party, declaredWrong(using));
  assert.deepEqual([drawn(), world.node.lot(unit)?.drawn], [0, 0]);
});

test('an item that was declared an error can be made again', async () => {
  const item: Event = {
    type: 'ObjectEvent',
    ...at(1),
    action: 'ADD',
    epcList: [itemId('AGAIN')],
    quantityList: [kilograms(lotId('I1'), 1)],
    ...eventID('i1'),
  };
  await tell(world.node, party, item);
  await tell(world.node, party, declaredWrong(item));
  await tell(world.node, party, { ...item, ...at(2), ...eventID('i2') });
  assert.equal(world.node.lot(itemId('AGAIN'))?.produced, 1);
});

test('a run of several events loses only the event that was an error', async () => {
  const run = { transformationID: 'urn:epc:id:gdti:4012345.55555.77' };
  const inputs = {
    ...spun(2, [[lotId('R1'), 6]], []),
    ...run,
    outputQuantityList: undefined,
    ...eventID('r1'),
  };
  const outputs = {
    ...spun(3, [], [[lotId('R2'), 5]]),
    ...run,
    inputQuantityList: undefined,
    ...eventID('r2'),
  };
  const more = { ...spun(4, [], [[lotId('R3'), 1]]), ...run, inputQuantityList: undefined, ...eventID('r3') };
  await tell(world.node, party, made(1, lotId('R1'), 10), inputs, outputs, more);
  await tell(world.node, party, declaredWrong(more));
  const trace = world.node.trace(lotId('R2'), 'back');
  assert.deepEqual(trace.ok && trace.value.origins.map(({ id, amount }) => [id, amount]), [
    [lotId('R1'), 6_000],
  ]);
});

test('and all of it is the same after a replay', async () => {
  const { ledger } = recover(world.world);
  world = await world.restart();
  assert.equal(contentHash(recover(world.world).ledger), contentHash(ledger));
  world.check();
});
