// A list of a thousand lines: looked at, put right, sent, interrupted, gone on with, taken back. Timed as a person would do it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, counted, mill, type MillWorld, product } from './support/list.ts';
import { drafted } from './support/kept.ts';
import { soon } from './support/soon.ts';
import { noBrowser, type Window } from './support/web.ts';

const lotOf = (at: number): string => `L-${String(at).padStart(4, '0')}`;

/** As a German program would write it: title above the headings, `;`, decimal comma, points in dates. 20 lines are wrong. */
function monthList(): { bytes: Buffer; wrong: number } {
  const head = ['Monatsliste Oktober;;;;', ';;;;', 'Datum;Werk;Artikel;Charge;Menge;Einheit'];
  let wrong = 0;
  const lines = Array.from({ length: 1000 }, (_, at) => {
    const cells = [
      `${1 + (at % 28)}.10.2026`,
      'Spinning hall',
      'Carded yarn 20/1',
      lotOf(at),
      `${100 + at},5`,
      'kg',
    ];
    if (at % 100 === 7) cells[5] = 'Ballen';
    if (at % 250 === 3) cells[4] = 'zwölf';
    if (at === 500 || at === 501) cells[0] = '31.02.2026';
    if (at === 600 || at === 601) cells[2] = 'Socks';
    if (at === 700) cells[3] = 'a number that is far too long for a lot';
    if (at === 701) cells[4] = '-5';
    if (at % 100 === 7 || at % 250 === 3 || [500, 501, 600, 601, 700, 701].includes(at)) wrong += 1;
    return cells.join(';');
  });
  return { bytes: Buffer.from([...head, ...lines].join('\r\n'), 'latin1'), wrong };
}

async function put(page: Page, label: string, text: string): Promise<void> {
  const cell = page.getByLabel(label, { exact: true });
  await cell.fill(text);
  await cell.press('Enter');
}

async function rightAll(page: Page): Promise<void> {
  await page.locator('.upload-chip[data-state="wrong"]').click();
  // Lines of the file: three stand above the first.
  await put(page, 'Unit, line 11', 'kg');
  await page.getByRole('button', { name: 'Change 9 lines' }).click();
  for (const at of [3, 253, 503, 753]) await put(page, `Amount, line ${at + 4}`, '12,5');
  await put(page, 'Date, line 504', '2026-10-30');
  await page.getByRole('button', { name: 'Change 1 line' }).click();
  await put(page, 'Product, line 604', 'Carded yarn 20/1');
  await page.getByRole('button', { name: 'Change 1 line' }).click();
  await put(page, 'Lot number, line 704', 'L-0700');
  await put(page, 'Amount, line 705', '5');
}

