// A clerk who is limited to sites records for them, and for nowhere else of the party.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { documentOf, freshEvent, jsonPost } from '../api/door.ts';
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

/** What the clerk is limited to narrows what is looked at, where that is asked for; it hides nothing. */
const narrowed = ['sites=own', 'sites=all', ''] as const;

async function lotsFor(by: Visitor, query: string): Promise<string[]> {
  const path = `/parties/${encodeURIComponent(house.party)}/lots?state=all&perPage=1000&${query}`;
  const answer = await by.get(path);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.member.map(({ id }: { id: string }) => id);
}

test('lots are those of the own sites and of none, where that is asked; all of the party otherwise', async () => {
  const made = new Map<string, string>();
  for (const [name, place] of [
    ['own', own],
    ['other', other],
    ['nobody', 'https://id.gs1.org/414/4012345000054'],
    ['none', undefined],
  ] as const) {
    const { lot, event } = freshEvent(place === undefined ? {} : { bizLocation: { id: place } });
    assert.equal((await free.post('/events', event)).status, 201);
    made.set(name, lot);
  }
  const [here = [], all = [], plain = []] = await Promise.all(
    narrowed.map((query) => lotsFor(limited, query)),
  );
  const names = (lots: string[]): string[] =>
    [...made].flatMap(([name, lot]) => (lots.includes(lot) ? [name] : []));
  assert.deepEqual(names(here), ['own', 'nobody', 'none']);
  assert.deepEqual(names(all), ['own', 'other', 'nobody', 'none']);
  assert.deepEqual(plain, all);
  assert.deepEqual(await lotsFor(free, 'sites=own'), all);
  const path = `/parties/${encodeURIComponent(house.party)}/lots/${encodeURIComponent(made.get('other') ?? '')}`;
  assert.equal((await limited.get(path)).status, 200);
  assert.equal((await limited.get('/today?sites=some')).status, 400);
});

test('pages of the narrowed list go on where the one before ended', async () => {
  const found: string[] = [];
  let path: string | undefined =
    `/parties/${encodeURIComponent(house.party)}/lots?state=all&perPage=2&sites=own`;
  while (path !== undefined) {
    const page = await limited.get(path);
    found.push(...page.body.member.map(({ id }: { id: string }) => id));
    path = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
  }
  assert.deepEqual(found, await lotsFor(limited, 'sites=own'));
});

async function say(party: string, kind: Parameters<House['node']['say']>[1], claims: object): Promise<void> {
  const said = await house.node.say(party, kind, claims as Record<string, unknown>);
  assert.ok(said.ok, JSON.stringify(said));
}

/** One thing of each kind at each place: what waits tells which are shown by the name in their ids. */
async function tellOfAll(name: string, place: string | undefined): Promise<void> {
  const trade = { seller: house.otherParty, buyer: house.party, at: '2025-07-01T00:00:00Z' };
  const common = { ...trade, subcontracting: false, tolerancePpm: 0, ...(place && { toSite: place }) };
  const { lot: sent, event: making } = freshEvent();
  assert.equal((await house.app.request('/events', jsonPost(making, house.as('other')))).status, 201);
  await say(house.otherParty, 'trade', {
    ...{ ...common, trade: `urn:x:shipment:${name}`, stage: 'shipment' },
    lines: [{ line: 1, lot: sent, quantity: 1, uom: 'KGM' }],
  });
  await say(house.otherParty, 'trade', {
    ...{ ...common, trade: `urn:x:contract:${name}`, stage: 'contract' },
    lines: [],
  });
  const { event } = freshEvent({
    ...{ type: 'TransformationEvent', action: undefined, quantityList: undefined },
    inputQuantityList: [portion(`${product}/10/IN-${name}`)],
    outputQuantityList: [portion(`${product}/10/OUT-${name}`)],
    ...(place && { bizLocation: { id: place } }),
  });
  assert.equal((await free.post('/events', event)).status, 201);
  const paper = `urn:x:paper:${name}`;
  await say(house.party, 'certificate', {
    ...{ certificate: paper, type: 'self-declaration', scheme: name, holder: house.party },
    ...{ validFrom: '2025-01-01T00:00:00Z', validUntil: '2026-12-20T00:00:00Z', sites: [place ?? '*'] },
    ...{ subcontractors: [], processes: ['*'], categories: ['*'], materials: ['*'], codes: ['*'] },
  });
  await say(house.otherParty, 'case', {
    ...{ case: `urn:x:case:${name}`, word: 'challenges', about: paper },
  });
}

const product = 'https://id.gs1.org/01/09521234543213';
const portion = (lot: string): object => ({ epcClass: lot, quantity: 1, uom: 'KGM' });

test('so is what waits: deliveries, words, gaps, papers, cases, news', async () => {
  for (const [name, place] of [
    ['own', own],
    ['other', other],
    ['none', undefined],
  ] as const)
    await tellOfAll(name, place);
  const lists = ['receive', 'confirm', 'gaps', 'expiring', 'cases', 'notices'] as const;
  const shown = async (by: Visitor, query: string): Promise<Record<string, string[]>> => {
    const { body } = await by.get(`/today?perPage=100&${query}`);
    return Object.fromEntries(
      lists.map((list) => {
        const text = JSON.stringify(body[list].member);
        const names = ['own', 'other', 'none'].filter((name) =>
          new RegExp(`(urn:x:\\w+:|IN-)${name}"`).test(text),
        );
        return [list, names];
      }),
    );
  };
  const everywhere = ['own', 'other', 'none'];
  const [here, all, plain] = await Promise.all(narrowed.map((query) => shown(limited, query)));
  assert.deepEqual(all, Object.fromEntries(lists.map((list) => [list, everywhere])));
  assert.deepEqual(here, Object.fromEntries(lists.map((list) => [list, ['own', 'none']])));
  assert.deepEqual(plain, all);
  assert.deepEqual(await shown(free, 'sites=own'), all);
  const counts = await limited.get('/today?sites=own&list=receive&perPage=1');
  assert.deepEqual([counts.body.receive.count, counts.body.receive.member.length], [2, 1]);
});

test('what cannot be read is refused as for everybody', async () => {
  for (const body of [null, 'text', 7, [], { epcisBody: null }, { readPoint: 7 }]) {
    const answer = await limited.post('/events', body);
    assert.equal(answer.status, 400, JSON.stringify([body, answer.body]));
  }
});
