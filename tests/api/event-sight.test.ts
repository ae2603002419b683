// What of events each caller is shown, whichever way it asks: by list, page, filter, id, entry of the log, or preview.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import addFormats from 'ajv-formats';
import { Ajv } from 'ajv';
import type { Level } from '../../src/flow/answers.ts';
import type { KeyWish } from '../../src/http/access/key.ts';
import type { CapturePreview } from '../../src/flow/preview/answer.ts';
import { documentOf, freshEvent, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';

type Event = Record<string, unknown>;
type Who = 'anonymous' | 'operator' | `reader ${Level}` | `party ${Level}` | `other ${Level}`;

const levels: readonly Level[] = ['country', 'region', 'site', 'full'];
const place = 'https://site.example/gin';
const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { example: 'https://terms.example/' },
];

let door: TestDoor;
const headersOf = new Map<Who, Record<string, string>>();
/** The party's own; another's; one that its party signed as a whole; a correction of the other's. */
let own: Event;
let others: Event;
let indivisible: Event;
let taken: Event;

before(async () => {
  door = await openDoor();
  headersOf.set('anonymous', {}).set('operator', door.as('operator'));
  for (const level of levels) {
    const wishes: [Who, KeyWish][] = [
      [`reader ${level}`, { role: 'reader', level }],
      [`party ${level}`, { role: 'party', party: door.party, level }],
      [`other ${level}`, { role: 'party', party: door.otherParty, level }],
    ];
    for (const [who, wish] of wishes) headersOf.set(who, await door.withKey(wish));
  }
  own = await record('party', wholeEvent('own'));
  others = await record('other', wholeEvent('others'));
  indivisible = await record('other', wholeEvent('indivisible'), '?granularity=event');
  taken = await record('other', wholeEvent('taken'));
  const errorDeclaration = { declarationTime: '2025-07-01T00:00:00.000Z', reason: 'incorrect_data' };
  await record('other', { ...taken, errorDeclaration });
  await record('other', run());
  await record('other', ofTransaction());
});
after(() => door.close());

function wholeEvent(name: string): Event {
  return freshEvent({
    '@context': context,
    eventID: `urn:x:event:${name}`,
    disposition: 'active',
    readPoint: { id: place },
    bizLocation: { id: place },
    bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:order:secret' }],
    sourceList: [{ type: 'owning_party', source: door.otherParty }],
    ilmd: { 'example:grade': 'secret' },
    'example:note': 'secret',
  }).event;
}

/** Of which nothing is left that were an event to EPCIS, once its orders are withheld. */
function ofTransaction(): Event {
  const bizTransactionList = [{ type: 'po', bizTransaction: 'urn:x:order:secret' }];
  const { event } = freshEvent({ eventID: 'urn:x:event:order', bizTransactionList });
  return { ...event, type: 'TransactionEvent', bizStep: 'inspecting' };
}

function run(): Event {
  const { quantityList, action: _, ...event } = freshEvent({ eventID: 'urn:x:event:run' }).event;
  const inputQuantityList = [{ epcClass: lotOf(others), quantity: 40, uom: 'KGM' }];
  const outputQuantityList = [{ ...(quantityList as Event[])[0], quantity: 40 }];
  return { ...event, type: 'TransformationEvent', inputQuantityList, outputQuantityList };
}

async function record(who: 'party' | 'other', event: Event, query = ''): Promise<Event> {
  const response = await door.app.request(`/events${query}`, jsonPost(event, door.as(who)));
  assert.equal(response.status, 201, await response.clone().text());
  return event;
}

const lotOf = (event: Event): string => (event['quantityList'] as { epcClass: string }[])[0]!.epcClass;
const idOf = (event: Event): string => String(event['eventID']);

async function ask(who: Who, path: string): Promise<Response> {
  return door.app.request(path, { headers: headersOf.get(who) ?? {} });
}

async function eventsAs(who: Who, query = ''): Promise<{ events: Event[]; next: string | null }> {
  const response = await ask(who, `/events${query}`);
  const body = await jsonOf(response);
  assert.equal(response.status, 200, JSON.stringify(body));
  const events = body.epcisBody.queryResults.resultsBody.eventList;
  assert.equal(body['selvedge:records'].length, events.length);
  return { events, next: response.headers.get('link') };
}

