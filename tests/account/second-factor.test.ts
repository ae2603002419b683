// A password and a second factor: TOTP (RFC 6238), and backup codes for who has lost it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createOTP } from '@better-auth/utils/otp';
import { type House, openHouse, password, type Visitor } from './house.ts';

let house: House;
let owner: Visitor;
let secret = '';
let backupCodes: string[] = [];

before(async () => {
  house = await openHouse();
  owner = await house.operatorPerson();
});
after(() => house.close());

const email = 'operator@example.org';
const auth = (path: string): string => `/account/auth/${path}`;
const codeNow = (): Promise<string> => createOTP(secret).totp();

/** RFC 4648 section 6. */
function fromBase32(text: string): string {
  const bits = [...text].map((c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 2)));
}

test('it takes the password to begin with, and a code to confirm', async () => {
  assert.equal((await owner.post(auth('two-factor/enable'), { password: 'wrong wrong wrong' })).status, 400);
  const begun = await owner.post(auth('two-factor/enable'), { password });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  assert.match(begun.body.totpURI, /^otpauth:\/\/totp\/Selvedge:/);
  secret = fromBase32(new URL(begun.body.totpURI).searchParams.get('secret') ?? '');
  backupCodes = begun.body.backupCodes;
  assert.equal((await owner.get('/account/me')).body.user.twoFactor, false);
  assert.equal((await owner.post(auth('two-factor/verify-totp'), { code: '000000' })).status, 401);
  const confirmed = await owner.post(auth('two-factor/verify-totp'), { code: await codeNow() });
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
  assert.equal((await owner.get('/account/me')).body.user.twoFactor, true);
});

test('the password alone opens nothing then', async () => {
  const visitor = house.visitor();
  const half = await visitor.post(auth('sign-in/email'), { email, password });
  assert.equal(half.body.twoFactorRedirect, true);
  assert.equal((await visitor.get('/account/me')).body.user, null);
  assert.equal((await visitor.get('/parties')).status, 401);
  assert.equal((await visitor.post(auth('two-factor/verify-totp'), { code: '123456' })).status, 401);
  const whole = await visitor.post(auth('two-factor/verify-totp'), { code: await codeNow() });
  assert.equal(whole.status, 200, JSON.stringify(whole.body));
  assert.equal((await visitor.get('/account/me')).body.user.email, email);
});

test('a backup code counts once', async () => {
  const [code] = backupCodes;
  for (const expected of [200, 401]) {
    const visitor = house.visitor();
    await visitor.post(auth('sign-in/email'), { email, password });
    assert.equal((await visitor.post(auth('two-factor/verify-backup-code'), { code })).status, expected);
  }
});

test('the trail tells a sign-in from a second factor that was confirmed', () => {
  const { audit } = house.accounts;
  const actions = audit.read({ limit: 20 }).map(({ action, detail }) => detail?.['by'] ?? action);
  assert.deepEqual(actions.reverse(), [
    ...['set up the node', 'confirmed a second factor'],
    ...['/two-factor/verify-totp', '/two-factor/verify-backup-code'],
  ]);
});

test('the operator of the machine can remove it, and wrong codes are counted', async () => {
  const [person] = house.accounts.persons.all();
  assert.equal(
    house.accounts.audit.refusedSignIns(10).reduce((sum, { count }) => sum + count, 0),
    3,
  );
  await house.accounts.signIn.removeSecondFactor(person?.id ?? '');
  const visitor = await house.signedIn(email);
  assert.equal((await visitor.get('/account/me')).body.user.twoFactor, false);
});
