// Scans of labels: what counts as one, what is kept of whoever made it, and what a copied label leads to.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hono } from 'hono';
import type { Scan } from '../../src/flow/ports.ts';
import { mountPages } from '../../src/http/page/mount.ts';
import { type ScanDesk, scanDesk } from '../../src/http/scan/desk.ts';
import { copiedLabels } from '../../src/http/scan/report.ts';
import { freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';

const product = 'https://id.gs1.org/01/09521234543213';
let door: TestDoor;
let pages: Hono;
let desk: ScanDesk;
let nowMs = Date.UTC(2026, 10, 22, 8);
let pieces = 0;

before(async () => {
  door = await openDoor();
  desk = scanDesk(door.data.scans, { countryHeader: 'X-Country', nowMs: () => nowMs });
  pages = new Hono();
  mountPages(pages, door.node, { scans: desk });
});
after(() => door.close());

async function newItem(): Promise<string> {
  pieces += 1;
  const item = `${product}/21/SCAN${pieces}`;
  const { event } = freshEvent({ epcList: [item], quantityList: undefined });
  const made = await door.app.request('/events', jsonPost(event, door.as('party')));
  assert.equal(made.status, 201, await made.clone().text());
  return item;
}

const browser = { accept: 'text/html', 'user-agent': 'Browser 1', 'x-country': 'DE' };

function opened(item: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  const path = item.replace('https://id.gs1.org', '');
  return Promise.resolve(pages.request(path, { method, headers: { ...browser, ...headers } }));
}

function scansOf(item: string): Scan[] {
  return door.data.scans.of(item);
}

test('opening the page of an item is a scan, and says nothing of who opened it', async () => {
  const item = await newItem();
  const response = await opened(item, { 'x-forwarded-for': '203.0.113.7', cookie: 'id=somebody' });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('set-cookie'), null);
  const [scan, ...more] = scansOf(item);
  assert.deepEqual(more, []);
  assert.deepEqual({ ...scan, visitor: '' }, { item, atMs: nowMs, country: 'DE', visitor: '' });
  assert.match(scan?.visitor ?? '', /^[\w-]{22}$/);
  const columns = door.data.database.prepare('SELECT * FROM scan WHERE item = ?').get(item);
  assert.equal(JSON.stringify(columns).includes('203.0.113.7'), false);
});

test('one visitor of one day is one; of two days, or with another key, nobody can tell', async () => {
  const item = await newItem();
  await opened(item);
  await opened(item);
  await opened(item, { 'user-agent': 'Browser 2' });
  const startMs = nowMs;
  nowMs += 2 * 3_600_000;
  await opened(item);
  nowMs += 86_400_000;
  await opened(item);
  nowMs = startMs;
  const marks = scansOf(item).map(({ visitor }) => visitor);
  assert.equal(marks.length, 4);
  assert.equal(marks[0], marks[2]);
  assert.equal(new Set(marks).size, 3);
  const other = scanDesk(door.data.scans, { nowMs: () => nowMs });
  const app = new Hono();
  mountPages(app, door.node, { scans: other });
  await app.request(item.replace('https://id.gs1.org', ''), { headers: browser });
  const again = scansOf(item)
    .filter(({ atMs }) => atMs === startMs)
    .at(-1);
  assert.equal(marks.includes(again?.visitor ?? ''), false);
  // Without the operator's word for a header, no header tells a country.
  assert.equal(again?.country, null);
});

const unwilling: [string, Record<string, string>][] = [
  ['Global Privacy Control', { 'sec-gpc': '1' }],
  ['Do Not Track', { dnt: '1' }],
];
for (const [what, headers] of unwilling) {
  test(`${what}: the visitor is not kept`, async () => {
    const item = await newItem();
    await opened(item, headers);
    assert.deepEqual(
      scansOf(item).map(({ visitor }) => visitor),
      [''],
    );
  });
}

const uncounted: [string, Record<string, string>, string][] = [
  ['a page that a browser fetches ahead', { 'sec-purpose': 'prefetch' }, 'GET'],
  ['a page that a browser renders ahead', { 'sec-purpose': 'prefetch;prerender' }, 'GET'],
  ['an older browser that fetches ahead', { purpose: 'prefetch' }, 'GET'],
  ['a question of a program', {}, 'HEAD'],
  ['data instead of the page', { accept: 'application/ld+json' }, 'GET'],
];
for (const [what, headers, method] of uncounted) {
  test(`no scan: ${what}`, async () => {
    const item = await newItem();
    assert.equal((await opened(item, headers, method)).status, 200);
    assert.deepEqual(scansOf(item), []);
  });
}

