// Every screen, as the people see it for whom it is: three languages, both themes, phone and desk. Nothing that axe finds, nothing in the
// console, nothing cut off, nothing left untranslated. With SHOTS=folder a picture of each.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Chain } from '../../src/scenario/chain.ts';
import { webhookKinds } from '../../src/webhook/subscription.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { type Look, noBrowser, openWeb, type PersonWish, type WebWorld, type Window } from './support/web.ts';

type Sight = Pick<Look, 'viewport' | 'theme' | 'language'>;

const every: readonly Sight[] = (['en', 'ar', 'hi'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['desktop', 'phone'] as const).map((viewport) => ({ language, theme, viewport })),
  ),
);
/** Each language in both themes and at both sizes; every one of the twelve where pictures are asked for. */
const sights = every.filter(
  ({ language, theme, viewport }) =>
    process.env['SHOTS'] !== undefined ||
    ((theme === 'light') === (viewport === 'desktop')) === (language !== 'ar'),
);

describe('every screen', { skip: noBrowser }, () => {
  let web: WebWorld;
  let chain: Chain;
  before(async () => {
    chain = demonstration();
    web = await openWeb(chain);
    await tellProgram(web, chain);
  });
  after(() => web?.close());

  for (const sight of sights) {
    test(`in ${sight.language}, ${sight.theme}, ${sight.viewport}`, { timeout: 240_000 }, async () => {
      // All at once: the node, the browser and this test each wait for the others.
      await Promise.all(
        walksOf(web, chain).map(({ person, paths }) => walk(web, { ...sight, person }, paths)),
      );
    });
  }
});

interface Walk {
  person: PersonWish | null;
  paths: readonly string[];
}

/** A program of the spinner that takes nothing: messages wait for it, and what went wrong is told. */
async function tellProgram({ webhooks }: WebWorld, chain: Chain): Promise<void> {
  const kinds = [...webhookKinds];
  webhooks.subscribe({ party: spinnerOf(chain), url: 'http://127.0.0.1:9/hooks', kinds, sinceEntry: 0 });
  await webhooks.turn();
}

function spinnerOf({ parties }: Chain): string {
  return parties.find(({ role }) => role === 'spinner')!.party;
}

function walksOf({ node, webhooks }: WebWorld, chain: Chain): Walk[] {
  const shirt = chain.showcase.find(({ kind }) => kind === 'item')!.id;
  const product = chain.showcase.find(({ kind }) => kind === 'product')!.id;
  const newest = (kind: 'claim' | 'certificate' | 'case'): string =>
    encodeURIComponent(node.records({ kind, limit: 1 }).records[0]?.id ?? 'none');
  const brand = node.product(product)!.party;
  const spinner = spinnerOf(chain);
  const hook = webhooks.list(spinner)[0]!.webhook.id;
  const certifier = node.records({ kind: 'certificate', limit: 1 }).records[0]!.issuer;
  const [site] = node.facilities().filter(({ party }) => party === spinner);
  const at = encodeURIComponent;
  return [
    {
      person: null,
      paths: [
        '/',
        '/sign-in',
        '/setup',
        '/search?q=cotton',
        '/log',
        '/log/3',
        '/verify',
        `/facilities/${at(site!.facility)}`,
      ],
    },
    {
      person: { role: 'manager', party: spinner, level: 'full' },
      paths: [
        ...[
          '/today',
          '/capture',
          '/capture/run',
          '/capture/harvest',
          '/capture/pack',
          '/capture/correct',
          '/lots',
          '/upload',
        ],
        ...[
          '/queue',
          '/trades',
          '/ship',
          '/papers',
          '/seen',
          '/people',
          '/webhooks',
          `/webhooks/${hook}`,
          '/settings',
        ],
      ],
    },
    {
      person: { role: 'manager', party: brand, level: 'full' },
      paths: [
        ...[
          '/products',
          `/products/${at(product)}`,
          `/lots/${at(shirt)}`,
          `/trace/${at(shirt)}`,
          `/recall/${at(shirt)}`,
        ],
        ...[
          '/claims',
          '/claims/new',
          `/claims/${newest('claim')}`,
          '/suppliers',
          '/cases',
          '/doubts',
          `/cases/${newest('case')}`,
        ],
      ],
    },
    {
      person: { role: 'manager', party: certifier, level: 'full' },
      paths: ['/review', '/certificates', '/certificates/new', `/certificates/${newest('certificate')}`],
    },
    {
      person: { role: 'operator' },
      paths: ['/operate', '/operate/backups', '/operate/jobs', '/operate/keys', '/webhooks', '/people'],
    },
  ];
}

async function walk(web: WebWorld, look: Look, paths: readonly string[]): Promise<void> {
  const window = await web.open(look);
  const wrong: string[] = [];
  for (const [index, path] of paths.entries()) {
    await (index === 0 ? window.go(path) : window.move(path));
    await window.page.locator('main h1').first().waitFor();
    wrong.push(...(await findings(window)).map((finding) => `${path}: ${finding}`));
    await window.shot(
      path
        .split('?')[0]!
        .replace(/%[0-9A-F]{2}.*/, '')
        .replaceAll('/', '-')
        .slice(1, 60) || 'start',
    );
  }
  await window.context.close();
  assert.deepEqual([...wrong, ...window.errors], []);
}

async function findings(window: Window): Promise<string[]> {
  const { page } = window;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  // A text that is not there stands as its key: two words with a dot between them. What is set as code is none of ours.
  const keys = await page.locator('main').evaluate((main) => {
    const ours = main.cloneNode(true) as HTMLElement;
    for (const code of ours.querySelectorAll('code')) code.remove();
    const keyed = /\b(shell|today|lots|trade|capture|claims|trace|upload|seen)\.[a-z][A-Za-z]+/g;
    return (ours.textContent ?? '').match(keyed) ?? [];
  });
  const axe = await window.axe().then(
    () => [],
    (fault: Error) => [fault.message],
  );
  return [
    ...(wide > 0 ? [`${wide} px too wide`] : []),
    ...keys.map((key) => `${key} has no text`),
    ...((await page.locator('h1').count()) === 1 ? [] : ['not one heading']),
    ...axe,
  ];
}
