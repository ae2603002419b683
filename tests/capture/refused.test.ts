// Bad input, one by one: a coded answer that names what is wrong and where, and a log that has not changed by a byte.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaptureOutcome, Refusal } from '../../src/flow/answers.ts';
import { signRecord } from '../../src/flow/device.ts';
import { admit, openTestWorld, testNowMs, type TestWorld } from '../support/world.ts';
import {
  admitDevice,
  at,
  bytesOf,
  context,
  type Device,
  documentOf,
  type Event,
  everything,
  itemId,
  kilograms,
  lotId,
  made,
  newDevice,
  packed,
  refusedCodes,
  say,
  spun,
  tell,
  unitId,
  usedUp,
} from './said.ts';

let world: TestWorld;
let party: string;
let other: string;
let device: Device;
before(async () => {
  world = await openTestWorld();
  party = await admit(world.node, 'First');
  other = await admit(world.node, 'Second');
  device = await admitDevice(world.node);
});
after(() => world.close());

const offer =
  (bytes: Uint8Array, behaviour: 'rollback' | 'proceed' = 'rollback') =>
  (): Promise<CaptureOutcome> =>
    world.node.capture({ party, bytes, behaviour });
const offerText = (text: string) => offer(Buffer.from(text));

test('bytes that are no JSON, or mean two things', async () => {
  const whole = JSON.stringify(documentOf(made(1, lotId('B1'), 1)));
  const table: [name: string, code: string, bytes: () => Uint8Array][] = [
    ['cut off', 'JSON_TRUNCATED', () => Buffer.from(whole.slice(0, whole.length - 7))],
    [
      'cut off inside a string',
      'JSON_TRUNCATED',
      () => Buffer.from(whole.slice(0, whole.indexOf('commiss') + 3)),
    ],
    ['no JSON at all', 'JSON_INVALID', () => Buffer.from('<EPCISDocument/>')],
    ['nothing', 'BODY_EMPTY', () => new Uint8Array(0)],
    [
      'invalid UTF-8',
      'NOT_UTF8',
      () =>
        Buffer.concat([
          Buffer.from(whole.slice(0, 40)),
          Uint8Array.of(0xff, 0xc0),
          Buffer.from(whole.slice(40)),
        ]),
    ],
    [
      'a key twice',
      'JSON_DUPLICATE_KEY',
      () => Buffer.from(whole.replace('"quantity":1', '"quantity":1,"quantity":2')),
    ],
    [
      'the same key in two spellings',
      'JSON_DUPLICATE_KEY',
      () => Buffer.from(whole.replace('"quantity":1', '"quantity":1,"quant\\u0069ty":2')),
    ],
    ['a million brackets', 'JSON_TOO_DEEP', () => Buffer.from('['.repeat(1_000_000) + ']'.repeat(1_000_000))],
    ['100 MB', 'BODY_TOO_LARGE', () => Buffer.alloc(100 * 1024 * 1024, 0x20)],
  ];
  for (const [name, code, bytes] of table)
    assert.deepEqual(await refusedCodes(world, offer(bytes())), [code], name);
});

test('values that are no document', async () => {
  for (const text of [
    'null',
    '7',
    '"x"',
    '[]',
    '[{}]',
    '{}',
    '{"epcisBody":null}',
    '{"epcisBody":{"queryResults":null}}',
    '{"epcisBody":{"queryResults":{"resultsBody":7}}}',
    '{"type":"EPCISDocument","epcisBody":{"eventList":[null,7]}}',
  ]) {
    for (const behaviour of ['rollback', 'proceed'] as const) {
      assert.ok((await refusedCodes(world, offer(Buffer.from(text), behaviour))).length > 0, text);
    }
  }
});

interface Bad {
  name: string;
  code: string;
  field: string;
  event: Event;
}

