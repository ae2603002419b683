// One box for anything: what is found, and what is not because the caller is not shown it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeBase64url, encodeHex } from '#verifier';
import { freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';

interface Found {
  kind: string;
  id: string;
  name: string | null;
  of: string | null;
  entry: number | null;
  href: string;
}

let door: TestDoor;
let lot: string;
let entry: number;
let site: string;
const product = 'https://id.gs1.org/01/09521234543213';
const certificate = 'https://certs.example/scope/7781';

before(async () => {
  door = await openDoor();
  const made = freshEvent({
    quantityList: [{ epcClass: `${product}/10/BALE-00417`, quantity: 100, uom: 'KGM' }],
  });
  lot = `${product}/10/BALE-00417`;
  await post('/products', { product, party: door.party, name: 'Crème Shirt' });
  site = 'https://id.gs1.org/414/9521234500001';
  await post('/facilities', {
    facility: site,
    party: door.party,
    name: 'Gin of the Upper Valley',
    address: 'Mill Road 1',
    country: 'IN',
    region: 'IN-GJ',
    processes: ['ginning'],
  });
  await post('/facilities', {
    facility: site,
    party: door.party,
    name: 'Upper Valley Gin',
    address: 'Mill Road 1',
    country: 'IN',
    region: 'IN-GJ',
    processes: ['ginning'],
  });
  const event = { ...made.event, readPoint: { id: site }, bizLocation: { id: site } };
  entry = ((await post('/events', event)) as { entries: number[] }).entries[0] ?? -1;
  const now = new Date(door.data.world.clock.nowMs());
  await post(`/certificates?party=${encodeURIComponent(door.party)}`, {
    certificate,
    number: 'SELF-2026-0042',
    type: 'self-declaration',
    scheme: 'organic-farm',
    holder: door.party,
    validFrom: new Date(now.getTime() - 86_400_000).toISOString(),
    validUntil: new Date(now.getTime() + 86_400_000_000).toISOString(),
    sites: [site],
    subcontractors: [],
    processes: ['*'],
    categories: ['*'],
    materials: ['*'],
    codes: ['*'],
  });
});
after(() => door.close());

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await door.app.request(path, jsonPost(body, door.as('party')));
  const text = await response.text();
  assert.equal(response.status, 201, text);
  return JSON.parse(text);
}

async function search(q: string, headers: Record<string, string> = {}): Promise<Found[]> {
  const response = await door.app.request(`/search?q=${encodeURIComponent(q)}`, { headers });
  assert.equal(response.status, 200, await response.clone().text());
  return ((await response.json()) as { member: Found[] }).member;
}

const kinds = (found: readonly Found[]): string[] => found.map(({ kind }) => kind);
const ids = (found: readonly Found[]): string[] => found.map(({ id }) => id);

test('a lot by its link, its number with the product, and any host', async () => {
  for (const q of [lot, '9521234543213/BALE-00417', 'https://brand.example/01/09521234543213/10/BALE-00417'])
    assert.deepEqual(ids(await search(q)), [lot], q);
});

test('a product by its number and by any part of its name, without accents', async () => {
  assert.deepEqual(ids(await search('9521234543213')), [product]);
  assert.deepEqual(ids(await search('creme', door.as('reader'))), [product]);
  assert.equal((await search('SHIRT', door.as('reader')))[0]?.name, 'Crème Shirt');
});

test('a lot by a part of its code: by whom it is shown to', async () => {
  assert.deepEqual(await search('BALE-004'), []);
  assert.deepEqual(ids(await search('ale-004', door.as('party'))), [lot]);
  assert.deepEqual(ids(await search('ale-004', door.as('reader'))), [lot]);
  assert.deepEqual(await search('ale-004', door.as('other')), []);
  assert.deepEqual(await search('ale-004', await door.withKey({ role: 'reader', level: 'region' })), []);
});

