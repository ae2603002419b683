// The room of the curious: one box for anything, the log with its proofs worked out in the browser, the page of a place.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { tellGinAndMill } from './support/gin-and-mill.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld } from './support/web.ts';

describe('search, log and places', { skip: noBrowser }, () => {
  let web: WebWorld;
  let party: string;
  let site: string;
  let lot: string;

  before(async () => {
    web = await openWeb();
    // The application is put together before the first window waits for it.
    await fetch(`${web.url}/app/`);
    const told = await tellGinAndMill(web.world);
    party = told.mill;
    lot = told.lint(1);
    site = web.node.facilities().find((facility) => facility.party === party)?.facility ?? '';
  });
  after(() => web?.close());

  test('whoever is not signed in finds a lot by its whole number and an entry, and no names', async () => {
    const { page, go, errors, context } = await web.open({ person: null });
    await go('/search');
    await page.getByRole('searchbox').fill(lot);
    const first = page.locator('.search-results a').first();
    await first.waitFor();
    await soon(async () => assert.match((await first.getAttribute('href')) ?? '', /^\/01\//));
    await page.getByRole('searchbox').fill('3');
    await page.locator('.search-results a[href$="/log/3"]').waitFor();
    await page.getByRole('searchbox').fill(web.node.party(party)?.name ?? '');
    await page.locator('.empty').waitFor();
    await soon(async () => assert.equal(await page.locator('.search-results a').count(), 0));
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('a reader finds a company by a part of its name, with the arrow keys alone', async () => {
    const name = web.node.party(party)?.name ?? '';
    const { page, go, axe, shot, errors, context } = await web.open({ person: { role: 'reader' } });
    await go(`/search?q=${encodeURIComponent(name.slice(0, 5).toLowerCase())}`);
    const hits = page.locator('.search-results a');
    await hits.first().waitFor();
    await soon(async () => assert.ok((await hits.allInnerTexts()).some((text) => text.includes(name))));
    await axe();
    await shot('search');
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    await soon(async () =>
      assert.equal(await hits.first().evaluate((link) => link === document.activeElement), true),
    );
    await page.keyboard.press('ArrowUp');
    await soon(async () =>
      assert.equal(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement), true),
    );
    assert.deepEqual(errors, []);
    await context.close();
  });

  for (const [viewport, theme, language] of [
    ['desktop', 'light', 'en'],
    ['phone', 'dark', 'ar'],
  ] as const)
    test(`the log shows its newest entries and its checked head: ${viewport}, ${theme}, ${language}`, async () => {
      const { page, go, axe, shot, errors, context } = await web.open({
        person: null,
        viewport,
        theme,
        language,
      });
      await go('/log');
      const newest = web.node.head().size - 1;
      await page.locator(`a[href$="/log/${newest}"]`).waitFor();
      await soon(async () =>
        assert.equal(await page.locator('[data-step="head"]').getAttribute('data-result'), 'pass'),
      );
      await axe();
      await shot('log');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      assert.deepEqual(errors, []);
      await context.close();
    });

  for (const viewport of ['desktop', 'phone'] as const)
    test(`an entry is found and checked, step by step, for the operator down to the signature: ${viewport}`, async () => {
      const { page, go, axe, shot, errors, context } = await web.open({
        person: { role: 'operator' },
        viewport,
      });
      const entry = web.node.lot(lot)?.entry ?? -1;
      // From the second visit on, the head is compared with the one that was seen before.
      await go('/log');
      if (viewport === 'desktop') {
        await page.getByLabel(/Go to entry number/).fill(String(entry));
        await page.keyboard.press('Enter');
      } else {
        await go('/search');
        await page.getByRole('searchbox').fill(String(entry));
        await page.locator(`.search-results a[href$="/log/${entry}"]`).tap();
      }
      await page.locator('[data-step="signature"][data-result]').waitFor();
      const results = await page
        .locator('[data-step]')
        .evaluateAll((steps) =>
          steps.map((step) => `${step.getAttribute('data-step')} ${step.getAttribute('data-result')}`),
        );
      assert.deepEqual(results, [
        'head pass',
        'inclusion pass',
        'consistency pass',
        'witnesses not-checked',
        'anchors not-checked',
        'statement pass',
        'signature pass',
      ]);
      const raw = Buffer.from(web.world.world.entries.get(entry)?.digest ?? []).toString('hex');
      await soon(async () =>
        assert.ok((await page.locator('.log-bytes').innerText()).replace(/\s/g, '').includes(raw)),
      );
      if (viewport === 'desktop') await axe();
      await shot('entry');
      assert.deepEqual(errors, []);
      await context.close();
    });

  test('a node that shows other bytes than its log has is caught', async () => {
    const { page, go, context } = await web.open({ person: null });
    await page.route('**/log/tile/entries/**', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      // One bit of the digest of the first entry.
      body[2 + 30] = (body[2 + 30] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    await go('/log/0');
    await page.locator('[data-step="inclusion"][data-result="fail"]').waitFor();
    await context.close();
  });

  test('a log that was rewritten since the last visit is caught', async () => {
    const { page, go, context } = await web.open({ person: null });
    await go('/log');
    await page.locator('[data-step="consistency"]').waitFor();
    const size = web.node.head().size;
    await page.route('**/log/tile/0/**', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      body[0] = (body[0] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    assert.ok((await web.node.admitParty({ name: 'Somebody new' })).ok);
    assert.ok(web.node.head().size > size);
    await go('/log');
    await page.locator('[data-step="consistency"][data-result="fail"]').waitFor();
    await context.close();
  });

  test('an entry of which nothing is shown says so, and is proven all the same', async () => {
    const { page, go, shot, errors, context } = await web.open({ person: null, viewport: 'phone' });
    await go(`/log/${web.node.lot(lot)?.entry}`);
    await page.locator('[data-step="statement"][data-result="not-checked"]').waitFor();
    await soon(async () =>
      assert.equal(await page.locator('[data-step="inclusion"]').getAttribute('data-result'), 'pass'),
    );
    await shot('entry-hidden');
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('a place tells who told what, and what went through it', async () => {
    const { page, go, axe, shot, errors, context } = await web.open({ person: { role: 'manager', party } });
    await go(`/facilities/${encodeURIComponent(site)}`);
    await page.locator('.figure').first().waitFor();
    await soon(async () =>
      assert.equal((await page.locator('h1').innerText()).trim(), web.node.facility(site)?.name),
    );
    await axe();
    await shot('facility');
    await page.locator('table a').first().click();
    await page.locator('[data-step="inclusion"][data-result="pass"]').waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('of a place the public is told the country', async () => {
    const { page, go, axe, errors, context } = await web.open({
      person: null,
      viewport: 'phone',
      language: 'ar',
    });
    await go(`/facilities/${encodeURIComponent(site)}`);
    await page.locator('table').waitFor();
    assert.equal(
      (await page.locator('main').innerText()).includes(web.node.facility(site)?.name ?? '?'),
      false,
    );
    await axe();
    assert.deepEqual(errors, []);
    await context.close();
  });
});
