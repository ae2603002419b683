// The web application in a real Chromium against a real node: the harness of tests/web.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Request,
} from 'playwright-core';
import { type Accounts, openAccounts } from '../../../src/account/accounts.ts';
import type { OidcProvider } from '../../../src/account/oidc.ts';
import type { PersonRole } from '../../../src/account/membership.ts';
import type { Level } from '../../../src/flow/answers.ts';
import type { SelvedgeNode } from '../../../src/flow/node.ts';
import { webhooksOf } from '../../../src/cli/serve/webhooks.ts';
import type { WebhookDesk } from '../../../src/webhook/desk.ts';
import { type ApiKeys, mintKey } from '../../../src/http/access/key.ts';
import { apiKeysInMemory } from '../../../src/http/access/memory.ts';
import { httpApp } from '../../../src/http/app.ts';
import { credentialDesk } from '../../../src/credential/desk.ts';
import { captureDesk } from '../../../src/http/job/desk.ts';
import { captureJobsInMemory } from '../../../src/http/job/memory.ts';
import { doubtDesk } from '../../../src/http/doubt/desk.ts';
import { mountPages } from '../../../src/http/page/mount.ts';
import { scanDesk } from '../../../src/http/scan/desk.ts';
import { type RunningDoor, serve } from '../../../src/http/serve.ts';
import { webApp } from '../../../src/http/web/mount.ts';
import type { Chain } from '../../../src/scenario/chain.ts';
import { loadChain } from '../../../src/scenario/load.ts';
import { operatingIn } from '../../support/operating.ts';
import { openTestWorld, type TestWorld } from '../../support/world.ts';

export const chromiumPath: string = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** For `describe(…, { skip: noBrowser })`. */
export const noBrowser: string | false = existsSync(chromiumPath) ? false : `no Chromium at ${chromiumPath}`;

/** Where pictures of the screens are put, if anywhere. */
const shots = process.env['SHOTS'];

/** How many times slower the pages are than they could be (SLOW=6): what a test cannot endure here, it does not endure on a busy machine. */
const slower = Number(process.env['SLOW'] ?? 1);

/** Of every Chromium here. */
export const quiet: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const viewports = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
} as const;

export interface PersonWish {
  role: PersonRole;
  /** Absent for those of the node. */
  party?: string;
  sites?: string[];
  /** The most that is shown; as is usual for the role if not given. */
  level?: Level;
}

export interface Look {
  /** null = nobody is signed in. */
  person: PersonWish | null;
  viewport?: keyof typeof viewports;
  language?: string;
  theme?: 'light' | 'dark';
  /** A desk has no service worker unless `serviceWorkers: 'allow'` asks for it. */
  context?: BrowserContextOptions;
  /** Another one than the world's, such as one with a camera. */
  browser?: Browser;
}

export interface WebWorld {
  world: TestWorld;
  node: SelvedgeNode;
  accounts: Accounts;
  keys: ApiKeys;
  webhooks: WebhookDesk;
  url: string;
  browser: Browser;
  /** A new window, signed in; its console is watched until `close`. */
  open(look: Look): Promise<Window>;
  /** Cookies of a new person, as a browser context takes them. */
  signIn(person: PersonWish): Promise<{ name: string; value: string; url: string }[]>;
  /** Text of a new API key. */
  key(role: 'operator' | 'reader' | 'party', party?: string): Promise<string>;
  /** Resolves when the application is put together and as small as the node makes it. */
  warm(): Promise<void>;
  /** Stops the door and opens it again at the same port: a node that restarted. */
  restart(betweenMs?: number): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** A new person, who can sign in by hand. */
  person(wish: PersonWish): Promise<{ email: string; password: string }>;
  close(): Promise<void>;
}

export interface Window {
  page: Page;
  context: BrowserContext;
  go(path: string): Promise<void>;
  /** As a link within the application does: nothing is loaded anew but what the screen needs. */
  move(path: string): Promise<void>;
  /** Asserts that axe finds nothing wrong with what is shown now. */
  axe(): Promise<void>;
  /** A picture, where the environment asks for them (SHOTS=folder). */
  shot(name: string): Promise<void>;
  /** What the console said that it should not have. */
  errors: string[];
}