const good = made(1, lotId('B2'), 5);
const offset = 'eventTimeZoneOffset';
const badEvents: Bad[] = [
  {
    name: 'a wrong check digit',
    code: 'BAD_CHECK_DIGIT',
    field: 'epcClass',
    event: made(1, 'https://id.gs1.org/01/09506000134353/10/X', 5),
  },
  {
    name: 'an unknown unit',
    code: 'UNKNOWN_UNIT',
    field: 'uom',
    event: { ...good, quantityList: [{ epcClass: lotId('B2'), quantity: 5, uom: 'ZZZ' }] },
  },
  {
    name: 'a negative quantity',
    code: 'QUANTITY_NEGATIVE',
    field: 'quantity',
    event: made(1, lotId('B2'), -5),
  },
  {
    name: 'less than a gram',
    code: 'QUANTITY_BELOW_BASE',
    field: 'quantity',
    event: made(1, lotId('B2'), 0.0001),
  },
  {
    name: 'a quantity too large to count',
    code: 'QUANTITY_TOO_LARGE',
    field: 'quantity',
    event: made(1, lotId('B2'), 1e15),
  },
  {
    name: 'a quantity as text',
    code: 'WRONG_TYPE',
    field: 'quantity',
    event: { ...good, quantityList: [{ epcClass: lotId('B2'), quantity: '5', uom: 'KGM' }] },
  },
  {
    name: 'a lot among items',
    code: 'CLASS_ID_IN_EPC_LIST',
    field: 'epcList',
    event: { ...good, epcList: [lotId('B2')] },
  },
  {
    name: 'an item among lots',
    code: 'INSTANCE_ID_AS_CLASS',
    field: 'epcClass',
    event: { ...good, quantityList: [{ epcClass: itemId('B2') }] },
  },
  {
    name: 'an undeclared prefix',
    code: 'UNDECLARED_PREFIX',
    field: 'mill:colour',
    event: { ...good, 'mill:colour': 'red' },
  },
  {
    name: 'a name without prefix',
    code: 'UNKNOWN_PROPERTY',
    field: 'colour',
    event: { ...good, colour: 'red' },
  },
  {
    name: '30 February',
    code: 'TIME_INVALID',
    field: 'eventTime',
    event: { ...good, eventTime: '2026-02-30T08:00:00Z' },
  },
  {
    name: 'a time without zone',
    code: 'TIME_INVALID',
    field: 'eventTime',
    event: { ...good, eventTime: '2026-02-20T08:00:00' },
  },
  {
    name: 'an offset of 15 hours',
    code: 'ZONE_INVALID',
    field: offset,
    event: { ...good, [offset]: '+15:00' },
  },
  {
    name: 'the day after tomorrow',
    code: 'EVENT_IN_THE_FUTURE',
    field: 'eventTime',
    event: { ...good, eventTime: new Date(testNowMs + 2 * 86_400_000).toISOString() },
  },
  {
    name: 'an unknown action',
    code: 'VALUE_NOT_ALLOWED',
    field: 'action',
    event: { ...good, action: 'CREATE' },
  },
  { name: 'no time', code: 'PROPERTY_MISSING', field: 'eventTime', event: { ...good, eventTime: undefined } },
  {
    name: 'a reserved name',
    code: 'NAME_RESERVED',
    field: 'tex:x',
    event: { ...good, 'tex:x': { _sd: [] } },
  },
  {
    name: 'an event nested too deep',
    code: 'EVENT_TOO_DEEP',
    field: 'tex:x',
    event: { ...good, 'tex:x': { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } } },
  },
  {
    name: 'an event with 20,000 items',
    code: 'EVENT_TOO_LARGE',
    field: 'epcList',
    event: { ...good, epcList: Array.from({ length: 20_000 }, (_, serial) => itemId(`M${serial}`)) },
  },
];

