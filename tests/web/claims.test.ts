// The claims board, one claim, a claim seen before it is said, a challenge with a paper.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

const claim = (name: string): string => `urn:selvedge:demonstration:claim:${name}`;

describe('claims', { skip: noBrowser }, () => {
  let web: WebWorld;
  const named = (name: string): string =>
    web.node.parties().find((one) => one.name === `Demonstration ${name}`)?.party ?? '';
  const open = async (name: string, look: object = {}): Promise<Window> => {
    const window = await web.open({ person: { role: 'manager', party: named(name) }, ...look });
    window.page.setDefaultTimeout(30_000);
    window.page.setDefaultNavigationTimeout(60_000);
    return window;
  };
  const go = (window: Window, path: string): Promise<unknown> => window.page.goto(`${web.url}/app${path}`);

  before(async () => {
    web = await openWeb(demonstration());
    web.world.time.nowMs = Date.now();
  });
  after(() => web?.close());

  test('the board says of each claim whether it holds, and why not', async () => {
    const window = await open('Brand');
    await go(window, '/claims');
    const card = window.page.locator('article', { hasText: 'Trousers of organically grown cotton' });
    await card.getByText('Does not hold').waitFor();
    await card.getByText('A certificate on the way was taken back.').waitFor();
    await card.getByText('0 kg proven of').waitFor();
    await soon(async () => assert.equal(await window.page.locator('article').count(), 3));
    await window.page.getByLabel('State').selectOption('disputed');
    await window.page.getByText('1 claim', { exact: true }).waitFor();
    assert.match(window.page.url(), /state=disputed/);
    await window.page.getByLabel('State').selectOption('');
    await window.page.getByLabel('Find a claim').fill('t-shirt');
    await window.page.getByLabel('Find a claim').press('Enter');
    await window.page.getByText('1 claim', { exact: true }).waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('one claim: the sentence that may be said, the lots, every check with its statements', async () => {
    const window = await open('Brand');
    await go(window, `/claims/${encodeURIComponent(claim('t-shirt'))}`);
    await window.page.getByText('Contains 90 % organically grown cotton').waitFor();
    await soon(async () => assert.equal(await window.page.locator('.claim-check').count(), 12));
    await soon(async () => assert.equal(await window.page.locator('tbody tr').count(), 3));
    assert.match(
      (await window.page.locator('.claim-entry').first().getAttribute('href')) ?? '',
      /\/app\/log\/\d+$/,
    );
    await window.axe();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('a claim is judged while it is chosen, and signed only then', async () => {
    const window = await open('Brand');
    await go(window, '/claims/new');
    const live = window.page.locator('.claim-live');
    await window.page
      .getByLabel('Product', { exact: true })
      .selectOption('https://id.gs1.org/01/09520161000011');
    await window.page.getByLabel('Scheme').selectOption('ocs');
    await window.page.getByLabel('Grade').selectOption('ocs-blended');
    await window.page.getByLabel('Blended, share known').check();
    await window.page.getByLabel('Share', { exact: true }).fill('90');
    await live.getByText('Holds', { exact: true }).waitFor();
    await live.getByText('Contains 90 % organically grown cotton').waitFor();
    const size = web.node.head().size;
    await window.page.getByLabel('In your own words').fill('Organic, season two');
    await window.axe();
    await window.shot('claim-new');
    await window.page.reload();
    await soon(async () =>
      assert.equal(await window.page.getByLabel('In your own words').inputValue(), 'Organic, season two'),
    );
    assert.equal(web.node.head().size, size, 'asking writes nothing');
    await window.page.getByRole('button', { name: 'Sign the claim' }).click();
    await window.page.getByRole('heading', { name: 'Organic, season two' }).waitFor();
    assert.equal(web.node.records({ kind: 'claim', issuer: named('Brand') }).total, 4);
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  for (const [viewport, reason] of [
    ['phone', 'Two shirts smelled of solvent'],
    ['desktop', 'The laboratory counted polyester'],
  ] as const)
    test(`a challenge with a paper, which the other side may read: ${viewport}`, async () => {
      const window = await open('Retailer', { viewport });
      await go(window, `/claims/${encodeURIComponent(claim('t-shirt'))}`);
      await window.page.getByRole('button', { name: 'Challenge this' }).click();
      const dialog = window.page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill(reason);
      const buffer = Buffer.from('what the laboratory found');
      await dialog
        .getByLabel('Papers that show it')
        .setInputFiles({ name: 'lab.txt', mimeType: 'text/plain', buffer });
      if (viewport === 'phone') await window.axe();
      await dialog.getByRole('button', { name: 'Sign the challenge' }).click();
      await window.page.getByText(reason).waitFor();
      await window.page.getByText('Demonstration Certifier').first().waitFor();
      const brand = await open('Brand');
      await go(brand, '/cases');
      await brand.page.getByText(reason).click();
      const link = brand.page.getByRole('link', { name: 'lab.txt' });
      const bytes = await brand.page.evaluate(
        async (path) => (await fetch(path)).text(),
        (await link.getAttribute('href')) ?? '',
      );
      assert.equal(bytes, 'what the laboratory found');
      assert.deepEqual([...window.errors, ...brand.errors], []);
      await Promise.all([window.context.close(), brand.context.close()]);
    });

  test('a reader’s doubt: the brand reads it, the operator makes a case of it', async () => {
    const shirt = demonstration().showcase.find(({ kind }) => kind === 'item')!.id;
    const text = 'The label on mine says 60 % cotton.';
    const told = await fetch(`${web.url}/doubts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ about: shirt, kind: 'claim', text, language: 'en' }),
    });
    assert.equal(told.status, 204);
    const brand = await open('Brand');
    await go(brand, '/today');
    await brand.page.getByRole('heading', { name: 'New doubts of readers', exact: true }).waitFor();
    await go(brand, '/cases');
    await brand.page.getByText('1 new doubt', { exact: true }).waitFor();
    await brand.page.getByRole('link', { name: 'What readers doubt', exact: true }).click();
    await brand.page.getByText(text, { exact: true }).waitFor();
    const challenge = { name: 'Challenge what is claimed', exact: true };
    await brand.page.getByRole('button', challenge).click();
    // The product has one more since the claim that was signed above.
    const own = brand.page.getByText('Your own claim: take it back if it is wrong.', { exact: true });
    await own.first().waitFor();
    await brand.axe();
    await brand.shot('doubts');
    await brand.page.getByRole('link', { name: 'Show its way', exact: true }).click();
    await brand.page.waitForURL(/\/app\/trace\//);
    assert.deepEqual(brand.errors, []);
    await brand.context.close();
    const operator = await web.open({ person: { role: 'operator' } });
    await go(operator, '/doubts');
    await operator.page.getByRole('button', challenge).click();
    await operator.page.getByRole('button', { name: 'Challenge this', exact: true }).first().click();
    const dialog = operator.page.getByRole('dialog');
    await soon(async () => assert.equal(await dialog.getByRole('textbox').first().inputValue(), text));
    await dialog.getByRole('button', { name: 'Sign the challenge', exact: true }).click();
    await operator.page.waitForURL(/\/app\/cases\//);
    await operator.page.getByText('Somebody reported a doubt', { exact: true }).waitFor();
    await operator.axe();
    assert.deepEqual(operator.errors, []);
    await operator.context.close();
  });

  const shirts = 'https://id.gs1.org/01/09520161000011';
  const press = (window: Window, name: string): Promise<void> =>
    window.page.getByRole('button', { name, exact: true }).click();

  test('a doubt is read, settled by what was done, and opened again; the operator sees both sides', async () => {
    const notTheirs = web.node.products().find(({ party }) => party !== named('Brand'))!.product;
    const doubts = [
      ['one', shirts],
      ['two', notTheirs],
    ] as const;
    for (const { id } of web.world.data.doubts.list({ side: null }, { offset: 0, limit: 9 }))
      web.world.data.doubts.mark(id, {
        ...{ party: named('Brand'), standing: 'settled', note: 'Looked at before.', user: null, atMs: 1 },
      });
    for (const [id, about] of doubts)
      web.world.data.doubts.add({
        ...{ id, about, atMs: Date.now(), kind: 'copy', text: `Is it real, number ${id}?`, language: 'en' },
      });
    const brand = await open('Brand', { viewport: 'phone' });
    await go(brand, '/doubts');
    const card = brand.page.getByRole('article').filter({ hasText: 'Is it real, number one?' });
    const says = (text: string): Promise<void> => card.getByText(text, { exact: true }).waitFor();
    await says('New');
    await soon(async () => assert.equal(await brand.page.getByRole('article').count(), 1));
    await press(brand, 'Mark as read');
    await says('Read');
    await brand.page.getByRole('status').filter({ hasText: '0 new doubts' }).waitFor();
    await soon(async () =>
      assert.equal(await brand.page.evaluate(() => document.activeElement?.getAttribute('role')), 'status'),
    );
    await press(brand, 'Settle it');
    await brand.page.getByLabel('What was done?', { exact: true }).fill('The label is of last year.');
    await brand.axe();
    await press(brand, 'It is settled');
    await brand.page.getByText('Every doubt is settled.', { exact: true }).waitFor();
    await brand.page.getByLabel('Show', { exact: true }).selectOption({ label: 'Settled (2)' });
    await says('Settled');
    await says('The label is of last year.');
    await brand.axe();
    await brand.shot('doubts-settled');
    const operator = await web.open({ person: { role: 'operator' } });
    await go(operator, '/doubts?show=new');
    const same = operator.page.getByRole('article').filter({ hasText: 'Is it real, number one?' });
    await same.getByText('The label is of last year.', { exact: true }).waitFor();
    await same.getByText(/Demonstration Brand settled it on /).waitFor();
    await soon(async () => assert.equal(await operator.page.getByRole('article').count(), 3));
    await operator.axe();
    await operator.shot('doubts-operator');
    await card.getByRole('button', { name: 'Open it again', exact: true }).click();
    await card.waitFor({ state: 'detached' });
    await brand.page.getByLabel('Show', { exact: true }).selectOption({ label: 'Read (1)' });
    await says('The label is of last year.');
    assert.deepEqual([...brand.errors, ...operator.errors], []);
    await Promise.all([brand.context.close(), operator.context.close()]);
    const viewer = await web.open({ person: { role: 'viewer', party: named('Brand') } });
    await viewer.go('/doubts');
    await viewer.page.getByText('Is it real, number one?', { exact: true }).waitFor();
    assert.equal(await viewer.page.getByRole('button', { name: 'Settle it', exact: true }).count(), 0);
    await viewer.context.close();
  });

  test('from a doubt about a product to the claims about that product, and to all', async () => {
    const brand = await open('Brand');
    await go(brand, '/doubts?show=all');
    const { page } = brand;
    const card = page.getByRole('article').filter({ hasText: 'Is it real, number one?' });
    await card.getByRole('link', { name: 'Challenge what is claimed', exact: true }).click();
    await page.getByText('About Demonstration T-shirt', { exact: true }).waitFor();
    // One more since the claim that was signed above.
    await page.getByText('2 claims', { exact: true }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('about'), shirts);
    await brand.axe();
    await brand.shot('claims-about');
    await press(brand, 'Show claims about everything');
    await page.getByText('4 claims', { exact: true }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('about'), null);
    await go(brand, `/claims?about=${encodeURIComponent('https://id.gs1.org/01/09520161999999')}`);
    await page.getByText(/^Nobody has made a claim about this product as a whole/).waitFor();
    await brand.context.close();
  });
});
