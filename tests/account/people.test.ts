// What becomes of people: roles, endings, resets, and who decides it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '../../src/http/route/table.ts';
import { codeOf, type House, openHouse, password, tokenOf, Visitor } from './house.ts';

let house: House;
let operator: Visitor;
let manager: Visitor & { user: string };
let clerk: Visitor & { user: string };

before(async () => {
  house = await openHouse();
  operator = await house.operatorPerson();
  manager = await house.person('manager', house.party);
  clerk = await house.person('clerk', house.party);
});
after(() => house.close());

const change = (by: Visitor, { user }: { user: string }, sent: object) =>
  by.post(`/account/people/${user}`, sent);
const newPassword = 'eleven bobbins of yarn';

test('a changed role counts at the next request, in every session', async () => {
  assert.equal((await change(manager, clerk, { role: 'viewer' })).body.role, 'viewer');
  const refused = await clerk.post('/certificates', {});
  assert.deepEqual([refused.status, codeOf(refused)], [403, 'ROLE_NOT_ALLOWED']);
  assert.equal((await change(manager, clerk, { role: 'clerk' })).status, 200);
  assert.notEqual(codeOf(await clerk.post('/certificates', {})), 'ROLE_NOT_ALLOWED');
});

test('an ended membership leaves nothing, and the list still tells of it', async () => {
  const leaver = await house.person('viewer', house.party);
  assert.equal((await leaver.get('/parties')).status, 200);
  assert.equal((await change(manager, leaver, { end: true })).status, 200);
  assert.deepEqual(codeOf(await leaver.get('/parties')), 'KEY_MISSING');
  assert.equal((await leaver.get('/account/me')).body.active, null);
  const { member } = (await manager.get('/account/people')).body;
  const told = member.find(({ user }: { user: string }) => user === leaver.user);
  assert.ok(told.endedAtMs > 0);
});

test('who has left can do nothing from that moment on: no row, in no session, and none of the links that they made', async () => {
  const leaver = await house.person('manager', house.party);
  const { email } = (await leaver.get('/account/me')).body.user;
  const elsewhere = await house.signedIn(email);
  const back = (await leaver.post('/account/people/invitations', { role: 'manager' })).body.link;
  const reset = (await leaver.post(`/account/people/${clerk.user}/reset`)).body.link as string;
  const once = { 'idempotency-key': 'a-request-of-somebody-who-left' };
  const site = { facility: 'https://example.org/left', party: house.party, country: 'IN' };
  assert.equal((await leaver.post('/facilities', site, once)).status, 201);
  const { size } = house.node.head();
  assert.equal((await change(operator, leaver, { end: true })).status, 200);
  for (const session of [leaver, elsewhere]) {
    assert.deepEqual((await session.get('/account/me')).body.memberships, []);
    assert.equal((await session.post('/facilities', site, once)).status, 401);
    for (const route of routes) {
      const path = route.path.replace(/:\w+(\{[^}]*\})?/g, 'x');
      const nobody = new Visitor(house.url);
      const [left, anybody] = [
        await session.send(route.method, path, undefined, {}),
        await nobody.send(route.method, path, undefined, {}),
      ];
      // Rows for whoever is signed in: there is nothing that they may look after.
      if (route.who === 'people' || route.person !== undefined) assert.notEqual(left.status, 201, path);
      else assert.deepEqual([left.status, codeOf(left)], [anybody.status, codeOf(anybody)], path);
      if (route.who === 'people') assert.ok(left.status >= 400, path);
    }
  }
  const again = await leaver.post('/account/invitation/accept', tokenOf(back));
  assert.equal(codeOf(again), 'INVITATION_NOT_OPEN');
  const token = reset.slice(reset.indexOf('#') + 1);
  const taken = await house.visitor().post('/account/auth/reset-password', { token, newPassword });
  assert.ok(taken.status >= 400, JSON.stringify(taken.body));
  assert.equal((await clerk.get('/account/me')).body.active.role, 'clerk');
  assert.equal(house.node.head().size, size);
});

test('a manager who becomes a clerk has invited nobody; one whose level changes neither', async () => {
  const one = await house.person('manager', house.party);
  const link = async (): Promise<string> =>
    (await one.post('/account/people/invitations', { role: 'clerk' })).body.link;
  const [first, kept] = [await link(), await house.person('viewer', house.party)];
  assert.equal((await change(operator, one, { level: 'site', party: house.party })).status, 200);
  const second = await link();
  assert.equal((await change(operator, one, { role: 'clerk', party: house.party })).status, 200);
  for (const made of [first, second])
    assert.equal(
      codeOf(await house.visitor().post('/account/invitation', tokenOf(made))),
      'INVITATION_NOT_OPEN',
    );
  assert.equal((await kept.get('/parties')).status, 200);
});

test('a manager looks after the own party only, and the last one stays', async () => {
  const other = await house.person('clerk', house.otherParty);
  assert.deepEqual(codeOf(await change(manager, other, { end: true })), 'PERSON_UNKNOWN');
  assert.deepEqual(
    codeOf(await change(manager, other, { party: house.otherParty, end: true })),
    'MEMBERSHIP_MISSING',
  );
  for (const sent of [{ end: true }, { role: 'viewer' }])
    assert.deepEqual(codeOf(await change(manager, manager, sent)), 'LAST_MANAGER');
  const [first] = house.accounts.memberships.ofParty(null);
  const last = await change(operator, { user: first?.user ?? '' }, { end: true });
  assert.deepEqual([last.status, codeOf(last)], [409, 'LAST_OPERATOR']);
  assert.deepEqual(codeOf(await change(manager, clerk, { level: 'full' })), 'LEVEL_NOT_GRANTED');
  assert.deepEqual(codeOf(await change(manager, clerk, { role: 'operator' })), 'TERMS_DO_NOT_FIT');
});

