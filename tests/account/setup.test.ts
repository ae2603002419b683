// The first person, signing in and out, and what of it is told to whom.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, type House, openHouse, password } from './house.ts';

let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const about = { name: 'Ana', email: 'Ana@Example.org ', password };

test('a node without an operator says so, and takes no other token than the text of an operator key', async () => {
  const visitor = house.visitor();
  const { body } = await visitor.get('/account/me');
  assert.deepEqual(body, {
    ...{ user: null, needsSetup: true, memberships: [], active: null, newsReadUntil: null },
    signIn: { password: true, passkey: true, oidc: [] },
  });
  const party = house.as('party')['authorization']?.replace('Bearer ', '') ?? '';
  for (const token of ['nothing', `${house.token}x`, party]) {
    const answer = await visitor.post('/account/setup', { ...about, token });
    assert.deepEqual([answer.status, codeOf(answer)], [403, 'SETUP_TOKEN_WRONG']);
  }
  assert.equal(house.accounts.persons.all().length, 0);
});

test('a short password, a strange field and a wrong address are refused with their field', async () => {
  const send = (change: object) =>
    house.visitor().post('/account/setup', { ...about, token: house.token, ...change });
  const short = await send({ password: 'short' });
  assert.deepEqual(
    [short.status, codeOf(short), short.body.errors[0].field],
    [422, 'PASSWORD_NOT_TAKEN', 'password'],
  );
  for (const change of [{ email: 'nobody' }, { role: 'operator' }, { name: '' }])
    assert.deepEqual([(await send(change)).status, codeOf(await send(change))], [400, 'FIELD_INVALID']);
  assert.equal(house.accounts.persons.all().length, 0);
});

test('of two who set up at the same time one becomes operator, and nothing is left of the other', async () => {
  const [one, other] = await Promise.all(
    ['ana@example.org', 'eve@example.org'].map((email) =>
      house.visitor().post('/account/setup', { ...about, email, token: house.token }),
    ),
  );
  assert.deepEqual([one?.status, other?.status].sort(), [201, 409]);
  const people = house.accounts.persons.all();
  assert.equal(people.length, 1);
  assert.equal(house.accounts.memberships.ofParty(null).length, 1);
  const third = await house
    .visitor()
    .post('/account/setup', { ...about, email: 'x@example.org', token: house.token });
  assert.deepEqual([third.status, codeOf(third)], [409, 'SETUP_DONE']);
});

test('who signs in is told who they are; who signs out is nobody, and the old cookie is worth nothing', async () => {
  const email = house.accounts.persons.all()[0]?.email ?? '';
  const visitor = await house.signedIn(email.toUpperCase());
  const me = await visitor.get('/account/me');
  assert.equal(me.body.user.email, email);
  assert.equal(me.body.active.role, 'operator');
  assert.equal(me.body.needsSetup, false);
  assert.equal((await visitor.get('/parties')).status, 200);
  const kept = new Map(visitor.cookies);
  assert.equal((await visitor.post('/account/auth/sign-out', {})).status, 200);
  assert.equal(visitor.cookies.size, 0);
  for (const [name, value] of kept) visitor.cookies.set(name, value);
  assert.equal((await visitor.get('/account/me')).body.user, null);
  assert.deepEqual(codeOf(await visitor.get('/parties')), 'KEY_MISSING');
});

test('a wrong password and an unknown address are told apart by nobody', async () => {
  const email = house.accounts.persons.all()[0]?.email ?? '';
  const visitor = house.visitor();
  const wrong = await visitor.post('/account/auth/sign-in/email', { email, password: 'wrong wrong wrong' });
  const unknown = await visitor.post('/account/auth/sign-in/email', { email: 'no@example.org', password });
  assert.deepEqual([wrong.status, wrong.body], [unknown.status, unknown.body]);
  assert.equal(wrong.status, 401);
  assert.equal(wrong.headers.get('content-type'), 'application/problem+json');
  assert.deepEqual(
    [wrong.body.type, wrong.body.code, codeOf(wrong), wrong.body.status],
    ['/problems/invalid-email-or-password', 'INVALID_EMAIL_OR_PASSWORD', 'INVALID_EMAIL_OR_PASSWORD', 401],
  );
  assert.equal(visitor.cookies.size, 0);
});

test('nobody signs up, asks for mail, or finds an address that is not opened', async () => {
  const visitor = await house.signedIn(house.accounts.persons.all()[0]?.email ?? '');
  const closed = [
    'sign-up/email',
    'request-password-reset',
    'change-email',
    'delete-user',
    'update-session',
    'refresh-token',
  ];
  for (const path of closed)
    assert.equal((await visitor.post(`/account/auth/${path}`, { ...about })).status, 404, path);
  assert.equal((await visitor.get('/account/auth/verify-email?token=x')).status, 404);
});

test('the headers of every answer are strict, and no answer to a session is kept by anybody', async () => {
  const visitor = await house.signedIn(house.accounts.persons.all()[0]?.email ?? '');
  for (const path of ['/account/me', '/parties', '/account/auth/get-session', '/account/audit']) {
    const { headers } = await visitor.get(path);
    assert.equal(headers.get('cache-control'), 'private, no-store', path);
    assert.match(headers.get('vary') ?? '', /Cookie/, path);
    assert.equal(headers.get('access-control-allow-origin'), null, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path);
  }
});
