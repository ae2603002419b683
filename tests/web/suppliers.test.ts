// Suppliers: coverage step by step, an invitation that becomes a company, and the company's own invitation in turn.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

describe('suppliers', { skip: noBrowser }, () => {
  let web: WebWorld;
  const brand = (): string =>
    web.node.parties().find(({ name }) => name === 'Demonstration Brand')?.party ?? '';
  const patient = (window: Window): Window => {
    window.page.setDefaultTimeout(30_000);
    window.page.setDefaultNavigationTimeout(60_000);
    return window;
  };
  const invite = async ({ page }: Window, whom: string): Promise<string> => {
    await page.getByLabel('For whom').fill(whom);
    await page.getByRole('button', { name: 'Make the link' }).click();
    return page.locator('code', { hasText: '/app/join#' }).innerText();
  };

  before(async () => {
    web = await openWeb(demonstration());
    web.world.time.nowMs = Date.now();
  });
  after(() => web?.close());

  for (const [viewport, other, company, email] of [
    ['desktop', 'phone', 'Izmir Knit', 'deniz@example.org'],
    ['phone', 'desktop', 'Bursa Dye', 'ada@example.org'],
  ] as const)
    test(`invite (${viewport}), join and invite in turn (${other}): the cascade is told`, async () => {
      const window = patient(await web.open({ person: { role: 'manager', party: brand() }, viewport }));
      await window.page.goto(`${web.url}/app/suppliers`);
      await window.page.getByText('Worked out from the newest 12 of 24 lots.').waitFor();
      await soon(async () => assert.equal(await window.page.locator('.tier').count(), 6));
      const third = window.page.locator('.tier').nth(2);
      await third.getByText('Show 2 suppliers').click();
      await third.getByText('Name not shown to you').first().waitFor();
      const link = await invite(window, `Whoever works at ${company}`);
      if (viewport === 'desktop') await window.axe();
      const joiner = patient(await web.open({ person: null, viewport: other }));
      await joiner.page.goto(link);
      await joiner.page.getByLabel('Name of your company').fill(company);
      await joiner.page.locator('select').first().selectOption('TR');
      await joiner.page.getByLabel('Your name', { exact: true }).fill('Deniz');
      await joiner.page.getByLabel('E-mail address').fill(email);
      await joiner.page.getByLabel('Password', { exact: true }).fill('warp and weft and selvedge');
      await joiner.page.getByRole('button', { name: 'Accept the invitation' }).click();
      await joiner.page.locator('.frame-name').waitFor({ state: 'attached' });
      await joiner.page.goto(`${web.url}/app/suppliers`);
      await joiner.page.getByText('Nothing is known of what the lots were made of').waitFor();
      await invite(joiner, 'The spinner');
      if (other === 'phone') await joiner.axe();
      await window.page.reload();
      const row = window.page.getByRole('row', { name: company });
      await row.getByText('Joined', { exact: true }).waitFor();
      await row.getByText('1, of whom 0 joined; 0 in all').waitFor();
      assert.deepEqual([...window.errors, ...joiner.errors], []);
      await Promise.all([window.context.close(), joiner.context.close()]);
    });

  test('the operator looks at the chain of any company, with kilograms', async () => {
    const window = patient(await web.open({ person: { role: 'operator' } }));
    await window.page.goto(`${web.url}/app/suppliers`);
    await window.page.getByLabel('Whose chain').selectOption(brand());
    await window.page.getByText('Signed by this node for them').waitFor();
    await window.page.getByText('Show 3 suppliers').first().click();
    await window.page.locator('.tier').getByText('Demonstration Ring Spinner').waitFor();
    await window.axe();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });
});