const idsAs = async (who: Who, query = ''): Promise<string[]> =>
  (await eventsAs(who, query)).events.map(idOf).map((id) => id.replace('urn:x:event:', ''));

const all = ['own', 'others', 'indivisible', 'taken', 'taken', 'run', 'order'];
const ofOther = all.slice(1);
const divisible = all.filter((name) => name !== 'indivisible' && name !== 'order');
const partOf = ['reader site'] as const;
const wholeTo: Who[] = ['operator', 'reader full'];
const nothingTo: Who[] = ['reader country', 'reader region'];
const parties: [Who, string[]][] = levels.flatMap((level): [Who, string[]][] => [
  [`party ${level}`, ['own']],
  [`other ${level}`, ofOther],
]);
const listed: [Who, string[]][] = [
  ...wholeTo.map((who): [Who, string[]] => [who, all]),
  ...nothingTo.map((who): [Who, string[]] => [who, []]),
  ...partOf.map((who): [Who, string[]] => [who, divisible]),
  ...parties,
];

for (const [who, names] of listed)
  test(`${who} is shown ${names.length} of ${all.length} events, by list, by id and page by page`, async () => {
    assert.deepEqual(await idsAs(who), names);
    for (const event of [own, others, indivisible, taken]) {
      const { status } = await ask(who, `/events/${encodeURIComponent(idOf(event))}`);
      const isThere = names.includes(idOf(event).replace('urn:x:event:', ''));
      assert.equal(status, isThere ? 200 : 404, idOf(event));
    }
    const paged: string[] = [];
    let path = '/events?perPage=1';
    while (path !== '') {
      const response = await ask(who, path);
      const ids = (await jsonOf(response))['selvedge:records'].map((one) => one['selvedge:eventID']);
      assert.equal(ids.length, names.length === 0 ? 0 : 1, 'no page tells of what is not on it');
      paged.push(...ids.map((id) => id.replace('urn:x:event:', '')));
      path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
    }
    assert.deepEqual(paged, names);
  });

test('nobody without a key is shown an event', async () => {
  assert.equal((await ask('anonymous', '/events')).status, 401);
  assert.equal((await ask('anonymous', `/events/${encodeURIComponent(idOf(own))}`)).status, 401);
});

test('what is shown whole is what was sent', async () => {
  const whole: Who[] = [...wholeTo, ...levels.map((level): Who => `other ${level}`)];
  for (const who of whole)
    for (const event of [others, indivisible]) {
      const [shown] = (await eventsAs(who, `?EQ_eventID=${encodeURIComponent(idOf(event))}`)).events;
      const { recordTime: _, ...said } = shown ?? {};
      assert.deepEqual(said, event);
    }
});

const clear = ['@context', 'type', 'eventTime', 'eventTimeZoneOffset', 'action', 'bizStep', 'disposition'];

test('a reader of level site is shown which lots and where, and neither how much, nor papers, nor terms of one’s own', async () => {
  const { events } = await eventsAs('reader site');
  const shown = events.find((event) => idOf(event) === idOf(others)) ?? {};
  const { recordTime: _, ...said } = shown;
  assert.deepEqual(Object.keys(said).sort(), [
    ...[...clear, 'bizLocation', 'eventID', 'quantityList', 'readPoint', 'sourceList'].sort(),
  ]);
  assert.deepEqual(said['quantityList'], [{ epcClass: lotOf(others), uom: 'KGM' }]);
  assert.doesNotMatch(JSON.stringify(events), /secret|"quantity":/);
});

test('the entry of an event shows a caller what GET /events shows', async () => {
  for (const [who, names] of listed)
    for (const event of [own, others, indivisible]) {
      const entry = door.node.event(idOf(event))[0]?.entry;
      const { statement } = (await (await ask(who, `/log/entries/${entry}`)).json()) as {
        statement: { claims: { document: { epcisBody: { eventList: Event[] } } } } | null;
      };
      const isThere = names.includes(idOf(event).replace('urn:x:event:', ''));
      assert.equal(statement !== null, isThere, `${who}, ${idOf(event)}`);
      if (statement === null) continue;
      const [shown] = (await eventsAs(who, `?EQ_eventID=${encodeURIComponent(idOf(event))}`)).events;
      const { '@context': _, recordTime: _time, ...said } = shown ?? {};
      const { '@context': _context, ...logged } = statement.claims.document.epcisBody.eventList[0] ?? {};
      assert.deepEqual(said, logged);
    }
});

