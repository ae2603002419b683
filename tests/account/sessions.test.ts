// Sessions end: by their age, by hand, by a new password; and they outlive the process.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { openAccounts } from '../../src/account/accounts.ts';
import { type House, openHouse, password, tokenOf, Visitor } from './house.ts';

const folder = mkdtempSync(join(tmpdir(), 'selvedge-accounts-'));
let house: House;

before(async () => {
  house = await openHouse({ directory: folder });
  await house.operatorPerson();
});
after(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const email = 'operator@example.org';
const lookAt = <T>(work: (database: DatabaseSync) => T): T => {
  const database = new DatabaseSync(join(folder, 'accounts.sqlite'));
  try {
    return work(database);
  } finally {
    database.close();
  }
};

test('a session that is over is none, and nothing brings it back', async () => {
  const visitor = await house.signedIn(email);
  lookAt((database) => database.exec(`UPDATE "session" SET "expiresAt" = '2020-01-01T00:00:00.000Z'`));
  assert.equal((await visitor.get('/account/me')).body.user, null);
  assert.equal((await visitor.get('/parties')).status, 401);
  assert.equal(
    (await visitor.post('/account/active', { party: null })).body.errors[0].code,
    'SIGN_IN_NEEDED',
  );
});

test('a session that is used on another day lives on, by /account/me alone', async () => {
  const visitor = await house.signedIn(email);
  const dayMs = 86_400_000;
  const left = (): number =>
    lookAt((database) =>
      Date.parse(String(database.prepare('SELECT max("expiresAt") AS at FROM "session"').get()?.['at'])),
    );
  const soon = new Date(Date.now() + 2 * dayMs).toISOString();
  lookAt((database) => database.prepare('UPDATE "session" SET "expiresAt" = ?').run(soon));
  const reading = await visitor.get('/parties');
  assert.deepEqual([reading.status, reading.headers.getSetCookie()], [200, []]);
  assert.equal(left(), Date.parse(soon));
  const me = await visitor.get('/account/me');
  assert.equal(me.headers.getSetCookie().length, 1);
  assert.ok(left() > Date.now() + 13 * dayMs);
});

test('each session is listed and ended by itself, or all but this one', async () => {
  const [one, other, third] = [
    await house.signedIn(email),
    await house.signedIn(email),
    await house.signedIn(email),
  ];
  const listed = await one.get('/account/auth/list-sessions');
  assert.ok(listed.body.length >= 3);
  const token = decodeURIComponent(other.cookies.get('selvedge.session_token') ?? '').split('.')[0];
  assert.equal((await one.post('/account/auth/revoke-session', { token })).status, 200);
  assert.equal((await other.get('/account/me')).body.user, null);
  assert.equal((await third.get('/account/me')).body.user?.email, email);
  assert.equal((await one.post('/account/auth/revoke-other-sessions', {})).status, 200);
  assert.equal((await third.get('/account/me')).body.user, null);
  assert.equal((await one.get('/account/me')).body.user?.email, email);
});

test('each session acts for a party of its own, and only the name can be changed by itself', async () => {
  const [one, other] = [await house.signedIn(email), await house.signedIn(email)];
  const { id } = (await one.get('/account/me')).body.user;
  house.accounts.change(id, { role: 'viewer', party: house.party, sites: null, level: 'country' });
  assert.equal((await one.post('/account/active', { party: house.party })).body.active.role, 'viewer');
  assert.equal((await one.get('/account/me')).body.active.role, 'viewer');
  assert.equal((await other.get('/account/me')).body.active.role, 'operator');
  assert.equal((await one.get('/account/audit')).status, 403);
  assert.equal((await other.post('/account/auth/update-user', { name: 'Ana Maria' })).status, 200);
  assert.equal((await one.get('/account/me')).body.user.name, 'Ana Maria');
  for (const body of [
    { name: '' },
    { name: 'A'.repeat(201) },
    { image: 'https://evil.example/x' },
    { twoFactorEnabled: false, name: 'A' },
  ])
    assert.equal((await other.post('/account/auth/update-user', body)).status, 400, JSON.stringify(body));
});

test('a changed cookie, or one of another node, is nobody', async () => {
  const visitor = await house.signedIn(email);
  const [[name, value] = ['', '']] = [...visitor.cookies];
  const stranger = await openHouse();
  try {
    const there = new Visitor(stranger.url);
    there.cookies.set(name, value);
    assert.equal((await there.get('/account/me')).body.user, null);
  } finally {
    await stranger.close();
  }
  visitor.cookies.set(name, `${value.slice(0, 8)}${value[8] === 'A' ? 'B' : 'A'}${value.slice(9)}`);
  assert.equal((await visitor.get('/account/me')).body.user, null);
});

test('what lies on disk is for its owner, and holds no password, no link and no cookie', async () => {
  const signed = await house.signedIn(email);
  const link = (await signed.post('/account/people/invitations', { role: 'reader' })).body.link as string;
  const { id } = (await signed.get('/account/me')).body.user;
  const reset = (await signed.post(`/account/people/${id}/reset`)).body.link as string;
  const cookie = decodeURIComponent(signed.cookies.get('selvedge.session_token') ?? '');
  assert.ok(tokenOf(link).token.length > 40 && reset.length > 30 && cookie.length > 40);
  for (const name of ['accounts.sqlite', 'accounts.sqlite-wal']) {
    const path = join(folder, name);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const bytes = readFileSync(path);
    for (const secret of [password, tokenOf(link).token, reset.split('#')[1] ?? '', cookie])
      assert.equal(bytes.includes(secret), false, `${name}: ${secret}`);
  }
});

test('another sealing key opens nothing', async () => {
  await assert.rejects(openAccounts({ directory: folder, sealing: Buffer.alloc(32, 1) }));
});

// Serves the folder until it is killed; says `ready <url>` once.
const script = `
  import { openHouse } from ${JSON.stringify(join(import.meta.dirname, 'house.ts'))};
  const house = await openHouse({ directory: process.argv[1] });
  house.accounts.dropHalfMade();
  console.log(house.url + ' ' + house.token);
`;

test('accounts, sessions and revocations outlive a kill, and half-made people do not', async () => {
  const place = mkdtempSync(join(tmpdir(), 'selvedge-killed-'));
  const served = async (): Promise<{ url: string; token: string; kill: () => Promise<void> }> => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, place], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const [url = '', token = ''] = said.toString().trim().split(' ');
    const kill = async (): Promise<void> => {
      child.kill('SIGKILL');
      await once(child, 'close');
    };
    return { url, token, kill };
  };
  try {
    const first = await served();
    const operator = new Visitor(first.url);
    const about = { token: first.token, name: 'First', email, password };
    assert.equal((await operator.post('/account/setup', about)).status, 201);
    const gone = new Visitor(first.url);
    await gone.post('/account/auth/sign-in/email', { email, password });
    const ended = new Map(gone.cookies);
    await gone.post('/account/auth/sign-out', {});
    const links = await Promise.all(
      Array.from({ length: 6 }, async () =>
        tokenOf((await operator.post('/account/people/invitations', { role: 'reader' })).body.link),
      ),
    );
    const joining = links.map((link, at) =>
      new Visitor(first.url)
        .post('/account/invitation/accept', { ...link, name: 'R', email: `r${at}@example.org`, password })
        .then(
          ({ status }) => status,
          () => 0,
        ),
    );
    await Promise.race(joining);
    await first.kill();
    const answered = await Promise.all(joining);
    const second = await served();
    const again = Object.assign(new Visitor(second.url), {});
    for (const [name, value] of operator.cookies) again.cookies.set(name, value);
    assert.equal((await again.get('/account/me')).body.user?.email, email);
    const back = new Visitor(second.url);
    for (const [name, value] of ended) back.cookies.set(name, value);
    assert.equal((await back.get('/account/me')).body.user, null);
    const { member } = (await again.get('/account/people')).body;
    const invitations = (await again.get('/account/people/invitations')).body.member;
    const used = invitations.filter(({ state }: { state: string }) => state === 'used');
    // Whoever was answered is a member; a membership and its spent invitation are there together or not at all.
    assert.ok(member.length - 1 >= answered.filter((status) => status === 201).length);
    assert.equal(member.length - 1, used.length);
    for (const link of links.filter(({ id }) => !used.some((one: { id: string }) => one.id === id))) {
      const at = links.indexOf(link);
      const retried = await new Visitor(second.url).post('/account/invitation/accept', {
        ...{ ...link, name: 'R', email: `r${at}@example.org`, password },
      });
      assert.equal(retried.status, 201, JSON.stringify(retried.body));
    }
    await second.kill();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});
