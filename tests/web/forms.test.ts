// Nothing that somebody typed is lost: every form, through a script that breaks, a second tab, an answer that is lost, a session that
// ends, and a node that is stopped and started again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { filesUnder } from '../../tools/tidy.ts';
import { atOnce } from './support/at-once.ts';
import { countKeys, type FormRow, formRows, tellPapers, type Turn } from './support/forms.ts';
import { type Gin, openGin } from './support/gin.ts';
import { type GinAndMill, tellGinAndMill } from './support/gin-and-mill.ts';
import { noBrowser, openWeb, type WebWorld } from './support/web.ts';

const unreachable = 'The node does not answer now. Try again when there is a line.';
const exact = { exact: true };

/** Half of it on phones, half of it on desks. */
const onPhones: ReadonlySet<Turn> = new Set<Turn>(['session', 'restart']);

interface Desk {
  context: BrowserContext;
  page: Page;
  /** A second tab. */
  second?: Page;
  email: string;
  password: string;
}

describe('forms', { skip: noBrowser, timeout: 900_000 }, () => {
  let web: WebWorld;
  let rows: FormRow[];
  const desks = new Map<string, Desk>();

  before(async () => {
    web = await openWeb(demonstration());
    // Put together now, so that no test waits for it.
    await (await fetch(`${web.url}/app/`)).text();
    const gin: Gin = await openGin(web, 12);
    const named = (name: string): string =>
      web.node.parties().find((one) => one.name === `Demonstration ${name}`)?.party ?? '';
    await tellPapers({ web, named });
    const story: GinAndMill = await tellGinAndMill(web.world, 3);
    countKeys(web);
    rows = formRows({ web, gin, story, named });
  });
  after(() => web?.close());

  /** One window for each person; for what can be done once in a browser, one for each turn. */
  async function deskFor(row: FormRow, turn: Turn): Promise<Desk> {
    const viewport = onPhones.has(turn) && row.isOfDesk !== true ? 'phone' : 'desktop';
    const name = JSON.stringify([row.who, viewport, row.isOnce === true ? [row.name, turn] : null]);
    const known = desks.get(name);
    if (known !== undefined) return known;
    const who = row.who === null ? { email: '', password: '' } : await web.person(row.who);
    const window = await web.open({ person: null, viewport, context: { serviceWorkers: 'block' } });
    const desk = { ...who, context: window.context, page: window.page };
    await window.context.addInitScript(breakable);
    if (row.who !== null) await signIn(desk);
    desks.set(name, desk);
    return desk;
  }

  async function signIn({ context, email, password }: Desk): Promise<void> {
    const answer = await context.request.post(`${web.url}/account/auth/sign-in/email`, {
      data: { email, password },
      headers: { origin: web.url },
    });
    assert.equal(answer.status(), 200, await answer.text());
  }

  async function open(page: Page, row: FormRow, turn: Turn): Promise<void> {
    const address = `${web.url}/app${row.address(turn)}`;
    if (!page.url().startsWith(web.url)) await page.goto(address, { waitUntil: 'commit' });
    else {
      await page.evaluate(goTo, `${web.url}/app/search`);
      await page.getByRole('heading', { level: 1, name: 'Search', ...exact }).waitFor();
      await page.evaluate(goTo, address);
    }
    await row.open?.(page, turn);
    await row.field(page).waitFor();
  }

  async function fill(page: Page, row: FormRow, turn: Turn): Promise<void> {
    await row.field(page).fill(row.text(turn));
    await row.rest?.(page);
  }

  async function isFilled(page: Page, row: FormRow, text: string): Promise<void> {
    await until(async () => (await row.field(page).inputValue()) === text, `${row.name}: “${text}” is there`);
  }

  async function press(page: Page, row: FormRow): Promise<void> {
    const { button = '' } = row.sending ?? {};
    const dialog = page.locator('dialog[open]');
    const near = (await dialog.count()) > 0 ? dialog : page;
    await near
      .getByRole('button', { name: button, ...exact })
      .last()
      .click();
  }

  /** Each row as a test of its own. */
  async function all(
    t: TestContext,
    turn: Turn,
    work: (row: FormRow, desk: Desk) => Promise<void>,
  ): Promise<void> {
    for (const row of rows) {
      if ((turn === 'line' || turn === 'restart') && row.sending === undefined) continue;
      if (turn === 'session' && (row.sending === undefined || row.who === null)) continue;
      await t.test(row.name, async () => {
        const desk = await deskFor(row, turn);
        try {
          await work(row, desk);
        } finally {
          if (row.isOnce) await desk.context.close();
          else if (row.who !== null && (await desk.context.cookies()).length === 0) await signIn(desk);
        }
      });
    }
    for (const desk of desks.values()) {
      await desk.second?.close();
      delete desk.second;
    }
  }

  test('a script breaks: tried again or loaded again, all of it is there', async (t) => {
    await all(t, 'script', async (row, { page }) => {
      const text = row.text('script');
      await open(page, row, 'script');
      await row.field(page).fill(text.slice(0, -1));
      await page.evaluate(() => Object.assign(globalThis, { isBroken: true }));
      await row.field(page).press('End');
      await row.field(page).pressSequentially(text.slice(-1));
      await page.getByText('Something broke here. Nothing was lost; try again.', exact).waitFor();
      await page.evaluate(() => Object.assign(globalThis, { isBroken: false }));
      await page.getByRole('button', { name: 'Try again', ...exact }).click();
      await row.open?.(page, 'script');
      await isFilled(page, row, text);
      await page.reload({ waitUntil: 'commit' });
      await row.open?.(page, 'script');
      await isFilled(page, row, text);
    });
  });

  test('two tabs type: both are kept, and one is chosen', async (t) => {
    await all(t, 'tabs', async (row, desk) => {
      const { page, context } = desk;
      desk.second ??= await context.newPage();
      const { second } = desk;
      const texts = [row.text('tabs'), row.text('line')] as const;
      // A tab behind another one is drawn once a second.
      for (const tab of [page, second]) {
        await tab.bringToFront();
        await open(tab, row, 'tabs');
      }
      await atOnce(page, async () => {
        await row.field(second).fill(texts[1]);
        await page.bringToFront();
        await row.field(page).fill(texts[0]);
      });
      const told = (one: Page) => one.getByText(/^In another window something else was typed here/);
      await Promise.all([told(page).waitFor(), told(second).waitFor()]);
      await isFilled(page, row, texts[0]);
      await isFilled(second, row, texts[1]);
      await page.getByRole('button', { name: 'Take the other', ...exact }).click();
      await isFilled(page, row, texts[1]);
      await told(second).waitFor({ state: 'detached' });
      await isFilled(second, row, texts[1]);
    });
  });

  test('the answer is lost: it is said, and sent again it is done once', async (t) => {
    await all(t, 'line', async (row, { page }) => {
      const { sent, made, isQueued, again } = row.sending!;
      await open(page, row, 'line');
      await fill(page, row, 'line');
      const before = made();
      let heard = 0;
      const deaf = async (route: Route): Promise<void> => {
        if (route.request().method() !== 'POST') return route.continue();
        await route.fetch();
        heard += 1;
        await route.abort();
      };
      await page.route(isOwn, deaf);
      await press(page, row);
      await until(() => made() > before && heard > 0, `${row.name}: the node has it`);
      const first = made();
      if (!isQueued) {
        await page.getByText(unreachable, exact).first().waitFor();
        await isFilled(page, row, row.text('line'));
      }
      await page.unroute(isOwn, deaf);
      if (isQueued) await page.evaluate(() => dispatchEvent(new Event('online')));
      else await press(page, row);
      if (again === undefined) await sent(page, 'line').waitFor();
      else await page.getByText(again.says, { exact: false }).waitFor();
      assert.equal(made(), first);
    });
  });

  test('the session has ended: signing in where one is, and all of it is there', async (t) => {
    await all(t, 'session', async (row, desk) => {
      const { page, context, password } = desk;
      const { sent, made, isQueued } = row.sending!;
      await open(page, row, 'session');
      await fill(page, row, 'session');
      const before = made();
      await context.clearCookies();
      await press(page, row);
      const dialog = page.getByRole('dialog', { name: 'Sign in again', ...exact });
      await dialog.getByText('Nothing is lost', { exact: false }).waitFor();
      await dialog.getByLabel('Password', exact).fill(password);
      await dialog.getByRole('button', { name: 'Sign in', ...exact }).click();
      await dialog.waitFor({ state: 'detached' });
      if (!isQueued) {
        await isFilled(page, row, row.text('session'));
        await press(page, row);
      }
      await until(() => made() > before, `${row.name}: the node has it`);
      await sent(page, 'session').waitFor();
    });
  });

  test('the node is stopped and started again in mid-form', async (t) => {
    await all(t, 'restart', async (row, { page }) => {
      const { sent, made, isQueued } = row.sending!;
      await open(page, row, 'restart');
      await fill(page, row, 'restart');
      const before = made();
      await web.stop();
      try {
        await press(page, row);
        if (!isQueued) {
          await page.getByText(unreachable, exact).first().waitFor();
          await isFilled(page, row, row.text('restart'));
        }
      } finally {
        await web.start();
      }
      if (!isQueued) await press(page, row);
      await until(async () => {
        if (isQueued) await page.evaluate(() => dispatchEvent(new Event('online')));
        return made() > before;
      }, `${row.name}: the node has it`);
      await sent(page, 'restart').waitFor();
    });
  });

  test('who signs in next at this device sees nothing of it; who typed it finds it again', async () => {
    const row = rows.find(({ name }) => name === 'a claim')!;
    const { context, page, ...first } = await deskFor(row, 'script');
    const other = await web.person(row.who!);
    // Without an operator the node would ask to be set up.
    await web.person({ role: 'operator' });
    const text = 'Typed by the first';
    await open(page, row, 'script');
    await row.field(page).fill(text);
    await page.goto(`${web.url}/app/settings`);
    await page.getByRole('button', { name: 'Sign out', ...exact }).click();
    await page.locator('.frame-who', { hasText: 'Sign in' }).waitFor();
    await page.goto(`${web.url}/app/claims/new`);
    await page.getByText('Sign in to go on here.', { exact: false }).waitFor();
    for (const [who, there] of [
      [other, ''],
      [first, text],
    ] as const) {
      await context.clearCookies();
      await page.goto(`${web.url}/app/sign-in?to=/claims/new`);
      await page.getByLabel('E-mail address', exact).fill(who.email);
      await page.getByLabel('Password', exact).fill(who.password);
      await page
        .locator('form')
        .getByRole('button', { name: 'Sign in', ...exact })
        .click();
      await row.field(page).waitFor();
      await isFilled(page, row, there);
    }
    // Somebody else signs in over the form that the first one left open, who has also been told what is in store.
    await page.evaluate(goTo, `${web.url}/app/capture`);
    await until(async () => (await knownTo(page)).length > 1, 'something is known');
    await open(page, row, 'script');
    await row.field(page).fill(text);
    await row.rest?.(page);
    await context.clearCookies();
    await press(page, row);
    const dialog = page.getByRole('dialog', { name: 'Sign in again', ...exact });
    await dialog.getByLabel('E-mail address', exact).fill(other.email);
    await dialog.getByLabel('Password', exact).fill(other.password);
    await dialog.getByRole('button', { name: 'Sign in', ...exact }).click();
    await page.getByRole('heading', { level: 1, name: 'Today', ...exact }).waitFor();
    await open(page, row, 'script');
    await isFilled(page, row, '');
    await until(
      async () => (await knownTo(page)).join() === other.email,
      'what the first one was told is forgotten',
    );
  });

  test('every file with a field is tried here, or has a reason not to be', () => {
    const screens = join(import.meta.dirname, '../../web/src/screens');
    const typing =
      /<(?:TextField|TextArea|textarea|PasswordField)\b|<input\b(?![^>]*type="(?:file|checkbox|radio|range)")/;
    const found = filesUnder(screens)
      .filter((path) => path.endsWith('.tsx') && typing.test(readFileSync(path, 'utf8')))
      .map((path) => relative(screens, path));
    const tried = new Set(rows.flatMap(({ sources }) => sources));
    assert.deepEqual(
      found.filter((path) => !tried.has(path) && !(path in exceptions)),
      [],
      'a form that loses what is typed? Give it a row in support/forms.ts, or a reason below',
    );
    assert.deepEqual(
      Object.keys(exceptions).filter((path) => !found.includes(path)),
      [],
      'no field is left there',
    );
  });
});