test('no filter finds what is not shown, nor a next page behind it', async () => {
  const filters = (event: Event): string[] => [
    `EQ_eventID=${encodeURIComponent(idOf(event))}`,
    `MATCH_anyEPCClass=${encodeURIComponent(lotOf(event))}`,
    `MATCH_epcClass=${encodeURIComponent(lotOf(event))}`,
    `EQ_readPoint=${encodeURIComponent(place)}`,
    'EQ_disposition=active',
    'EQ_bizStep=commissioning',
    'EQ_action=ADD',
    'eventType=ObjectEvent',
    'GE_eventTime=2025-01-01T00:00:00Z',
    'LT_recordTime=2100-01-01T00:00:00Z',
  ];
  for (const [who, names] of listed)
    for (const filter of [own, others, indivisible].flatMap(filters)) {
      const found = await idsAs(who, `?${filter}`);
      assert.ok(
        found.every((name) => names.includes(name)),
        `${who}, ${filter}`,
      );
      const { events, next } = await eventsAs(who, `?perPage=${Math.max(found.length, 1)}&${filter}`);
      assert.equal(events.length, found.length);
      assert.equal(next, null, `${who}, ${filter}: nothing follows the last one shown`);
    }
});

const fixtures = join(import.meta.dirname, '../../../shared/fixtures/epcis/schema');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';

test('what is shown of an event is EPCIS', { skip }, async () => {
  const schema: object = JSON.parse(readFileSync(join(fixtures, 'EPCIS-JSON-Schema-2.0.json'), 'utf8'));
  const ajv = new Ajv({ strict: false });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const isEpcis = ajv.compile(schema);
  const { events } = await eventsAs('reader site');
  assert.equal(events.length, divisible.length);
  const body = documentOf(...events);
  assert.ok(isEpcis({ ...body, '@context': context }), JSON.stringify(isEpcis.errors));
});

test('what others see of me is what they are answered', async () => {
  const about = encodeURIComponent(door.otherParty);
  const lot = encodeURIComponent(lotOf(others));
  const sights: [string, string, string][] = [
    ['reader=everybody', 'not-there', 'key-needed'],
    [`reader=partner&partner=${encodeURIComponent(door.party)}`, 'not-there', 'own-only'],
    ['reader=auditor&level=country', 'not-there', 'level'],
    ['reader=auditor&level=region', 'not-there', 'level'],
    ['reader=auditor&level=site', 'part', 'level'],
    ['reader=auditor&level=full', 'whole', 'readers-all'],
  ];
  for (const [query, sight, why] of sights) {
    const response = await ask('other country', `/parties/${about}/seen?lot=${lot}&${query}`);
    const { things } = (await response.json()) as { things: { kind: string; sight: string; why: string }[] };
    const event = things.find(({ kind }) => kind === 'event');
    assert.deepEqual([event?.sight, event?.why], [sight, why], query);
  }
});

test('a preview tells of lots of others no more than the lot itself does', async () => {
  const draw = { ...run(), eventID: 'urn:x:event:guess' };
  const balanceAs = async (who: Who): Promise<unknown[]> => {
    const sent = jsonPost(documentOf(draw), headersOf.get(who));
    const party = who === 'operator' ? `?party=${encodeURIComponent(door.party)}` : '';
    const response = await door.app.request(`/capture/preview${party}`, sent);
    assert.equal(response.status, 200, await response.clone().text());
    const { balances } = (await response.json()) as CapturePreview;
    const found = balances.find(({ lot }) => lot === lotOf(others));
    assert.ok(balances.some(({ isNew, produced }) => isNew && produced !== null));
    return [found?.produced, found?.drawn, found?.remaining];
  };
  for (const level of ['country', 'region', 'site'] as const)
    assert.deepEqual(await balanceAs(`party ${level}`), [null, null, null]);
  for (const who of ['party full', 'other country', 'operator'] as const)
    assert.deepEqual(await balanceAs(who), [100_000, 80_000, 20_000]);
});
