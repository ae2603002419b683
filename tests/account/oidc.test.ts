// Signing in by OpenID Connect, with a real provider on this machine: code flow with PKCE, state, nonce, signed ID token.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, type House, openHouse, password, tokenOf, type Visitor } from './house.ts';
import { client, openProvider, type TestProvider } from './provider.ts';

let provider: TestProvider;
let house: House;
let operator: Visitor;
let nodeUrl = '';

before(async () => {
  // The node has to know the provider's address and the provider the node's: the node listens first.
  let issuer = '';
  const known = { id: 'house', name: 'House sign-on', ...client };
  const oidc = [
    Object.defineProperty({ ...known, issuer }, 'issuer', { get: () => issuer, enumerable: true }),
  ];
  house = await openHouse({ oidc });
  nodeUrl = house.url;
  provider = await openProvider(() => `${nodeUrl}/account/auth/callback/house`);
  issuer = provider.issuer;
  operator = await house.operatorPerson();
});
after(async () => {
  await house.close();
  await provider.close();
});

/** Follows from the sign-in to the provider and back to the node; the address at the end. */
async function byProvider(visitor: Visitor, body: object, path = 'sign-in/social'): Promise<URL> {
  const begun = await visitor.post(`/account/auth/${path}`, {
    provider: 'house',
    callbackURL: '/app',
    ...body,
  });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const back = await throughProvider(new URL(begun.body.url));
  const done = await visitor.get(back.pathname + back.search);
  assert.equal(done.status, 302, JSON.stringify(done.body));
  return new URL(done.headers.get('location') ?? '', nodeUrl);
}

async function throughProvider(start: URL): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = start;
  for (let step = 0; step < 10 && at.origin === new URL(provider.issuer).origin; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    assert.ok(response.headers.has('location'), `${response.status} ${await response.text()}`);
    at = new URL(response.headers.get('location') ?? '', at);
  }
  return at;
}

const grown = { sub: '42', email: 'gita@brand.example', email_verified: true, name: 'Gita of the brand' };

test('the provider is offered by name, and asked with PKCE, state and nonce', async () => {
  const visitor = house.visitor();
  assert.deepEqual((await visitor.get('/account/me')).body.signIn.oidc, [
    { id: 'house', name: 'House sign-on' },
  ]);
  const begun = await visitor.post('/account/auth/sign-in/social', {
    provider: 'house',
    callbackURL: '/app',
  });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const asked = new URL(begun.body.url).searchParams;
  assert.equal(asked.get('code_challenge_method'), 'S256');
  for (const name of ['code_challenge', 'state', 'nonce'])
    assert.ok((asked.get(name)?.length ?? 0) >= 20, name);
  assert.deepEqual(new Set(asked.get('scope')?.split(' ')), new Set(['openid', 'email', 'profile']));
});

test('whom nobody invited does not get in, however well they are known there', async () => {
  provider.subject = grown;
  const before = house.accounts.persons.all().length;
  const visitor = house.visitor();
  const end = await byProvider(visitor, {});
  assert.deepEqual([end.pathname, end.searchParams.get('error')], ['/app/sign-in', 'signup_disabled']);
  assert.equal((await visitor.get('/account/me')).body.user, null);
  const asking = await visitor.post('/account/auth/sign-in/social', {
    provider: 'house',
    callbackURL: '/app',
    requestSignUp: true,
  });
  assert.deepEqual([asking.status, asking.body.code], [403, 'INVITATION_NOT_OPEN']);
  assert.equal(house.accounts.persons.all().length, before);
});

test('with an invitation a new person joins by the provider, and signs in by it from then on', async () => {
  provider.subject = grown;
  const made = await operator.post('/account/people/invitations', { role: 'manager', party: house.party });
  const invitation = tokenOf(made.body.link);
  const visitor = house.visitor();
  const end = await byProvider(visitor, { requestSignUp: true, additionalData: { invitation } });
  assert.equal(end.pathname, '/app', end.href);
  const me = (await visitor.get('/account/me')).body;
  assert.deepEqual(
    [me.user.email, me.user.name, me.active],
    ['gita@brand.example', 'Gita of the brand', null],
  );
  const took = await visitor.post('/account/invitation/accept', invitation);
  assert.deepEqual([took.status, took.body.active.role], [201, 'manager']);
  const later = house.visitor();
  await byProvider(later, {});
  assert.equal((await later.get('/account/me')).body.active.party, house.party);
});

test('an address of the provider is not yet the person here who has it; linked by that person, it is', async () => {
  provider.subject = { sub: '7', email: 'operator@example.org', email_verified: true, name: 'Somebody' };
  const visitor = house.visitor();
  const end = await byProvider(visitor, {});
  assert.equal(end.searchParams.get('error'), 'account_not_linked');
  assert.equal((await visitor.get('/account/me')).body.user, null);
  const linked = await byProvider(operator, {}, 'link-social');
  assert.equal(linked.searchParams.get('error'), null, linked.href);
  const again = house.visitor();
  await byProvider(again, {});
  assert.equal((await again.get('/account/me')).body.active.role, 'operator');
});

test('an answer of the provider counts once, in the browser that asked, and an ID token by hand never', async () => {
  provider.subject = grown;
  const visitor = house.visitor();
  const begun = await visitor.post('/account/auth/sign-in/social', {
    provider: 'house',
    callbackURL: '/app',
  });
  const back = await throughProvider(new URL(begun.body.url));
  const other = house.visitor();
  const stolen = await other.get(back.pathname + back.search);
  assert.match(stolen.headers.get('location') ?? '', /error=/);
  assert.equal((await other.get('/account/me')).body.user, null);
  const byHand = await other.post('/account/auth/sign-in/social', {
    provider: 'house',
    idToken: { token: 'x.y.z' },
  });
  assert.deepEqual([byHand.status, byHand.body.code], [400, 'ID_TOKEN_NOT_TAKEN']);
});

test('a provider that is away keeps nobody else out', async () => {
  const away = [{ id: 'away', name: 'Away', issuer: 'http://127.0.0.1:9', ...client }];
  const alone = await openHouse({ oidc: away });
  try {
    const body = { token: alone.token, name: 'A', email: 'operator@example.org', password };
    assert.equal((await alone.visitor().post('/account/setup', body)).status, 201);
    const asked = await alone
      .visitor()
      .post('/account/auth/sign-in/social', { provider: 'away', callbackURL: '/app' });
    assert.equal(asked.status, 404, codeOf(asked));
    assert.equal((await alone.signedIn('operator@example.org')).cookies.size, 1);
  } finally {
    await alone.close();
  }
});
