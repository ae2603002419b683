// The operator's rooms: what is late comes first, a backup is made and tried, a lost key is taken back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admit } from '../support/world.ts';
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
    assert.equal(await field.inputValue(), 'delta');
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
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
});
