// Every form in which somebody types more than a search word: who fills it in, where, and how it is sent.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { PersonWish, WebWorld } from './web.ts';
import type { Gin } from './gin.ts';
import type { GinAndMill } from './gin-and-mill.ts';

/** What goes wrong: each has goods, papers and invitations of its own, where one can be dealt with only once. */
export const turns = ['script', 'tabs', 'line', 'session', 'restart'] as const;
export type Turn = (typeof turns)[number];

export interface FormRow {
  name: string;
  /** Below web/src/screens: the files whose fields it tries. */
  sources: string[];
  /** null: nobody is signed in. */
  who: PersonWish | null;
  /** It has steps of its own on a phone, which another test goes through. */
  isOfDesk?: true;
  /** Something can be done once in a browser: each turn has one of its own. */
  isOnce?: true;
  /** Of the application. */
  address: (turn: Turn) => string;
  /** From the address to the form. */
  open?: (page: Page, turn: Turn) => Promise<void>;
  field: (page: Page) => Locator;
  text: (turn: Turn) => string;
  /** What must be filled in beside, before it is sent. */
  rest?: (page: Page) => Promise<void>;
  /** Absent: nothing is sent. */
  sending?: {
    button: string;
    /** What is seen when it was taken. */
    sent: (page: Page, turn: Turn) => Locator;
    /** How many were made until now. */
    made: () => number;
    /** It goes into the queue of the device, which sends it. */
    isQueued?: true;
    /** Sent again after an answer that was lost: what is said, where it is not answered again. */
    again?: { says: string };
  };
}

interface Told {
  web: WebWorld;
  gin: Gin;
  story: GinAndMill;
  named: (name: string) => string;
}

const word = (turn: Turn): string => `Typed while the ${turn} fails`;
const exact = { exact: true };
const at = (turn: Turn): number => turns.indexOf(turn);