/** Fields of which nothing is to be kept, or that another test tries. */
const exceptions: Readonly<Record<string, string>> = {
  'account/reset.tsx': 'a password',
  'account/setup.tsx': 'once in the life of a node: account.test.ts loads it again in mid-form',
  'account/sign-in-ways.tsx': 'an address, a password and a code: the browser fills them in',
  'claims/board.tsx': 'a search word',
  'home/home.tsx': 'a search word',
  'log/head-view.tsx': 'kept at each change, for all tabs',
  'log/log.tsx': 'the number of an entry to go to',
  'lots/lots.tsx': 'a search word',
  'operate/keys.tsx': 'a search word',
  'products/products.tsx': 'a search word',
  'recall/notify.tsx': 'a text to be copied, which nobody changes',
  'search/search.tsx': 'a search word',
  'settings/password.tsx': 'passwords',
  'settings/second-factor.tsx': 'a password and a code',
  'trace/find.tsx': 'a search word',
  'trace/saved.tsx': 'the name of a view, which is said in one go',
  'upload/parts/cell.tsx': 'upload.test.ts loads it again with the line broken',
  'verify/verify.tsx': 'pasted from somewhere, and checked as soon as it is',
};

/** A screen that breaks while it draws what was typed. */
function breakable(): void {
  for (const { prototype } of [HTMLInputElement, HTMLTextAreaElement]) {
    const own = Object.getOwnPropertyDescriptor(prototype, 'defaultValue')!;
    Object.defineProperty(prototype, 'defaultValue', {
      ...own,
      set(value: string) {
        if ((globalThis as { isBroken?: boolean }).isBroken === true) throw new Error('broken on purpose');
        own.set!.call(this, value);
      },
    });
  }
}

/** As a link does it: what another screen was is gone, and the application stays. */
function goTo(address: string): void {
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** What this device knows without a line: who is here, by address, and the names of all else. */
function knownTo(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('selvedge');
    await new Promise((done) => opening.addEventListener('success', done));
    const store = opening.result.transaction('known').objectStore('known');
    const [names, me] = [store.getAllKeys(), store.get('me')];
    await new Promise((done) => me.addEventListener('success', done));
    opening.result.close();
    const { user } = (me.result as { value: { user: { email: string } | null } } | undefined)?.value ?? {};
    return names.result.map((name) => (name === 'me' ? (user?.email ?? '') : String(name))).sort();
  });
}

/** Not what the application is made of, nor what it asks all the time. */
function isOwn({ pathname }: URL): boolean {
  return (
    !pathname.startsWith('/app/') && !pathname.endsWith('/preview') && pathname !== '/account/invitation'
  );
}

async function until(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(what);
}