/** A node over a chain (none: an empty one) with its door open, and a browser. */
export async function openWeb(
  chain?: Chain,
  options: { oidc?: readonly OidcProvider[] } = {},
): Promise<WebWorld> {
  const world = await openTestWorld();
  if (chain !== undefined) await loadChain(world.node, chain);
  const accounts = await openAccounts({ sealing: new Uint8Array(32).fill(7), nowMs: Date.now, ...options });
  const keys = apiKeysInMemory();
  const captures = captureJobsInMemory();
  const jobs = captureDesk(world.node, captures, {});
  // Nothing is sent by itself: a test calls for a turn.
  const webhooks = webhooksOf(world, ['127.0.0.1'], (fault) => console.error(fault));
  const operating = operatingIn({ ...world, keys, accounts, jobs: captures, webhooks });
  // The last tenth of its size takes a processor eight seconds: only `warm` asks for it.
  const web = webApp(null);
  const listen = (port: number): Promise<RunningDoor> =>
    serve(doorOf(world, { accounts, keys, jobs, operating, web, webhooks }, chain), { port, graceMs: 500 });
  let door = await listen(0);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...quiet] });
  const { url } = door;
  const signIn = (person: PersonWish) => cookiesOf(accounts, person, url);
  return {
    ...{ world, node: world.node, accounts, keys, webhooks, url, browser, signIn },
    open: (look) => openWindow(look.browser ?? browser, url, look, signIn),
    warm: () => web.warm(),
    key: async (role, party) => {
      const { text, key } = mintKey({ role, ...(party !== undefined && { party }) }, 0);
      await keys.add(key);
      return text;
    },
    restart: async (betweenMs = 0) => {
      await door.close();
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
      door = await listen(door.port);
    },
    stop: () => door.close(),
    start: async () => {
      door = await listen(door.port);
    },
    person: async (wish) => {
      const { email, password } = await addPerson(accounts, wish, url);
      return { email, password };
    },
    close: async () => {
      await browser.close();
      await door.close();
      await webhooks.close();
      await operating.backups.close();
      await jobs.close();
      accounts.close();
      await world.close();
    },
  };
}

function doorOf(
  { node, data }: TestWorld,
  beside: {
    accounts: Accounts;
    keys: ApiKeys;
    jobs: ReturnType<typeof captureDesk>;
    operating: ReturnType<typeof operatingIn>;
    web: ReturnType<typeof webApp>;
    webhooks: WebhookDesk;
  },
  chain: Chain | undefined,
): ReturnType<typeof httpApp> {
  const showcase = chain?.showcase ?? [];
  return httpApp(node, {
    ...beside,
    documents: data.documents,
    uploads: data.uploads,
    answered: data.answered,
    keyNames: data.keyNames,
    scans: scanDesk(data.scans),
    doubts: doubtDesk(data.doubts),
    credentials: credentialDesk(node, data.world.vault, () => data.world.clock.nowMs()),
    pages: (app) => mountPages(app, node, { showcase, level: 'full', doubts: true }),
  });
}

let people = 0;