/** Papers of a demonstration party on which there is something to decide, and doubts of readers, one for each turn; a case to add to. */
export async function tellPapers({ web, named }: Pick<Told, 'web' | 'named'>): Promise<void> {
  for (const turn of turns) {
    const said = await web.node.say(named('Certifier'), 'certificate', {
      ...{ certificate: paperOf(turn), type: 'scope', scheme: 'ocs', number: turn, holder: named('Dyer') },
      ...{ validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-12-31T00:00:00Z', sites: ['*'] },
      ...{ subcontractors: [], processes: ['dyeing'], categories: ['*'], materials: ['cotton'] },
      codes: ['ocs-100'],
    });
    assert.ok(said.ok, JSON.stringify(said));
    assert.ok((await web.node.admitParty({ name: keyHolder(turn), country: 'IN' })).ok);
  }
  for (const turn of turns)
    web.world.data.doubts.add({
      ...{ id: turn, about: 'https://id.gs1.org/01/09520161000011', kind: 'claim', language: 'en' },
      ...{ atMs: Date.now(), text: doubtOf(turn) },
    });
  const opened = await web.node.say(named('Brand'), 'case', {
    ...{ case: 'urn:x:case', word: 'challenges', about: paperOf('line'), reason: 'To be added to' },
    due: '2027-12-31T00:00:00Z',
  });
  assert.ok(opened.ok, JSON.stringify(opened));
}

function keyHolder(turn: Turn): string {
  return `Key holder of ${turn}`;
}

function doubtOf(turn: Turn): string {
  return `A doubt to settle: ${turn}.`;
}

function paperOf(turn: Turn): string {
  return `urn:x:paper-${turn}`;
}

export function formRows({ web, gin, story, named }: Told): FormRow[] {
  const entries = (): number => web.node.head().size;
  const brand: PersonWish = { role: 'manager', party: named('Brand') };
  const clerk: PersonWish = { role: 'clerk', party: gin.party };
  const paper = (turn: Turn): string => `/certificates/${encodeURIComponent(paperOf(turn))}`;
  const press = (name: string) => (page: Page) => page.getByRole('button', { name, ...exact }).click();
  const labelled = (label: string) => (page: Page) => page.getByLabel(label, exact);
  /** Said of it, not typed. */
  const words = (page: Page, turn: Turn): Locator =>
    page
      .locator('p, span')
      .filter({ hasText: word(turn) })
      .first();
  const invitations = new Map<Turn, string>();
  const invitation = (turn: Turn): string => {
    const made = web.accounts.invitations.make(
      {
        ...{ role: 'viewer', party: gin.party, sites: null, level: 'country', note: null, invitedBy: null },
        expiresAtMs: Date.now() + 86_400_000,
      },
      Date.now(),
    );
    const known = invitations.get(turn) ?? `${made.invitation.id}.${made.token}`;
    invitations.set(turn, known);
    return known;
  };
  return [
    {
      name: 'a run',
      sources: ['capture/inputs.tsx', 'capture/outputs.tsx', 'capture/where.tsx', 'capture/scan-field.tsx'],
      who: clerk,
      isOfDesk: true,
      address: () => '/capture/run',
      open: async (page) => {
        await page.locator('.scan-row input').waitFor();
        if ((await page.getByLabel('Lot number', exact).count()) === 0)
          await page.getByRole('button', { name: 'One more', ...exact }).click();
      },
      field: labelled('Lot number'),
      text: (turn) => `RUN-${turn}`,
      rest: async (page) => {
        lotsUsed += 1;
        await page.locator('.scan-row input').fill(`K-${lotsUsed}`);
        await page.locator('.scan-row input').press('Enter');
        await page.getByLabel('Product', exact).selectOption({ label: 'Lint bale' });
        await page.getByLabel('Amount', exact).fill('350');
      },
      sending: {
        button: 'Save',
        sent: (page) => page.getByRole('heading', { name: 'Saved and sent', ...exact }),
        made: entries,
        isQueued: true,
      },
    },
    {
      name: 'a shipment',
      sources: ['trade/pick.tsx', 'trade/to.tsx'],
      who: clerk,
      address: () => `/ship?lot=${encodeURIComponent(gin.deliveries.at(-1)!)}`,
      field: (page) => page.getByLabel(/^How much of /),
      text: (turn) => `${10 + at(turn)}`,
      rest: async (page) => {
        await page.getByLabel('Buyer', exact).selectOption(story.mill);
      },
      sending: {
        button: 'Send',
        sent: (page) => page.getByText('River Spinning Mill sees it as on its way', { exact: false }),
        made: entries,
        isQueued: true,
      },
    },
    {
      name: 'what arrived otherwise',
      sources: ['trade/difference.tsx', 'trade/arrived-line.tsx'],
      who: { role: 'manager', party: story.mill },
      address: (turn) => `/trades/${encodeURIComponent(story.shipments[Math.max(0, at(turn) - 2)]!)}`,
      open: press('Something is different'),
      field: labelled('What happened?'),
      text: word,
      sending: {
        button: 'Say so',
        sent: (page) => page.getByText('Done. It is recorded.', exact),
        made: entries,
        isQueued: true,
      },
    },
    {
      name: 'the name of a device',
      sources: ['capture/device.tsx'],
      who: clerk,
      isOnce: true,
      address: () => '/capture',
      field: labelled('Name of this device'),
      text: word,
      sending: {
        button: 'Let this device sign',
        sent: (page) => page.getByText('This device signs what you record', { exact: false }),
        made: entries,
      },
    },
    {
      name: 'a challenge',
      sources: ['cases/challenge.tsx'],
      who: brand,
      address: paper,
      open: press('Challenge this'),
      field: labelled('Reason'),
      text: word,
      sending: { button: 'Sign the challenge', sent: words, made: entries },
    },
    {
      name: 'a word in a case',
      sources: ['cases/answer.tsx'],
      who: brand,
      address: () => `/cases/${encodeURIComponent('urn:x:case')}`,
      open: press('Add something'),
      field: labelled('What do you add?'),
      text: word,
      sending: { button: 'Add something', sent: words, made: entries },
    },
    {
      name: 'a decision',
      sources: ['cases/decide.tsx'],
      who: { role: 'manager', party: named('Certifier') },
      address: paper,
      open: press('Suspend'),
      field: labelled('Reason'),
      text: word,
      sending: { button: 'Sign: suspended', sent: words, made: entries },
    },
    {
      name: 'what was done about a doubt',
      sources: ['cases/standing.tsx'],
      who: brand,
      address: () => '/doubts?show=all',
      open: async (page, turn) => {
        const doubt = page.getByRole('article').filter({ hasText: doubtOf(turn) });
        await doubt.getByRole('button', { name: 'Settle it', ...exact }).click();
      },
      field: labelled('What was done?'),
      text: word,
      sending: {
        button: 'It is settled',
        sent: words,
        made: () => web.world.data.doubts.count({ side: named('Brand') }).settled,
      },
    },
    {
      name: 'a certificate',
      sources: ['certificates/new.tsx', 'certificates/covered.tsx', 'certificates/transaction.tsx'],
      who: { role: 'manager', party: named('Certifier') },
      address: () => '/certificates/new',
      field: labelled('Number on the paper'),
      text: word,
      rest: async (page) => {
        await page.getByLabel('Scheme', exact).selectOption('ocs');
        await page.getByLabel('Holder', exact).selectOption(named('Brand'));
        await page.getByLabel('OCS 100', { exact: false }).first().check();
      },
      sending: { button: 'Sign the certificate', sent: words, made: entries },
    },
    {
      name: 'a claim',
      sources: ['claims/new.tsx'],
      who: brand,
      address: () => '/claims/new',
      field: labelled('In your own words'),
      text: word,
      rest: async (page) => {
        await page.getByLabel('Product', exact).selectOption('https://id.gs1.org/01/09520161000011');
        await page.getByLabel('Scheme', exact).selectOption('ocs');
        await page.getByLabel('Grade', exact).selectOption('ocs-blended');
        await page.getByLabel('Blended, share known', { exact: false }).check();
        await page.getByLabel('Share', exact).fill('90');
        // Asked all the time: whoever ends the session now would be told so by this.
        await page.locator('.claim-live').getByText('Holds', exact).waitFor();
      },
      sending: {
        button: 'Sign the claim',
        sent: (page, turn) => page.getByRole('heading', { name: word(turn), ...exact }),
        made: entries,
      },
    },
    {
      name: 'an invitation of a partner',
      sources: ['suppliers/invite.tsx'],
      who: brand,
      address: () => '/suppliers',
      field: labelled('For whom'),
      text: word,
      sending: {
        button: 'Make the link',
        sent: (page) => page.locator('code', { hasText: '/app/join#' }),
        made: entries,
      },
    },
    {
      name: 'an invitation of a person',
      sources: ['people/invitations.tsx'],
      who: brand,
      address: () => '/people',
      field: labelled('For whom'),
      text: word,
      sending: {
        button: 'Invite',
        sent: (page) => page.locator('code', { hasText: '/app/join#' }),
        made: () => web.accounts.invitations.ofParty(named('Brand')).length,
      },
    },
    {
      name: 'a key for a program',
      sources: ['people/keys.tsx'],
      who: brand,
      address: () => '/people',
      field: labelled('For which program'),
      text: word,
      sending: {
        button: 'Make a key',
        sent: (page) => page.locator('code', { hasText: 'svk_' }),
        made: () => keysMade,
      },
    },
    {
      name: 'why a key is taken back',
      sources: ['operate/revoke.tsx'],
      who: { role: 'operator' },
      address: () => '/operate/keys',
      open: async (page, turn) => {
        await page.getByLabel('Find a company', exact).fill(keyHolder(turn));
        await page.getByRole('button', { name: `Take back: ${keyHolder(turn)}`, ...exact }).click();
      },
      field: labelled('Why'),
      text: word,
      sending: {
        button: 'Take back',
        sent: (page) => page.getByText(/^Taken back at entry /).first(),
        made: entries,
      },
    },
    {
      name: 'why a device signs no more',
      sources: ['people/devices.tsx'],
      who: brand,
      address: () => '/people',
      open: async (page) => {
        await page
          .getByRole('button', { name: /^Take back: / })
          .first()
          .click();
      },
      field: labelled('Why'),
      text: word,
    },
    {
      name: 'a program that is told',
      sources: ['webhooks/add.tsx'],
      who: brand,
      address: () => '/webhooks',
      field: labelled('Address of the program'),
      text: (turn) => `https://erp.example/${turn}`,
    },
    {
      name: 'the name of a passkey',
      sources: ['settings/passkeys.tsx'],
      who: brand,
      address: () => '/settings',
      field: labelled('Name of this device'),
      text: word,
    },
    {
      name: 'joining',
      sources: ['account/join.tsx', 'account/newcomer.tsx', 'account/country-field.tsx'],
      who: null,
      isOnce: true,
      address: (turn) => `/join#${invitation(turn)}`,
      field: labelled('Your name'),
      text: word,
      rest: async (page) => {
        newcomers += 1;
        await page.getByLabel('E-mail address', exact).fill(`new${newcomers}@example.org`);
        await page.getByLabel('Password', exact).fill('warp and weft and selvedge');
      },
      sending: {
        button: 'Accept the invitation',
        sent: (page) => page.locator('.frame-name'),
        made: () => web.accounts.memberships.ofParty(gin.party).length,
        again: { says: 'This invitation is used up, or was taken back.' },
      },
    },
    {
      name: 'what a check is to ask',
      sources: ['verify/options.tsx'],
      who: null,
      address: () => '/verify',
      open: (page) => page.getByText('Check more strictly', exact).click(),
      field: labelled('The key of the log, if you know it'),
      text: word,
    },
  ];
}

let lotsUsed = 0;
let newcomers = 0;
let keysMade = 0;

/** Keys are made behind the API: counted where they are kept. */
export function countKeys({ keys }: WebWorld): void {
  const add = keys.add.bind(keys);
  keys.add = async (key) => {
    keysMade += 1;
    await add(key);
  };
}
