// Without a line: nothing that was recorded or typed is lost, whatever happens to browser and line, and nothing is recorded twice.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { atOnce } from './support/at-once.ts';
import { type Device, newDevice } from './support/device.ts';
import { type Gin, openGin } from './support/gin.ts';
import { drafted, kept } from './support/kept.ts';
import { type Line, openLine } from './support/line.ts';
import { soon } from './support/soon.ts';
import { noBrowser, openWeb, type WebWorld } from './support/web.ts';

describe('without a line', { skip: noBrowser, timeout: 300_000 }, () => {
  let web: WebWorld;
  let line: Line;
  let gin: Gin;
  let device: Device;
  before(async () => {
    web = await openWeb();
    line = await openLine(web.url);
    gin = await openGin(web, 20);
    device = newDevice();
  });
  after(async () => {
    await device?.close();
    await line?.close();
    await web?.close();
  });

  /** As a browser keeps it that was told so: a session outlives the browser. */
  async function signIn(context: BrowserContext): Promise<void> {
    const cookies = await web.signIn({ role: 'clerk', party: gin.party });
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, expires: Date.now() / 1000 + 86_400 })));
  }

  const eventsOf = (lot: string): number =>
    ['back'].flatMap(() => {
      const query = {
        parameters: [['MATCH_anyEPCClass', lot]] as [string, string][],
        perPage: 100,
        after: null,
      };
      const found = web.node.events(query);
      assert.ok(found.ok);
      return found.value.events;
    }).length;

  test('two runs and half a third, the browser killed, begun again without a line, then the line: one statement each', async (t) => {
    let { page, context } = await device.start();
    await signIn(context);
    await page.goto(`${line.url}/app/capture`);
    await page.getByLabel('Name of this device').fill('Gin office phone');
    await page.getByRole('button', { name: 'Let this device sign' }).click();
    await page.getByText('This device signs what you record').waitFor();
    assert.equal(web.node.party(gin.party)?.keys.at(-1)?.custody, 'device');
    await keptWhole(page);
    const { size } = web.node.head();

    line.set('down');
    await recordRun(page, line.url, ['K-1', 'K-2'], 'B-1', '700');
    await recordRun(page, line.url, ['K-3'], 'B-2', '350');
    await page.goto(`${line.url}/app/capture/run`);
    await scan(page, 'K-4');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Amount', { exact: true }).fill('12.25');
    await drafted(page, '12.25');
    // Chromium shows what is committed a moment before it has given it to the system: killed in between, it has lost it.
    await page.waitForTimeout(600);
    await device.kill();
    ({ page, context } = await device.start());
    await page.goto(`${line.url}/app/queue`);
    await page.getByRole('heading', { name: '2 wait' }).waitFor();
    await page.goto(`${line.url}/app/capture/run`);
    await page.getByText('K-4', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await soon(async () =>
      assert.equal(await page.getByLabel('Amount', { exact: true }).inputValue(), '12.25'),
    );
    assert.equal(web.node.head().size, size);

    line.set('open');
    // A cookie that it had just got a killed browser may have lost: then somebody signs in again.
    await signIn(context);
    await page.goto(`${line.url}/app/queue`);
    await sentAll(page);
    assert.equal(web.node.head().size, size + 2);
    for (const [lot, grams] of [
      ['B-1', 700_000],
      ['B-2', 350_000],
    ] as const) {
      const id = `${gin.lint}/10/${lot}`;
      assert.equal(web.node.lot(id)?.produced, grams);
      assert.equal(web.node.lot(id)?.custody, 'device');
      assert.equal(eventsOf(id), 1);
    }
    t.diagnostic('two statements recorded without a line, browser killed, one entry each');
  });

  test('the node has it, and its answer is lost: still one, with the device’s key', async () => {
    await device.kill();
    const { page, context } = await device.start();
    line.set('open');
    await signIn(context);
    await page.goto(`${line.url}/app/capture`);
    await keptWhole(page);
    const { size } = web.node.head();
    const before = line.unheard();
    line.set('deaf');
    await recordRun(page, line.url, ['K-5'], 'B-5', '350');
    await until(() => line.unheard() > before && web.node.head().size === size + 1);
    await page.goto(`${line.url}/app/queue`);
    await page.getByRole('heading', { name: '1 waits' }).waitFor();
    line.set('open');
    await sentAll(page);
    assert.equal(web.node.head().size, size + 1);
    assert.equal(eventsOf(`${gin.lint}/10/B-5`), 1);
  });

  test('the same where the node signs: one, by the key of the request', async () => {
    const window = await web.open({ person: { role: 'clerk', party: gin.party }, viewport: 'phone' });
    const { page } = window;
    await page.goto(`${line.url}/app/capture`);
    await page.getByText('The node signs for you now').waitFor();
    const { size } = web.node.head();
    line.set('deaf');
    await recordRun(page, line.url, ['K-6'], 'B-6', '350');
    await until(() => web.node.head().size === size + 1);
    line.set('open');
    await page.goto(`${line.url}/app/queue`);
    await sentAll(page);
    assert.equal(web.node.head().size, size + 1);
    assert.equal(web.node.lot(`${gin.lint}/10/B-6`)?.custody, 'custodial');
    await window.context.close();
  });

  test('a browser without Ed25519: it says that the node signs, and the event is there once', async () => {
    const window = await web.open({ person: { role: 'clerk', party: gin.party }, viewport: 'phone' });
    const { page } = window;
    await page.addInitScript(() => {
      const isEd25519 = (algorithm: AlgorithmIdentifier): boolean =>
        (typeof algorithm === 'string' ? algorithm : algorithm.name) === 'Ed25519';
      for (const name of ['generateKey', 'importKey', 'sign', 'verify'] as const) {
        const own = SubtleCrypto.prototype[name] as (...asked: unknown[]) => Promise<unknown>;
        Object.assign(SubtleCrypto.prototype, {
          [name](this: SubtleCrypto, ...asked: unknown[]): Promise<unknown> {
            const algorithm = asked[name === 'importKey' ? 2 : 0] as AlgorithmIdentifier;
            if (!isEd25519(algorithm)) return own.apply(this, asked);
            return Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
          },
        });
      }
    });
    await page.goto(`${line.url}/app/capture`);
    await page.getByText('This browser cannot keep a key.', { exact: false }).waitFor();
    await soon(async () =>
      assert.equal(await page.getByRole('button', { name: 'Let this device sign', exact: true }).count(), 0),
    );
    const { size } = web.node.head();
    const keys = web.node.party(gin.party)?.keys.length;
    line.set('deaf');
    await recordRun(page, line.url, ['K-12'], 'B-12', '350');
    await until(() => web.node.head().size === size + 1);
    line.set('open');
    await page.goto(`${line.url}/app/queue`);
    await sentAll(page);
    assert.equal(web.node.head().size, size + 1);
    assert.equal(web.node.lot(`${gin.lint}/10/B-12`)?.custody, 'custodial');
    assert.equal(eventsOf(`${gin.lint}/10/B-12`), 1);
    assert.equal(web.node.party(gin.party)?.keys.length, keys);
    await window.context.close();
  });

  test('a key that was taken back elsewhere: the refusal says so, and this device puts it away', async () => {
    const window = await web.open({ person: { role: 'clerk', party: gin.party }, viewport: 'phone' });
    const { page } = window;
    await page.goto(`${line.url}/app/capture`);
    await page.getByLabel('Name of this device').fill('Old tablet');
    await page.getByRole('button', { name: 'Let this device sign', exact: true }).click();
    await page.getByText('This device signs what you record', { exact: false }).waitFor();
    const { kid } = web.node.party(gin.party)!.keys.at(-1)!;
    assert.ok((await web.node.revokeKey(gin.party, kid, 'sold')).ok);
    const { size } = web.node.head();
    // Its refusal is not heard before somebody looks.
    line.set('deaf');
    await recordRun(page, line.url, ['K-13'], 'B-13', '350');
    line.set('open');
    await page.goto(`${line.url}/app/queue`);
    const refusal = page.getByText('The key of this device does not count any more.', { exact: false });
    await page.getByRole('button', { name: 'Send now' }).or(refusal).first().click();
    await refusal.waitFor();
    await page.goto(`${line.url}/app/capture`);
    await page.getByRole('button', { name: 'Let this device sign', exact: true }).waitFor();
    await recordRun(page, line.url, ['K-14'], 'B-14', '350');
    await until(() => web.node.lot(`${gin.lint}/10/B-14`)?.custody === 'custodial');
    assert.equal(web.node.head().size, size + 1);
    await window.context.close();
  });

  test('a photo is made small and goes in parts over a line that chokes', async () => {
    const window = await web.open({ person: { role: 'clerk', party: gin.party }, viewport: 'phone' });
    const { page } = window;
    await page.goto(`${line.url}/app/capture/run`);
    await scan(page, 'K-7');
    await page.getByRole('button', { name: 'Next' }).click();
    await fillOutput(page, 'B-7', '350');
    await page.getByRole('button', { name: 'Next' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'scale.bmp', mimeType: 'image/bmp', buffer: noise(1200, 900) });
    await page.locator('.photos img').waitFor({ timeout: 30_000 });
    line.set('choking');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved on this device').first().waitFor();
    await page.waitForTimeout(500);
    line.set('open');
    await page.goto(`${line.url}/app/queue`);
    await sentAll(page);
    const [event] = eventsIn(`${gin.lint}/10/B-7`);
    const [digest = ''] = (event?.event['tex:documents'] ?? []) as string[];
    const kept = web.world.data.documents.about(digest)[0];
    assert.equal(kept?.mediaType, 'image/jpeg');
    assert.ok(kept.size <= 200 * 1024 && kept.size > 20 * 1024, `${kept.size} bytes`);
    assert.equal(web.world.data.uploads.openOf(gin.party).length, 0);
    await window.context.close();
  });

  const eventsIn = (lot: string): { event: Record<string, unknown> }[] => {
    const found = web.node.events({ parameters: [['MATCH_anyEPCClass', lot]], perPage: 10, after: null });
    assert.ok(found.ok);
    return found.value.events;
  };

  test('what is refused stays, says why, and is corrected with what was typed', async () => {
    const window = await web.open({ person: { role: 'clerk', party: gin.party }, viewport: 'phone' });
    const { page } = window;
    await page.goto(`${line.url}/app/capture/run`);
    await scan(page, 'K-8');
    await page.getByLabel('How much of K-8').fill('5000');
    await page.getByText('K-8 has 1,000 kg left. You take 5,000 kg.').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await fillOutput(page, 'B-8', '350');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'The node refused it' }).waitFor();
    await page.goto(`${line.url}/app/queue`);
    await page.getByRole('button', { name: 'Correct it' }).click();
    await page.getByText('K-8', { exact: true }).waitFor();
    await soon(async () => assert.equal(await page.getByLabel('How much of K-8').inputValue(), '5000'));
    await page.getByLabel('How much of K-8').fill('1000');
    for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved and sent').first().waitFor();
    await page.goto(`${line.url}/app/queue`);
    await page.locator('.queue-item').first().waitFor();
    await soon(async () => assert.equal(await page.getByRole('button', { name: 'Correct it' }).count(), 0));
    assert.equal(web.node.lot(gin.deliveries[7]!)?.remaining, 0);
    await window.context.close();
  });

  test('two windows: neither takes away what was typed in the other', async () => {
    const window = await web.open({ person: { role: 'clerk', party: gin.party }, viewport: 'phone' });
    const first = window.page;
    const second = await window.context.newPage();
    for (const page of [first, second]) {
      await page.goto(`${line.url}/app/capture/run`);
      await page.locator('.scan-row input').waitFor();
    }
    await atOnce(first, async () => {
      await scan(first, 'K-9');
      await scan(second, 'K-10');
    });
    await until(
      async () =>
        (await first.getByText('In another window').count()) +
          (await second.getByText('In another window').count()) >
        0,
    );
    const late = (await first.getByText('In another window').count()) > 0 ? first : second;
    await late.getByRole('button', { name: 'Take the other' }).click();
    await late
      .getByText(late === first ? 'K-10' : 'K-9', { exact: true })
      .first()
      .waitFor();
    await window.context.close();
  });
});

