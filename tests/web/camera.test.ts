// The camera as a scanner, with a video of labels before it; and what becomes of whoever has none, or does not allow it.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { type Gin, openGin } from './support/gin.ts';
import { barSymbol, folderOf, labelVideo, qrSymbol } from './support/label-video.ts';
import { soon } from './support/soon.ts';
import { chromiumPath, noBrowser, openWeb, quiet, type WebWorld, type Window } from './support/web.ts';

describe('the camera', { skip: noBrowser, timeout: 300_000 }, () => {
  let web: WebWorld;
  let gin: Gin;
  let video: string;
  let filming: Browser;

  before(async () => {
    web = await openWeb();
    gin = await openGin(web, 6);
    const [first = '', second = '', third = ''] = gin.deliveries;
    video = labelVideo([
      qrSymbol(first),
      await barSymbol('DataMatrix', elementsOf(second), { gs1: true }),
      await barSymbol('Code128', elementsOf(third), { gs1: true }),
      await barSymbol('Code128', 'K-4'),
    ]);
    const camera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`];
    filming = await chromium.launch({ executablePath: chromiumPath, args: [...quiet, ...camera] });
    await fetch(`${web.url}/app/`);
  });
  after(async () => {
    await filming?.close();
    await web?.close();
    if (video !== undefined) rmSync(folderOf(video), { recursive: true, force: true });
  });

  /** The form of a run, with the camera asked for. */
  async function openCamera(browser: Browser, mayFilm: boolean): Promise<Window> {
    const window = await web.open({
      person: { role: 'clerk', party: gin.party },
      viewport: 'phone',
      browser,
    });
    const { page, context } = window;
    page.setDefaultTimeout(60_000);
    await context.grantPermissions(mayFilm ? ['camera'] : []);
    await page.goto(`${web.url}/app/capture/run`);
    await page.getByRole('button', { name: 'Camera', exact: true }).click();
    await page.getByRole('heading', { name: 'Hold the label before the camera', exact: true }).waitFor();
    return window;
  }

  async function typed({ page }: Window, number: string): Promise<void> {
    await page.getByText('The camera cannot be used.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.locator('.scan-row input').fill(number);
    await page.locator('.scan-row input').press('Enter');
    await page.locator('.goods > li', { hasText: number }).waitFor();
  }

  test('a QR code, a DataMatrix and bar codes, one after the other; then the run is saved', async () => {
    const window = await openCamera(filming, true);
    const { page } = window;
    await page.getByText(/^Read: K-[1-4]$/).waitFor();
    await window.axe();
    await window.shot('camera');
    for (const number of ['K-1', 'K-2', 'K-3', 'K-4'])
      await page.locator('.goods > li', { hasText: number }).waitFor({ state: 'attached' });
    await soon(async () => assert.equal(await page.locator('.goods > li').count(), 4));
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.locator('video').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByLabel('Product').selectOption({ label: 'Lint bale' });
    await page.getByLabel('Amount', { exact: true }).fill('1400');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Saved and sent', exact: true }).waitFor();
    assert.deepEqual(
      gin.deliveries.slice(0, 4).map((lot) => web.node.lot(lot)?.remaining),
      [0, 0, 0, 0],
    );
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('by the browser’s own reader, where it has one', async () => {
    const window = await web.open({
      ...{ person: { role: 'clerk', party: gin.party }, viewport: 'phone', browser: filming },
    });
    const { page, context } = window;
    page.setDefaultTimeout(60_000);
    await context.grantPermissions(['camera']);
    // As Shape Detection has it: it says that it read what is there once there is a picture.
    await page.addInitScript(() => {
      Object.assign(globalThis, {
        BarcodeDetector: class {
          static async getSupportedFormats(): Promise<string[]> {
            return ['qr_code', 'code_128'];
          }
          async detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> {
            return source.videoWidth > 0 ? [{ rawValue: 'K-6' }] : [];
          }
        },
      });
    });
    const wasm: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.wasm')) wasm.push(request.url());
    });
    await page.goto(`${web.url}/app/capture/run`);
    await page.getByRole('button', { name: 'Camera', exact: true }).click();
    await page.locator('.goods > li', { hasText: 'K-6' }).waitFor({ state: 'attached' });
    assert.deepEqual([wasm, window.errors], [[], []]);
    await context.close();
  });

  test('who does not allow it is told what to do, and types', async () => {
    const window = await openCamera(filming, false);
    await window.axe();
    await typed(window, 'K-5');
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });

  test('a device without a camera says so, and the field takes what is typed', async () => {
    const window = await openCamera(web.browser, true);
    await typed(window, 'K-5');
    assert.deepEqual(window.errors, []);
    await window.context.close();
  });
});

/** `(01)…(10)…` of a lot's Digital Link. */
function elementsOf(id: string): string {
  const [, gtin = '', lot = ''] = /\/01\/(\d{14})\/10\/(.+)$/.exec(id) ?? [];
  return `(01)${gtin}(10)${lot}`;
}
