// Logistic units: what is packed is used up with its unit, in whatever order things are told.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import {
  at,
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
  party = await admit(world.node, 'Gin');
  other = await admit(world.node, 'Carrier');
});
after(() => world.close());

const balance = (id: string): unknown => [world.node.lot(id)?.produced, world.node.lot(id)?.drawn];

/** Tells the events in every order, each time of a lot and units of their own, and asks for the same end. */
async function inEveryOrder(
  events: (lot: string, unit: (number: number) => string) => Event[],
  end: (lot: string, unit: (number: number) => string) => void,
): Promise<void> {
  for (const [round, order] of orders(events('', () => '').length).entries()) {
    counter += 100;
    const base = counter;
    const lot = lotId(`X${base}`);
    const unit = (number: number): string => unitId(base + number);
    const told = events(lot, unit);
    for (const index of order) await tell(world.node, party, told[index]!);
    assert.doesNotThrow(() => end(lot, unit), `round ${round}: ${order}`);
  }
}
let counter = 1_000;

function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => [...order.slice(0, place), count - 1, ...order.slice(place)]),
  );
}

test('using up a unit uses up what is in it', () =>
  inEveryOrder(
    (lot, unit) => [made(1, lot, 10), packed(2, unit(1), [[lot, 4]]), usedUp(3, [unit(1)])],
    (lot, unit) => {
      assert.deepEqual(
        [balance(lot), balance(unit(1))],
        [
          [10_000, 4_000],
          [1, 1],
        ],
      );
    },
  ));

test('nested units: pallet, carton, goods', () =>
  inEveryOrder(
    (lot, unit) => [
      made(1, lot, 10),
      packed(2, unit(1), [[lot, 4]]),
      { ...packed(3, unit(2), []), childEPCs: [unit(1)] },
      usedUp(4, [unit(2)]),
    ],
    (lot, unit) =>
      assert.deepEqual(
        [balance(lot), balance(unit(1)), balance(unit(2))],
        [
          [10_000, 4_000],
          [1, 1],
          [1, 1],
        ],
      ),
  ));

test('what was taken out before is not used up', () =>
  inEveryOrder(
    (lot, unit) => [
      made(1, lot, 10),
      packed(2, unit(1), [[lot, 4]]),
      unpacked(3, unit(1), [[lot, 1]]),
      usedUp(4, [unit(1)]),
    ],
    (lot) => assert.deepEqual(balance(lot), [10_000, 3_000]),
  ));

test('everything out, then packed anew', () =>
  inEveryOrder(
    (lot, unit) => [
      packed(2, unit(1), [[lot, 4]]),
      unpacked(3, unit(1)),
      packed(4, unit(1), [[lot, 2]]),
      usedUp(5, [unit(1)]),
    ],
    (lot) => assert.deepEqual(world.node.lot(lot)?.drawn, 2_000),
  ));

test('emptied twice is empty', () =>
  inEveryOrder(
    (lot, unit) => [
      packed(2, unit(1), [[lot, 4]]),
      unpacked(3, unit(1)),
      unpacked(5, unit(1)),
      usedUp(6, [unit(1)]),
    ],
    (lot, unit) => {
      assert.equal(world.node.lot(lot)?.drawn, 0);
      const trace = world.node.trace(unit(1), 'back');
      assert.deepEqual(trace.ok && trace.value.nodes, 1);
    },
  ));

test('a unit that is declared, packed and used is one unit', () =>
  inEveryOrder(
    (lot, unit) => [
      { type: 'ObjectEvent', ...at(1), action: 'ADD', bizStep: 'commissioning', epcList: [unit(1)] },
      packed(2, unit(1), [[lot, 4]]),
      packed(3, unit(1), [[lot, 1]]),
      usedUp(4, [unit(1)]),
    ],
    (lot, unit) => assert.deepEqual([balance(unit(1)), world.node.lot(lot)?.drawn], [[1, 1], 5_000]),
  ));

test('an amount that nobody stated is packed and used up as unknown', () =>
  inEveryOrder(
    (lot, unit) => [
      made(1, lot, 10),
      { ...packed(2, unit(1), []), childQuantityList: [{ epcClass: lot }] },
      usedUp(3, [unit(1)]),
    ],
    (lot, unit) => {
      assert.deepEqual(balance(lot), [10_000, null]);
      const trace = world.node.trace(unit(1), 'back');
      assert.deepEqual(trace.ok && trace.value.page.map(({ id }) => id), [unit(1), lot]);
    },
  ));