test('names of parties and sites only by those who are shown them', async () => {
  assert.deepEqual(await search('First Test'), []);
  assert.deepEqual(ids(await search('first test', door.as('other'))), [door.party]);
  assert.deepEqual(ids(await search('upper valley', door.as('reader'))), [site]);
  assert.deepEqual(await search('upper valley'), []);
  const [found] = await search('9521234500001');
  assert.deepEqual([found?.kind, found?.id, found?.name, found?.of], ['facility', site, null, null]);
});

test('what a site was called before is not found any more', async () => {
  assert.deepEqual(await search('gin of the upper', door.as('reader')), []);
});

test('a certificate by its id or number, not by what is withheld of it', async () => {
  assert.deepEqual(kinds(await search('SELF-2026-0042', door.as('party'))), ['certificate']);
  assert.deepEqual(kinds(await search('0042', door.as('operator'))), ['certificate']);
  assert.deepEqual(kinds(await search('scope/7781', door.as('other'))), ['certificate']);
  assert.deepEqual(await search('SELF-2026-0042', door.as('other')), []);
  assert.deepEqual(await search(certificate), []);
});

test('an entry by its number, and a statement by its digest in three spellings', async () => {
  assert.deepEqual(kinds(await search('#3')), ['entry']);
  assert.deepEqual(await search('999999'), []);
  const digest = door.data.world.entries.get(entry)?.digest ?? new Uint8Array();
  const spellings = [
    encodeHex(digest),
    `0x${encodeHex(digest)}`,
    Buffer.from(digest).toString('base64url'),
    Buffer.from(digest).toString('base64'),
  ];
  for (const q of spellings) assert.deepEqual(ids(await search(q)), [String(entry)], q);
  assert.deepEqual(await search('A'.repeat(43)), []);
});

test('a document by its digest, by who may read it', async () => {
  const response = await door.app.request('/documents', jsonPost({ a: 'paper' }, door.as('party')));
  const { digest } = (await response.json()) as { digest: string };
  assert.deepEqual(kinds(await search(digest, door.as('party'))), ['document']);
  assert.deepEqual(await search(digest, door.as('other')), []);
  assert.deepEqual(kinds(await search(encodeHex(decodeBase64url(digest)!), door.as('operator'))), [
    'document',
  ]);
});

test('every hit leads where more is told', async () => {
  for (const q of [lot, product, site, 'first test', 'SELF-2026', '2'])
    for (const { href } of await search(q, door.as('operator'))) {
      const response = await door.app.request(href, { headers: door.as('operator') });
      assert.equal(response.status, 200, href);
    }
});

test('a million of hits is not given, and a question has an end', async () => {
  const response = await door.app.request('/search?q=first&limit=1', { headers: door.as('operator') });
  assert.equal(((await response.json()) as { member: unknown[] }).member.length, 1);
  for (const query of ['', '?q=', '?q=%20', `?q=${'x'.repeat(301)}`, '?q=a&limit=0', '?q=a&x=1'])
    assert.equal((await door.app.request(`/search${query}`)).status, 400, query);
});

interface Entry {
  kind: string;
  statement: {
    kind: string;
    issuer: string;
    claims: Record<string, unknown>;
    sdjwt: string | null;
    disclosures: { shown: number; withheld: number; erased: number };
  } | null;
}

async function entryAs(index: number, headers: Record<string, string>): Promise<Entry> {
  return (await (await door.app.request(`/log/entries/${index}`, { headers })).json()) as Entry;
}

test('the statement of an entry is shown whole to its party and the operator, to nobody without a key', async () => {
  const own = await entryAs(entry, door.as('party'));
  assert.equal(own.statement?.kind, 'epcis');
  assert.equal(own.statement?.disclosures.withheld, 0);
  assert.match(own.statement?.sdjwt ?? '', /~$/);
  assert.deepEqual(await entryAs(entry, door.as('operator')), own);
  assert.deepEqual(await entryAs(entry, door.as('reader')), own);
  assert.equal((await entryAs(entry, door.as('other'))).statement, null);
  assert.equal((await entryAs(entry, {})).statement, null);
});

