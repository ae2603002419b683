// Idempotency-Key under /account: a link or a key whose answer was lost is asked for again, and is the same; and it lies nowhere to be read.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Answered, codeOf, type House, openHouse, tokenOf, type Visitor } from './house.ts';

let house: House;
let operator: Visitor;
let manager: Visitor & { user: string };
const directory = mkdtempSync(join(tmpdir(), 'selvedge-once-'));

before(async () => {
  house = await openHouse({ directory });
  operator = await house.operatorPerson();
  manager = await house.person('manager', house.party);
});
after(async () => {
  await house?.close();
  rmSync(directory, { recursive: true });
});

const send = (by: Visitor, path: string, body: unknown, key: string): Promise<Answered> =>
  by.post(path, body, { 'idempotency-key': key });
const onDisk = (): string =>
  readdirSync(directory)
    .map((name) => readFileSync(join(directory, name), 'latin1'))
    .join('');
const invitations = async (): Promise<unknown[]> =>
  (await manager.get('/account/people/invitations')).body.member;

test('an invitation that is asked for again is the same one, with its link, and the link counts', async () => {
  const key = randomUUID();
  const first = await send(manager, '/account/people/invitations', { role: 'viewer', note: 'once' }, key);
  const { length } = await invitations();
  const again = await send(manager, '/account/people/invitations', { role: 'viewer', note: 'once' }, key);
  assert.deepEqual([first.status, again.status, again.body], [201, 201, first.body]);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.equal(again.headers.get('cache-control'), 'private, no-store');
  assert.equal((await invitations()).length, length);
  const { id, token } = tokenOf(again.body.link);
  assert.equal((await house.visitor().post('/account/invitation', { id, token })).status, 200);
  const disk = onDisk();
  for (const secret of [token, key]) assert.equal(disk.includes(secret), false);
  assert.ok(disk.includes(id));
});

test('so is an API key, and a link for a new password', async () => {
  const [key, other] = [randomUUID(), randomUUID()];
  const made = [
    await send(manager, '/account/keys', { label: 'scale' }, key),
    await send(manager, '/account/keys', { label: 'scale' }, key),
  ];
  assert.deepEqual(made[1]?.body, made[0]?.body);
  const text: string = made[1]?.body.key;
  const works = await fetch(`${house.url}/today`, { headers: { 'x-api-key': text } });
  assert.equal(works.status, 200);
  const keys = await manager.get('/account/keys');
  assert.equal(keys.body.member.filter(({ label }: { label: string }) => label === 'scale').length, 1);
  const path = `/account/people/${manager.user}/reset`;
  const links = [await send(operator, path, undefined, other), await send(operator, path, undefined, other)];
  assert.deepEqual([links[0]?.status, links[1]?.status, links[1]?.body], [201, 201, links[0]?.body]);
  const disk = onDisk();
  assert.equal(disk.includes(text.split('_')[2] ?? text), false);
});

test('two that come at once make one; the trail tells of it once', async () => {
  const key = randomUUID();
  const wish = { role: 'clerk', note: 'at once' };
  const { length } = await invitations();
  const [one, other] = await Promise.all([
    send(manager, '/account/people/invitations', wish, key),
    send(manager, '/account/people/invitations', wish, key),
  ]);
  assert.deepEqual(one.body, other.body);
  assert.equal((await invitations()).length, length + 1);
  const trail = await manager.get('/account/audit');
  const told = trail.body.member.filter(({ subject }: { subject: string }) => subject === one.body.id);
  assert.equal(told.length, 1);
});

test('another wish with the key is refused, one of somebody else is theirs, and a refusal is forgotten', async () => {
  const key = randomUUID();
  const path = '/account/people/invitations';
  assert.equal((await send(manager, path, { role: 'operator' }, key)).status, 422);
  const first = await send(manager, path, { role: 'viewer' }, key);
  assert.equal(first.status, 201);
  const changed = await send(manager, path, { role: 'clerk' }, key);
  assert.deepEqual([changed.status, codeOf(changed)], [422, 'IDEMPOTENCY_KEY_REUSED']);
  const second = await house.person('manager', house.party);
  const theirs = await send(second, path, { role: 'viewer' }, key);
  assert.equal(theirs.status, 201);
  assert.notEqual(theirs.body.id, first.body.id);
  const short = await send(manager, path, { role: 'viewer' }, 'short');
  assert.deepEqual([short.status, codeOf(short)], [400, 'HTTP_HEADER_INVALID']);
});

test('who looks after people no more is told nothing again', async () => {
  const leaving = await house.person('manager', house.party);
  const key = randomUUID();
  const made = await send(leaving, '/account/keys', { label: 'theirs' }, key);
  assert.equal(made.status, 201);
  const changed = await operator.post(`/account/people/${leaving.user}`, {
    party: house.party,
    role: 'viewer',
  });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  const again = await send(leaving, '/account/keys', { label: 'theirs' }, key);
  assert.deepEqual([again.status, codeOf(again)], [403, 'ROLE_NOT_ALLOWED']);
});

test('an invitation that somebody signed in has taken on is answered again, though it is spent', async () => {
  const invited = await operator.post('/account/people/invitations', {
    role: 'viewer',
    party: house.otherParty,
  });
  const guest = await house.person('viewer', house.party);
  const key = randomUUID();
  const link = tokenOf(invited.body.link);
  const took = await send(guest, '/account/invitation/accept', link, key);
  const again = await send(guest, '/account/invitation/accept', link, key);
  assert.deepEqual([took.status, again.status, again.body], [201, 201, took.body]);
  const without = await guest.post('/account/invitation/accept', link);
  assert.deepEqual([without.status, codeOf(without)], [404, 'INVITATION_NOT_OPEN']);
});

test('which news were read is the account\u2019s: on every device of a person, for each party', async () => {
  const until = async (by: Visitor): Promise<number | null> =>
    (await by.get('/account/me')).body.newsReadUntil;
  const reader = await house.person('clerk', house.party);
  const { email } = (await reader.get('/account/me')).body.user;
  const phone = await house.signedIn(email);
  assert.equal(await until(phone), null);
  assert.equal((await reader.post('/account/news', { entry: 2 })).body.newsReadUntil, 2);
  assert.equal(await until(phone), 2);
  assert.equal((await phone.post('/account/news', { entry: 1 })).body.newsReadUntil, 2);
  assert.equal(await until(manager), null);
  const ahead = await reader.post('/account/news', { entry: house.node.head().size });
  assert.deepEqual([ahead.status, codeOf(ahead)], [400, 'FIELD_INVALID']);
});