test('a unit spun into yarn: the yarn comes from what was in it', async () => {
  const [lot, yarn, unit] = [lotId('BALED'), lotId('FROM-BALE'), unitId(1)];
  const spinning: Event = {
    type: 'TransformationEvent',
    ...at(3),
    inputEPCList: [unit],
    outputQuantityList: [kilograms(yarn, 3.6)],
  };
  await tell(world.node, party, made(1, lot, 10), packed(2, unit, [[lot, 4]]), spinning);
  const trace = world.node.trace(yarn, 'back');
  assert.deepEqual(trace.ok && trace.value.origins.map(({ id, amount }) => [id, amount]), [[lot, 4_000]]);
  assert.equal(world.node.lot(lot)?.remaining, 6_000);
});

test('goods cannot leave twice, by their unit and by themselves', async () => {
  const [lot, unit] = [lotId('TWO-WAYS'), unitId(2)];
  await tell(
    world.node,
    party,
    made(1, lot, 10),
    packed(2, unit, [[lot, 6]]),
    spun(3, [[lot, 5]], [[lotId('TWO-Y'), 5]]),
  );
  assert.deepEqual(await refusedCodes(world, () => say(world.node, party, usedUp(4, [unit]))), [
    'LOT_OVERDRAWN',
  ]);
  await tell(world.node, party, unpacked(5, unit, [[lot, 1]]), usedUp(6, [unit]));
  assert.equal(world.node.lot(lot)?.remaining, 0);
});

test('a unit packed by a carrier is still declared by its maker', async () => {
  await tell(world.node, other, packed(2, unitId(3), [[lotId('CARRIED'), 6]]));
  await tell(world.node, party, { type: 'ObjectEvent', ...at(1), action: 'ADD', epcList: [unitId(3)] });
  assert.deepEqual(
    await refusedCodes(world, () =>
      say(world.node, party, { type: 'ObjectEvent', ...at(4), action: 'ADD', epcList: [unitId(3)] }),
    ),
    ['ITEM_ALREADY_EXISTS'],
  );
});

test('units do not lie in each other: neither at once nor over a third, but one after the other', async () => {
  const [one, two, three] = [unitId(4), unitId(5), unitId(6)];
  const into = (minute: number, unit: string, child: string): Event => ({
    ...packed(minute, unit, []),
    childEPCs: [child],
  });
  const refused = (...events: Event[]): Promise<string[]> =>
    refusedCodes(world, () => say(world.node, party, ...events));
  assert.deepEqual(await refused(into(1, one, two), into(2, two, one)), [
    'UNIT_INSIDE_ITSELF',
    'UNIT_INSIDE_ITSELF',
  ]);
  await tell(world.node, party, into(1, one, two), into(2, two, three));
  assert.deepEqual(await refused(into(3, three, one)), ['UNIT_INSIDE_ITSELF']);
  await tell(world.node, party, { ...into(3, one, two), action: 'DELETE' });
  await tell(world.node, party, into(4, three, one));
  await tell(world.node, party, usedUp(5, [two]));
  assert.deepEqual(await refused(usedUp(6, [one])), ['LOT_OVERDRAWN']);
});

test('what was used up is neither packed nor unpacked any more; what happened before may be told late', async () => {
  const [outer, inner] = [unitId(14), unitId(15)];
  const out = (minute: number, unit: string): Event => ({ ...packed(minute, unit, []), action: 'DELETE' });
  await tell(world.node, party, { ...packed(2, outer, []), childEPCs: [inner] });
  await tell(world.node, party, usedUp(5, [outer]));
  for (const unit of [outer, inner]) {
    const late = { ...packed(6, unit, []), childEPCs: [itemId(`LATE${unit.slice(-2)}`)] };
    assert.deepEqual(await refusedCodes(world, () => say(world.node, party, late)), ['UNIT_USED_UP']);
    assert.deepEqual(await refusedCodes(world, () => say(world.node, party, out(6, unit))), ['UNIT_USED_UP']);
  }
  await tell(world.node, party, { ...packed(4, inner, []), childEPCs: [itemId('OFFLINE')] });
  assert.equal(world.node.lot(itemId('OFFLINE'))?.drawn, 1);
});

test('a thousand units one in the other are used up with the outermost', async () => {
  const depth = 1_000;
  const events = Array.from(
    { length: depth },
    (_, index): Event => ({
      ...packed(index, unitId(20_000 + index + 1), []),
      childEPCs: [unitId(20_000 + index)],
    }),
  );
  await tell(world.node, party, ...events, usedUp(depth, [unitId(20_000 + depth)]));
  assert.equal(world.node.lot(unitId(20_000))?.drawn, 1);
});

test('association joins existing things, and does not bring the parent into being', async () => {
  await tell(world.node, party, {
    type: 'AssociationEvent',
    ...at(1),
    action: 'ADD',
    parentID: itemId('PARENT'),
    childEPCs: [itemId('CHILD')],
  });
  assert.deepEqual(
    [world.node.lot(itemId('PARENT'))?.produced, world.node.lot(itemId('PARENT'))?.entry],
    [null, null],
  );
});
