// People: the first one, an invitation, a passkey, a second factor; each by the screens that they use.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { client, openProvider, type TestProvider } from '../account/provider.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

describe('accounts', { skip: noBrowser }, () => {
  let web: WebWorld;
  let party: string;
  let provider: TestProvider;
  const password = 'blue warp over red weft';

  before(async () => {
    // The node is told of the provider before it is there: the provider has to know the node's address.
    const oidc = [{ id: 'house', name: 'House sign-on', ...client, issuer: '' }];
    web = await openWeb(undefined, { oidc });
    provider = await openProvider(() => `${web.url}/account/auth/callback/house`);
    oidc[0]!.issuer = provider.issuer;
    const admitted = await web.node.admitParty({ name: 'Delta Gin', country: 'EG' });
    assert.ok(admitted.ok);
    party = admitted.value.party;
  });
  after(async () => {
    await web?.close();
    await provider?.close();
  });

  test('set up, invite, accept: the operator’s node has a manager', async () => {
    const token = await web.key('operator');
    const operator = await web.open({ person: null });
    await operator.go('/setup');
    await operator.axe();
    await operator.shot('setup');
    await fill(operator, { 'Your name': 'Op', 'E-mail address': 'op@example.org', Password: password });
    await operator.page.reload();
    const field = (label: string): Promise<string> =>
      operator.page.getByLabel(label, { exact: true }).inputValue();
    await soon(async () =>
      assert.deepEqual([await field('Your name'), await field('E-mail address')], ['Op', 'op@example.org']),
    );
    await soon(async () => assert.equal(await field('Password'), '', 'no password is kept'));
    await fill(operator, { 'Set-up key': token, Password: password });
    await operator.page.getByRole('button', { name: 'Set up' }).click();
    await operator.page.getByRole('heading', { name: 'Invitations' }).waitFor();
    await operator.page.getByLabel('Manager').check();
    await operator.page.locator('select').last().selectOption(party);
    // What the API gives where nothing is said, until somebody chooses more.
    await soon(async () =>
      assert.ok(await operator.page.getByRole('radio', { name: /^Countries / }).isChecked()),
    );
    await operator.page.getByRole('radio', { name: /^Everything, with weights / }).check();
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
    assert.equal(person.level, 'full');
    assert.deepEqual([...operator.errors, ...manager.errors], []);
    await Promise.all([operator.context.close(), manager.context.close()]);
  });

  test('a new person comes by the company’s own provider, with an invitation and without a password', async () => {
    provider.subject = {
      sub: '42',
      email: 'gita@gin.example',
      email_verified: true,
      name: 'Gita of the gin',
    };
    const terms = { role: 'viewer', party, sites: null, level: 'country', note: null } as const;
    const { invitation, token } = web.accounts.invitations.make(
      { ...terms, invitedBy: null, expiresAtMs: Date.now() + 86_400_000 },
      Date.now(),
    );
    const uninvited = await web.open({ person: null });
    await uninvited.go('/sign-in');
    await uninvited.page.getByRole('button', { name: 'Go on with House sign-on', exact: true }).click();
    await uninvited.page.getByText('Whoever is new needs an invitation first.', { exact: false }).waitFor();
    await uninvited.axe();
    await uninvited.context.close();
    const { page, errors, context } = await web.open({ person: null, viewport: 'phone' });
    await page.goto(`${web.url}/app/join#${invitation.id}.${token}`);
    await page.getByRole('button', { name: 'Go on with House sign-on', exact: true }).click();
    await page.getByText('Gita of the gin', { exact: false }).last().waitFor();
    await page.getByRole('button', { name: 'Accept the invitation', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Today', exact: true }).waitFor();
    const joined = web.accounts.memberships.ofParty(party).find(({ role }) => role === 'viewer');
    assert.equal(web.accounts.persons.byId(joined?.user ?? '')?.email, 'gita@gin.example');
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('an invitation, a key and a link whose answer was lost are asked for again, and stand once', async () => {
    const { email } = await web.person({ role: 'viewer', party });
    const user = web.accounts.persons.all().find((one) => one.email === email)!.id;
    const manager = await web.open({ person: { role: 'manager', party } });
    const { page } = manager;
    await manager.go('/people');
    /** Done by the node, and the line broke before it was told. */
    const loseNext = async (path: string): Promise<void> => {
      await page.route(
        `**${path}`,
        async (route) => {
          await route.fetch();
          await route.abort();
        },
        { times: 1 },
      );
    };
    const invite = page.getByRole('button', { name: 'Invite', exact: true });
    await page.getByRole('textbox', { name: 'For whom' }).fill('Lost and found');
    await loseNext('/account/people/invitations');
    await invite.click();
    await page.locator('form', { has: invite }).getByRole('alert').waitFor();
    await invite.click();
    const link = page.getByText(/\/app\/join#/);
    await link.waitFor();
    const [id = '', token = ''] = ((await link.textContent()) ?? '').split('#')[1]?.split('.') ?? [];
    assert.ok(web.accounts.invitations.open(id, token, Date.now()));
    const same = web.accounts.invitations.ofParty(party).filter(({ note }) => note === 'Lost and found');
    assert.equal(same.length, 1);
    const make = page.getByRole('button', { name: 'Make a key', exact: true });
    await page.getByRole('textbox', { name: 'For which program' }).fill('Lost scale');
    await loseNext('/account/keys');
    await make.click();
    await page.locator('form', { has: make }).getByRole('alert').waitFor();
    await make.click();
    await page.getByText(/^svk_/).waitFor();
    assert.equal((await web.keys.list()).filter(({ label }) => label === 'Lost scale').length, 1);
    const row = page.getByRole('row').filter({ hasText: email });
    await row.getByRole('button', { name: 'Change', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const reset = dialog.getByRole('button', { name: 'Make a link for a new password', exact: true });
    await loseNext('/reset');
    await reset.click();
    await dialog.getByRole('alert').waitFor();
    await reset.click();
    await dialog.getByText(/\/app\/reset#/).waitFor();
    const made = web.accounts.audit
      .read({ party, limit: 100 })
      .filter(({ action, subject }) => action === 'made a password reset link' && subject === user);
    assert.equal(made.length, 1);
    await manager.context.close();
  });

  test('people, invitations, keys and what was done fit on a phone, in every direction', async () => {
    for (const language of ['en', 'ar', 'de']) {
      const manager = await web.open({ person: { role: 'manager', party }, viewport: 'phone', language });
      const { page } = manager;
      await manager.go('/people');
      const frames = page.locator('.table-frame');
      await frames.nth(2).waitFor();
      await soon(async () => {
        const wide = await frames.evaluateAll((all) =>
          all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
        );
        assert.deepEqual(wide, [], language);
      });
      // Blocks to the eye, and a table to whoever listens.
      const [first] = await frames.first().getByRole('row').all();
      assert.ok(first);
      assert.equal(await frames.first().getByRole('columnheader').count(), 6);
      await manager.axe();
      await manager.shot('people-cards');
      assert.deepEqual(manager.errors, []);
      await manager.context.close();
    }
  });

  test('what somebody sees is changed later, and nobody gives more than they have', async () => {
    const manager = await web.open({ person: { role: 'manager', party, level: 'site' } });
    await web.signIn({ role: 'clerk', party });
    const { user } = web.accounts.memberships.ofParty(party).find(({ role }) => role === 'clerk')!;
    await manager.go('/people');
    const invitation = manager.page.getByRole('group', { name: 'What may they see?', exact: true });
    await invitation.waitFor();
    await soon(async () => assert.equal(await invitation.getByRole('radio').count(), 3));
    const row = manager.page.getByRole('row').filter({ hasText: web.accounts.persons.byId(user)!.email });
    await row.getByRole('button', { name: 'Change', exact: true }).click();
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Places and names too / }).check();
    await manager.axe();
    await manager.shot('people-level');
    await dialog.getByRole('button', { name: 'Change what they see', exact: true }).click();
    await row.getByText('Places and names too', { exact: true }).waitFor();
    assert.equal(web.accounts.memberships.of(user)[0]?.level, 'site');
    assert.deepEqual(manager.errors, []);
    await manager.context.close();
  });

  test('the keys of a company: a phone that is lost signs no more', async () => {
    const manager = await web.open({ person: { role: 'manager', party } });
    const { page } = manager;
    await manager.go('/capture');
    await page.getByLabel('Name of this device').fill('Gin office tablet');
    await page.getByRole('button', { name: 'Let this device sign', exact: true }).click();
    await page.getByText('Gin office tablet', { exact: true }).waitFor();
    await manager.go('/people');
    const row = page.getByRole('row').filter({ hasText: 'Gin office tablet' });
    await row.getByText('This device', { exact: true }).waitFor();
    await manager.axe();
    await page.getByRole('button', { name: 'Take back: Gin office tablet', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('lost in the field');
    await manager.axe();
    await manager.shot('device-revoke');
    await dialog.getByRole('button', { name: 'Take back', exact: true }).click();
    await row.getByText('lost in the field', { exact: true }).waitFor();
    await manager.shot('devices');
    const [nodes, device] = web.node.party(party)!.keys;
    assert.deepEqual([nodes?.revokedAt === null, device?.revokedAt === null], [true, false]);
    // The browser has put its half away, and would make another.
    await manager.go('/capture');
    await page.getByRole('button', { name: 'Let this device sign', exact: true }).waitFor();
    assert.deepEqual(manager.errors, []);
    await manager.context.close();
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
