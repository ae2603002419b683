// Drop a file, get a verdict: with the cable pulled, and with what a reader knows from elsewhere.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { formatVerifierKey } from '#verifier';
import { tellGinAndMill } from './support/gin-and-mill.ts';
import { kept } from './support/kept.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld } from './support/web.ts';

describe('checking a file in the application', { skip: noBrowser }, () => {
  let web: WebWorld;
  let file: { name: string; mimeType: string; buffer: Buffer };

  before(async () => {
    web = await openWeb();
    // The application is put together before the first window waits for it.
    await fetch(`${web.url}/app/`);
    await tellGinAndMill(web.world);
    const evidence = web.node.evidence('https://id.gs1.org/01/09506000134352/10/Y-0001', { level: 'site' });
    assert.ok(evidence.ok, JSON.stringify(evidence));
    file = { name: 'yarn.json', mimeType: 'application/json', buffer: Buffer.from(evidence.value) };
  });
  after(() => web?.close());

  const pick = (page: Page, given = file): Promise<void> =>
    page.locator('.verify-drop input').setInputFiles(given);
  const verdict = (page: Page): Promise<string> => page.locator('.verify-verdict h2').first().innerText();

  for (const [viewport, theme, language] of [
    ['desktop', 'light', 'en'],
    ['phone', 'dark', 'ar'],
    ['phone', 'light', 'hi'],
  ] as const)
    test(`a good file is verified: ${viewport}, ${theme}, ${language}`, async () => {
      const { page, go, axe, shot, errors, context } = await web.open({
        person: null,
        viewport,
        theme,
        language,
      });
      await go('/verify');
      await axe();
      await pick(page);
      await page.locator('.verify-verdict.good').waitFor();
      await soon(async () =>
        assert.equal(await page.locator('[data-step="inclusion"]').getAttribute('data-result'), 'pass'),
      );
      await axe();
      await shot('verify');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      assert.deepEqual(errors, []);
      await context.close();
    });

  for (const viewport of ['desktop', 'phone'] as const)
    test(`with the cable pulled: the worker has kept the checker since the first visit: ${viewport}`, async () => {
      const { page, go, context } = await web.open({
        ...{ person: null, viewport, context: { serviceWorkers: 'allow' } },
      });
      await go('/');
      await kept(page, ['verify-', 'worker.ts-', 'far-', 'en-near-', 'en-far-']);
      await context.setOffline(true);
      await page.goto(`${web.url}/app/verify`);
      await pick(page);
      await page.locator('.verify-verdict.good').waitFor();
      await soon(async () => assert.equal(await verdict(page), 'Verified'));
      await context.close();
    });

  test('one changed letter is found, and nothing of the file is believed', async () => {
    const { page, go, shot, context } = await web.open({ person: null });
    await go('/verify');
    const text = file.buffer.toString();
    const at = text.indexOf('"sdjwt":"') + 400;
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    await pick(page, { ...file, buffer: Buffer.from(changed) });
    await page.locator('.verify-verdict.bad').waitFor();
    await soon(async () => assert.equal(await verdict(page), 'Not verified'));
    await shot('verify-bad');
    await context.close();
  });

  test('text can be pasted, and a file dropped anywhere', async () => {
    const { page, go, context } = await web.open({ person: null });
    await go('/verify');
    await page.locator('summary', { hasText: 'paste' }).click();
    await page.getByLabel('Text of an evidence file').fill(file.buffer.toString());
    await page.getByRole('button', { name: 'Check this text' }).click();
    await page.locator('.verify-verdict.good').waitFor();
    await go('/search');
    await page.evaluate((text) => {
      const carried = new DataTransfer();
      carried.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }),
      );
    }, file.buffer.toString());
    await page.waitForURL('**/app/verify');
    await page.locator('.verify-verdict.good').waitFor();
    await context.close();
  });

  test('the key of another log fails it; an age without a witness fails it; a second file is laid beside it', async () => {
    const { page, go, errors, context } = await web.open({ person: null });
    await go('/verify');
    await pick(page);
    await page.locator('.verify-verdict.good').waitFor();
    await page.locator('summary', { hasText: 'strictly' }).click();
    const again = page.getByRole('button', { name: /again/ });
    await page.getByLabel(/key of the log/).fill(formatVerifierKey(web.node.head().key));
    await again.click();
    await page.locator('.notice.good').waitFor();
    await page.getByLabel(/How new/).selectOption('24');
    await again.click();
    await page.locator('.verify-verdict.bad').waitFor();
    await soon(async () => assert.match(await page.locator('main').innerText(), /HEAD_TOO_OLD/));
    await page.getByLabel(/How new/).selectOption('');
    await page.getByLabel(/second file/).setInputFiles(file);
    await page.getByText('yarn.json is laid beside it.').waitFor();
    await again.click();
    await page.getByText('Neither file hides or contradicts').waitFor();
    await page.getByLabel(/key of the log/).fill('other.example/log+0a1b2c3d+AAAA');
    await again.click();
    await page.locator('.verify-verdict.bad').waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });
});
