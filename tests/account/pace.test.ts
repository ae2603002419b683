// How often somebody may guess: per address, and per person whoever asks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answered, codeOf, type House, openHouse, password } from './house.ts';

let house: House;
let proxied: House;
const time = { nowMs: Date.now() };

before(async () => {
  house = await openHouse({ nowMs: () => time.nowMs });
  proxied = await openHouse({}, { trustProxy: true });
  await house.operatorPerson();
});
after(async () => {
  await house.close();
  await proxied.close();
});

const email = 'operator@example.org';

function isTurnedAway(answer: Answered): void {
  assert.deepEqual([answer.status, codeOf(answer)], [429, 'TOO_MANY_TRIES']);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  const seconds = answer.headers.get('retry-after');
  assert.ok(Number(seconds) > 0);
  assert.match(answer.headers.get('ratelimit-policy') ?? '', /^"[a-z-]+";q=\d+;w=\d+$/);
  assert.match(answer.headers.get('ratelimit') ?? '', new RegExp(`^"[a-z-]+";r=0;t=${seconds}$`));
}

async function until429(send: (at: number) => Promise<Answered>, most: number): Promise<number> {
  for (let at = 0; at <= most; at += 1) {
    const answer = await send(at);
    if (answer.status !== 429) continue;
    isTurnedAway(answer);
    return at;
  }
  return Number.POSITIVE_INFINITY;
}

test('one person is guessed at twenty times, whoever guesses; the right password waits as well', async () => {
  const guess = (secret: string) =>
    house.visitor().post('/account/auth/sign-in/email', { email, password: secret });
  assert.equal(await until429(() => guess('wrong wrong wrong'), 25), 20);
  isTurnedAway(await guess(password));
  time.nowMs += 901_000;
  assert.equal((await guess(password)).status, 200);
  assert.equal((await guess('wrong wrong wrong')).status, 401);
});

test('one address tries thirty times a minute, whomever it tries', async () => {
  time.nowMs += 901_000;
  const send = (at: number) =>
    house
      .visitor()
      .post('/account/auth/sign-in/email', { email: `x${at}@example.org`, password: 'wrong wrong wrong' });
  assert.equal(await until429(send, 40), 30);
  time.nowMs += 61_000;
  assert.equal((await send(99)).status, 401);
});

for (const [path, body] of [
  ['/account/setup', { token: 'x', name: 'A', email, password }],
  ['/account/invitation', { id: 'x', token: 'y' }],
  ['/account/invitation/accept', { id: 'x', token: 'y' }],
  ['/account/join', { secret: 'x', party: { name: 'N', country: 'IN' } }],
] as const) {
  test(`${path} is tried thirty times in a quarter of an hour`, async () => {
    time.nowMs += 901_000;
    assert.equal(await until429(() => house.visitor().post(path, body), 40), 30);
  });
}

test('codes are tried twenty times a minute from one address, reset links ten times', async () => {
  const code = () => house.visitor().post('/account/auth/two-factor/verify-totp', { code: '000000' });
  assert.equal(await until429(code, 30), 20);
  const reset = { token: 'no such token', newPassword: password };
  assert.equal(await until429(() => house.visitor().post('/account/auth/reset-password', reset), 20), 10);
});

test('what a client says of its address counts behind a proxy only, and there the last word', async () => {
  const body = { id: 'x', token: 'y' };
  const lying = (at: number) =>
    house.visitor().post('/account/invitation', body, {
      'x-forwarded-for': `10.0.0.${at}`,
      'x-selvedge-client': `10.0.1.${at}`,
    });
  time.nowMs += 901_000;
  assert.equal(await until429(lying, 40), 30);
  const behind = (at: number) =>
    proxied.visitor().post('/account/invitation', body, { 'x-forwarded-for': `10.9.9.9, 10.0.0.${at}` });
  assert.equal(await until429(behind, 40), Number.POSITIVE_INFINITY);
  const same = (at: number) =>
    proxied.visitor().post('/account/invitation', body, { 'x-forwarded-for': `10.9.9.${at}, 10.1.1.1` });
  assert.equal(await until429(same, 40), 30);
  const signIn = (at: number) =>
    house
      .visitor()
      .post(
        '/account/auth/sign-in/email',
        { email: `y${at}@example.org`, password },
        { 'x-selvedge-client': `10.0.1.${at}`, 'x-forwarded-for': `10.0.2.${at}` },
      );
  assert.equal(await until429(signIn, 40), 30);
});