describe('uploading a list', { skip: noBrowser }, () => {
  let place: MillWorld;
  let window: Window;
  before(async () => {
    place = await mill();
    window = await place.web.open({ person: { role: 'manager', party: place.party } });
  });
  after(async () => {
    await window?.context.close();
    await place?.web.close();
  });

  test('1,000 lines with 20 wrong ones are put right and recorded, through a reload in the middle, each once', async () => {
    const { page } = window;
    const { bytes, wrong } = monthList();
    assert.equal(wrong, 20);
    await window.go('/upload');
    await window.axe();
    await window.shot('upload-start');
    const startedMs = performance.now();
    await choose(page, bytes);
    await counted(page, 'wrong', 20);
    await counted(page, 'new', 980);
    const checkedMs = performance.now();
    await window.axe();
    await window.shot('upload-rows');
    await rightAll(page);
    await window.shot('upload-fixed');
    await counted(page, 'new', 1000);
    const size = place.web.node.head().size;
    // The line breaks after the third document: the page is opened again and goes on.
    let documents = 0;
    await page.route('**/capture?*', async (route) => {
      documents += 1;
      if (documents === 4) await route.abort();
      else await route.continue();
    });
    await page.getByRole('button', { name: /^Send 1,?000 lines$/ }).click();
    await page.getByRole('alert').waitFor();
    await page.unroute('**/capture?*');
    await page.reload();
    await page.getByText(/^1,?000 lines are recorded/).waitFor({ timeout: 30_000 });
    const seconds = (performance.now() - startedMs) / 1000;
    console.log(
      `  1,000 lines, 20 put right, interrupted once: ${seconds.toFixed(1)} s (${((checkedMs - startedMs) / 1000).toFixed(1)} s until checked)`,
    );
    assert.equal(place.web.node.head().size - size, Math.ceil(1000 / 64), 'no event in two statements');
    for (const [at, kilograms] of [
      [0, 100.5],
      [3, 12.5],
      [999, 1099.5],
    ] as const)
      assert.equal(place.web.node.lot(`${product}/10/${lotOf(at)}`)?.remaining, kilograms * 1000, lotOf(at));
    assert.equal(place.web.node.lot(`${product}/10/L-0700`)?.remaining, 800_500);
    await window.axe();
    await window.shot('upload-done');
    // The aborted request is what the console may speak of.
    assert.deepEqual(
      window.errors.filter((text) => !/ERR_FAILED/.test(text)),
      [],
    );
  });

  test('the same list again: all is there already; and taking it back', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Upload another list' }).click();
    await choose(page, monthList().bytes);
    await counted(page, 'wrong', 20);
    await counted(page, 'duplicate', 980);
    await soon(async () =>
      assert.equal(await page.getByRole('button', { name: 'Nothing to send' }).isDisabled(), true),
    );
    await page.getByRole('button', { name: 'Drop this list' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Drop this list' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await window.axe();
    await page.getByRole('button', { name: 'Yes, take it back' }).click();
    await page.getByText(/^Taken back/).waitFor({ timeout: 30_000 });
    for (const at of [0, 500, 999])
      assert.equal(place.web.node.lot(`${product}/10/${lotOf(at)}`)?.produced ?? 0, 0, lotOf(at));
    await window.axe();
    await window.shot('upload-undone');
  });

  for (const [viewport, hall, lot] of [
    ['desktop', 'Spinning hal', 'X'],
    ['phone', 'Spining hall', 'Z'],
  ] as const)
    test(`a list that was put right half stays as it was when the page is opened again: ${viewport}`, async () => {
      const person = { role: 'manager', party: place.party } as const;
      const { page, context, go, errors } = await place.web.open({ person, viewport });
      await go('/upload');
      await choose(
        page,
        Buffer.from(
          `date,site,product,lot,amount,unit\n2026-10-01,${hall},Carded yarn 20/1,${lot}1,abc,kg\n`,
        ),
      );
      await counted(page, 'wrong', 1);
      await put(page, 'Amount, line 2', '7');
      await counted(page, 'matched', 1);
      await drafted(page, '7');
      await page.reload();
      await counted(page, 'matched', 1);
      await soon(async () =>
        assert.equal(await page.getByLabel('Amount, line 2', { exact: true }).inputValue(), '7'),
      );
      await page.getByText(`“${hall}” is Spinning hall`).waitFor();
      // Not before it is confirmed.
      await soon(async () =>
        assert.equal(await page.getByRole('button', { name: 'Nothing to send' }).isDisabled(), true),
      );
      await page.getByRole('button', { name: 'Yes', exact: true }).click();
      await page.getByRole('button', { name: 'Send 1 line' }).click();
      await page.getByText('1 line is recorded.').waitFor();
      assert.equal(place.web.node.lot(`${product}/10/${lot}1`)?.produced, 7_000);
      await page.getByRole('button', { name: 'Upload another list' }).click();
      // What was meant once is remembered.
      await choose(
        page,
        Buffer.from(`date,site,product,lot,amount,unit\n2026-10-02,${hall},Carded yarn 20/1,${lot}2,8,kg\n`),
      );
      await counted(page, 'matched', 1);
      await page.getByRole('button', { name: 'Send 1 line' }).waitFor();
      await page.getByRole('button', { name: 'Drop this list' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Drop this list' }).click();
      assert.deepEqual(errors, []);
      await context.close();
    });

  test('what can be read in two ways is asked once; what is no list is refused by what is in it', async () => {
    const { page } = window;
    await window.go('/upload');
    await choose(page, Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), 'month.xlsx');
    await page.getByText('This is no list, whatever its name says').waitFor();
    await choose(
      page,
      Buffer.from('Tag;Halle;Artikel;Los;Menge\n03/04/2026;Spinning hall;Carded yarn 20/1;Y1;1.250\n'),
    );
    await page.getByText('Which column is which?').waitFor();
    await page.getByLabel('Halle').selectOption({ label: 'Site' });
    await page.getByLabel(/Day first/).check();
    await page.getByLabel('1,250', { exact: true }).check();
    await window.axe();
    await window.shot('upload-columns');
    await page.getByRole('button', { name: 'Show the lines' }).click();
    await counted(page, 'wrong', 1);
    await soon(async () =>
      assert.equal(await page.getByLabel('Date, line 2', { exact: true }).inputValue(), '2026-04-03'),
    );
    await soon(async () =>
      assert.equal(await page.getByLabel('Amount, line 2', { exact: true }).inputValue(), '1250'),
    );
    await put(page, 'Unit, line 2', 'kg');
    await counted(page, 'new', 1);
  });
});
