// The certifier: a queue that empties by itself, certificates with their four axes, words with reasons, a new certificate, a case.
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld, type Window } from './support/web.ts';

const claim = (name: string): string => `urn:selvedge:demonstration:claim:${name}`;
const scope = (prefix: string): string => `urn:selvedge:demonstration:scope:${prefix}`;
const paper = new TextEncoder().encode('The paper as it was printed');

describe('the certifier', { skip: noBrowser }, () => {
  let web: WebWorld;
  let window: Window;
  let actions = 0;

  const named = (name: string): string =>
    web.node.parties().find((one) => one.name === `Demonstration ${name}`)?.party ?? '';
  /** What somebody does with a finger, counted. */
  const press = async (name: string): Promise<void> => {
    actions += 1;
    await window.page.getByRole('button', { name, exact: true }).click();
  };
  const stateOf = (kind: 'claim' | 'certificate' | 'case', id: string): string | null => {
    // A word holds from the minute that the browser's clock shows.
    web.world.time.nowMs = Math.max(web.world.time.nowMs, Date.now());
    return web.node.records({ kind, id, limit: 10 }).records.at(-1)?.state ?? null;
  };

  before(async () => {
    web = await openWeb(demonstration());
    web.world.time.nowMs = Date.now();
    await bringPaper('urn:x:paper', 'CB-77');
    window = await web.open({ person: { role: 'manager', party: named('Certifier') } });
    window.page.setDefaultTimeout(30_000);
    window.page.setDefaultNavigationTimeout(60_000);
  });
  after(() => web?.close());

  /** A company brings a certificate of this certifier, which it has on paper. */
  async function bringPaper(certificate: string, number: string): Promise<void> {
    const digest = hash('sha256', paper, 'base64url');
    const said = await web.node.say(named('Dyer'), 'certificate', {
      ...{ certificate, type: 'scope', scheme: 'ocs', number, holder: named('Dyer') },
      ...{ validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-12-31T00:00:00Z', sites: ['*'] },
      ...{ subcontractors: [], processes: ['dyeing'], categories: ['*'], materials: ['cotton'] },
      codes: ['ocs-100'],
      imported: { format: 'document', digest, issuer: named('Certifier') },
      documents: [{ digest, name: `${number}.pdf` }],
    });
    assert.ok(said.ok, JSON.stringify(said));
  }

  test('confirms a certificate in three actions, and the next item comes by itself', async (t) => {
    await window.page.goto(`${web.url}/app/`);
    await window.page.getByRole('link', { name: 'To decide' }).waitFor();
    actions = 1;
    await window.page.getByRole('link', { name: 'To decide' }).click();
    await window.page.getByText('CB-77').waitFor();
    await window.axe();
    const startedAt = performance.now();
    await press('Confirm');
    await press('Sign: confirmed');
    await window.page.getByText('Written into the log: Confirm.').waitFor();
    t.diagnostic(
      `confirm a certificate: ${actions} actions, ${Math.round(performance.now() - startedAt)} ms from the first word to the next item`,
    );
    assert.equal(actions, 3);
    assert.equal(stateOf('certificate', 'urn:x:paper'), 'confirmed');
    await window.page.getByRole('heading', { name: 'Polo shirt of organically grown cotton' }).waitFor();
    await soon(async () => assert.equal(await window.page.getByText('CB-77').count(), 0));
  });

  test('confirms one on a phone, where the menu is one tap more', async () => {
    await bringPaper('urn:x:paper-2', 'CB-78');
    const phone = await web.open({
      person: { role: 'manager', party: named('Certifier') },
      viewport: 'phone',
    });
    const tap = (role: 'link' | 'button', name: string): Promise<void> =>
      phone.page.getByRole(role, { name, exact: true }).tap();
    await phone.go('/');
    await tap('button', 'Menu');
    await tap('link', 'To decide');
    await phone.page.getByText('CB-78').waitFor();
    await tap('button', 'Confirm');
    await tap('button', 'Sign: confirmed');
    await phone.page.getByText('Written into the log: Confirm.').waitFor();
    assert.equal(stateOf('certificate', 'urn:x:paper-2'), 'confirmed');
    assert.deepEqual(phone.errors, []);
    await phone.context.close();
  });

  test('refuses a claim only with a reason', async () => {
    await window.page.getByRole('link', { name: /ocs-blended/ }).click();
    await window.page.getByRole('heading', { name: 'Trousers of organically grown cotton' }).waitFor();
    await press('Refuse');
    const dialog = window.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Sign: refused' }).click();
    assert.equal(stateOf('claim', claim('trousers')), 'claimed', 'an empty reason is not sent');
    await window.axe();
    await dialog.getByLabel('Reason').fill('The weaver had no certificate');
    await dialog.getByRole('button', { name: 'Sign: refused' }).click();
    await window.page.getByText('Written into the log: Refuse.').waitFor();
    assert.equal(stateOf('claim', claim('trousers')), 'refuted');
  });

  test('a certificate shows its four axes and its paper is checked in the browser', async () => {
    await window.page.goto(`${web.url}/app/certificates/${encodeURIComponent('urn:x:paper')}`);
    for (const axis of ['Who', 'What', 'When', 'How much'])
      await window.page.getByRole('heading', { name: axis, exact: true }).waitFor();
    const field = window.page.getByLabel('Is this the paper?');
    const file = { name: 'mine.pdf', mimeType: 'application/pdf', buffer: Buffer.from(paper) };
    await field.setInputFiles(file);
    await window.page.getByText('mine.pdf is the very paper').waitFor();
    await field.setInputFiles({ ...file, name: 'other.pdf', buffer: Buffer.from('x') });
    await window.page.getByText('other.pdf is not the paper').waitFor();
    await window.axe();
    await window.shot('certificate');
  });

  test('suspends with a reason, and makes valid again', async () => {
    const id = scope('9520141');
    await window.page.goto(`${web.url}/app/certificates/${encodeURIComponent(id)}`);
    await press('Suspend');
    await window.page.getByRole('dialog').getByLabel('Reason').fill('An audit is due');
    await press('Sign: suspended');
    await window.page.getByText('Suspended by Demonstration Certifier').waitFor();
    await window.page.getByText('An audit is due').waitFor();
    assert.equal(stateOf('certificate', id), 'suspended');
    web.world.time.nowMs += 60_000;
    await press('Make valid again');
    await press('Sign: valid again');
    await window.page.getByText('Valid again by Demonstration Certifier', { exact: false }).waitFor();
  });

  test('issues a certificate', async () => {
    await window.page.goto(`${web.url}/app/certificates/new`);
    await window.page.getByLabel('Scheme').selectOption('ocs');
    await window.page.getByLabel('Holder').selectOption(named('Brand'));
    await window.page.getByLabel('Number on the paper').fill('BRAND-1');
    await window.page.getByLabel('OCS 100').check();
    await window.page.getByLabel('Most that may leave under it').fill('1,500.5');
    await window.axe();
    await window.shot('certificate-new');
    await press('Sign the certificate');
    await window.page.getByText('BRAND-1').waitFor();
    await window.page.getByText('1,500.5 kg left').waitFor();
    const [issued] = web.node.records({
      kind: 'certificate',
      about: named('Brand'),
      issuer: named('Certifier'),
    }).records;
    assert.deepEqual([issued?.claims['volumeGrams'], issued?.claims['sites']], [1_500_500, ['*']]);
  });

  test('decides a case', async () => {
    await window.page.goto(
      `${web.url}/app/cases/${encodeURIComponent('urn:selvedge:demonstration:case:polo')}`,
    );
    await window.page.getByText('A residue test of two shirts').waitFor();
    await window.axe();
    await window.shot('case');
    await press('The doubt is true');
    await window.page.getByRole('dialog').getByLabel('Reason').fill('The laboratory found it again');
    await press('Sign: true');
    await window.page.getByText('Found true', { exact: true }).waitFor();
    assert.equal(stateOf('claim', claim('polo')), 'refuted');
    assert.deepEqual(window.errors, []);
  });

  test('who certifies nothing has no such room', async () => {
    const brand = await web.open({ person: { role: 'manager', party: named('Brand') } });
    await brand.page.goto(`${web.url}/app/certificates`);
    await brand.page.getByRole('link', { name: 'Claims' }).waitFor();
    await soon(async () =>
      assert.equal(await brand.page.getByRole('link', { name: 'To decide' }).count(), 0),
    );
    await brand.context.close();
  });
});
