// Documents of many events: all or nothing, or what can be taken; and what was said before.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import {
  admitDevice,
  at,
  bytesOf,
  documentOf,
  type Event,
  everything,
  kilograms,
  lotId,
  made,
  refusedCodes,
  say,
  spun,
  tell,
} from './said.ts';

let world: TestWorld;
let party: string;
before(async () => {
  world = await openTestWorld();
  party = await admit(world.node, 'Mill');
});
after(() => world.close());

test('200 events are four statements of at most 64, written together', async () => {
  const events = Array.from({ length: 200 }, (_, index) => made(index, lotId(`S${index}`), 1));
  const { size } = world.node.head();
  const outcome = await tell(world.node, party, ...events);
  assert.deepEqual(outcome.entries, [size, size + 1, size + 2, size + 3]);
  assert.deepEqual(
    outcome.events.map(({ entry }) => entry),
    events.map((_, index) => size + Math.floor(index / 64)),
  );
  assert.equal(world.node.lot(lotId('S199'))?.entry, size + 3);
});

test('one bad event in the last part, and nothing of 200 is taken', async () => {
  const events = Array.from({ length: 200 }, (_, index) => made(index, lotId(`T${index}`), 1));
  events[199] = spun(300, [[lotId('T0'), 2]], [[lotId('T-YARN'), 2]]);
  assert.deepEqual(await refusedCodes(world, () => say(world.node, party, ...events)), ['LOT_OVERDRAWN']);
  assert.equal(world.node.lot(lotId('T0')), undefined);
});

test('what a part draws may come from the part before', async () => {
  const events = [
    ...Array.from({ length: 100 }, (_, index) => made(index, lotId(`U${index}`), 1)),
    spun(
      200,
      [
        [lotId('U0'), 1],
        [lotId('U99'), 1],
      ],
      [[lotId('U-YARN'), 2]],
    ),
  ];
  await tell(world.node, party, ...events);
  assert.equal(world.node.lot(lotId('U0'))?.remaining, 0);
});

test('proceed takes what can be taken, whatever is wrong with the rest', async () => {
  const events = [
    made(1, lotId('P1'), 5),
    made(2, lotId('P2'), -1),
    spun(3, [[lotId('P1'), 6]], [[lotId('P3'), 6]]),
    spun(4, [[lotId('P1'), 2]], [[lotId('P4'), 2]]),
    made(5, lotId('P5'), 1, { 'nobody:knows': 1 }),
  ];
  const outcome = await world.node.capture({
    party,
    bytes: bytesOf(documentOf(...events)),
    behaviour: 'proceed',
  });
  assert.equal(outcome.outcome, 'recorded');
  assert.deepEqual(
    outcome.events.map(({ status }) => status),
    ['recorded', 'refused', 'refused', 'recorded', 'refused'],
  );
  assert.deepEqual(
    outcome.refusals.map(({ code, eventIndex }) => `${code} ${eventIndex}`),
    ['QUANTITY_NEGATIVE 1', 'LOT_OVERDRAWN 2', 'UNDECLARED_PREFIX 4'],
  );
  assert.equal(world.node.lot(lotId('P1'))?.remaining, 3_000);
});

test('proceed with nothing left to take changes nothing', async () => {
  const bad = bytesOf(documentOf(made(2, lotId('Q'), -1), made(3, lotId('Q'), -1)));
  const codes = await refusedCodes(world, () =>
    world.node.capture({ party, bytes: bad, behaviour: 'proceed' }),
  );
  assert.deepEqual(codes, ['QUANTITY_NEGATIVE', 'QUANTITY_NEGATIVE']);
});

test('the same document again, and in another spelling, is already recorded', async () => {
  const events = [made(1, lotId('D1'), 5, { bizStep: 'commissioning' }), made(2, lotId('D2'), 2.5)];
  const first = await tell(world.node, party, ...events);
  const before = everything(world);
  const spelled = [
    {
      ...events[0],
      quantityList: [{ uom: 'KGM', quantity: 5.0, epcClass: 'urn:epc:class:lgtin:9506000.013435.D1' }],
      bizStep: 'https://ref.gs1.org/cbv/BizStep-commissioning',
    },
    { ...events[1], eventTime: '2026-03-01T10:02:00.000+02:00', eventID: 'urn:uuid:another-id' },
  ];
  for (const again of [events, spelled]) {
    const outcome = await say(world.node, party, ...again);
    assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals));
    assert.deepEqual(
      outcome.events.map(({ status, entry, eventId }) => [status, entry, eventId]),
      first.events.map(({ entry, eventId }, index) => [
        'already-recorded',
        entry,
        (again[index] as Event)['eventID'] ?? eventId,
      ]),
    );
    assert.deepEqual(outcome.entries, []);
  }
  assert.deepEqual(everything(world), before);
});

