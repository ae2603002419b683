// GET /today, POST /handovers, GET /parties/{id}/lots/{lot}, GET /parties/{id}/seen: the day of a party that makes, sends and receives.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type JsonObject, splitClaims } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { signDocument, signRecord } from '../../src/flow/device.ts';
import { testNowMs } from '../support/world.ts';
import { deviceKey, newDevice } from './device-key.ts';
import type { LotEvent, StockLot, TodayAnswer } from '../../src/flow/answers.ts';
import type { SeenThing } from '../../src/http/work/seen.ts';
import { type CallerName, documentOf, freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

type Json = Record<string, unknown>;
let count = 0;

function eventAt(change: Json): { lot: string; event: Json } {
  count += 1;
  return freshEvent({
    eventTime: new Date(Date.UTC(2025, 5, 1) + count * 3_600_000).toISOString(),
    eventID: `urn:uuid:00000000-0000-4000-9000-${String(count).padStart(12, '0')}`,
    ...change,
  });
}

async function post(by: CallerName, path: string, body: unknown): Promise<{ status: number; body: Json }> {
  const answer = await door.app.request(path, jsonPost(body, door.as(by)));
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
}

async function get<T>(by: CallerName, path: string): Promise<T> {
  const answer = await door.app.request(path, { headers: door.as(by) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as T;
}

async function make(by: CallerName = 'party', change: Json = {}): Promise<string> {
  const { lot, event } = eventAt(change);
  const made = await post(by, '/events', event);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return lot;
}

const today = (by: CallerName, query = ''): Promise<TodayAnswer & { refused: { count: number } }> =>
  get(by, `/today${query}`);
const portion = (lot: string, kilograms: number): object => ({
  epcClass: lot,
  quantity: kilograms,
  uom: 'KGM',
});

function shipment(lot: string, change: Json = {}): Json {
  const { event } = eventAt({
    ...{ action: 'OBSERVE', bizStep: 'shipping', quantityList: [portion(lot, 100)] },
  });
  const claims = {
    ...{ trade: `urn:selvedge:shipment:${count}`, stage: 'shipment' },
    ...{ seller: door.party, buyer: door.otherParty, at: '2025-07-01T00:00:00Z' },
    ...{ subcontracting: false, tolerancePpm: 5_000 },
    lines: [{ line: 1, lot, quantity: 100, uom: 'KGM' }],
    ...change,
  };
  return { kind: 'trade', claims, event };
}

function receipt(trade: string, lot: string, change: Json = {}): Json {
  const { event } = eventAt({
    ...{ action: 'OBSERVE', bizStep: 'receiving', quantityList: [portion(lot, 100)] },
  });
  return {
    kind: 'answer',
    claims: { about: trade, word: 'receives', at: '2025-07-03T00:00:00Z', ...change },
    event,
  };
}

async function ship(lot: string): Promise<string> {
  const told = shipment(lot);
  const done = await post('party', '/handovers', told);
  assert.equal(done.status, 201, JSON.stringify(done.body));
  return String((told['claims'] as Json)['trade']);
}

test('a shipment waits for its buyer until it is received, and for nobody else', async () => {
  const lot = await make();
  const trade = await ship(lot);
  const waiting = await today('other');
  assert.deepEqual(
    waiting.receive.member.map((one) => [one.trade, one.fromName, one.lines, one.amounts]),
    [[trade, 'First Test Party', 1, [{ dimension: 'mass', amount: 100_000 }]]],
  );
  assert.equal((await today('party')).receive.count, 0);
  const received = await post('other', '/handovers', receipt(trade, lot));
  assert.equal(received.status, 201, JSON.stringify(received.body));
  assert.equal((received.body['record'] as Json)['state'], null);
  assert.equal((await today('other')).receive.count, 0);
  const stock = await get<{ member: StockLot[] }>(
    'other',
    `/parties/${encodeURIComponent(door.otherParty)}/lots`,
  );
  assert.deepEqual(
    stock.member.map(({ id, received: came }) => [id, came]),
    [[lot, 100_000]],
  );
});

test('record and event are taken together or not at all', async () => {
  const lot = await make();
  const size = door.node.head().size;
  const wrongEvent = shipment(lot);
  (wrongEvent['event'] as Json)['quantityList'] = [portion(lot, -1)];
  assert.equal((await post('party', '/handovers', wrongEvent)).status, 400);
  const wrongWord = await post('party', '/handovers', shipment(lot, { buyer: door.party }));
  assert.equal(wrongWord.status, 422);
  const tooMuch = shipment(lot);
  ((tooMuch['claims'] as Json)['lines'] as Json[])[0]!['quantity'] = 5_000;
  assert.ok((await post('party', '/handovers', tooMuch)).status >= 400);
  assert.equal(door.node.head().size, size);
  const two = shipment(lot);
  assert.equal(
    (
      await post('party', '/handovers', {
        ...two,
        event: documentOf(two['event'] as Json, eventAt({}).event),
      })
    ).status,
    400,
  );
  assert.equal(door.node.head().size, size);
});

test('the same again changes nothing, and a half that is there is made whole', async () => {
  const lot = await make();
  const told = shipment(lot);
  const first = await post('party', '/handovers', told);
  const size = door.node.head().size;
  const second = await post('party', '/handovers', told);
  assert.equal(second.status, 201);
  assert.deepEqual((second.body['record'] as Json)['entry'], (first.body['record'] as Json)['entry']);
  assert.equal((second.body['event'] as Json)['status'], 'already-recorded');
  assert.equal(door.node.head().size, size);
  const trade = String((told['claims'] as Json)['trade']);
  const arrival = receipt(trade, lot);
  assert.equal((await post('other', '/answers', arrival['claims'])).status, 201);
  const whole = await post('other', '/handovers', arrival);
  assert.equal(whole.status, 201, JSON.stringify(whole.body));
  assert.equal(door.node.head().size, size + 2);
  const again = await post('other', '/handovers', receipt(trade, lot, { at: '2025-07-04T00:00:00Z' }));
  assert.equal(again.status, 409, JSON.stringify(again.body));
});

test('a party that signs itself hands over two statements, taken together or not at all', async () => {
  const device = newDevice(door.otherParty);
  const enrolled = await post(
    'other',
    `/parties/${encodeURIComponent(door.otherParty)}/keys`,
    deviceKey(door.otherParty, device),
  );
  assert.ok(enrolled.status < 300, JSON.stringify(enrolled.body));
  const lot = await make();
  const trade = await ship(lot);
  const { claims, event } = receipt(trade, lot) as { claims: Json; event: Json };
  const tools = {
    primitives: nodePrimitives,
    randomBytes: (size: number) => randomBytes(size),
    nowMs: () => testNowMs,
  };
  const { clear, hidden } = splitClaims('answer', claims as JsonObject);
  const word = signRecord(device, 'answer', clear, hidden, tools);
  const bytes = new TextEncoder().encode(JSON.stringify(event));
  const signed = signDocument(device, bytes, 'property', door.node, tools);
  assert.ok(signed.ok);
  const send = (by: CallerName, lines: string[]): Promise<Response> =>
    Promise.resolve(
      door.app.request('/handovers', {
        method: 'POST',
        body: lines.join('\n'),
        headers: { 'content-type': 'application/sd-jwt', ...door.as(by) },
      }),
    );
  const size = door.node.head().size;
  assert.equal((await send('other', [word])).status, 400);
  assert.equal((await send('other', [word, word])).status, 400);
  assert.equal((await send('party', [word, ...signed.value])).status, 403);
  assert.equal(door.node.head().size, size);
  const done = await send('other', [word, ...signed.value]);
  assert.equal(done.status, 201, await done.clone().text());
  assert.equal(door.node.head().size, size + 2);
  const again = await send('other', [...signed.value, word]);
  assert.equal(((await again.json()) as { event: Json }).event['status'], 'already-recorded');
  assert.equal(door.node.head().size, size + 2);
  assert.equal(door.node.records({ kind: 'trade', id: trade }).records[0]?.state, 'received');
});

test('orders wait for the seller, and gaps for whoever used what nobody declared', async () => {
  const order = {
    ...{ trade: 'urn:selvedge:order:1', stage: 'order', seller: door.party, buyer: door.otherParty },
    ...{ at: '2025-06-01T00:00:00Z', subcontracting: false, tolerancePpm: 0 },
    lines: [{ line: 1, product: 'https://id.gs1.org/01/09521234543213', quantity: 10, uom: 'KGM' }],
  };
  assert.equal((await post('other', '/trades', order)).status, 201);
  const waiting = await today('party');
  assert.deepEqual(
    waiting.confirm.member.map(({ kind, id }) => [kind, id]),
    [['order', 'urn:selvedge:order:1']],
  );
  const answer = { about: order.trade, word: 'acknowledges', at: '2025-06-02T00:00:00Z' };
  assert.equal((await post('party', '/answers', answer)).status, 201);
  assert.equal((await today('party')).confirm.count, 0);
  const unknown = 'https://id.gs1.org/01/09521234543213/10/NOBODY-TOLD';
  const run = { type: 'TransformationEvent', action: undefined, quantityList: undefined };
  await make('party', {
    ...run,
    inputQuantityList: [portion(unknown, 5)],
    outputQuantityList: [portion(`${unknown}-YARN`, 4)],
  });
  const gaps = (await today('party')).gaps;
  assert.deepEqual([gaps.count, gaps.member[0]?.kind, gaps.member[0]?.lot], [1, 'undeclared-input', unknown]);
  await make('other', { quantityList: [portion(unknown, 5)] });
  assert.equal((await today('party')).gaps.count, 0);
});

test('papers that end soon, cases with their dates, refused captures', async () => {
  const paper = (name: string, until: string): Json => ({
    ...{ certificate: `urn:selvedge:paper:${name}`, type: 'self-declaration', scheme: name },
    ...{ holder: door.party, validFrom: '2025-01-01T00:00:00Z', validUntil: until },
    ...{
      sites: ['*'],
      subcontractors: [],
      processes: ['*'],
      categories: ['*'],
      materials: ['*'],
      codes: ['*'],
    },
  });
  for (const [name, until] of [
    ['far', '2028-01-01T00:00:00Z'],
    ['soon', '2026-12-31T00:00:00Z'],
    ['past', '2026-10-01T00:00:00Z'],
    ['renewed', '2026-10-01T00:00:00Z'],
  ] as const)
    assert.equal((await post('party', '/certificates', paper(name, until))).status, 201);
  const renewal = { ...paper('renewed', '2027-10-01T00:00:00Z'), certificate: 'urn:selvedge:paper:renewal' };
  assert.equal((await post('party', '/certificates', renewal)).status, 201);
  const step = {
    ...{ case: 'urn:selvedge:case:1', word: 'challenges', about: 'urn:selvedge:paper:far' },
    due: '2026-11-01T00:00:00Z',
  };
  assert.equal((await post('other', '/cases', step)).status, 201);
  const bad = documentOf(
    eventAt({ quantityList: [portion('https://id.gs1.org/01/09521234543213/10/X', -1)] }).event,
  );
  assert.equal((await post('party', '/capture', bad)).status, 202);
  await door.jobs.idle();
  const day = await today('party');
  assert.deepEqual(
    day.expiring.member.map(({ scheme, isExpired }) => [scheme, isExpired]),
    [
      ['past', true],
      ['soon', false],
    ],
  );
  assert.deepEqual(
    day.cases.member.map((one) => [one.case, one.byName, one.isOverdue]),
    [['urn:selvedge:case:1', 'Second Test Party', true]],
  );
  assert.equal(day.refused.count, 1);
  assert.ok(day.notices.count > 0);
  const newest = day.notices.member[0]?.entry;
  assert.equal((await today('party', `?since=${newest}`)).notices.count, 0);
});

test('one list is read page by page', async () => {
  for (let made = 0; made < 4; made += 1) await ship(await make());
  const found: string[] = [];
  let path: string | undefined = '/today?list=receive&perPage=3';
  while (path !== undefined) {
    const answer: Response = await door.app.request(path, { headers: door.as('other') });
    const { receive, gaps } = (await answer.json()) as TodayAnswer;
    assert.deepEqual(gaps.member, []);
    found.push(...receive.member.map(({ trade }) => trade));
    path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  assert.equal(found.length, 4);
  assert.equal(new Set(found).size, 4);
});

test('of its own lot a party sees its own events whole, those of others without who and how much', async () => {
  const lot = await make();
  const trade = await ship(lot);
  assert.equal((await post('other', '/handovers', receipt(trade, lot))).status, 201);
  const path = `/parties/${encodeURIComponent(door.party)}/lots/${encodeURIComponent(lot)}`;
  const own = await get<{ lot: StockLot; history: LotEvent[] }>('party', path);
  assert.equal(own.lot.shipped, 100_000);
  assert.deepEqual(
    own.history.map(({ act, party }) => [act, party]),
    [
      ['received', null],
      ['shipped', door.party],
      ['made', door.party],
    ],
  );
  assert.deepEqual(
    own.history.map(({ eventId }) => eventId === null),
    [true, false, false],
  );
  const all = await get<{ history: LotEvent[] }>('operator', path);
  assert.equal(all.history[0]?.party, door.otherParty);
});

test('an error stays in the history with what corrects it', async () => {
  const { lot, event } = eventAt({});
  const wrong = { ...event, quantityList: [portion(lot, 90)] };
  assert.equal((await post('party', '/events', wrong)).status, 201);
  const right = eventAt({ quantityList: [portion(lot, 80)] }).event;
  const errorDeclaration = {
    declarationTime: '2025-08-02T00:00:00Z',
    reason: 'incorrect_data',
    correctiveEventIDs: [right['eventID']],
  };
  assert.equal((await post('party', '/events', { ...wrong, errorDeclaration })).status, 201);
  assert.equal((await post('party', '/events', right)).status, 201);
  const path = `/parties/${encodeURIComponent(door.party)}/lots/${encodeURIComponent(lot)}`;
  const { lot: held, history } = await get<{ lot: StockLot; history: LotEvent[] }>('party', path);
  assert.equal(held.remaining, 80_000);
  assert.deepEqual(
    history.map(({ act, isVoided, correctedBy }) => [act, isVoided, correctedBy.length]).sort(),
    [
      ['error', false, 1],
      ['made', false, 0],
      ['made', true, 0],
    ],
  );
});

interface Seen {
  lot: string;
  things: SeenThing[];
  evidence: { level: string; bytes: number; events: SeenThing[] };
}

const seenBy = (query: string): Promise<Seen> =>
  get('party', `/parties/${encodeURIComponent(door.party)}/seen?${query}`);
const fieldOf = (thing: SeenThing | undefined, name: string): boolean | undefined =>
  thing?.fields.find((field) => field.name === name)?.isShown;

test('what others see of me is what the node answers them', async () => {
  const lot = await make();
  await ship(lot);
  const asked = `lot=${encodeURIComponent(lot)}`;
  const open = await seenBy(`reader=everybody&${asked}`);
  const own = open.things.find(({ kind }) => kind === 'lot');
  assert.deepEqual(
    [fieldOf(own, 'produced'), fieldOf(own, 'party'), fieldOf(own, 'dimension')],
    [false, false, true],
  );
  const answered = await get<Json>('anonymous', `/lots/${encodeURIComponent(lot)}`);
  for (const { name, isShown, value } of own?.fields ?? [])
    assert.equal(JSON.stringify(answered[name]) === JSON.stringify(value), isShown, name);
  assert.equal(open.things.find(({ kind }) => kind === 'trade')?.sight, 'not-there');
  const buyer = await seenBy(`reader=partner&partner=${encodeURIComponent(door.otherParty)}&${asked}`);
  assert.equal(buyer.things.find(({ kind }) => kind === 'trade')?.sight, 'whole');
  assert.equal(buyer.things.find(({ kind }) => kind === 'event')?.sight, 'not-there');
  const auditor = await seenBy(`reader=auditor&${asked}`);
  assert.equal(auditor.things.find(({ kind }) => kind === 'event')?.sight, 'whole');
  assert.equal(
    fieldOf(
      auditor.things.find(({ kind }) => kind === 'trade'),
      'lines',
    ),
    false,
  );
});

test('the preview of evidence is the file of that level', async () => {
  const lot = await make();
  const levels = ['country', 'full'] as const;
  const [country, full] = await Promise.all(
    levels.map((level) => seenBy(`reader=auditor&level=${level}&lot=${encodeURIComponent(lot)}`)),
  );
  assert.equal(fieldOf(country?.evidence.events[0], 'eventID'), false);
  assert.equal(fieldOf(country?.evidence.events[0], 'quantityList'), false);
  assert.equal(fieldOf(full?.evidence.events[0], 'quantityList'), true);
  assert.ok((full?.evidence.bytes ?? 0) > (country?.evidence.bytes ?? 0));
});
