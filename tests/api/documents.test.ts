// Documents beside the log: sealed on disk, shown to whom they were shown, taken back byte by byte.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mintKey } from '../../src/http/access/key.ts';
import { apiKeysInMemory } from '../../src/http/access/memory.ts';
import { httpApp } from '../../src/http/app.ts';
import { openDocuments } from '../../src/store/documents.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';
import { type CallerName, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';

const secret = 'INVOICE 4711, price 3.20 EUR a metre, to be kept between the two of us';
const bytes = Buffer.from(`%PDF-1.7\n${secret}\n${'x'.repeat(5_000)}`);

let world: TestWorld;
let door: TestDoor;
before(async () => {
  world = await openTestWorld();
  door = await openDoor({ documents: world.data.documents, limits: { documentBytes: 10_000 } });
});
after(async () => {
  await door.close();
  await world.close();
});

function posted(body: Uint8Array, as: CallerName, type = 'application/pdf', query = ''): Promise<Response> {
  const headers = { 'content-type': type, ...door.as(as) };
  return Promise.resolve(
    door.app.request(`/documents${query}`, { method: 'POST', body: new Uint8Array(body), headers }),
  );
}

async function brought(body: Uint8Array, as: CallerName = 'party', type?: string): Promise<string> {
  const response = await posted(body, as, type);
  assert.equal(response.status, 201, await response.clone().text());
  return ((await response.json()) as { digest: string }).digest;
}

function got(digest: string, as: CallerName, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(
    door.app.request(`/documents/${digest}`, { headers: { ...door.as(as), ...headers } }),
  );
}

function fileOf(digest: string): string {
  return join(world.directory, 'documents', digest.slice(0, 2), digest);
}

test('a document comes back as it was, to be saved and not shown in place', async () => {
  const response = await posted(bytes, 'party');
  const digest = createHash('sha256').update(bytes).digest('base64url');
  assert.deepEqual(await response.json(), { digest, size: bytes.length, mediaType: 'application/pdf' });
  assert.equal(response.headers.get('location'), `/documents/${digest}`);
  const back = await got(digest, 'party');
  assert.deepEqual(Buffer.from(await back.arrayBuffer()), bytes);
  assert.equal(back.headers.get('content-type'), 'application/pdf');
  assert.match(back.headers.get('content-disposition') ?? '', /^attachment; filename="[\w-]{43}\.pdf"$/);
  assert.equal(back.headers.get('cache-control'), 'no-store');
  assert.equal(back.headers.get('x-content-type-options'), 'nosniff');
});

test('no byte of it lies readable on the disk', async () => {
  await brought(bytes);
  for (const entry of readdirSync(world.directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const held = readFileSync(join(entry.parentPath, entry.name));
    for (const part of [secret, secret.slice(10, 30), '%PDF-1.7'])
      assert.equal(held.includes(part), false, `${entry.name} holds ${part}`);
  }
});

test('the same text sealed twice is not the same file, and another key opens nothing', async () => {
  const text = Buffer.from('the same text, twice');
  const digest = await brought(text, 'party', 'text/plain');
  const first = readFileSync(fileOf(digest));
  world.data.documents.drop(digest);
  assert.equal((await got(digest, 'party')).status, 404);
  await brought(text, 'party', 'text/plain');
  assert.notDeepEqual(readFileSync(fileOf(digest)), first);
  const stranger = openDocuments(
    world.data.database,
    join(world.directory, 'documents'),
    Buffer.alloc(32, 7),
  );
  assert.throws(() => stranger.read(digest));
});

test('a changed, cut or exchanged file is a fault, and its bytes are never given out', async () => {
  const digest = await brought(Buffer.from('first of two'), 'party', 'text/plain');
  const other = await brought(Buffer.from('second of two'), 'party', 'text/plain');
  const whole = readFileSync(fileOf(digest));
  const flipped = Buffer.from(whole);
  flipped[20]! ^= 1;
  for (const bad of [flipped, whole.subarray(0, -1), Buffer.alloc(3), readFileSync(fileOf(other))]) {
    writeFileSync(fileOf(digest), bad);
    door.faults.length = 0;
    const response = await got(digest, 'party');
    assert.equal(response.status, 500);
    assert.equal((await jsonOf(response)).code ?? '', '');
    assert.equal(door.faults.length, 1);
  }
  writeFileSync(fileOf(digest), whole);
  assert.equal((await got(digest, 'party')).status, 200);
  door.faults.length = 0;
});

test('whoever was not told of it cannot tell it from what is not there', async () => {
  const digest = await brought(Buffer.from('between two'), 'party', 'text/plain');
  const [kept, none] = await Promise.all([got(digest, 'other'), got('A'.repeat(43), 'other')]);
  assert.deepEqual([kept.status, none.status], [404, 404]);
  assert.equal(await kept.text(), await none.text());
  assert.equal((await got(digest, 'anonymous')).status, 401);
  assert.equal((await got(digest, 'reader')).status, 403);
  assert.equal((await got(digest, 'operator')).status, 200);
});

test('who may read it may let another party read it, and nobody else may', async () => {
  const digest = await brought(Buffer.from('for a third'), 'party', 'text/plain');
  const share = (as: CallerName, party: string): Promise<Response> =>
    Promise.resolve(door.app.request(`/documents/${digest}/readers`, jsonPost({ party }, door.as(as))));
  assert.equal((await share('other', door.otherParty)).status, 404);
  assert.equal((await share('party', 'urn:uuid:nobody')).status, 404);
  assert.equal((await got(digest, 'other')).status, 404);
  const shared = await share('party', door.otherParty);
  assert.deepEqual(await shared.json(), { digest, readers: [door.party, door.otherParty] });
  assert.equal((await got(digest, 'other')).status, 200);
  // A second time changes nothing.
  assert.equal(
    ((await (await share('party', door.otherParty)).json()) as { readers: string[] }).readers.length,
    2,
  );
});

test('the operator may bring it for a party; a party for itself only', async () => {
  const body = Buffer.from('brought by the operator');
  const query = `?party=${encodeURIComponent(door.otherParty)}`;
  assert.equal((await posted(body, 'party', 'text/plain', query)).status, 403);
  assert.equal((await posted(body, 'operator', 'text/plain', query)).status, 201);
  const digest = createHash('sha256').update(body).digest('base64url');
  assert.equal((await got(digest, 'other')).status, 200);
  assert.equal((await got(digest, 'party')).status, 404);
  assert.equal((await posted(body, 'operator', 'text/plain', '?party=urn:x:nobody')).status, 404);
  assert.equal((await posted(body, 'operator', 'text/plain', '?partei=x')).status, 400);
});

test('twice the same document of the operator is kept once', () => {
  const by = { party: null, mediaType: 'text/plain', keptAtMs: 1 };
  const digest = world.data.documents.keep(Buffer.from('of nobody'), by);
  world.data.documents.keep(Buffer.from('of nobody'), { ...by, keptAtMs: 2 });
  assert.deepEqual(
    world.data.documents.about(digest).map(({ keptAtMs }) => keptAtMs),
    [1],
  );
});

const refusedTypes = ['text/html', 'image/svg+xml', 'application/javascript', 'application/octet-stream', ''];
for (const type of refusedTypes) {
  test(`not taken: ${type || 'no type'}`, async () => {
    assert.equal((await posted(bytes, 'party', type)).status, 415);
  });
}

test('not taken: nothing, and more than the limit', async () => {
  assert.equal((await posted(new Uint8Array(), 'party')).status, 400);
  assert.equal((await posted(Buffer.alloc(10_001), 'party')).status, 413);
  assert.equal((await posted(Buffer.alloc(10_000, '%PDF-1.7 '), 'party')).status, 201);
});

test('a document is what it is: another type is not made of it', async () => {
  const digest = await brought(bytes);
  assert.equal((await got(digest, 'party', { accept: 'image/png' })).status, 406);
  assert.equal((await got(digest, 'party', { accept: 'application/*' })).status, 200);
});

test('a digest that is none leads nowhere, and never out of the folder', async () => {
  for (const digest of ['x', '..%2F..%2Fsealing.key', `${'A'.repeat(42)}.`, `${'A'.repeat(44)}`])
    assert.equal((await got(digest, 'operator')).status, 404, digest);
});

test('a node without a store says so', async () => {
  const bare = httpApp(door.node, { keys: apiKeysInMemory(), jobs: door.jobs });
  const keys = apiKeysInMemory();
  const { text, key } = mintKey({ role: 'operator' }, 0);
  await keys.add(key);
  const withKey = httpApp(door.node, { keys, jobs: door.jobs });
  const headers = { 'content-type': 'application/pdf', authorization: `Bearer ${text}` };
  assert.equal((await withKey.request('/documents', { method: 'POST', body: bytes, headers })).status, 404);
  assert.equal((await withKey.request(`/documents/${'A'.repeat(43)}`, { headers })).status, 404);
  assert.equal((await bare.request(`/documents/${'A'.repeat(43)}`)).status, 401);
});
