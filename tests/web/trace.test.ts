// Products, the trace room and recall: a brand finds the farms of a shirt, and whoever cannot see the drawing finds them too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { performance } from 'node:perf_hooks';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { largeFlow } from './support/large-flow.ts';
import { type ReadPdf, readPdf } from './support/pdf.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

const lotOf = (id: string): string => encodeURIComponent(`https://id.gs1.org/01/${id}`);
const trousers = lotOf('09520161000035/10/62T1');
const delivery = lotOf('09520104000016/10/25-00001');
const weaver = 'fabric|https://id.gs1.org/414/9520142000016';
const everybody = { role: 'reader' } as const;
const mostMs = 1_500;

describe('the brand’s rooms', { skip: noBrowser }, () => {
  let web: WebWorld;
  before(async () => {
    web = await openWeb(demonstration());
  });
  after(() => web?.close());

  async function at(
    path: string,
    look: Parameters<WebWorld['open']>[0] = { person: everybody },
  ): Promise<Window> {
    const window = await web.open(look);
    // The node judges while pages wait for it: on a busy machine that takes its time.
    window.page.setDefaultTimeout(30_000);
    await window.go(path);
    return window;
  }

  const boxes = (window: Window) => window.page.locator('.flow [role="button"]');

  test('the farms of a shirt are found in two actions', async () => {
    const window = await at('/products');
    let actions = 0;
    const act = async (name: RegExp): Promise<void> => {
      await window.page.getByRole('link', { name }).first().click();
      actions += 1;
    };
    await act(/Demonstration T-shirt/);
    await act(/62J5/);
    await window.page.locator('.flow [aria-label^="Field:"]').first().waitFor();
    await window.page.locator('.flow [aria-label^="Field:"]').nth(5).waitFor();
    const farms = await window.page.locator('.flow [aria-label^="Field:"]').count();
    console.log(`find the farms of a shirt: ${actions} actions (target 2), ${farms} places found`);
    assert.equal(actions, 2);
    assert.equal(farms, 6);
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('the farms of a shirt are found in two actions on a phone, and one opens', async () => {
    const window = await at('/products', { person: everybody, viewport: 'phone' });
    const { page } = window;
    for (const name of [/Demonstration T-shirt/, /62J5/])
      await page.getByRole('link', { name }).first().tap();
    const farms = page.locator('.flow-row', { hasText: /Growers/ });
    await soon(async () => assert.equal(await farms.count(), 6));
    await farms.first().tap();
    await page.locator('.flow-side h2', { hasText: 'Growers' }).waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('the list says what is proven, in words and kilograms', async () => {
    const window = await at('/products');
    await window.page.getByText('100% proven').first().waitFor();
    const row = window.page.getByRole('link', { name: /Trousers/ });
    await soon(async () => assert.match(await row.innerText(), /0% proven\s+0 kg of 2,419 kg claimed/));
    await window.axe();
    await window.shot('products');
    await window.page.getByLabel('Find a product').fill('polo');
    await soon(async () => assert.equal(await window.page.locator('.products-row').count(), 1));
    await window.context.close();
  });

  test('a place opens to its lots, page by page; what is wrong stands at its place; the link restores the view', async () => {
    const window = await at(`/trace/${trousers}`);
    await window.page.locator('.flow [aria-label*="against claims"]').first().waitFor();
    await window.page.locator('.flow [data-key^="gin|"]').first().click();
    const side = window.page.locator('.flow-side');
    await soon(async () => assert.match(await side.innerText(), /Gin/));
    await side.getByRole('button', { name: 'Next' }).click();
    await side.getByText(/^26 to 50 of/).waitFor();
    await window.page.locator(`.flow [data-key="${weaver}"]`).press('Enter');
    await side
      .getByText(/is revoked from/)
      .first()
      .waitFor();
    const other = await web.open({ person: everybody });
    await other.page.goto(window.page.url(), { waitUntil: 'networkidle' });
    await soon(async () => assert.match(await other.page.locator('.flow-side h2').innerText(), /Weaver/));
    assert.deepEqual([...window.errors, ...other.errors], []);
    await window.context.close();
    await other.context.close();
  });

  test('time, search and direction: in the address, and back again', async () => {
    const window = await at(`/trace/${trousers}`);
    const from = window.page.getByRole('slider', { name: /Made from/ });
    for (let step = 0; step < 3; step += 1) await from.press('PageUp');
    await window.page.waitForURL(/from=\d{4}-\d\d-\d\d/);
    await window.page.getByText(/lots left out/).waitFor();
    await window.page.getByRole('button', { name: 'All the time' }).click();
    await window.page.getByLabel('Find in this chain').fill('benin');
    await window.page.getByText('4 places found.').waitFor();
    await window.page.locator('.flow-spot.faded').first().waitFor();
    await soon(async () => assert.ok((await window.page.locator('.flow-spot:not(.faded)').count()) > 0));
    await window.page.getByLabel('Find in this chain').fill('25-00012');
    await window.page.locator('.flow-find li').first().getByRole('button').click();
    await soon(async () => assert.match(await window.page.locator('.flow-side').innerText(), /Growers/));
    await window.page.getByLabel('Where to').check();
    await window.page.getByRole('heading', { name: 'Where 62T1 went' }).waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('map and table stand beside the drawing: what is pointed at in one is marked in the other, what is picked opens', async () => {
    const window = await at(`/trace/${trousers}`);
    const { page } = window;
    const weaverDot = page.locator('.flow-map').getByRole('button', { name: /^Cloth: Demonstration Weaver/ });
    const weaverBox = page.locator(`.flow-box[data-key="${weaver}"]`);
    // What is wrong at a place has another shape on the map, and is said.
    await weaverDot.and(page.getByRole('button', { name: /against claims/ })).waitFor();
    await soon(async () => assert.equal(await weaverDot.locator('.flow-dot.wrong').count(), 1));
    await weaverDot.focus();
    await page.locator('.flow-readout', { hasText: 'Demonstration Weaver' }).waitFor();
    await soon(async () => assert.match((await weaverBox.getAttribute('class')) ?? '', /\bpointed\b/));
    await weaverBox.focus();
    await page.locator('.flow-spot.pointed', { hasText: 'Demonstration Weaver' }).waitFor();
    await weaverDot.press('Enter');
    await page.locator('.flow-side h2', { hasText: 'Weaver' }).waitFor();
    await soon(async () => assert.match((await weaverBox.getAttribute('class')) ?? '', /\bpicked\b/));
    const [drawing, map] = [
      await page.locator('.flow').boundingBox(),
      await page.locator('.flow-map').boundingBox(),
    ];
    assert.ok(drawing!.x + drawing!.width <= map!.x && Math.abs(drawing!.y - map!.y) < 100, 'side by side');
    await page.getByRole('radio', { name: 'Table', exact: true }).check();
    await page.waitForURL(/beside=table/);
    await page.getByRole('button', { name: 'Demonstration Dyer, main site', exact: true }).click();
    await page.locator('.flow-side h2', { hasText: 'Dyer' }).waitFor();
    await page.locator('.flow-line[aria-current]', { hasText: 'Dyer' }).waitFor();
    await page.locator('.flow-box.picked[data-key^="finishing|"]').waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('on a phone stages, map and table follow one another, and each can be gone to', async () => {
    const window = await at(`/trace/${trousers}`, { person: everybody, viewport: 'phone' });
    const { page } = window;
    const jump = page.getByRole('navigation', { name: 'Go to', exact: true });
    for (const [name, heading] of [
      ['Table', 'As a table'],
      ['Map', 'On the map'],
    ] as const) {
      await jump.getByRole('button', { name, exact: true }).click();
      await page.waitForFunction((text) => document.activeElement?.textContent === text, heading);
    }
    await page
      .locator('.flow-map')
      .getByRole('button', { name: /^Cloth: Demonstration Weaver/ })
      .press('Enter');
    await page.locator('.flow-side h2', { hasText: 'Weaver' }).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), chosen(window, 'Drawing (SVG)')]);
    assert.match(readFileSync(await file.path(), 'utf8'), /Gin West/);
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  for (const [language, name, first] of [
    ['en', 'Report (PDF)', 'Where 62T1 comes from'],
    ['ar', 'تقرير (PDF)', 'من أين أتت 62T1'],
  ] as const)
    test(`the report for whoever asks for papers: ${language}`, async () => {
      const window = await at(`/trace/${trousers}`, { person: everybody, language, theme: 'dark' });
      const [file] = await Promise.all([window.page.waitForEvent('download'), chosen(window, name)]);
      const report = readPdf(readFileSync(await file.path()));
      assert.equal(file.suggestedFilename(), 'report-62T1.pdf');
      assert.deepEqual([report.language, report.rightToLeft], [language, language === 'ar']);
      assertReport(report, first);
      const said = report.pages.flatMap(({ texts }) => texts);
      assert.ok(
        said.some((text) => text.startsWith('selvedge.test/log')),
        'head of the log',
      );
      assert.ok(
        said.some((text) => text.includes('/app/trace/')),
        'where it can be checked',
      );
      if (language === 'en') {
        for (const text of ['Does not hold', '34,836 kg', 'IN-MH'])
          assert.ok(
            said.some((one) => one.includes(text)),
            text,
          );
      }
      assert.deepEqual(window.errors, []);
      await window.context.close();
    });

  test('tables say the same as the drawing, and sort; all of it can be taken away', async () => {
    const window = await at(`/trace/${trousers}?beside=table`);
    const table = window.page.getByRole('table', { name: 'Places' });
    await soon(async () =>
      assert.equal(await table.locator('tbody tr').count(), await boxes(window).count()),
    );
    await table.getByRole('button', { name: 'Made' }).click();
    await soon(async () =>
      assert.equal(await table.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending'),
    );
    await soon(async () =>
      assert.match(await table.locator('tbody tr').first().innerText(), /Growers East 1.*34,836 kg/s),
    );
    const take = async (name: string): Promise<string> => {
      const [file] = await Promise.all([window.page.waitForEvent('download'), chosen(window, name)]);
      return readFileSync(await file.path(), 'utf8');
    };
    const places = await take('Places as a list (CSV)');
    assert.equal(places.split('\r\n').length, 17);
    assert.match(places, /^\uFEFFstage,place,name/);
    assert.match(await take('Links as a list (CSV)'), /Demonstration Gin West, main site/);
    const map = JSON.parse(await take('Places for a map (GeoJSON)')) as {
      features: { geometry: { coordinates: number[] } }[];
    };
    assert.equal(map.features.length, 16);
    const svg = await take('Drawing (SVG)');
    assert.match(svg, /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /var\(--|role="button"/);
    assert.match(svg, /Growers East 1/);
    assert.equal((await take('Drawing (PNG)')).slice(1, 4), 'PNG');
    assert.equal(
      (JSON.parse(await take('Proof that anybody can check')) as { evidence?: string }) !== null,
      true,
    );
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('a view is saved by a name, for this person on this device', async () => {
    const window = await at(`/trace/${trousers}?place=${encodeURIComponent(weaver)}`);
    await window.page.getByRole('button', { name: 'Saved views' }).click();
    await window.page.getByLabel('Name of this view').fill('The weaver');
    await window.page.getByRole('button', { name: 'Save this view' }).click();
    await window.go(`/trace/${delivery}`);
    await window.page.getByRole('button', { name: 'Saved views' }).click();
    await window.axe();
    await window.page.getByRole('link', { name: 'The weaver' }).click();
    await window.page.locator('.flow-side h2', { hasText: 'Weaver' }).waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('recall: who has it, what is in stock, a list and the words to tell them', async () => {
    const window = await at(`/recall/${delivery}`);
    const who = window.page.getByRole('table', { name: /By what was told last/ });
    await who.getByText('Demonstration Retailer, main site').waitFor();
    await window.page.getByLabel('To whom').selectOption('Demonstration Retailer, main site');
    const words = window.page.getByLabel('Text', { exact: true });
    await soon(async () => assert.match(await words.inputValue(), /We recall lot 25-00001\./));
    await window.page.getByText('1,579').first().waitFor();
    const [file] = await Promise.all([
      window.page.waitForEvent('download'),
      window.page.getByRole('button', { name: 'Download the list' }).click(),
    ]);
    assert.equal(readFileSync(await file.path(), 'utf8').split('\r\n').length, 1_581);
    await window.axe();
    await window.shot('recall');
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('who may see countries only is shown shares, and no lots', async () => {
    const [party] = web.node.parties();
    const window = await at(`/trace/${trousers}`, { person: { role: 'manager', party: party!.party } });
    await window.page.getByText('You see shares.').waitFor();
    await boxes(window).nth(5).waitFor();
    const labels = await boxes(window).evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? ''),
    );
    assert.ok(labels.length > 5);
    assert.ok(
      labels.every((label) => !/\d kg|Demonstration/.test(label)),
      labels.join('\n'),
    );
    await boxes(window).first().press('Enter');
    await window.page.getByText('You may see how many lots there are, not which.').waitFor();
    await window.context.close();
  });

  for (const [viewport, theme, language] of [
    ['desktop', 'light', 'en'],
    ['desktop', 'dark', 'ar'],
    ['phone', 'light', 'en'],
    ['phone', 'dark', 'ar'],
  ] as const) {
    test(`the trace room: ${viewport}, ${theme}, ${language}`, async () => {
      const window = await at(`/trace/${trousers}?place=${encodeURIComponent(weaver)}`, {
        ...{ person: everybody, viewport, theme, language },
      });
      const overflow = await window.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      if (viewport === 'phone')
        await soon(async () => assert.equal(await window.page.locator('.flow-row').count(), 16));
      else await runsAsRead(window, language);
      await window.axe();
      await window.shot('trace');
      assert.deepEqual(window.errors, []);
      await window.context.close();
    });
  }

  test('a view of 500 places is there to be used soon', async () => {
    const window = await web.open({ person: everybody });
    await window.page.route(/\/flow\//, (route) => route.fulfill({ json: largeFlow(500) }));
    await window.go('/');
    await window.page.evaluate(
      () => import(document.querySelector<HTMLScriptElement>('script[type=module]')!.src),
    );
    const startedAt = performance.now();
    await window.page.goto(`${web.url}/app/trace/${trousers}?open=field,gin,yarn,fabric,finishing`, {
      waitUntil: 'commit',
    });
    await boxes(window).nth(499).waitFor({ state: 'attached' });
    await boxes(window).nth(250).click({ force: true });
    await window.page.locator('.flow-side h2').waitFor();
    const tookMs = performance.now() - startedAt;
    console.log(`a view of 500 places: ${tookMs.toFixed(0)} ms until a place is picked (target ${mostMs})`);
    await soon(async () => assert.equal(await boxes(window).count(), 500));
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });
});

/** Clicks one of the ways to take the chain away. */
async function chosen({ page }: Window, name: string): Promise<void> {
  const choice = page.getByRole('button', { name, exact: true });
  if (!(await choice.isVisible())) await page.locator('.flow-menu > summary').click();
  await choice.click();
}

/** Pages of A4 with a picture each that is more than a white sheet, and all places in the text. */
function assertReport(report: ReadPdf, title: string): void {
  assert.equal(report.title, title);
  assert.equal(report.pages[0]?.texts[0], title);
  assert.ok(report.pages.length >= 3);
  for (const { width, height, pixels, texts, letters } of report.pages) {
    assert.equal((height / width).toFixed(2), Math.SQRT2.toFixed(2));
    assert.equal(pixels.length, width * height * 3);
    assert.ok(pixels.some((value) => value < 128) && pixels.some((value) => value === 255));
    assert.deepEqual(letters, texts);
  }
  const said = report.pages.flatMap(({ texts }) => texts).join('\n');
  for (const name of ['Growers East 1', 'Gin West', 'Ring Spinner', 'Weaver', 'Dyer'])
    assert.ok(said.includes(name), name);
}

/** The field stands where reading begins. */
async function runsAsRead(window: Window, language: string): Promise<void> {
  const left = async (key: string): Promise<number> =>
    (await window.page.locator(`.flow [data-key^="${key}|"] .flow-cloth`).first().boundingBox())!.x;
  const [field, making] = [await left('field'), await left('making')];
  assert.ok(language === 'ar' ? field > making : field < making, `${field} ${making}`);
}
