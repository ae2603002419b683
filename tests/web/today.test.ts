// The day, the lots and the papers of a party: what waits is there, what is done is gone, and everybody can read it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type GinAndMill, tellGinAndMill } from './support/gin-and-mill.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

describe('the working day', { skip: noBrowser }, () => {
  let web: WebWorld;
  let story: GinAndMill;
  before(async () => {
    web = await openWeb();
    // Put together now, so that no test waits for it.
    await (await fetch(`${web.url}/app/`)).text();
    story = await tellGinAndMill(web.world);
  });
  after(() => web?.close());

  const screens: [name: string, path: () => string][] = [
    ['today', () => '/today'],
    ['lots', () => '/lots'],
    ['lot', () => `/lots/${encodeURIComponent(story.lint(1))}`],
    ['trades', () => '/trades'],
    ['papers', () => '/papers'],
  ];
  for (const [viewport, theme, language] of [
    ['phone', 'dark', 'ar'],
    ['desktop', 'light', 'en'],
  ] as const) {
    test(`every screen: ${viewport}, ${theme}, ${language}`, async () => {
      const person = { role: 'manager' as const, party: story.mill };
      const window = await web.open({ person, viewport, theme, language });
      for (const [name, path] of screens) {
        await window.go(path());
        await settled(window);
        await window.axe();
        await window.shot(name);
        await soon(async () => assert.ok((await overflowOf(window)) <= 0, `${name} is too wide`));
        await soon(async () => assert.equal(await window.page.locator('h1').count(), 1));
      }
      assert.deepEqual(window.errors, []);
      await window.context.close();
    });
  }

  const asMill = (viewport: 'phone' | 'desktop' = 'desktop'): Promise<Window> =>
    web.open({ person: { role: 'manager', party: story.mill }, viewport });

  test('what waits is counted and told in words', async () => {
    const window = await asMill();
    await window.go('/today');
    const { page } = window;
    await page.locator('.today-count').nth(4).waitFor();
    const counts = await page.locator('.today-count').allInnerTexts();
    assert.deepEqual(
      counts.map((text) => text.replace(/\s+/g, ' ').trim()),
      [
        '3 Goods to receive',
        '1 Missing in your chain',
        '1 Papers that end',
        '1 Doubts about you',
        '2 News about what you rely on',
      ],
    );
    await page.getByText('You used it, and nobody has said where it comes from.').waitFor();
    await page.getByText('Fibre Certification doubts mill-1.').waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('news that were read are gone until there are others', async () => {
    const window = await asMill();
    await window.go('/today');
    const { page } = window;
    await page.getByRole('button', { name: 'I have read this' }).click();
    await page.getByRole('heading', { name: 'News about what you rely on' }).waitFor({ state: 'detached' });
    await window.go('/today');
    await page.locator('.today-count').first().waitFor();
    assert.equal(await page.getByRole('heading', { name: 'News about what you rely on' }).count(), 0);
    // The same person at another device, which was told nothing but who they are.
    const phone = await web.open({ person: null, viewport: 'phone' });
    await phone.context.addCookies(await window.context.cookies());
    await phone.go('/today');
    await phone.page.locator('.today-count').first().waitFor();
    assert.equal(await phone.page.getByRole('heading', { name: 'News about what you rely on' }).count(), 0);
    const other = await asMill();
    await other.go('/today');
    await other.page.getByRole('heading', { name: 'News about what you rely on' }).waitFor();
    for (const one of [window, phone, other]) {
      assert.deepEqual(one.errors, []);
      await one.context.close();
    }
  });

  test('news that could not be kept as read stay, and it is said', async () => {
    const window = await asMill();
    const { page } = window;
    await window.go('/today');
    await page.route('**/account/news', (route) => route.abort());
    await page.getByRole('button', { name: 'I have read this', exact: true }).click();
    await page.locator('#notices').getByRole('alert').waitFor();
    await page.unroute('**/account/news');
    await page.getByRole('button', { name: 'I have read this', exact: true }).click();
    await page.locator('#notices').waitFor({ state: 'detached' });
    await window.context.close();
  });

  test('a clerk of one place sees what waits there, and all of it when they want to', async () => {
    const store = 'https://id.gs1.org/414/0614141000029';
    const told = { facility: store, party: story.mill, name: 'Store at Izmir', country: 'TR' };
    assert.ok((await web.node.registerFacility(told)).ok);
    const person = { role: 'clerk' as const, party: story.mill, sites: [store] };
    const window = await web.open({ person, viewport: 'phone' });
    const { page } = window;
    await window.go('/lots');
    const where = page.getByLabel('Where', { exact: true });
    const lots = page.locator('.lot-line');
    // The lint came by a shipment that names no place; the yarn was made at the mill.
    await soon(async () => assert.equal(await lots.count(), 1));
    assert.equal(await where.inputValue(), 'own');
    await page.getByText('Store at Izmir', { exact: true }).waitFor();
    await window.axe();
    await where.selectOption({ label: 'All our places' });
    await soon(async () => assert.equal(await lots.count(), 2));
    await page.waitForURL(/sites=all/);
    await window.go('/lots?sites=all');
    await soon(async () => assert.equal(await lots.count(), 2));
    await window.go('/today');
    const gaps = page.getByRole('heading', { name: 'Missing in your chain' });
    await page.locator('.today-count').first().waitFor();
    assert.equal(await gaps.count(), 0);
    await window.axe();
    await where.selectOption({ label: 'All our places' });
    await gaps.waitFor();
    await page.getByRole('link', { name: /Missing in your chain$/ }).click();
    await page.waitForURL(/sites=all#gaps$/);
    assert.deepEqual(window.errors, []);
    await window.context.close();
    const free = await asMill();
    await free.go('/today');
    await free.page.locator('.today-count').first().waitFor();
    assert.equal(await free.page.getByLabel('Where', { exact: true }).count(), 0);
    await free.context.close();
  });

  test('a long list shows its first, and all of it when asked', async () => {
    for (let number = 1; number <= 7; number += 1) {
      const order = {
        trade: `urn:selvedge:order:long-${number}`,
        stage: 'order',
        seller: story.gin,
        buyer: story.mill,
      };
      const at = new Date(Date.now() - 86_400_000).toISOString();
      const said = await web.node.say(story.mill, 'trade', {
        ...order,
        at,
        subcontracting: false,
        tolerancePpm: 0,
        lines: [],
      });
      assert.ok(said.ok, JSON.stringify(said));
    }
    const window = await web.open({ person: { role: 'manager', party: story.gin } });
    await window.go('/today');
    const orders = window.page.getByRole('link', { name: /^Order/ });
    await soon(async () => assert.equal(await orders.count(), 5));
    await window.page.getByRole('button', { name: 'Show all 7' }).click();
    await orders.nth(6).waitFor();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('lots are found by what is printed on them, and by what they are', async () => {
    const window = await asMill('phone');
    await window.go('/lots');
    const { page } = window;
    const lots = page.locator('.lot-line');
    await lots.first().waitFor();
    await soon(async () => assert.equal(await lots.count(), 2));
    await page.getByLabel('Find a lot').fill('ring yarn');
    await page.waitForURL(/search=/);
    await page.getByText('B-0001').waitFor({ state: 'detached' });
    await soon(async () => assert.deepEqual((await lots.allInnerTexts()).length, 1));
    await page.getByLabel('Find a lot').fill('nothing like it');
    await page.getByText('No lot is called so.').waitFor();
    await window.context.close();
  });

  test('the page of a lot tells what is left, what happened, and who else had it only as far as one may know', async () => {
    const window = await web.open({ person: { role: 'manager', party: story.gin } });
    await window.go(`/lots/${encodeURIComponent(story.lint(1))}`);
    const { page } = window;
    await page.getByText('Of 220.5 kg you have 0 kg left.').waitFor();
    await page.locator('.history > li').nth(3).waitFor();
    const history = await page.locator('.history > li').allInnerTexts();
    assert.equal(history.length, 4);
    assert.match(history[0]!, /Used[\s\S]*Somebody else in Türkiye/);
    assert.match(history[3]!, /Made 220.5 kg[\s\S]*Gin at Rajkot/);
    await soon(async () => assert.ok(!(await page.locator('main').innerText()).includes('River Spinning')));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download evidence' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^evidence-.*-country\.json$/);
    const code = page.getByRole('img', { name: /Code that leads to the public page/ });
    await soon(async () => assert.equal(await code.count(), 1));
    await window.context.close();
  });

  test('a mistake that was declared stays, crossed out', async () => {
    const lot = 'https://id.gs1.org/01/09521234543213/10/B-WRONG';
    const said = {
      ...{ type: 'ObjectEvent', action: 'ADD', bizStep: 'commissioning', eventID: 'urn:uuid:wrong-1' },
      ...{ eventTime: new Date(Date.now() - 86_400_000).toISOString(), eventTimeZoneOffset: '+00:00' },
      quantityList: [{ epcClass: lot, quantity: 10, uom: 'KGM' }],
    };
    const declared = { declarationTime: new Date().toISOString(), reason: 'did_not_occur' };
    for (const event of [said, { ...said, errorDeclaration: declared }]) {
      const bytes = new TextEncoder().encode(
        JSON.stringify({
          '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
          ...event,
        }),
      );
      const outcome = await web.node.capture({ party: story.gin, bytes });
      assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals));
    }
    assert.equal(web.node.stockLot(story.gin, lot), undefined);
    const right = {
      ...said,
      eventID: 'urn:uuid:right-1',
      quantityList: [{ epcClass: lot, quantity: 9, uom: 'KGM' }],
    };
    const bytes = new TextEncoder().encode(
      JSON.stringify({
        '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
        ...right,
      }),
    );
    assert.equal((await web.node.capture({ party: story.gin, bytes })).outcome, 'recorded');
    const window = await web.open({ person: { role: 'manager', party: story.gin } });
    await window.go(`/lots/${encodeURIComponent(lot)}`);
    await window.page.getByText('Of 9 kg you have 9 kg left.').waitFor();
    await soon(async () =>
      assert.match(
        await window.page.locator('.history .voided').innerText(),
        /Made 10 kg[\s\S]*Was a mistake/,
      ),
    );
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('whoever only looks is shown no lot that is not there', async () => {
    const window = await web.open({ person: { role: 'viewer', party: story.mill } });
    await window.go('/lots/urn%3Ax%3Anothing');
    await window.page.getByRole('alert').waitFor();
    await window.context.close();
  });
});

async function settled({ page }: Window): Promise<void> {
  await page.locator('.busy').first().waitFor({ state: 'detached' });
}

function overflowOf({ page }: Window): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}