test('a reader of level site sees the lots and no amounts, one below sees nothing of an event', async () => {
  const { statement } = await entryAs(entry, await door.withKey({ role: 'reader', level: 'site' }));
  assert.match(JSON.stringify(statement?.claims), /BALE-00417/);
  assert.doesNotMatch(JSON.stringify(statement?.claims), /"quantity":100/);
  assert.ok((statement?.disclosures.withheld ?? 0) > 0);
  const low = await entryAs(entry, await door.withKey({ role: 'reader', level: 'region' }));
  assert.equal(low.statement, null);
});

test('a record shows at its entry what it shows at its own address', async () => {
  const [found] = await search('scope/7781', door.as('operator'));
  const at = found?.entry ?? -1;
  const other = await entryAs(at, door.as('other'));
  assert.equal(other.statement?.claims['certificate'], certificate);
  assert.equal('number' in (other.statement?.claims ?? {}), false);
  assert.deepEqual(other.statement?.disclosures, { shown: 0, withheld: 1, erased: 0 });
  assert.doesNotMatch(
    Buffer.from(other.statement?.sdjwt?.split('.')[1] ?? '', 'base64url').toString(),
    /SELF-2026/,
  );
  assert.equal((await entryAs(at, door.as('party'))).statement?.claims['number'], 'SELF-2026-0042');
});

test('what was erased is counted as erased, for the operator too', async () => {
  const [found] = await search('scope/7781', door.as('operator'));
  const at = found?.entry ?? -1;
  const erased = await door.node.erase(at, '/number', 'asked for');
  assert.ok(erased.ok, JSON.stringify(erased));
  const seen = await entryAs(at, door.as('operator'));
  assert.deepEqual(seen.statement?.disclosures, { shown: 0, withheld: 0, erased: 1 });
  assert.deepEqual(await search('SELF-2026', door.as('operator')), []);
});

interface Profile {
  name: string | null;
  country: string | null;
  region: string | null;
  withheld: string[];
  told: { member: string; entry: number; by: string | null }[];
  certificates: { certificate: string; state: string }[] | null;
  flows: { out: { dimension: string; amount: number }[] } | null;
  words: number;
}

async function profileAs(headers: Record<string, string>): Promise<Profile> {
  const response = await door.app.request(`/facilities/${encodeURIComponent(site)}/profile`, { headers });
  return (await response.json()) as Profile;
}

test('a site tells everybody its country, and its name to those with a key', async () => {
  const seen = await profileAs({});
  assert.deepEqual(
    [seen.country, seen.region, seen.name, seen.certificates, seen.flows],
    ['IN', null, null, null, null],
  );
  assert.ok(seen.withheld.includes('name'));
  assert.deepEqual(
    seen.told.map(({ member, by }) => [member, by]),
    [['country', null]],
  );
  const other = await profileAs(door.as('other'));
  assert.deepEqual([other.name, other.flows], ['Upper Valley Gin', null]);
});

test('each datum names the statement since which it is so', async () => {
  const seen = await profileAs(door.as('party'));
  const entryOf = (member: string): number => seen.told.find((one) => one.member === member)?.entry ?? -1;
  assert.equal(seen.words, 2);
  assert.equal(entryOf('name') > entryOf('country'), true);
  assert.equal(entryOf('address'), entryOf('country'));
  assert.ok(seen.told.every(({ by }) => by === door.party));
});

test('a site shows what came out of it, and the certificates that name it', async () => {
  const seen = await profileAs(door.as('party'));
  assert.deepEqual(seen.flows?.out, [{ dimension: 'mass', amount: 100_000 }]);
  assert.deepEqual(
    seen.certificates?.map(({ certificate: id, state }) => [id, state]),
    [[certificate, 'valid']],
  );
});