async function cookiesOf(
  accounts: Accounts,
  wish: PersonWish,
  url: string,
): Promise<{ name: string; value: string; url: string }[]> {
  const { cookies } = await addPerson(accounts, wish, url);
  return cookies.map((cookie) => {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
}

async function addPerson(
  accounts: Accounts,
  wish: PersonWish,
  url: string,
): Promise<{ email: string; password: string; cookies: string[] }> {
  people += 1;
  const person = {
    name: `Person ${people}`,
    email: `person${people}@example.org`,
    password: `a long pass phrase ${people}`,
  };
  const added = await accounts.signIn.add(person, new Headers({ origin: url, host: new URL(url).host }));
  assert.ok(added.ok, JSON.stringify(added));
  const { role, party = null, sites = null, level = party === null ? 'full' : 'country' } = wish;
  accounts.memberships.begin(added.value.user, { role, party, sites, level }, Date.now());
  return { ...person, cookies: added.value.cookies };
}

const axeSource = (): string =>
  readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

async function openWindow(
  browser: Browser,
  url: string,
  look: Look,
  signIn: WebWorld['signIn'],
): Promise<Window> {
  const { person, viewport = 'desktop', language = 'en', theme = 'light' } = look;
  const context = await browser.newContext({
    viewport: viewports[viewport],
    colorScheme: theme,
    locale: language,
    hasTouch: viewport === 'phone',
    // Each new window would keep the whole application, in more than a second of a processor: on phones, where people need it.
    serviceWorkers: viewport === 'phone' ? 'allow' : 'block',
    ...look.context,
  });
  if (person !== null) await context.addCookies(await signIn(person));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.setDefaultNavigationTimeout(60_000);
  if (slower > 1)
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
  const errors: string[] = [];
  page.on('pageerror', (fault) => errors.push(fault.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  const settled = settling(page);
  return {
    ...{ page, context, errors },
    go: async (path) => {
      await page.goto(`${url}/app${path}`);
      await settled();
    },
    move: async (path) => {
      const shown = await page.locator('main h1').first().elementHandle();
      await page.evaluate((to) => history.pushState({}, '', to), `/app${path}`);
      await page.waitForFunction((before) => before?.isConnected !== true, shown);
      await page.locator('main h1').first().waitFor();
      await settled();
    },
    axe: () => assertAccessible(page),
    shot: async (name) => {
      if (shots === undefined) return;
      mkdirSync(shots, { recursive: true });
      await page.screenshot({
        path: join(shots, `${name}-${viewport}-${theme}-${language}.png`),
        fullPage: true,
        // Hiding it takes a style that the policy refuses.
        caret: 'initial',
      });
    },
  };
}

const quietMs = 100;
const mostMs = 60_000;

/**
 * Waits until nothing has been asked of the node for a moment (a fifth of the time that `networkidle` takes, some hundred times), the page
 * has nothing to do, and no part of it says that it still waits.
 */
function settling(page: Page): () => Promise<void> {
  const asked = new Set<Request>();
  let changedAtMs = 0;
  const changed = (): void => {
    changedAtMs = performance.now();
  };
  const answered = (request: Request): void => {
    asked.delete(request);
    changed();
  };
  page.on('request', (request) => {
    // What the page before was waiting for, nobody is told of any more.
    if (request.isNavigationRequest()) asked.clear();
    asked.add(request);
    changed();
  });
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);
  const isQuiet = (): boolean => asked.size === 0 && performance.now() - changedAtMs >= quietMs;
  return async () => {
    const begunAtMs = performance.now();
    // While the page is asked, it may ask again.
    while (!isQuiet() || !(await isAtRest(page)) || !isQuiet()) {
      const open = [...asked].map((request) => request.url());
      assert.ok(performance.now() - begunAtMs < mostMs, `not at rest: ${open.join(' ')}`);
      await delay(quietMs / 4);
    }
  };
}

/** Whether a page of the application is drawn, waits for nothing and has nothing to do. A busy processor makes the answer late, not wrong. */
function isAtRest(page: Page): Promise<boolean> {
  return page
    .evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const look = (): void => {
            const { body } = document;
            resolve(body.querySelector('h1') !== null && body.querySelector('.busy') === null);
          };
          requestIdleCallback(look, { timeout: 5_000 });
        }),
    )
    .catch(() => false);
}

interface Violation {
  id: string;
  help: string;
  nodes: { html: string }[];
}

async function assertAccessible(page: Page): Promise<void> {
  // A document keeps it from screen to screen.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource());
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    // Every rule is tried; what is right with the page is not described element by element.
    return (await axe.run({ resultTypes: ['violations'] })).violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
  assert.deepEqual(violations, []);
}
