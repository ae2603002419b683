// A gin clerk records a run on a phone: how long it takes, how many taps, how many bytes, and what is said about it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { adoptCotton, type Gin, openGin } from './support/gin.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

const mostBytes = 300 * 1024;

describe('capture', { skip: noBrowser, timeout: 300_000 }, () => {
  let web: WebWorld;
  let gin: Gin;
  before(async () => {
    web = await openWeb();
    await adoptCotton(web);
    gin = await openGin(web, 30);
    // Put together before anybody waits for it.
    await web.warm();
  });
  after(() => web?.close());

  async function openPhone(look: object = {}): Promise<Window> {
    const window = await web.open({
      person: { role: 'clerk', party: gin.party },
      viewport: 'phone',
      ...look,
    });
    window.page.setDefaultTimeout(20_000);
    return window;
  }

  test('a ginning run of four inputs by scanner: seconds and taps', async (t) => {
    const { page, errors, context, ...window } = await openPhone();
    await page.goto(`${web.url}/app/capture`);
    const hand = new Hand(page);
    const startedMs = performance.now();
    await hand.tap(page.getByRole('link', { name: /We made something/ }));
    const field = page.locator('.scan-row input');
    await field.waitFor();
    assert.ok(
      await field.evaluate((input) => input === document.activeElement),
      'a scanner has nowhere to type',
    );
    const [first = '', second = '', third = '', fourth = ''] = gin.deliveries;
    // As scanners send it: a Digital Link, an element string with brackets and without, and what a clerk reads off the sack.
    const gtin = first.split('/')[4]!;
    for (const code of [
      first,
      `(01)${gtin}(10)${second.split('/').at(-1)}`,
      `01${gtin}10${third.split('/').at(-1)}`,
      fourth.split('/').at(-1)!,
    ])
      await hand.scan(code);
    await soon(async () => assert.equal(await page.locator('.goods > li').count(), 4));
    await window.axe();
    await window.shot('capture-in');
    await hand.tap(page.getByRole('button', { name: 'Next' }));
    await page.getByLabel('Product').selectOption({ label: 'Lint bale' });
    hand.taps += 2;
    await hand.tap(page.getByLabel('Amount', { exact: true }));
    await page.keyboard.type('1400');
    await window.axe();
    await window.shot('capture-out');
    await hand.tap(page.getByRole('button', { name: 'Next' }));
    await page.getByText('4,000 kg in, 1,400 kg out.').waitFor();
    await page.getByText(/Of 100 kg you get 35 kg of lint. That is usual for Ginning/).waitFor();
    await window.axe();
    await window.shot('capture-check');
    await hand.tap(page.getByRole('button', { name: 'Save' }));
    await page.getByRole('heading', { name: /Saved/ }).waitFor();
    const seconds = (performance.now() - startedMs) / 1000;
    await page.getByRole('heading', { name: 'Saved and sent' }).waitFor();
    await window.axe();
    await window.shot('capture-saved');
    t.diagnostic(
      `a ginning run of 4 inputs: ${hand.taps} taps, ${seconds.toFixed(1)} s of waiting for the screens (targets: 15 taps, 60 s)`,
    );
    assert.ok(hand.taps <= 15);
    const made = web.node.lotsOf(gin.lint, 10);
    assert.deepEqual(
      made.map(({ produced }) => produced),
      [1_400_000],
    );
    assert.ok(gin.deliveries.slice(0, 4).every((lot) => web.node.lot(lot)?.remaining === 0));
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('what is unusual is said and not forbidden; a number goes on from the last', async () => {
    const { page, errors, context, ...window } = await openPhone({ viewport: 'desktop' });
    await page.goto(`${web.url}/app/capture/run`);
    await new Hand(page).scan('K-5');
    await page.getByLabel('Product').selectOption({ label: 'Lint bale' });
    const number = await page.getByLabel('Lot number').inputValue();
    // One more than those that were made today.
    assert.match(number, new RegExp(`^\\d{6}-${web.node.lotsOf(gin.lint, 10).length + 1}$`));
    await page.getByLabel('Amount', { exact: true }).fill('١٬٢٠٠');
    await page.getByText('200 kg more come out than went in').waitFor();
    await page.getByLabel('Amount', { exact: true }).fill('100');
    await page.getByText(/That is little for Ginning/).waitFor();
    await window.axe();
    await window.shot('capture-desk');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Saved and sent' }).waitFor();
    assert.equal(web.node.lot(`${gin.lint}/10/${number}`)?.produced, 100_000);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('a harvest on a phone in Arabic, typed with Arabic digits', async () => {
    const { page, errors, context, axe } = await openPhone({ language: 'ar' });
    await page.goto(`${web.url}/app/capture/harvest`);
    await page.getByLabel('المنتج', { exact: true }).selectOption({ label: 'Seed cotton' });
    await page.getByLabel('رقم الدفعة', { exact: true }).fill('H-1');
    await page.getByLabel('الكمية', { exact: true }).fill('١٢٣٤٫٥');
    await axe();
    await page.getByRole('button', { name: 'التالي', exact: true }).click();
    await page.getByRole('button', { name: 'حفظ', exact: true }).click();
    await page.getByRole('heading', { name: 'حُفظ وأُرسل', exact: true }).waitFor();
    assert.equal(web.node.lot(`${gin.seedCotton}/10/H-1`)?.produced, 1_234_500);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('split, put together, packed and unpacked', async () => {
    const { page, errors, context } = await openPhone({ viewport: 'desktop' });
    const hand = new Hand(page);
    const save = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Saved and sent' }).waitFor();
    };
    await page.goto(`${web.url}/app/capture/split`);
    await hand.scan('K-6');
    const numbers = page.getByLabel('Lot number');
    const amounts = page.getByLabel('Amount', { exact: true });
    await numbers.nth(1).waitFor();
    for (const [at, number] of ['S-1', 'S-2'].entries()) {
      await numbers.nth(at).fill(number);
      await amounts.nth(at).fill(at === 0 ? '400' : '600');
    }
    await page.getByText('Nothing is lost.').waitFor();
    await save();
    await page.goto(`${web.url}/app/capture/merge`);
    await hand.scan('S-1');
    await hand.scan('S-2');
    await numbers.first().fill('M-1');
    await amounts.first().fill('1000');
    await save();
    assert.equal(web.node.lot(`${gin.seedCotton}/10/S-1`)?.remaining, 0);
    assert.equal(web.node.lot(`${gin.seedCotton}/10/M-1`)?.produced, 1_000_000);
    await page.goto(`${web.url}/app/capture/pack`);
    await hand.scan('M-1');
    await page.locator('.scan-row input').last().fill('P-7');
    await save();
    await page.goto(`${web.url}/app/capture/unpack`);
    await page.getByRole('button', { name: 'P-7' }).click();
    await save();
    const steps = ['packing', 'unpacking'].map((step) => {
      const found = web.node.events({ parameters: [['EQ_bizStep', step]], perPage: 10, after: null });
      return found.ok ? found.value.events.length : 0;
    });
    assert.deepEqual(steps, [1, 1]);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('a mistake is declared, said rightly, and the history tells both', async () => {
    const { page, errors, context, ...window } = await openPhone({ viewport: 'desktop' });
    await page.goto(`${web.url}/app/capture/run`);
    await new Hand(page).scan('K-7');
    await page.getByLabel('Product').selectOption({ label: 'Lint bale' });
    await page.getByLabel('Lot number').fill('W-1');
    await page.getByLabel('Amount', { exact: true }).fill('300');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Saved and sent' }).waitFor();
    // The page of the lot leads to the very thing that was recorded.
    await page.goto(`${web.url}/app/lots/${encodeURIComponent(`${gin.lint}/10/W-1`)}`);
    await page.getByRole('link', { name: 'Correct a mistake', exact: true }).click();
    await page.getByRole('heading', { name: 'What was recorded', exact: true }).waitFor();
    await page.getByText('W-1', { exact: false }).first().waitFor();
    await page.getByText('It happened, but something in it is wrong').click();
    await window.axe();
    await page.getByRole('button', { name: 'Say it rightly' }).click();
    const amount = page.getByLabel('Amount', { exact: true });
    await amount.waitFor();
    await soon(async () => assert.equal(await amount.inputValue(), '300'));
    await amount.fill('350');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Saved and sent' }).waitFor();
    assert.equal(web.node.lot(`${gin.lint}/10/W-1`)?.produced, 350_000);
    assert.equal(web.node.lot(gin.deliveries[6]!)?.remaining, 0);
    await page.goto(`${web.url}/app/capture/correct`);
    await page.locator('.pick', { hasText: 'declared wrong' }).click();
    await page.getByText('because something in it was wrong').waitFor();
    await page.getByText('Something else was recorded in its place.').waitFor();
    await window.axe();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('first load: bytes, and how soon capture can be used on a bad line and a slow phone', async (t) => {
    const { page, context } = await openPhone();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    const loaded = new Map<string, number>();
    const names = new Map<string, string>();
    cdp.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      loaded.set(requestId, encodedDataLength),
    );
    await page.goto(`${web.url}/app/capture/run`);
    await page.locator('.scan-row input').waitFor();
    const ofPage = [...loaded].filter(([id]) => /\/app\/(assets\/|capture)/.test(names.get(id) ?? ''));
    const bytes = ofPage.reduce((sum, [, size]) => sum + size, 0);
    t.diagnostic(
      `first load of capture: ${(bytes / 1024).toFixed(0)} KB compressed in ${ofPage.length} files (limit 300 KB)`,
    );
    assert.ok(bytes > 50_000 && bytes < mostBytes, `${bytes} bytes`);
    await context.close();

    const slow = await openPhone();
    const link = await slow.context.newCDPSession(slow.page);
    const bytesPerSecond = (400 * 1000) / 8;
    await link.send('Network.enable');
    await link.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
    await link.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    for (const visit of ['first', 'second']) {
      const startedMs = performance.now();
      await slow.page.goto(`${web.url}/app/capture/run`, { waitUntil: 'commit' });
      // Usable: the whole form stands there, with the lots in store to pick from.
      await slow.page.locator('.scan-row input').waitFor();
      await slow.page.locator('.pick').first().waitFor();
      const seconds = (performance.now() - startedMs) / 1000;
      t.diagnostic(
        `capture usable at 400 kbit/s, 400 ms, 4x CPU, ${visit} visit: ${seconds.toFixed(1)} s (target 5 s)`,
      );
      // What a scanner types is taken.
      await new Hand(slow.page).scan(visit === 'first' ? 'K-11' : 'K-12');
      if (visit === 'first') await slow.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    }
    await slow.context.close();
  });
});

/** A person with a scanner in one hand: counts what the other one taps. */
class Hand {
  taps = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async tap(target: { click(): Promise<void> }): Promise<void> {
    this.taps += 1;
    await target.click();
  }

  /** Types into whatever field is meant for it, and ends with Enter. */
  async scan(code: string): Promise<void> {
    const rows = this.#page.locator('.goods > li');
    const field = this.#page.locator('.scan-row input').first();
    await field.waitFor();
    const before = await rows.count();
    await field.focus();
    await this.#page.keyboard.type(code);
    await this.#page.keyboard.press('Enter');
    await rows.nth(before).waitFor();
  }
}
