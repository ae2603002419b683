// The frame of the application: what everybody sees, in every language direction, size and theme.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, openWeb, type WebWorld } from './support/web.ts';

describe('the shell', { skip: noBrowser }, () => {
  let web: WebWorld;
  before(async () => {
    web = await openWeb();
  });
  after(() => web?.close());

  for (const viewport of ['phone', 'desktop'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      for (const language of ['en', 'ar', 'hi']) {
        test(`the start: ${viewport}, ${theme}, ${language}`, async () => {
          const window = await web.open({ person: null, viewport, theme, language });
          await window.go('/');
          assert.equal(await window.page.locator('h1').count(), 1);
          assert.equal(
            await window.page.locator('html').getAttribute('dir'),
            language === 'ar' ? 'rtl' : 'ltr',
          );
          const overflow = await window.page.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          );
          assert.ok(overflow <= 0, `${overflow} px too wide`);
          await window.axe();
          await window.shot('start');
          assert.deepEqual(window.errors, []);
          await window.context.close();
        });
      }
    }
  }

  test('the browser’s language is taken, then what was chosen', async () => {
    const window = await web.open({ person: null, language: 'pt-BR' });
    await window.go('/');
    assert.equal(await window.page.locator('html').getAttribute('lang'), 'pt');
    await window.go('/?lang=de');
    assert.equal(await window.page.locator('html').getAttribute('lang'), 'de');
    await window.context.close();
  });

  test('an address where nothing is says so and leads home', async () => {
    const window = await web.open({ person: null });
    await window.go('/nowhere');
    assert.equal((await window.page.locator('h1').innerText()).trim(), 'Nothing is here');
    await window.page.locator('main').getByRole('link').click();
    assert.match(window.page.url(), /\/app\/$/);
    await window.context.close();
  });

  test('who is not signed in is shown rooms without doors only', async () => {
    const window = await web.open({ person: null });
    await window.go('/');
    const rooms = await window.page.locator('nav a').allInnerTexts();
    assert.deepEqual(rooms, ['Search', 'The log', 'Check a file', 'Settings']);
    await window.context.close();
  });
});
