// POST and GET /events.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshEvent, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

const post = (event: unknown): Promise<Response> =>
  Promise.resolve(door.app.request('/events', jsonPost(event, door.as('party'))));
const get = (path: string, headers: Record<string, string> = door.as('reader')): Promise<Response> =>
  Promise.resolve(door.app.request(path, { headers }));

test('an event is in the log before it is answered, and found at its location', async () => {
  const { size } = door.node.head();
  const { event } = freshEvent();
  const response = await post(event);
  const outcome = await jsonOf(response);
  assert.equal(response.status, 201, JSON.stringify(outcome));
  assert.equal(response.headers.get('gs1-epcis-version'), '2.0');
  assert.deepEqual([outcome.outcome, outcome.custody, outcome.entries], ['recorded', 'custodial', [size]]);
  assert.equal(door.node.head().size, size + 1);
  const found = await jsonOf(await get(response.headers.get('location') ?? ''));
  assert.equal(found.type, 'EPCISQueryDocument');
  const [shown] = found.epcisBody.queryResults.resultsBody.eventList;
  assert.deepEqual(shown?.['quantityList'], event['quantityList']);
  assert.equal(found['selvedge:records'][0]?.['selvedge:custody'], 'custodial');
});

test('the same event twice is a conflict that says where it is', async () => {
  const { event } = freshEvent();
  const first = await post(event);
  const { size } = door.node.head();
  const second = await post(event);
  const body = await jsonOf(second);
  assert.equal(second.status, 409, JSON.stringify(body));
  assert.equal(body.location, first.headers.get('location'));
  assert.equal(second.headers.get('location'), first.headers.get('location'));
  assert.equal(body.epcisException, 'epcisException:ResourceAlreadyExistsException');
  assert.equal(door.node.head().size, size);
});

test('the document of another party is not taken as one’s own', async () => {
  const { event } = freshEvent();
  await post(event);
  const { size } = door.node.head();
  const response = await door.app.request('/events', jsonPost(event, door.as('other')));
  assert.equal(response.status, 403);
  assert.equal((await jsonOf(response)).errors[0].code, 'EVENT_OF_ANOTHER_PARTY');
  assert.equal(door.node.head().size, size);
});

test('drawing more than there is names lot, asked and available', async () => {
  const { lot, event } = freshEvent();
  await post(event);
  const spun = freshEvent().lot;
  const draw = {
    '@context': event['@context'],
    type: 'TransformationEvent',
    eventTime: '2025-06-02T08:00:00.000Z',
    eventTimeZoneOffset: '+00:00',
    inputQuantityList: [{ epcClass: lot, quantity: 150, uom: 'KGM' }],
    outputQuantityList: [{ epcClass: spun, quantity: 140, uom: 'KGM' }],
  };
  const response = await post(draw);
  const { errors } = await jsonOf(response);
  assert.equal(response.status, 400);
  assert.deepEqual([errors[0].lot, errors[0].asked, errors[0].available], [lot, 150_000, 100_000]);
});

test('pages follow each other to the end, each event once', async () => {
  for (let count = 0; count < 7; count += 1) await post(freshEvent().event);
  const all = await jsonOf(await get('/events?perPage=1000'));
  const seen: string[] = [];
  let path = '/events?perPage=3';
  while (path !== '') {
    const response = await get(path);
    const page = await jsonOf(response);
    const ids = page['selvedge:records'].map((record) => record['selvedge:eventID']);
    assert.ok(ids.length <= 3 && ids.length > 0);
    seen.push(...ids);
    path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
  }
  assert.deepEqual(
    seen,
    all['selvedge:records'].map((record) => record['selvedge:eventID']),
  );
  assert.equal(new Set(seen).size, seen.length);
});

test('a token belongs to its query', async () => {
  for (let count = 0; count < 3; count += 1) await post(freshEvent().event);
  const link = (await get('/events?perPage=1')).headers.get('link') ?? '';
  const token = /nextPageToken=([^&>]+)/.exec(link)?.[1];
  assert.ok(token);
  const response = await get(`/events?perPage=1&EQ_action=ADD&nextPageToken=${token}`);
  assert.equal(response.status, 400);
  assert.equal((await get('/events?nextPageToken=AAAA')).status, 400);
});

for (const query of [
  'EQ_colour=red',
  'perPage=0',
  'perPage=x',
  'GE_eventTime=yesterday',
  'EQ_action=ADD&EQ_action=OBSERVE',
  'EQ_bizStep=',
  'eq_bizstep=shipping',
]) {
  test(`GET /events?${query} is refused`, async () => {
    const response = await get(`/events?${query}`);
    const body = await jsonOf(response);
    assert.equal(response.status, 400);
    assert.equal(body.epcisException, 'epcisException:QueryParameterException');
  });
}

test('a filter filters', async () => {
  const { lot, event } = freshEvent({ bizStep: 'inspecting' });
  await post(event);
  const found = await jsonOf(await get('/events?EQ_bizStep=inspecting'));
  const list = found.epcisBody.queryResults.resultsBody.eventList;
  assert.deepEqual(
    list.map((one) => one['bizStep']),
    ['inspecting'],
  );
  const byLot = await jsonOf(await get(`/events?MATCH_anyEPCClass=${encodeURIComponent(lot)}`));
  assert.equal(byLot['selvedge:records'].length, 1);
});

test('JSON-LD is given where it is asked for', async () => {
  const response = await get('/events', {
    ...door.as('reader'),
    accept: 'application/ld+json, application/json;q=0.5',
  });
  assert.equal(response.headers.get('content-type'), 'application/ld+json');
});