test('a document of old and new events adds the new ones', async () => {
  await tell(world.node, party, made(1, lotId('E1'), 5));
  const outcome = await tell(world.node, party, made(1, lotId('E1'), 5), made(2, lotId('E2'), 5));
  assert.deepEqual(
    outcome.events.map(({ status }) => status),
    ['already-recorded', 'recorded'],
  );
  assert.equal(world.node.lot(lotId('E1'))?.produced, 5_000);
});

test('an event twice in one document, near or far', async () => {
  const twice = made(500, lotId('TW'), 5);
  assert.deepEqual(await refusedCodes(world, () => say(world.node, party, twice, twice)), ['EVENT_TWICE']);
  const between = Array.from({ length: 100 }, (_, index) => made(index, lotId(`TW${index}`), 1));
  assert.deepEqual(await refusedCodes(world, () => say(world.node, party, twice, ...between, twice)), [
    'EVENT_TWICE',
  ]);
});

test('the same document from many senders at once is recorded once', async () => {
  const { size } = world.node.head();
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => say(world.node, party, made(1, lotId('RACE'), 5))),
  );
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    Array.from({ length: 8 }, () => 'recorded'),
  );
  assert.deepEqual(new Set(outcomes.map(({ events }) => events[0]?.entry)), new Set([size]));
  assert.equal(outcomes.filter(({ entries }) => entries.length === 1).length, 1);
  assert.equal(world.node.head().size, size + 1);
});

test('one lot drawn by many at once is never overdrawn', async () => {
  await tell(world.node, party, made(1, lotId('SHARED'), 5));
  const draws = Array.from({ length: 9 }, (_, index) =>
    say(world.node, party, spun(index + 2, [[lotId('SHARED'), 1]], [[lotId(`SH${index}`), 1]])),
  );
  const outcomes = await Promise.all(draws);
  assert.equal(outcomes.filter(({ outcome }) => outcome === 'recorded').length, 5);
  assert.deepEqual(
    new Set(outcomes.flatMap(({ refusals }) => refusals.map(({ code }) => code))),
    new Set(['LOT_OVERDRAWN']),
  );
  assert.equal(world.node.lot(lotId('SHARED'))?.remaining, 0);
});

test('a signed statement twice is one entry; with events that are recorded it is refused', async () => {
  const device = await admitDevice(world.node);
  const [statement, other] = [
    device.statements(world.node, made(1, lotId('SIG'), 5))[0]!,
    device.statements(world.node, made(1, lotId('SIG'), 5))[0]!,
  ];
  const first = await world.node.record(statement);
  assert.deepEqual([first.outcome, first.custody], ['recorded', 'device']);
  const again = await world.node.record(statement);
  assert.deepEqual(
    [again.outcome, again.entries, again.events[0]?.status, again.events[0]?.entry],
    ['recorded', [], 'already-recorded', first.entries[0]],
  );
  assert.deepEqual(await refusedCodes(world, () => world.node.record(other)), ['EVENT_ALREADY_RECORDED']);
  assert.deepEqual(
    [world.node.lot(lotId('SIG'))?.custody, world.node.lot(lotId('E1'))?.custody],
    ['device', 'custodial'],
  );
});

test('granularity by event is read back like granularity by property', async () => {
  const event: Event = {
    type: 'ObjectEvent',
    ...at(7),
    action: 'ADD',
    quantityList: [kilograms(lotId('COARSE'), 3)],
    'tex:a': { b: [1] },
  };
  const outcome = await world.node.capture({
    party,
    bytes: bytesOf(documentOf(event)),
    granularity: 'event',
  });
  const [found] = world.node.event(outcome.events[0]?.eventId ?? '');
  assert.deepEqual(found?.event['tex:a'], event['tex:a']);
  assert.equal(world.node.lot(lotId('COARSE'))?.produced, 3_000);
});

test('a query parameter that nobody knows is refused, whatever its name', () => {
  for (const name of ['GE_eventDate', 'constructor', '__proto__', 'toString']) {
    const answer = world.node.events({ parameters: [[name, 'x']], perPage: 10, after: null });
    assert.deepEqual(answer.ok ? [] : answer.refusals.map(({ code, field }) => [code, field]), [
      ['QUERY_PARAMETER_UNKNOWN', name],
    ]);
  }
});