/** The worker has all that it keeps. */
async function keptWhole(page: Page): Promise<void> {
  await kept(page, ['en-near-', 'form-', 'signer-']);
  // What the forms need is on the device as well.
  await page.waitForLoadState('networkidle');
}

async function scan(page: Page, code: string): Promise<void> {
  const field = page.locator('.scan-row input');
  await field.fill(code);
  await field.press('Enter');
  await page.locator('.goods .name', { hasText: code }).first().waitFor();
}

async function fillOutput(page: Page, number: string, amount: string): Promise<void> {
  await page.getByLabel('Product').selectOption({ label: 'Lint bale' });
  await page.getByLabel('Lot number').fill(number);
  await page.getByLabel('Amount', { exact: true }).fill(amount);
}

async function recordRun(
  page: Page,
  url: string,
  inputs: string[],
  number: string,
  amount: string,
): Promise<void> {
  await page.goto(`${url}/app/capture/run`);
  for (const code of inputs) await scan(page, code);
  await page.getByRole('button', { name: 'Next' }).click();
  await fillOutput(page, number, amount);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: /Saved/ }).waitFor();
}

async function sentAll(page: Page): Promise<void> {
  await until(async () => {
    const button = page.getByRole('button', { name: 'Send now' });
    if ((await button.count()) > 0) await button.click({ timeout: 1_000 }).catch(() => undefined);
    const waiting = await page.locator('.badge', { hasText: /^(waits|being sent)$/ }).count();
    return waiting === 0 && (await page.locator('.badge', { hasText: 'sent' }).count()) > 0;
  });
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.fail('it did not come about in 20 seconds');
}

/** A picture that no compression makes small: random colours, as BMP. */
function noise(width: number, height: number): Buffer {
  const size = width * height * 3;
  const bytes = Buffer.alloc(54 + size);
  bytes.write('BM');
  bytes.writeUInt32LE(54 + size, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.writeUInt32LE(size, 34);
  let seed = 1;
  for (let at = 54; at < bytes.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    bytes[at] = seed >> 16;
  }
  return bytes;
}