for (const { name, code, field, event } of badEvents) {
  test(`${name}: ${code}`, async () => {
    const before = everything(world);
    const outcome = await say(world.node, party, made(0, lotId('FINE'), 1), event);
    assert.equal(outcome.outcome, 'refused');
    const refusal = outcome.refusals.find((one) => one.code === code);
    assert.ok(refusal, JSON.stringify(outcome.refusals));
    assert.deepEqual([refusal.eventIndex, refusal.field], [1, field]);
    assert.match(String(refusal.pointer), /^\/epcisBody\/eventList\/1\//);
    assert.deepEqual(
      outcome.events.map(({ status }) => status),
      ['refused', 'refused'],
    );
    assert.deepEqual(everything(world), before);
    const proceeding = await world.node.capture({
      party,
      bytes: bytesOf({ '@context': context, ...event }),
      behaviour: 'proceed',
    });
    assert.equal(proceeding.outcome, 'refused');
    assert.ok(proceeding.refusals.some((one) => one.code === code));
    assert.deepEqual(everything(world), before);
  });
}

/** The one refusal of an offer that changes nothing. */
async function refusalOf(offered: () => Promise<CaptureOutcome>): Promise<Refusal> {
  let outcome: CaptureOutcome | undefined;
  await refusedCodes(world, async () => {
    outcome = await offered();
    return outcome;
  });
  assert.equal(outcome?.refusals.length, 1, JSON.stringify(outcome?.refusals));
  return outcome!.refusals[0]!;
}

test('more drawn than there is: lot, asked, available, event', async () => {
  await tell(world.node, party, made(1, lotId('OVER'), 10, { eventID: 'urn:uuid:over-made' }));
  await tell(world.node, party, spun(2, [[lotId('OVER'), 4]], [[lotId('OVER-YARN'), 4]]));
  const refusal = await refusalOf(() =>
    say(
      world.node,
      party,
      made(3, lotId('OVER2'), 1),
      spun(3, [[lotId('OVER'), 7]], [[lotId('OVER-YARN2'), 7]], { eventID: 'urn:uuid:too-much' }),
    ),
  );
  const { code, lot, asked, available, dimension, eventIndex, eventId, field } = refusal;
  assert.deepEqual(
    { code, lot, asked, available, dimension, eventIndex, eventId, field },
    {
      code: 'LOT_OVERDRAWN',
      lot: lotId('OVER'),
      asked: 7_000,
      available: 6_000,
      dimension: 'mass',
      eventIndex: 1,
      eventId: 'urn:uuid:too-much',
      field: 'quantity',
    },
  );
});

test('more out than in', async () => {
  const refusal = await refusalOf(() =>
    say(world.node, party, spun(3, [[lotId('THIN'), 10]], [[lotId('FAT'), 11.001]])),
  );
  assert.deepEqual(
    [refusal.code, refusal.eventIndex, refusal.asked, refusal.available],
    ['OUTPUT_EXCEEDS_INPUT', 0, 11_001, 10_000],
  );
  await tell(world.node, party, spun(3, [[lotId('THIN'), 10]], [[lotId('FAT'), 11]]));
});

test('amounts that add up to more than can be counted, each of them possible', async () => {
  await tell(world.node, party, made(1, lotId('HUGE'), 8e12));
  const refusal = await refusalOf(() => say(world.node, party, made(2, lotId('HUGE'), 8e12)));
  assert.deepEqual([refusal.code, refusal.lot, refusal.eventIndex], ['QUANTITY_TOO_LARGE', lotId('HUGE'), 0]);
});

test('one item made twice, by anybody, in one document or two', async () => {
  const item = (minute: number): Event => ({
    type: 'ObjectEvent',
    ...at(minute),
    action: 'ADD',
    epcList: [itemId('TWICE')],
  });
  assert.deepEqual(
    (await refusalOf(() => say(world.node, party, item(1), item(2)))).code,
    'ITEM_ALREADY_EXISTS',
  );
  await tell(world.node, party, item(1));
  const again = await refusalOf(() => say(world.node, party, item(2)));
  assert.deepEqual([again.code, again.lot], ['ITEM_ALREADY_EXISTS', itemId('TWICE')]);
  assert.equal((await refusalOf(() => say(world.node, other, item(3)))).code, 'LOT_OF_ANOTHER_PARTY');
  await tell(world.node, party, usedUp(5, [itemId('TWICE')]));
  assert.equal(
    (await refusalOf(() => say(world.node, party, usedUp(6, [itemId('TWICE')])))).code,
    'LOT_OVERDRAWN',
  );
});

test('a lot of another party, a facility of another party', async () => {
  await tell(world.node, party, made(1, lotId('MINE'), 10));
  assert.equal(
    (await refusalOf(() => say(world.node, other, made(2, lotId('MINE'), 10)))).code,
    'LOT_OF_ANOTHER_PARTY',
  );
  const facility = 'https://id.gs1.org/414/9506000134369';
  assert.ok((await world.node.registerFacility({ facility, party, name: 'Mill', country: 'IN' })).ok);
  const refusal = await refusalOf(() =>
    say(world.node, other, made(2, lotId('THEIRS'), 10, { readPoint: { id: facility } })),
  );
  assert.deepEqual([refusal.code, refusal.field], ['FACILITY_OF_ANOTHER_PARTY', 'readPoint']);
  const taken = await world.node.registerFacility({ facility, party: other, name: 'Mill' });
  assert.deepEqual(taken.ok ? [] : taken.refusals.map(({ code }) => code), ['NOT_YOURS_TO_SAY']);
});

test('an eventID that another event has', async () => {
  await tell(world.node, party, made(1, lotId('ID1'), 10, { eventID: 'urn:uuid:taken' }));
  const refusal = await refusalOf(() =>
    say(world.node, party, made(2, lotId('ID2'), 10, { eventID: 'urn:uuid:taken' })),
  );
  assert.deepEqual(
    [refusal.code, refusal.field, refusal.eventId],
    ['EVENT_ID_TAKEN', 'eventID', 'urn:uuid:taken'],
  );
  const twice = await refusalOf(() =>
    say(
      world.node,
      party,
      made(3, lotId('ID2'), 1, { eventID: 'urn:uuid:two' }),
      made(4, lotId('ID2'), 1, { eventID: 'urn:uuid:two' }),
    ),
  );
  assert.deepEqual([twice.code, twice.eventIndex], ['DUPLICATE_EVENT_ID', 1]);
});

test('another party repeats a document', async () => {
  const event = made(1, lotId('ORIGINAL'), 10);
  const { entries } = await tell(world.node, party, event);
  const refusal = await refusalOf(() => say(world.node, other, event));
  assert.deepEqual([refusal.code, refusal.decidedBy], ['EVENT_OF_ANOTHER_PARTY', entries[0]]);
});

test('a party without a key here', async () => {
  assert.equal((await refusalOf(() => say(world.node, device.party, good))).code, 'NO_CUSTODIAL_KEY');
  assert.equal((await refusalOf(() => say(world.node, 'urn:uuid:nobody', good))).code, 'NO_CUSTODIAL_KEY');
});

test('statements: not signed by the key, not the key of the party, not a known key', async () => {
  const [statement] = device.statements(world.node, made(1, lotId('DEV1'), 10));
  const stranger = newDevice(device.party);
  const [foreign] = stranger.statements(world.node, made(1, lotId('DEV1'), 10));
  const impostor = { ...device, party };
  const asOther = signRecord(
    impostor,
    'product',
    { product: 'https://id.gs1.org/01/09506000134352' },
    { name: 'A' },
    device.tools,
  );
  const record = (sdjwt: string) => (): Promise<CaptureOutcome> => world.node.record(sdjwt);
  assert.equal((await refusalOf(record(foreign!))).code, 'KEY_UNKNOWN');
  assert.equal((await refusalOf(record(asOther))).code, 'KEY_OF_ANOTHER_PARTY');
  const [header, payload] = statement!.split('.');
  const forged = `${header}.${payload}.${'A'.repeat(86)}${statement!.slice(statement!.indexOf('~'))}`;
  assert.equal((await refusalOf(record(forged))).code, 'SIGNATURE_INVALID');
  assert.equal(
    (await refusalOf(() => world.node.record(statement!, party))).code,
    'STATEMENT_OF_ANOTHER_PARTY',
  );
  assert.ok((await refusalOf(record(statement!.slice(0, -1)))).code.length > 0);
});

test('a statement of which anything is withheld', async () => {
  const [statement] = device.statements(
    world.node,
    made(1, lotId('WITHHELD'), 10, { ilmd: { 'tex:variety': 'a' } }),
  );
  const parts = statement!.split('~');
  for (let gone = 1; gone < parts.length - 1; gone += 1) {
    const shown = parts.filter((_, index) => index !== gone).join('~');
    const codes = await refusedCodes(world, () => world.node.record(shown));
    assert.ok(codes.length > 0, `disclosure ${gone} may be withheld`);
  }
  assert.equal((await world.node.record(statement!)).outcome, 'recorded');
});

test('a statement from a clock that runs ahead', async () => {
  const ahead = { ...device.tools, nowMs: () => testNowMs + 3_600_000 };
  const early = signRecord(
    device,
    'product',
    { product: 'https://id.gs1.org/01/09506000134352' },
    { name: 'B' },
    ahead,
  );
  const [statement] = device.statements(world.node, made(1, lotId('AHEAD'), 1));
  assert.ok(statement);
  const outcome = await world.node.record(early);
  assert.equal(outcome.refusals[0]?.code ?? 'taken', 'STATEMENT_FROM_THE_FUTURE');
});

test("an erasure or a facility that is not the speaker's to say", async () => {
  const { entries } = await tell(world.node, party, made(9, lotId('KEPT'), 3));
  const claims = { statement: 'A'.repeat(43), disclosures: ['A'.repeat(43)], reason: 'spite' };
  assert.ok(entries.length === 1);
  const erasure = signRecord(device, 'erasure', claims, {}, device.tools);
  assert.equal((await refusalOf(() => world.node.record(erasure))).code, 'ERASURE_BY_THE_NODE');
  const facility = signRecord(
    device,
    'facility',
    { facility: 'https://example.org/f/1', party },
    { name: 'X' },
    device.tools,
  );
  assert.equal((await refusalOf(() => world.node.record(facility))).code, 'NOT_YOURS_TO_SAY');
});

test('a document of 200,000 events', async () => {
  const events = Array.from({ length: 200_000 }, (_, index) => made(index % 1000, lotId(`N${index}`), 1));
  const refusal = await refusalOf(offer(bytesOf({ ...documentOf(), epcisBody: { eventList: events } })));
  assert.equal(refusal.code, 'TOO_MANY_EVENTS');
});

test('a unit inside itself', async () => {
  const refusal = await refusalOf(() =>
    say(world.node, party, {
      ...packed(1, unitId(77), []),
      childQuantityList: undefined,
      childEPCs: [unitId(77)],
    }),
  );
  assert.equal(refusal.code, 'UNIT_INSIDE_ITSELF');
});

test('kilograms of nothing are still a statement', async () => {
  await tell(world.node, party, { ...good, ...at(50), quantityList: [kilograms(lotId('ZERO'), 0)] });
  assert.equal(world.node.lot(lotId('ZERO'))?.produced, 0);
  assert.equal(
    (await refusalOf(() => say(world.node, party, spun(51, [[lotId('ZERO'), 1]], [[lotId('ZERO2'), 1]]))))
      .code,
    'LOT_OVERDRAWN',
  );
});

test('text that is not a document is refused like any other', async () => {
  assert.deepEqual(await refusedCodes(world, offerText('{"type":"ObjectEvent"')), ['JSON_TRUNCATED']);
});