test('no scan: the page of a lot, of a product, of an item that nobody knows', async () => {
  const { lot, event } = freshEvent();
  await door.app.request('/events', jsonPost(event, door.as('party')));
  const before = door.data.scans.all().length;
  for (const id of [lot, product, `${product}/21/NOBODY`]) await opened(id);
  assert.equal(door.data.scans.all().length, before);
});

test('a country is two letters or none', async () => {
  const item = await newItem();
  for (const [at, country] of ['us', 'XX', 'T1', 'Germany', '<b>', ''].entries())
    await opened(item, { 'x-country': country, 'user-agent': `Browser ${at}` });
  assert.deepEqual(
    scansOf(item).map(({ country }) => country),
    ['US', null, null, null, null, null],
  );
});

test('a flood of openings is not a flood of writes', async () => {
  const item = await newItem();
  nowMs += 3_600_000;
  for (let at = 0; at < 60; at += 1)
    assert.equal((await opened(item, { 'user-agent': `Flood ${at}` })).status, 200);
  assert.equal(scansOf(item).length, 20);
});

test('a store that fails does not take the page with it', async () => {
  const faults: unknown[] = [];
  const broken = {
    ...door.data.scans,
    add: () => {
      throw new Error('disk full');
    },
  };
  const app = new Hono();
  mountPages(app, door.node, { scans: scanDesk(broken, { report: (fault) => faults.push(fault) }) });
  const item = await newItem();
  const response = await app.request(item.replace('https://id.gs1.org', ''), { headers: browser });
  assert.deepEqual([response.status, faults.length], [200, 1]);
});

test('the page of an item whose code was read too far apart says that its label may be a copy', async () => {
  const item = await newItem();
  assert.doesNotMatch(await (await opened(item)).text(), /may be a copy/);
  nowMs += 20 * 60_000;
  await opened(item, { 'x-country': 'AU', 'user-agent': 'Browser 9' });
  const text = await (await opened(item, { 'user-agent': 'Browser 3' })).text();
  assert.match(
    text,
    /<h3>Whether there is only one of this label <span class="state">in doubt<\/span><\/h3><p>This label may be a copy\./,
  );
  // Where others read it is theirs.
  assert.doesNotMatch(text, /\bAU\b|Australia/);
  assert.deepEqual(
    copiedLabels(door.data.scans.of(item)).map(({ code, subject, parties, entries }) => ({
      code,
      subject,
      parties,
      entries,
    })),
    [{ code: 'TAG_CLONED_VELOCITY', subject: item, parties: [], entries: [] }],
  );
});

test('the standing report has copied labels, as far as the key is shown them', async () => {
  const item = await newItem();
  for (const [country, visitor] of [
    ['DE', 'a'],
    ['AU', 'b'],
  ]) {
    const told = await door.app.request('/scans', jsonPost({ item, country, visitor }, door.as('party')));
    assert.equal(told.status, 204);
  }
  const found = async (as: 'operator' | 'reader', level?: 'country'): Promise<Record<string, unknown>[]> => {
    const headers = level === undefined ? door.as(as) : await door.withKey({ role: as, level });
    const report = (await (await door.app.request('/report', { headers })).json()) as {
      findings: Record<string, unknown>[];
    };
    return report.findings.filter(({ code }) => String(code).startsWith('TAG_'));
  };
  assert.ok((await found('operator')).some(({ subject }) => subject === item));
  assert.deepEqual(
    (await found('reader', 'country')).map(({ subject, detail }) => [subject, detail]).at(-1),
    [null, null],
  );
});

const refused: [string, object, number][] = [
  ['an item that nobody knows', { item: `${product}/21/NOBODY` }, 404],
  ['a lot', { item: `${product}/10/L1` }, 404],
  ['a country in words', { item: `${product}/21/SCAN1`, country: 'Germany' }, 400],
  ['an address', { item: `${product}/21/SCAN1`, address: '203.0.113.7' }, 400],
  ['a name as visitor', { item: `${product}/21/SCAN1`, visitor: 'A Name' }, 400],
];
for (const [what, body, status] of refused) {
  test(`POST /scans refuses ${what}`, async () => {
    const response = await door.app.request('/scans', jsonPost(body, door.as('party')));
    assert.equal(response.status, status, await response.text());
  });
}
