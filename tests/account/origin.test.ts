// What other sites can make a browser do: nothing. Cookies come along with any request; so does, from a browser, the origin.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, type House, openHouse, password, type Visitor } from './house.ts';

let house: House;
let operator: Visitor;

before(async () => {
  house = await openHouse();
  operator = await house.operatorPerson();
});
after(() => house.close());

const evil = 'https://evil.example';
const foreign: Record<string, string>[] = [
  { origin: evil },
  { origin: 'null' },
  { origin: evil, 'sec-fetch-site': 'cross-site' },
  { origin: '', 'sec-fetch-site': 'same-site' },
  { origin: '', 'sec-fetch-site': 'none' },
  { origin: 'http://localhost:1' },
  { origin: '' },
];

async function sent(
  path: string,
  says: Record<string, string>,
  body: unknown = {},
  by = operator,
): Promise<string> {
  const headers = Object.fromEntries(Object.entries(says).filter(([, value]) => value !== ''));
  const cookie = [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }), ...headers },
    body: JSON.stringify(body),
  });
  assert.equal(response.headers.get('access-control-allow-origin'), null);
  const text = await response.text();
  return `${response.status} ${text.startsWith('{') ? (codeOf({ body: JSON.parse(text) } as never) ?? '') : ''}`;
}

test('with a session, what changes something comes from a page of this node', async () => {
  const before = house.node.head().size;
  const paths = [
    '/parties',
    '/account/active',
    '/account/people/invitations',
    '/account/auth/sign-out',
    '/scans',
  ];
  for (const path of paths) {
    for (const says of foreign)
      assert.equal(await sent(path, says), '403 CROSS_ORIGIN', `${path} ${JSON.stringify(says)}`);
  }
  assert.equal(house.node.head().size, before);
  assert.equal((await operator.get('/account/me')).body.user.email, 'operator@example.org');
  const own = { origin: new URL(house.url).origin };
  for (const says of [own, { 'sec-fetch-site': 'same-origin' }])
    assert.equal(await sent('/account/active', says, { party: null }), '200 ');
});

test('nobody is signed in by another site, to act for them unknowingly', async () => {
  const nobody = house.visitor();
  const body = { email: 'operator@example.org', password };
  for (const path of [
    '/account/auth/sign-in/email',
    '/account/setup',
    '/account/invitation/accept',
    '/account/join',
  ])
    assert.equal(await sent(path, { origin: evil }, body, nobody), '403 CROSS_ORIGIN', path);
  const form = await fetch(`${house.url}/account/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: evil,
      'sec-fetch-site': 'cross-site',
    },
    body: new URLSearchParams(body),
  });
  assert.equal(form.status, 403);
  assert.deepEqual(form.headers.getSetCookie(), []);
});

test('an answer by session is for this origin alone; a key needs no origin, for nothing sends it along', async () => {
  const read = await operator.get('/parties', { origin: evil });
  assert.deepEqual([read.status, read.headers.get('access-control-allow-origin')], [200, null]);
  const preflight = await fetch(`${house.url}/parties`, { method: 'OPTIONS', headers: { origin: evil } });
  assert.equal(preflight.headers.get('access-control-allow-origin'), null);
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  const byKey = await operator.post(
    '/parties',
    { name: 'By key', country: 'IN' },
    { ...house.as('operator'), origin: evil },
  );
  assert.equal(byKey.status, 201);
});

test('after signing in nobody is sent to another site', async () => {
  for (const callbackURL of [
    evil,
    'http://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    `${house.url}@evil.example`,
  ]) {
    const body = { email: 'operator@example.org', password, callbackURL };
    const answer = await house.visitor().post('/account/auth/sign-in/email', body);
    assert.deepEqual([answer.status, answer.body.code], [403, 'INVALID_CALLBACK_URL'], callbackURL);
  }
  const good = { email: 'operator@example.org', password, callbackURL: '/app/today?x=1' };
  assert.equal((await house.visitor().post('/account/auth/sign-in/email', good)).status, 200);
});

test('a name that somebody else gives to this machine has none of its cookies', async () => {
  const answer = await house.app.request('http://evil.example/account/active', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://evil.example' },
    body: JSON.stringify({ party: null }),
  });
  assert.equal(answer.status, 401);
});

test('with a public address that one alone is ours, and cookies are for TLS', async () => {
  const publicUrl = 'https://trace.brand.example';
  const safe = await openHouse({ publicUrl });
  try {
    const body = { token: safe.token, name: 'A', email: 'operator@example.org', password };
    const answer = await safe.visitor().post('/account/setup', body, { origin: publicUrl });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const [cookie = ''] = answer.headers.getSetCookie();
    assert.match(cookie, /^__Secure-selvedge\.session_token=/);
    for (const attribute of [/; HttpOnly/, /; SameSite=Lax/, /; Secure/, /; Path=\//])
      assert.match(cookie, attribute);
    assert.equal(/domain/i.test(cookie), false);
    const [pair = ''] = cookie.split(';');
    const me = await safe.visitor().get('/account/me', { cookie: pair });
    assert.equal(me.body.user.email, 'operator@example.org');
    for (const [origin, status] of [
      [publicUrl, 200],
      [safe.url, 403],
      ['http://trace.brand.example', 403],
    ] as const) {
      const done = await safe.visitor().post('/account/active', { party: null }, { cookie: pair, origin });
      assert.equal(done.status, status, origin);
    }
  } finally {
    await safe.close();
  }
});
