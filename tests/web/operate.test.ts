// The operator's rooms: what is late comes first, a backup is made and tried, a lost key is taken back, programs are told.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertSigned, openReceiver } from '../webhook/receiver.ts';
import { admit } from '../support/world.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

const dayMs = 86_400_000;

describe('the operator’s rooms', { skip: noBrowser }, () => {
  let web: WebWorld;
  let window: Window;

  before(async () => {
    web = await openWeb();
    for (const name of ['Delta Gin', 'Nile Spinning']) await admit(web.node, name);
    web.node.checkpoint();
    window = await web.open({ person: { role: 'operator' } });
  });
  after(() => web?.close());

  test('what is late comes first, with what to do; when it is done, all is well', async () => {
    web.world.time.nowMs += 2 * dayMs;
    await admit(web.node, 'Came later');
    web.world.time.nowMs += 3_600_000;
    await window.go('/operate');
    const now = window.page.locator('section', {
      has: window.page.getByRole('heading', { name: 'What needs you now' }),
    });
    await now.getByText('New entries are not published.').waitFor();
    await now.getByText('There is no backup yet.').waitFor();
    await window.shot('operate-late');
    web.node.checkpoint();
    await window.page.getByRole('link', { name: 'Backups' }).click();
    await window.page.getByRole('button', { name: 'Make a backup' }).click();
    await window.page.getByText('Restored and the same').waitFor({ timeout: 30_000 });
    await window.axe();
    await window.go('/operate');
    await window.page.getByText('All is well.').waitFor();
    assert.deepEqual(window.errors, []);
  });

  test('a backup is made and tried on a phone, found from the first page', async () => {
    const phone = await web.open({ person: { role: 'operator' }, viewport: 'phone' });
    const { page } = phone;
    await phone.go('/operate');
    await page.getByRole('link', { name: 'Backups', exact: true }).tap();
    const good = page.getByText('Restored and the same', { exact: true });
    await good.first().waitFor();
    const had = await good.count();
    await page.getByRole('button', { name: 'Make a backup', exact: true }).tap();
    await soon(async () => assert.equal(await good.count(), had + 1));
    assert.deepEqual(phone.errors, []);
    await phone.context.close();
  });

  test('a key is taken back with a reason; what is typed stays while the page asks again', async () => {
    const { page } = window;
    await page.clock.install();
    await window.go('/operate/keys');
    const field = page.getByLabel('Find a company');
    await field.fill('delta');
    await page.getByText('1 company').waitFor();
    // The page asks by itself, every ten seconds.
    const asked = page.waitForResponse((response) => response.url().endsWith('/operate'));
    await page.clock.fastForward(11_000);
    await asked;
    await soon(async () => assert.equal(await field.inputValue(), 'delta'));
    await soon(async () =>
      assert.equal(await field.evaluate((element) => element === document.activeElement), true),
    );
    await page.getByRole('button', { name: 'Take back: Delta Gin' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('the phone is lost');
    await window.axe();
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await page.getByText(/Taken back at entry \d+/).waitFor();
    const gin = web.node.parties().find(({ name }) => name === 'Delta Gin');
    assert.equal(
      gin?.keys.every(({ revokedAt }) => revokedAt !== null),
      true,
    );
    assert.deepEqual(window.errors, []);
  });

  test('a manager has a program told, tries it, and switches it on again; the operator sees what is off', async (context) => {
    const receiver = await openReceiver();
    context.after(() => receiver.close());
    const mill = web.node.parties().find(({ name }) => name === 'Nile Spinning')!.party;
    const manager = await web.open({ person: { role: 'manager', party: mill, level: 'full' } });
    const { page } = manager;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await manager.go('/people');
    await page.getByRole('link', { name: 'Look at the programs', exact: true }).click();
    await page.getByLabel('Address of the program').fill('https://192.168.1.7/');
    await press('Add it');
    await page.getByText('Nothing can be sent to this address.').waitFor();
    await page.getByLabel('Address of the program').fill(receiver.url);
    await press('Add it');
    const secret = (await page.getByText(/^whsec_/).textContent()) ?? '';
    await page.getByRole('link', { name: receiver.host, exact: true }).click();
    await press('Send a test');
    await page.getByRole('status').getByText('Taken', { exact: true }).waitFor();
    assertSigned(receiver.got[0]!, secret);
    receiver.answer = (response) => void response.writeHead(410).end('moved to the new ERP');
    const order = { trade: 'urn:x:order', stage: 'order', seller: mill, buyer: web.node.operator, lines: [] };
    const terms = { at: '2026-03-01T00:00:00Z', subcontracting: false, tolerancePpm: 0 };
    const said = await web.node.say(web.node.operator, 'trade', { ...order, ...terms });
    assert.ok(said.ok, JSON.stringify(said));
    await web.webhooks.turn();
    await page.reload();
    await page.getByText('The program said that it wants nothing more. It is switched off.').waitFor();
    await page.getByText('410 moved to the new ERP').waitFor();
    await manager.axe();
    await window.go('/operate');
    await window.page.getByText(`Messages to ${receiver.host} are switched off.`).waitFor();
    receiver.answer = (response) => void response.writeHead(204).end();
    await press('Switch it on again');
    await page.getByText('The program said that it wants nothing more.').waitFor({ state: 'detached' });
    await web.webhooks.turn();
    assert.deepEqual(
      receiver.got.map(({ type }) => type),
      ['webhook.test', 'order.waiting', 'order.waiting'],
    );
    await press('End it');
    await page.getByRole('dialog').getByRole('button', { name: 'End it', exact: true }).click();
    await page.getByText('Ended', { exact: true }).waitFor();
    assert.deepEqual(window.errors, []);
    // The browser itself tells of the address that was refused, and of nothing else.
    assert.deepEqual(
      manager.errors.filter((error) => !/\b422\b.*\/webhooks$/.test(error)),
      [],
    );
    await manager.context.close();
  });
});
