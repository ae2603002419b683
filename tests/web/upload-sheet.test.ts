// Templates, workbooks and long lists in a real browser: its policy allows no workers but ours, and its lists must stay smooth.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { readSheets } from '../../web/src/sheet/read/read.ts';
import { workbookOf } from '../../web/src/sheet/write/workbook.ts';
import { choose, counted, mill, type MillWorld } from './support/list.ts';
import { soon } from './support/soon.ts';
import { noBrowser } from './support/web.ts';

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Uint8Array }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

function monthOf(lines: number): Buffer {
  const heading = ['Date', 'Site', 'Product', 'Lot number', 'Amount', 'Unit', 'Remarks'];
  const rows = Array.from({ length: lines }, (_, at) => [
    `2026-10-${String(1 + (at % 28)).padStart(2, '0')}`,
    'Spinning hall',
    'Carded yarn 20/1',
    `X-${String(at).padStart(5, '0')}`,
    at === 4321 ? 'much' : 10 + at / 8,
    'kg',
    // Long enough that the workbook is one of those for which unpacking would like a worker.
    [1, 2, 3, 5, 7, 11, 13].map((factor) => Math.sin(at * factor)).join(' '),
  ]);
  const columns = heading.map(() => ({ form: 'text' as const, width: 20 }));
  return Buffer.from(workbookOf([{ name: 'October', columns, rows: [heading, ...rows] }]));
}

describe('sheets in the browser', { skip: noBrowser }, () => {
  let place: MillWorld;
  before(async () => {
    place = await mill();
  });
  after(() => place?.web.close());

  test('an empty list has what can be chosen; wrong lines come back with their reasons', async () => {
    const { page, context, go, errors } = await place.web.open({
      person: { role: 'manager', party: place.party },
    });
    await go('/upload');
    const { name, bytes } = await saved(page, 'Empty list for Excel');
    assert.equal(name, 'What we made.xlsx');
    const lists = strFromU8(unzipSync(bytes)['xl/worksheets/sheet3.xml'] ?? new Uint8Array());
    for (const text of ['Spinning hall', 'Carded yarn 20/1', 'kg'])
      assert.ok(lists.includes(`>${text}<`), text);
    await soon(async () => assert.equal((await saved(page, 'Empty list as CSV')).name, 'What we made.csv'));
    const wrong =
      'date,site,product,lot,amount,unit\n2026-10-01,Spinning hall,Carded yarn 20/1,0017,=1+1,kg\n';
    await choose(page, Buffer.from(wrong), '../we/../ird.csv');
    await counted(page, 'wrong', 1);
    const back = await saved(page, 'Wrong lines as Excel');
    assert.equal(back.name, 'ird - Wrong.xlsx');
    const read = await readSheets(back.bytes, 'x');
    assert.ok(read.ok);
    const line = read.sheets[0]?.rows[2] ?? [];
    assert.deepEqual(line.slice(4, 6), ['0017', '=1+1']);
    assert.match(String(line.at(-1)), /no number/);
    const csv = new TextDecoder().decode((await saved(page, 'Wrong lines as CSV')).bytes);
    assert.match(csv, /"'=1\+1"/, 'does not run when it is opened');
    // What was given back is uploaded again as it is.
    await page.getByRole('button', { name: 'Drop this list' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Drop this list' }).click();
    await choose(page, Buffer.from(back.bytes), 'back.xlsx');
    await counted(page, 'wrong', 1);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('5,000 lines of a workbook are smooth, and a copied column goes down', async () => {
    const window = await place.web.open({ person: { role: 'manager', party: place.party }, theme: 'dark' });
    const { page, context, errors } = window;
    await window.go('/upload');
    await page
      .getByRole('button', { name: 'Upload another list' })
      .or(page.getByText('Your list'))
      .first()
      .waitFor();
    const bytes = monthOf(5000);
    assert.ok(bytes.length > 512 * 1024);
    const startedMs = performance.now();
    await choose(page, bytes, 'October.xlsx');
    await counted(page, 'new', 4999);
    await page.getByText('Checking …').waitFor({ state: 'detached' });
    const checkedMs = Math.round(performance.now() - startedMs);
    const worst = (await page.evaluate(`new Promise((done) => {
      const frame = document.querySelector('.upload-frame');
      let [worst, last, count] = [0, performance.now(), 0];
      const step = () => {
        const now = performance.now();
        worst = Math.max(worst, now - last);
        last = now;
        frame.scrollTop += 2500;
        count += 1;
        if (count < 60) requestAnimationFrame(step);
        else done(Math.round(worst));
      };
      requestAnimationFrame(step);
    })`)) as number;
    const shown = await page.locator('.upload-grid tbody tr').count();
    console.log(
      `  5,000 lines: ${checkedMs} ms until checked; slowest frame while scrolling ${worst} ms, ${shown} lines in the page`,
    );
    assert.ok(shown < 60);
    await page.locator('.upload-chip[data-state="wrong"]').click();
    const cell = page.getByLabel('Amount, line 4,323', { exact: true });
    await cell.focus();
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', '12.5\\tkg\\n');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }`);
    await counted(page, 'new', 5000);
    await soon(async () => assert.equal(await cell.inputValue(), '12.5'));
    await window.axe();
    await window.shot('upload-5000');
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('on a phone, from right to left, in the dark, nothing is wrong with what is shown', async () => {
    const clerk = { role: 'clerk', party: place.party } as const;
    const window = await place.web.open({ person: clerk, viewport: 'phone', theme: 'dark', language: 'ar' });
    const { page, errors, context } = window;
    await window.go('/upload');
    await window.axe();
    await window.shot('upload-start');
    await choose(page, monthOf(300).subarray(), 'x.xlsx');
    await counted(page, 'new', 300);
    await window.axe();
    await window.shot('upload-rows');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    assert.deepEqual(errors, []);
    await context.close();
  });
});
