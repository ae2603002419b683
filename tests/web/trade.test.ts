// Sending and receiving: the usual case in three taps, what is different told and recorded, both halves or none, with and without a line.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type GinAndMill, tellGinAndMill } from './support/gin-and-mill.ts';
import { drafted } from './support/kept.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

describe('sending and receiving', { skip: noBrowser }, () => {
  let web: WebWorld;
  let story: GinAndMill;
  before(async () => {
    web = await openWeb();
    // Put together now, so that no test waits for it.
    await (await fetch(`${web.url}/app/`)).text();
    story = await tellGinAndMill(web.world, 4);
  });
  after(() => web?.close());

  const stateOf = (trade: string): string | null | undefined =>
    web.node.records({ kind: 'trade', id: trade, limit: 1 }).records[0]?.state;
  const leftAt = (party: string, lot: string): number | null | undefined =>
    web.node.stockLot(party, lot)?.remaining;
  const open = (party: string, viewport: 'phone' | 'desktop'): Promise<Window> =>
    web.open({ person: { role: 'manager', party }, viewport });
  const path = (trade: string): string => `/trades/${encodeURIComponent(trade)}`;

  test('a shipment is received in three taps', async (t) => {
    const window = await open(story.mill, 'phone');
    await window.go('/today');
    const startedMs = Date.now();
    let taps = 0;
    const tap = async (role: 'link' | 'button', name: RegExp): Promise<void> => {
      taps += 1;
      await window.page.getByRole(role, { name }).first().tap();
    };
    await tap('link', /From Sunflower Ginning/);
    await tap('button', /All arrived as told/);
    await tap('button', /Yes, received/);
    await window.page.getByText('Received. It is in your stores now.').waitFor();
    const seconds = (Date.now() - startedMs) / 1000;
    t.diagnostic(`receive a shipment: ${taps} taps, ${seconds.toFixed(1)} s`);
    assert.equal(taps, 3);
    assert.equal(stateOf(story.shipments[0]!), 'received');
    assert.equal(leftAt(story.mill, story.lint(8)), 220_500);
    await window.axe();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  for (const [viewport, at, lot] of [
    ['phone', 1, 6],
    ['desktop', 3, 2],
  ] as const)
    test(`what is different is told line by line, with what both accept, and disputed: ${viewport}`, async () => {
      const trade = story.shipments[at]!;
      const window = await open(story.mill, viewport);
      const { page } = window;
      await window.go(path(trade));
      await page.getByRole('button', { name: /Something is different/ }).click();
      const arrived = page.getByLabel(`Arrived of B-000${lot}`);
      await arrived.fill('219');
      await page.getByText(/Both sides accept up to 1%/).waitFor();
      await arrived.fill('200');
      await page.getByText(/beyond the 1% that both sides accept/).waitFor();
      await page.getByText('You call it otherwise?').first().click();
      await page.getByLabel('Your own number for it').first().fill(`M-7${lot}`);
      await page.getByLabel(/dispute the rest/).check();
      await page.getByRole('button', { name: 'Say so' }).click();
      await page.getByText('Say in a few words what happened.').waitFor();
      await page.getByLabel('What happened?').fill('One bale was wet.');
      if (viewport === 'phone') await window.axe();
      await window.shot('receive-difference');
      await page.getByRole('button', { name: 'Say so' }).click();
      await page.getByText('Done. It is recorded.').waitFor();
      assert.equal(stateOf(trade), 'disputed');
      assert.equal(leftAt(story.mill, story.lint(lot)), 200_000);
      const remembered = web.node.rememberedLots(trade);
      assert.ok(
        remembered.ok && remembered.value[0]?.ownLot?.endsWith(`:M-7${lot}`),
        JSON.stringify(remembered),
      );
      assert.deepEqual(window.errors, []);
      await window.context.close();
    });

  test('without a line it is kept, and sent once when the line is back', async () => {
    const trade = story.shipments[2]!;
    const window = await open(story.mill, 'phone');
    const { page, context } = window;
    await window.go(path(trade));
    await page.getByRole('button', { name: /All arrived as told/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.getByRole('button', { name: /All arrived as told/ }).tap();
    await page.getByRole('button', { name: /Yes, received/ }).tap();
    await page.getByText(/Saved on this device/).waitFor();
    assert.equal(stateOf(trade), 'declared');
    await context.setOffline(false);
    await page.getByText('Received. It is in your stores now.').waitFor();
    assert.equal(stateOf(trade), 'received');
    const { total } = web.node.records({ kind: 'answer', about: trade });
    assert.equal(total, 1);
    await context.close();
  });

  test('a device with a key of its own signs what it receives', async () => {
    const lot = story.lint(10);
    const trade = 'urn:selvedge:shipment:device';
    const shipment = {
      ...{ trade, stage: 'shipment', seller: story.gin, buyer: story.mill, tolerancePpm: 0 },
      ...{ at: new Date(Date.now() - 3_600_000).toISOString(), subcontracting: false },
      lines: [{ line: 1, lot, quantity: 20, uom: 'KGM' }],
    };
    const said = await web.node.say(story.gin, 'trade', shipment);
    assert.ok(said.ok, JSON.stringify(said));
    const window = await open(story.mill, 'phone');
    const { page } = window;
    await window.go('/capture');
    await page.getByLabel('Name of this device').fill('Store phone');
    await page.getByRole('button', { name: 'Let this device sign' }).tap();
    await page.getByText('This device signs what you record').waitFor();
    await window.go(path(trade));
    await page.getByRole('button', { name: /All arrived as told/ }).tap();
    await page.getByRole('button', { name: /Yes, received/ }).tap();
    await page.getByText('Received. It is in your stores now.').waitFor();
    const [answer] = web.node.records({ kind: 'answer', about: trade }).records;
    assert.equal(answer?.custody, 'device');
    assert.deepEqual(
      [web.node.lotHistory(lot)[0]?.act, web.node.lotHistory(lot)[0]?.custody],
      ['received', 'device'],
    );
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  for (const [viewport, kilograms, left] of [
    ['desktop', '100', 100_500],
    ['phone', '60', 40_500],
  ] as const)
    test(`goods are sent for an order; what was typed outlives the page: ${viewport}`, async () => {
      const lot = story.lint(10);
      const window = await open(story.gin, viewport);
      const { page } = window;
      await window.go(`/ship?lot=${encodeURIComponent(lot)}`);
      await page.getByLabel(/How much of .*B-0010/).fill(kilograms);
      await page.getByLabel('Buyer').selectOption({ label: 'River Spinning Mill' });
      await page.getByLabel('Order').selectOption(story.order);
      await drafted(page, kilograms);
      await page.reload({ waitUntil: 'networkidle' });
      await soon(async () =>
        assert.equal(await page.getByLabel(/How much of .*B-0010/).inputValue(), kilograms),
      );
      await soon(async () => assert.equal(await page.getByLabel('Order').inputValue(), story.order));
      await page.getByText(`${kilograms} kg leave for River Spinning Mill.`, { exact: true }).waitFor();
      if (viewport === 'desktop') await window.axe();
      await window.shot('ship');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText(/River Spinning Mill sees it as on its way/).waitFor();
      assert.equal(leftAt(story.gin, lot), left);
      const [shipment] = web.node.records({ kind: 'trade', issuer: story.gin, limit: 1 }).records;
      assert.deepEqual([shipment?.claims['under'], shipment?.state], [story.order, 'declared']);
      assert.equal(web.node.lotHistory(lot)[0]?.act, 'shipped');
      assert.deepEqual(window.errors, []);
      await window.context.close();
    });

  test('right to left, in the dark, on a phone', async () => {
    const person = { role: 'manager' as const, party: story.gin };
    const window = await web.open({ person, viewport: 'phone', theme: 'dark', language: 'ar' });
    for (const place of ['/ship', path(story.order)]) {
      await window.go(place);
      await window.axe();
      const overflow = await window.page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.ok(Number(overflow) <= 0, place);
    }
    await window.shot('trade');
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('more than is left does not leave', async () => {
    const window = await open(story.gin, 'desktop');
    const { page } = window;
    const before = web.node.head().size;
    await window.go(`/ship?lot=${encodeURIComponent(story.lint(10))}`);
    await page.getByLabel(/How much of .*B-0010/).fill('40.501');
    await page.getByText('Only 40.5 kg are left.').waitFor();
    await page.getByLabel('Buyer').selectOption({ label: 'River Spinning Mill' });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    assert.equal(web.node.head().size, before);
    await window.context.close();
  });

  test('an order is answered by a button', async () => {
    const order = {
      ...{ trade: 'urn:selvedge:order:4712', stage: 'order', seller: story.gin, buyer: story.mill },
      ...{
        at: new Date(Date.now() - 86_400_000).toISOString(),
        subcontracting: false,
        tolerancePpm: 0,
        lines: [],
      },
    };
    const said = await web.node.say(story.mill, 'trade', order);
    assert.ok(said.ok, JSON.stringify(said));
    const window = await open(story.gin, 'desktop');
    await window.go('/today');
    await window.page.getByRole('link', { name: /Order/ }).click();
    await window.page.getByRole('button', { name: 'Yes, agreed' }).click();
    await window.page.getByText('Done. It is recorded.').waitFor();
    assert.equal(stateOf(order.trade), 'acknowledged');
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });
});
