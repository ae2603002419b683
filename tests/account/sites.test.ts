// A clerk who is limited to sites records for them, and for nowhere else of the party.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { documentOf, freshEvent } from '../api/door.ts';
import { codeOf, type House, openHouse, type Visitor } from './house.ts';

let house: House;
let limited: Visitor;
let free: Visitor;

const own = 'https://id.gs1.org/414/9521234500001';
const ownAsUrn = 'urn:epc:id:sgln:9521234.50000.0';
const other = 'https://example.org/site/other';
const foreign = 'https://example.org/site/foreign';

before(async () => {
  house = await openHouse();
  for (const [facility, party] of [
    [own, house.party],
    [other, house.party],
    [foreign, house.otherParty],
  ] as const) {
    const made = await house.node.registerFacility({ facility, party, country: 'IN' });
    assert.ok(made.ok, JSON.stringify(made));
  }
  limited = await house.person('clerk', house.party, { sites: [ownAsUrn] });
  free = await house.person('clerk', house.party);
});
after(() => house.close());

const at = (readPoint?: string, bizLocation?: string): Record<string, unknown> =>
  freshEvent({
    ...(readPoint && { readPoint: { id: readPoint } }),
    ...(bizLocation && { bizLocation: { id: bizLocation } }),
  }).event;

test('the site is kept by its canonical id, however the inviter wrote it', async () => {
  assert.deepEqual((await limited.get('/account/me')).body.active.sites, [own]);
});

test('at the own site, at none, at a place of others and from here to there: recorded', async () => {
  const observed = { ...at(foreign), action: 'OBSERVE', bizStep: 'inspecting' };
  for (const event of [at(own), at(ownAsUrn), at(), at(own, other), observed]) {
    const answer = await limited.post('/events', event);
    assert.notEqual(codeOf(answer), 'SITE_NOT_YOURS', JSON.stringify(answer.body));
    assert.ok(answer.status < 300 || codeOf(answer) !== 'ROLE_NOT_ALLOWED', JSON.stringify(answer.body));
  }
  assert.equal((await limited.post('/events', at(own))).status, 201);
});

test('at another site of the party: refused, with event and field; nothing is recorded', async () => {
  const before = house.node.head().size;
  const one = await limited.post('/events', at(other));
  assert.deepEqual([one.status, codeOf(one)], [403, 'SITE_NOT_YOURS']);
  const many = await limited.post('/capture', documentOf(at(own), at(undefined, other), at(other)));
  assert.equal(many.status, 403);
  assert.deepEqual(
    many.body.errors.map(({ code, eventIndex, field }: Record<string, unknown>) => [code, eventIndex, field]),
    [
      ['SITE_NOT_YOURS', 1, 'bizLocation'],
      ['SITE_NOT_YOURS', 2, 'readPoint'],
    ],
  );
  assert.equal(house.node.head().size, before);
  assert.equal((await free.post('/events', at(other))).status, 201);
});

test('what was signed elsewhere is looked at as well', async () => {
  const made = await free.post('/events', at(other));
  const statement = house.node.statement(made.body.entries[0]) ?? '';
  const headers = { 'content-type': 'application/sd-jwt', origin: new URL(house.url).origin };
  const cookie = [...limited.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  for (const path of ['/capture', '/events']) {
    const answer = await fetch(`${house.url}${path}`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: statement,
    });
    assert.equal(answer.status, 403, path);
    assert.match(await answer.text(), /SITE_NOT_YOURS/);
  }
});

test('what cannot be read is refused as for everybody', async () => {
  for (const body of [null, 'text', 7, [], { epcisBody: null }, { readPoint: 7 }]) {
    const answer = await limited.post('/events', body);
    assert.equal(answer.status, 400, JSON.stringify([body, answer.body]));
  }
});
