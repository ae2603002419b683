// GET /parties/{id}/lots: what a party has follows what it made, received, drew, packed and sent.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { StockLot } from '../../src/flow/answers.ts';
import { type CallerName, freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

const unit = 'https://id.gs1.org/00/340123453111111115';
let events = 0;

async function tell(by: CallerName, change: Record<string, unknown>): Promise<string> {
  events += 1;
  const { lot, event } = freshEvent({
    eventTime: new Date(Date.UTC(2025, 5, 1) + events * 3_600_000).toISOString(),
    eventID: `urn:uuid:00000000-0000-4000-8000-${String(events).padStart(12, '0')}`,
    ...change,
  });
  const answer = await door.app.request('/events', jsonPost(event, door.as(by)));
  assert.equal(answer.status, 201, await answer.text());
  return lot;
}

async function say(by: CallerName, noun: string, claims: Record<string, unknown>): Promise<void> {
  const answer = await door.app.request(`/${noun}`, jsonPost(claims, door.as(by)));
  assert.equal(answer.status, 201, await answer.text());
}

async function stockOf(party: string, by: CallerName, query = ''): Promise<StockLot[]> {
  const path = `/parties/${encodeURIComponent(party)}/lots${query}`;
  const answer = await door.app.request(path, { headers: door.as(by) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return ((await answer.json()) as { member: StockLot[] }).member;
}

const ours = (query = ''): Promise<StockLot[]> => stockOf(door.party, 'party', query);
const theirs = (query = ''): Promise<StockLot[]> => stockOf(door.otherParty, 'other', query);
const portion = (lot: string, kilograms: number): object => ({
  epcClass: lot,
  quantity: kilograms,
  uom: 'KGM',
});
const moved = (lot: StockLot | undefined): unknown[] => [
  lot?.produced,
  lot?.received,
  lot?.drawn,
  lot?.shipped,
  lot?.remaining,
];

async function ship(lot: string, kilograms: number): Promise<string> {
  const trade = `urn:selvedge:shipment:${events}`;
  await say('party', 'trades', {
    ...{ trade, stage: 'shipment', seller: door.party, buyer: door.otherParty },
    ...{ at: '2025-07-01T00:00:00Z', subcontracting: false, tolerancePpm: 10_000 },
    lines: [{ line: 1, lot, quantity: kilograms, uom: 'KGM' }],
  });
  return trade;
}

test('what was made is there, what was drawn of it is not, and what was made of that is', async () => {
  const lint = await tell('party', {});
  const run = { type: 'TransformationEvent', action: undefined, quantityList: undefined };
  const yarn = 'https://id.gs1.org/01/09521234543213/10/STOCK-YARN';
  await tell('party', {
    ...run,
    inputQuantityList: [portion(lint, 60)],
    outputQuantityList: [portion(yarn, 55)],
  });
  const stock = await ours();
  assert.deepEqual(
    stock.map(({ id, remaining }) => [id, remaining]),
    [
      [yarn, 55_000],
      [lint, 40_000],
    ],
  );
  await tell('party', {
    ...run,
    inputQuantityList: [portion(lint, 40)],
    outputQuantityList: [portion(`${yarn}2`, 36)],
  });
  assert.equal((await ours(`?search=${encodeURIComponent(lint)}`)).length, 0);
  const [all] = await ours(`?state=all&search=${encodeURIComponent(lint.toLowerCase())}`);
  assert.deepEqual([moved(all), all?.inStock], [[100_000, 0, 100_000, 0, 0], false]);
  assert.deepEqual(await theirs('?state=all'), []);
});

test('a shipment takes from the seller at once, and gives to the buyer what arrived once it is received', async () => {
  const lot = await tell('party', {});
  const search = `?search=${encodeURIComponent(lot)}`;
  const trade = await ship(lot, 70);
  assert.deepEqual(moved((await ours(search))[0]), [100_000, 0, 0, 70_000, 30_000]);
  assert.deepEqual(await theirs(search), []);
  await say('other', 'answers', {
    ...{ about: trade, word: 'receives', at: '2025-07-02T00:00:00Z' },
    lines: [{ line: 1, quantity: 69.5, uom: 'KGM' }],
  });
  const [held] = await theirs(search);
  assert.deepEqual(moved(held), [0, 69_500, 0, 0, 69_500]);
  assert.deepEqual([held?.from, held?.made, held?.dimension], [door.party, false, 'mass']);
});

test('what is refused is with the seller again', async () => {
  const lot = await tell('party', {});
  const trade = await ship(lot, 100);
  const search = `?search=${encodeURIComponent(lot)}`;
  assert.deepEqual(await ours(search), []);
  await say('other', 'answers', { about: trade, word: 'refuses', at: '2025-07-02T00:00:00Z' });
  assert.equal((await ours(search))[0]?.remaining, 100_000);
});

test('what lies in a unit is left with the unit, goes with it, and comes out where it is unpacked', async () => {
  const lot = await tell('party', {});
  const packing = { type: 'AggregationEvent', parentID: unit, quantityList: undefined };
  await tell('party', { ...packing, bizStep: 'packing', childQuantityList: [portion(lot, 80)] });
  assert.equal((await ours(`?search=${encodeURIComponent(lot)}`))[0]?.remaining, 20_000);
  assert.equal((await ours(`?search=${encodeURIComponent(unit)}`))[0]?.remaining, 1);
  const seen = { action: 'OBSERVE', quantityList: undefined, epcList: [unit] };
  await tell('party', { ...seen, bizStep: 'shipping' });
  assert.deepEqual(await ours(`?search=${encodeURIComponent(unit)}`), []);
  assert.equal((await ours(`?search=${encodeURIComponent(lot)}`))[0]?.shipped, 80_000);
  await tell('other', { ...seen, bizStep: 'https://ref.gs1.org/cbv/BizStep-receiving' });
  assert.equal((await theirs(`?search=${encodeURIComponent(unit)}`))[0]?.inStock, true);
  assert.deepEqual(await theirs(`?search=${encodeURIComponent(lot)}`), []);
  await tell('other', { ...packing, action: 'DELETE', bizStep: 'unpacking' });
  assert.deepEqual(await theirs(`?search=${encodeURIComponent(unit)}`), []);
  assert.deepEqual(moved((await theirs(`?search=${encodeURIComponent(lot)}`))[0]), [0, 80_000, 0, 0, 80_000]);
});

test('what was recorded in error never was there', async () => {
  const eventID = 'urn:uuid:00000000-0000-4000-8000-aaaaaaaaaaaa';
  const told = { eventID, eventTime: '2025-08-01T00:00:00.000Z' };
  const quantityList = [portion('https://id.gs1.org/01/09521234543213/10/STOCK-ERROR', 10)];
  await tell('party', { ...told, quantityList });
  assert.equal((await ours('?search=STOCK-ERROR')).length, 1);
  await tell('party', {
    ...told,
    quantityList,
    errorDeclaration: { declarationTime: '2025-08-02T00:00:00Z' },
  });
  assert.equal((await ours('?state=all&search=STOCK-ERROR')).length, 0);
});

test('pages go on where the one before ended', async () => {
  const found: string[] = [];
  let path: string | undefined = `/parties/${encodeURIComponent(door.party)}/lots?state=all&perPage=2`;
  while (path !== undefined) {
    const answer: Response = await door.app.request(path, { headers: door.as('operator') });
    const { member } = (await answer.json()) as { member: StockLot[] };
    assert.ok(member.length <= 2);
    found.push(...member.map(({ id }) => id));
    path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  assert.deepEqual(
    found,
    (await ours('?state=all&perPage=100')).map(({ id }) => id),
  );
  assert.equal(new Set(found).size, found.length);
});

test('a reader is not shown what trade told, and below site not which lots there are', async () => {
  const [lot] = await stockOf(door.party, 'reader', '?state=all');
  assert.deepEqual([lot?.received, lot?.shipped, lot?.remaining, lot?.from], [null, null, null, null]);
  assert.notEqual(lot?.produced, null);
  const low = await door.withKey({ role: 'reader', level: 'country' });
  const answer = await door.app.request(`/parties/${encodeURIComponent(door.party)}/lots`, { headers: low });
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /LEVEL_NOT_GRANTED/);
});

test('facilities and wrong words are taken as what they are', async () => {
  const place = 'https://id.gs1.org/414/4012345000054';
  const lot = await tell('party', { bizLocation: { id: place }, readPoint: { id: place } });
  assert.deepEqual(
    (await ours(`?place=${encodeURIComponent(place)}`)).map(({ id }) => id),
    [lot],
  );
  const path = `/parties/${encodeURIComponent(door.party)}/lots?state=some`;
  assert.equal((await door.app.request(path, { headers: door.as('party') })).status, 400);
});
