// What others see of me: the screen tells what the node answers that very reader, no more and no less.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type GinAndMill, tellGinAndMill } from './support/gin-and-mill.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld } from './support/web.ts';

describe('what others see of me', { skip: noBrowser }, () => {
  let web: WebWorld;
  let story: GinAndMill;
  before(async () => {
    web = await openWeb();
    // Put together now, so that no test waits for it.
    await (await fetch(`${web.url}/app/`)).text();
    story = await tellGinAndMill(web.world);
  });
  after(() => web?.close());

  /** Marks of a thing's facts, by their names. */
  async function marksOf(page: Page, title: string): Promise<Map<string, boolean>> {
    const thing = page.locator('.seen-thing', {
      has: page.getByRole('heading', { name: title, exact: true }),
    });
    if ((await thing.getAttribute('open')) === null) await thing.locator('summary').click();
    const facts = await thing.locator('.seen-fields > li').all();
    const marks = facts.map(async (fact): Promise<[string, boolean]> => {
      const name = await fact.locator('span').first().innerText();
      return [name, (await fact.getAttribute('class')) === 'shown'];
    });
    return new Map(await Promise.all(marks));
  }

  test('everybody sees of a lot what GET /lots answers everybody', async () => {
    const window = await web.open({ person: { role: 'viewer', party: story.gin } });
    const { page } = window;
    await window.go(`/seen?lot=${encodeURIComponent(story.lint(8))}`);
    const marks = await marksOf(page, 'The lot');
    const answer = await fetch(`${web.url}/lots/${encodeURIComponent(story.lint(8))}`);
    const open = (await answer.json()) as Record<string, unknown>;
    assert.equal(open['produced'], null);
    assert.equal(marks.get('Amount made'), false);
    assert.equal(open['party'], null);
    assert.equal(marks.get('Company'), false);
    assert.notEqual(open['bornAtMs'], null);
    assert.equal(marks.get('Made on'), true);
    await page.getByText('Without a key nobody sees this.').first().waitFor();
    await window.axe();
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('a buyer sees the shipment to it whole, and not what was recorded', async () => {
    const window = await web.open({ person: { role: 'manager', party: story.gin } });
    const { page } = window;
    await window.go('/seen');
    await page.getByLabel('Who looks').selectOption('partner');
    await page.getByText('Choose a company').last().waitFor();
    await page.getByLabel('Which one').selectOption({ label: 'River Spinning Mill' });
    await page.getByText('It names them, so they see all of it.').first().waitFor({ state: 'attached' });
    const shipment = await marksOf(page, 'A shipment of yours');
    assert.deepEqual([...new Set(shipment.values())], [true]);
    const recorded = await marksOf(page, 'What you recorded about it');
    assert.deepEqual([...new Set(recorded.values())], [false]);
    await page.getByLabel('Which one').selectOption({ label: 'Fibre Certification' });
    await page.getByText('It does not name them').first().waitFor({ state: 'attached' });
    await soon(async () =>
      assert.deepEqual([...new Set((await marksOf(page, 'A shipment of yours')).values())], [false]),
    );
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('the evidence of each level is the real file of that level', async () => {
    const window = await web.open({ person: { role: 'manager', party: story.gin } });
    const { page } = window;
    const sizes: number[] = [];
    for (const level of ['country', 'full'] as const) {
      await window.go(`/seen?reader=auditor&level=${level}&lot=${encodeURIComponent(story.lint(8))}`);
      const text = await page.getByText(/\d+ statements, \d+ KB/).innerText();
      sizes.push(Number(/(\d+) KB/.exec(text)?.[1]));
      const file = web.node.evidence(story.lint(8), { level });
      assert.ok(file.ok);
      assert.equal(sizes.at(-1), Math.ceil(file.value.length / 1024));
      const facts = page.locator('.seen-fields').last();
      const place = facts.locator('li', { hasText: 'Gin at Rajkot' }).first();
      await soon(async () =>
        assert.equal(await place.getAttribute('class'), level === 'full' ? 'shown' : 'hidden'),
      );
    }
    assert.ok(sizes[1]! >= sizes[0]!);
    await window.context.close();
  });

  test('whoever has recorded nothing is told so', async () => {
    const window = await web.open({ person: { role: 'manager', party: 'urn:selvedge:party:certifier' } });
    await window.go('/seen');
    await window.page.getByText('You have no lot yet.').waitFor();
    await window.axe();
    await window.context.close();
  });
});