test('a reset link counts once, ends every session, and needs no mail', async () => {
  const made = await manager.post(`/account/people/${clerk.user}/reset`);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const token = made.body.link.replace('/app/reset#', '');
  const reset = (sent: string) =>
    house.visitor().post('/account/auth/reset-password', { newPassword: sent, token });
  assert.equal((await reset('short')).status, 400);
  assert.equal((await reset(newPassword)).status, 200);
  assert.equal((await reset(`${newPassword} again`)).status, 400);
  assert.equal((await clerk.get('/account/me')).body.user, null);
  const email = house.accounts.persons.byId(clerk.user)?.email ?? '';
  assert.equal((await house.visitor().post('/account/auth/sign-in/email', { email, password })).status, 401);
  clerk = Object.assign(await house.signedIn(email, newPassword), { user: clerk.user });
});

test('a link opens all that a person may do, so a manager makes none for who belongs elsewhere too', async () => {
  await house.accounts.change(clerk.user, {
    role: 'viewer',
    party: house.otherParty,
    sites: null,
    level: 'country',
  });
  const made = await manager.post(`/account/people/${clerk.user}/reset`);
  assert.deepEqual([made.status, codeOf(made)], [403, 'PERSON_OF_OTHERS_TOO']);
  assert.equal((await operator.post(`/account/people/${clerk.user}/reset`)).status, 201);
  const [first] = house.accounts.memberships.ofParty(null);
  assert.deepEqual(codeOf(await manager.post(`/account/people/${first?.user}/reset`)), 'PERSON_UNKNOWN');
  assert.deepEqual(codeOf(await operator.post('/account/people/nobody/reset')), 'PERSON_UNKNOWN');
});

test('keys of a party are made and revoked by its manager, shown once, and no other kind', async () => {
  const made = await manager.post('/account/keys', { label: 'scale' });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const authorization = { authorization: `Bearer ${made.body.key}` };
  const asKey = house.visitor();
  assert.equal((await asKey.get('/capture', authorization)).status, 200);
  const listed = (await manager.get('/account/keys')).body.member;
  assert.deepEqual(
    listed.map(({ party }: { party: string }) => party),
    [house.party, house.party],
  );
  assert.equal(JSON.stringify(listed).includes(made.body.key.slice(-43)), false);
  for (const wish of [{ role: 'operator' }, { role: 'reader' }])
    assert.deepEqual(codeOf(await manager.post('/account/keys', wish)), 'TERMS_DO_NOT_FIT');
  assert.deepEqual(codeOf(await manager.post('/account/keys', { level: 'full' })), 'LEVEL_NOT_GRANTED');
  assert.deepEqual(
    codeOf(await manager.post('/account/keys', { party: house.otherParty })),
    'MEMBERSHIP_MISSING',
  );
  const foreign = (await house.keys.list()).find(({ party }) => party === house.otherParty);
  assert.deepEqual(codeOf(await manager.post(`/account/keys/${foreign?.id}/revocation`)), 'API_KEY_UNKNOWN');
  assert.equal((await manager.post(`/account/keys/${made.body.id}/revocation`)).status, 200);
  assert.deepEqual(codeOf(await asKey.get('/capture', authorization)), 'KEY_NOT_VALID');
});

test('the trail tells who did it, to a manager of the own party, and holds no secret', async () => {
  const all = await operator.get('/account/audit?limit=1000');
  const actions = new Set(all.body.member.map(({ action }: { action: string }) => action));
  for (const action of [
    ...['set up the node', 'invited', 'accepted an invitation', 'changed a role', 'ended a membership'],
    ...[
      'made a password reset link',
      'set a new password',
      'made an API key',
      'revoked an API key',
      'signed in',
    ],
    'POST /certificates',
  ])
    assert.ok(actions.has(action), action);
  const own = (await manager.get('/account/audit')).body;
  assert.ok(
    own.member.length > 0 && own.member.every(({ party }: { party: string }) => party === house.party),
  );
  assert.deepEqual(own.refusedSignIns, []);
  const mine = own.member.find(({ action }: { action: string }) => action === 'made an API key');
  assert.deepEqual([mine.user, mine.role, mine.detail.label], [manager.user, 'manager', 'scale']);
  const done = own.member.filter(({ action }: { action: string }) => action === 'POST /certificates');
  assert.deepEqual(done.at(-1)?.detail, { status: 422 });
  const text = JSON.stringify(all.body);
  for (const secret of [password, newPassword, 'svk_', '/app/'])
    assert.equal(text.includes(secret), false, secret);
});

test('the trail is paged, and what is refused at sign-in is counted by the hour', async () => {
  const first = (await operator.get('/account/audit?limit=3')).body;
  assert.equal(first.member.length, 3);
  const next = (await operator.get(`/account/audit?limit=3&before=${first.next}`)).body;
  assert.ok(next.member[0].id < first.member[2].id);
  const failed = first.refusedSignIns.find(({ user }: { user: string }) => user === clerk.user);
  assert.deepEqual([failed.count, failed.hourMs % 3_600_000], [1, 0]);
});
