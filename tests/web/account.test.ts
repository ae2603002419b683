// People: the first one, an invitation, a passkey, a second factor; each by the screens that they use.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

describe('accounts', { skip: noBrowser }, () => {
  let web: WebWorld;
  let party: string;
  const password = 'blue warp over red weft';

  before(async () => {
    web = await openWeb();
    const admitted = await web.node.admitParty({ name: 'Delta Gin', country: 'EG' });
    assert.ok(admitted.ok);
    party = admitted.value.party;
  });
  after(() => web?.close());

  test('set up, invite, accept: the operator’s node has a manager', async () => {
    const token = await web.key('operator');
    const operator = await web.open({ person: null });
    await operator.go('/setup');
    await operator.axe();
    await operator.shot('setup');
    await fill(operator, {
      'Set-up key': token,
      'Your name': 'Op',
      'E-mail address': 'op@example.org',
      Password: password,
    });
    await operator.page.getByRole('button', { name: 'Set up' }).click();
    await operator.page.getByRole('heading', { name: 'Invitations' }).waitFor();
    await operator.page.getByLabel('Manager').check();
    await operator.page.locator('select').last().selectOption(party);
    await operator.page.getByRole('button', { name: 'Invite' }).click();
    const link = await operator.page.locator('code', { hasText: '/app/join#' }).innerText();
    await operator.axe();
    await operator.shot('people');
    const manager = await web.open({ person: null, viewport: 'phone' });
    await manager.page.goto(link);
    await manager.page.getByText('Delta Gin').waitFor();
    await manager.axe();
    await manager.shot('join');
    await fill(manager, { 'Your name': 'Mona', 'E-mail address': 'mona@example.org', Password: password });
    await manager.page.getByRole('button', { name: 'Accept the invitation' }).click();
    await manager.page.locator('.frame-name', { hasText: 'Mona' }).waitFor({ state: 'attached' });
    const [person] = web.accounts.memberships.ofParty(party);
    assert.equal(person?.role, 'manager');
    assert.deepEqual([...operator.errors, ...manager.errors], []);
    await Promise.all([operator.context.close(), manager.context.close()]);
  });

  test('a wrong password is said plainly, a right one with a code of the app goes on', async () => {
    const window = await signedInByPassword(web, 'mona@example.org', password);
    await window.go('/settings');
    await window.axe();
    await window.shot('settings');
    const panel = window.page.locator('section', {
      has: window.page.getByRole('heading', { name: 'Code from an app' }),
    });
    await panel.getByLabel('Password').fill(password);
    await panel.getByRole('button', { name: 'Switch on' }).click();
    const secret = await panel.locator('code').first().innerText();
    await panel.getByLabel('Code', { exact: true }).fill(totp(secret, Date.now()));
    await panel.getByRole('button', { name: 'Go on' }).click();
    await panel.getByText('On', { exact: true }).waitFor();
    await window.page.getByRole('button', { name: 'Sign out' }).click();
    await window.page.locator('.frame-who', { hasText: 'Sign in' }).waitFor();
    await window.go('/sign-in');
    await fill(window, { 'E-mail address': 'mona@example.org', Password: 'not this one' });
    await window.page.getByRole('button', { name: 'Sign in' }).click();
    await window.page.getByRole('alert').waitFor();
    await fill(window, { Password: password });
    await window.page.getByRole('button', { name: 'Sign in' }).click();
    await window.page.getByLabel('Code').fill(totp(secret, Date.now() + 30_000));
    await window.page.getByRole('button', { name: 'Go on' }).click();
    await window.page.locator('.frame-name', { hasText: 'Mona' }).waitFor();
    await window.context.close();
  });

  test('a passkey is added and lets in without a password', async () => {
    // A passkey belongs to a name, which an address in numbers is not.
    const home = `${web.url.replace('127.0.0.1', 'localhost')}/app`;
    const window = await web.open({ person: null });
    const cookies = await web.signIn({ role: 'manager', party });
    await window.context.addCookies(cookies.map((cookie) => ({ ...cookie, url: home })));
    await addAuthenticator(window);
    await window.page.goto(`${home}/settings`);
    await window.page.getByLabel('Name of this device').fill('This phone');
    await window.page.getByRole('button', { name: 'Add a passkey' }).click();
    await window.page.getByText('This phone').waitFor();
    await window.page.getByRole('button', { name: 'Sign out' }).click();
    await window.page.locator('.frame-who', { hasText: 'Sign in' }).click();
    await window.page.getByRole('button', { name: 'Use a passkey' }).click();
    await window.page.locator('.frame-name').waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });
});

async function signedInByPassword(web: WebWorld, email: string, password: string): Promise<Window> {
  const window = await web.open({ person: null });
  await window.go('/sign-in');
  await window.axe();
  await window.shot('sign-in');
  await fill(window, { 'E-mail address': email, Password: password });
  await window.page.getByRole('button', { name: 'Sign in' }).click();
  await window.page.locator('.frame-name').waitFor();
  return window;
}

async function fill({ page }: Window, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await page.getByLabel(label, { exact: true }).fill(value);
}

async function addAuthenticator({ context, page }: Window): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** RFC 6238, by which the test plays the app for codes. */
function totp(base32: string, nowMs: number): string {
  const bits = [...base32]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac.at(-1)! & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
