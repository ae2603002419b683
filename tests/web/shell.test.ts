// The frame of the application: its language, its rooms, and the address where nothing is. How it looks: every-screen.test.ts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { kept } from './support/kept.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld } from './support/web.ts';

describe('the shell', { skip: noBrowser }, () => {
  let web: WebWorld;
  before(async () => {
    web = await openWeb();
  });
  after(() => web?.close());

  test('Arabic is set from right to left, English from left to right', async () => {
    const window = await web.open({ person: null, language: 'ar' });
    const direction = (): Promise<string | null> => window.page.locator('html').getAttribute('dir');
    await window.go('/');
    await soon(async () => assert.equal(await direction(), 'rtl'));
    await window.go('/?lang=en');
    await soon(async () => assert.equal(await direction(), 'ltr'));
    await window.context.close();
  });

  test('the browser’s language is taken, then what was chosen', async () => {
    const window = await web.open({ person: null, language: 'pt-BR' });
    await window.go('/');
    await soon(async () => assert.equal(await window.page.locator('html').getAttribute('lang'), 'pt'));
    await window.go('/?lang=de');
    await soon(async () => assert.equal(await window.page.locator('html').getAttribute('lang'), 'de'));
    await window.context.close();
  });

  test('what was chosen is asked for at once, and stays', async () => {
    const window = await web.open({ person: { role: 'operator' }, language: 'en' });
    await window.go('/settings');
    await window.page.locator('select').filter({ hasText: 'Deutsch' }).selectOption('de');
    await window.page.locator('html[lang=de]').waitFor();
    await window.go('/');
    await soon(async () => assert.equal(await window.page.locator('html').getAttribute('lang'), 'de'));
    // The page itself names these texts, whatever the browser speaks.
    const page = await (await window.page.request.get(`${web.url}/app/`)).text();
    assert.match(page, /modulepreload" href="\/app\/assets\/de-near-/);
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('a tab that is older than the node loads itself again, once, where a screen is there no more', async () => {
    const window = await web.open({
      person: { role: 'operator' },
      context: { serviceWorkers: 'block' },
    });
    const { page } = window;
    await window.go('/settings');
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    const gone: string[] = [];
    await page.route(/\/app\/assets\/log-/, async (route) => {
      const isFirst = gone.push(route.request().url()) === 1;
      await (isFirst ? route.fulfill({ status: 404, body: 'There is no such file.' }) : route.continue());
    });
    await page.getByRole('link', { name: 'The log', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'The log', exact: true }).waitFor();
    assert.equal(loads, 1);
    assert.equal(gone.length, 2);
    await window.context.close();
  });

  test('a phone that has kept the version before opens the new one without a line, with all of its files', async () => {
    const window = await web.open({ person: null, viewport: 'phone', language: 'de' });
    const { page, context } = window;
    const sent = await (await page.request.get(`${web.url}/app/?lang=de`)).text();
    const texts = /\/app\/assets\/de-near-[\w-]+\.js/.exec(sent)?.[0] ?? '';
    // No worker is here yet: this is what an earlier one has left.
    await page.goto(`${web.url}/health`);
    const script = await (await page.request.get(`${web.url}${texts}`)).text();
    await page.evaluate(
      async ([name = '', text = '']) => {
        const old = await caches.open('selvedge-before');
        await old.put(
          '/app/',
          new Response('The version before.', { headers: { 'content-type': 'text/html' } }),
        );
        await old.put(name, new Response(text, { headers: { 'content-type': 'text/javascript' } }));
      },
      [texts, script],
    );
    await window.go('/');
    await kept(page, ['de-far-', 'far-']);
    await page.waitForFunction(async (name) => {
      const holds = (await caches.keys()).map((cacheName) => caches.match(name, { cacheName }));
      return (await Promise.all(holds)).every((one) => one !== undefined);
    }, texts);
    await context.setOffline(true);
    await page.goto(`${web.url}/app/`);
    await page.locator('#app h1').first().waitFor();
    await context.close();
  });

  test('an address where nothing is says so and leads home', async () => {
    const window = await web.open({ person: null });
    await window.go('/nowhere');
    await soon(async () =>
      assert.equal((await window.page.locator('h1').innerText()).trim(), 'Nothing is here'),
    );
    await window.page.locator('main').getByRole('link').click();
    assert.match(window.page.url(), /\/app\/$/);
    await window.context.close();
  });

  test('who is not signed in is shown rooms without doors only', async () => {
    const window = await web.open({ person: null });
    await window.go('/');
    const rooms = window.page.locator('nav a');
    const open = ['Search', 'The log', 'Check a file', 'Settings'];
    await soon(async () => assert.deepEqual(await rooms.allInnerTexts(), open));
    await window.context.close();
  });
});
