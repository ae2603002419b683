// The checker in a real browser: its verdicts are those of the verifier in Node, online, offline and from disk.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Verdict, verifyEvidence, type VerifyOptions } from '#verifier';
import { mountVerify } from '../../src/http/page/verify/mount.ts';
import { type RunningDoor, serve } from '../../src/http/serve.ts';
import type { Chain } from '../../src/scenario/chain.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { loadChain } from '../../src/scenario/load.ts';
import { uneceChain } from '../../src/scenario/unece.ts';
import { openDoor, type TestDoor } from '../api/door.ts';
import { openTestWorld } from '../support/world.ts';

const executablePath = '/usr/bin/chromium';
const quiet = ['background-networking', 'component-update', 'quic', 'sync', 'gpu'].map(
  (one) => `--disable-${one}`,
);
const vectors = join(import.meta.dirname, '../../vectors/evidence');
const logKeyOfAnother = JSON.parse(readFileSync(join(vectors, 'log.json'), 'utf8')).logKey as string;

/** A product page's policy, and one lot's button. */
const buttonPolicy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";

function chain(): Chain {
  const { parties, ...rest } = uneceChain();
  // Names are what strangers wrote.
  return { ...rest, parties: parties.map((party) => ({ ...party, name: `${party.name} <b id=evil>&amp;` })) };
}

describe('the checker in the browser', { skip: existsSync(executablePath) ? false : 'no Chromium' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-checker-'));
  const saved = join(folder, 'saved.html');
  let browser: Browser;
  let door: TestDoor;
  let running: RunningDoor;
  let lot: string;
  let good: Uint8Array;
  let earlier: string;

  before(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...quiet] });
    door = await openDoor({
      pages: (app) => {
        mountVerify(app);
        app.get('/garment', (c) =>
          c.html(
            `<!doctype html><title>t</title><button data-evidence="/evidence/${encodeURIComponent(lot)}">Check</button><button data-evidence="/evidence/none">Other</button><script type="module" src="/assets/check.js"></script>`,
            200,
            { 'content-security-policy': buttonPolicy },
          ),
        );
      },
    });
    earlier = door.node.checkpoint();
    const since = door.node.head().size;
    await loadChain(door.node, chain());
    lot = chain().showcase.find(({ kind }) => kind !== 'product')!.id;
    const answer = door.node.evidence(lot, { since });
    assert.ok(answer.ok);
    good = Uint8Array.from(answer.value);
    running = await serve(door.app, { port: 0 });
    writeFileSync(saved, await (await fetch(`${running.url}/verify`)).text());
  });

  after(async () => {
    await browser?.close();
    await running?.close();
    await door?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every address that is asked for is noted; a page that complains fails its test. */
  async function open(address: string, also?: (context: BrowserContext) => Promise<void>): Promise<Opened> {
    const context = await browser.newContext();
    const asked: string[] = [];
    const complaints: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await also?.(context);
    await page.goto(address);
    return {
      page,
      asked: () => asked.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:')),
      close: async () => {
        await context.close();
        assert.deepEqual(complaints, []);
      },
    };
  }

  async function give(page: Page, bytes: Uint8Array, name = 'evidence.json'): Promise<Seen> {
    await page.setInputFiles('#file', { name, mimeType: 'application/json', buffer: Buffer.from(bytes) });
    return seen(page);
  }

  test('a good file: the verdict of the verifier, and nothing is asked of anybody', async () => {
    const { page, asked, close } = await open(`${running.url}/verify`);
    const shown = await give(page, good);
    assert.deepEqual(shown, expected(good));
    assert.equal(shown.heading, 'Verified');
    const text = await page.innerText('#verdict');
    assert.match(text, /The key of the log came with the file/);
    assert.ok(text.includes(lot));
    assert.match(text, /<b id=evil>&amp;/, 'names stand there as they were written');
    assert.equal(await page.locator('#evil').count(), 0);
    assert.match(text, /Key held by the node/);
    assert.ok((await page.locator('.countries li').count()) > 0);
    assert.deepEqual(asked(), [`${running.url}/verify`]);
    await close();
  });

  test('files with one changed byte: not verified, by the same checks as in Node', async () => {
    const { page, close } = await open(`${running.url}/verify`);
    for (const bytes of tampered(good)) {
      const shown = await give(page, bytes);
      assert.deepEqual(shown, expected(bytes));
      assert.equal(shown.heading, 'Not verified');
    }
    await close();
  });

  test('a file that is dropped on the page', async () => {
    const { page, close } = await open(`${running.url}/verify`);
    const text = JSON.stringify(Buffer.from(good).toString('utf8'));
    const transfer = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([${text}], 'dropped.json'));
      return data;
    })()`);
    await page.dispatchEvent('#drop', 'dragover', { dataTransfer: transfer });
    assert.equal(await page.locator('#drop.over').count(), 1);
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
    assert.deepEqual(await seen(page), expected(good));
    assert.match(await page.innerText('[role=status]'), /^dropped\.json was checked/);
    await close();
  });

  test('the key of the log: the right one pins it, another one fails the file', async () => {
    const { page, close } = await open(`${running.url}/verify`);
    const { log } = JSON.parse(Buffer.from(good).toString()) as { log: string };
    await page.click('#check summary');
    await page.fill('#key', ` ${log}\n`);
    assert.deepEqual(await give(page, good), expected(good, { logKey: log }));
    assert.match(await page.innerText('#verdict'), /the one whose key you gave/);
    await page.fill('#key', logKeyOfAnother);
    await page.click('button');
    const shown = await seen(page);
    assert.deepEqual(shown, expected(good, { logKey: logKeyOfAnother }));
    assert.equal(shown.heading, 'Not verified');
    assert.equal(shown.checks.find(([name]) => name === 'checkpoint')?.[1], 'fail');
    await close();
  });

  test('an earlier checkpoint, pasted without its last line feed', async () => {
    const { page, close } = await open(`${running.url}/verify`);
    await page.click('#check summary');
    await page.fill('#earlier', earlier.trim());
    const shown = await give(page, good);
    assert.deepEqual(shown, expected(good, { earlier }));
    assert.equal(shown.checks.find(([name]) => name === 'consistency')?.[1], 'pass');
    await close();
  });

  test('a policy and the hash of a block: what the file rests on', async () => {
    const outside = readFileSync(join(vectors, 'outside.json'));
    const asked = JSON.parse(readFileSync(join(vectors, 'outside.asked.json'), 'utf8'));
    const { page, close } = await open(`${running.url}/verify`);
    await page.click('#check summary');
    await page.fill('#policy', asked.policy.trim());
    const lines = Object.entries(asked.blocks).map(([name, hash]) => `${name}=${hash}`);
    await page.fill('#blocks', lines.join('\n'));
    assert.deepEqual(await give(page, outside), expected(outside, asked));
    const rests = await page.innerText('.grounds');
    assert.match(rests, /w1\.example at 2026-03-01 01:00 UTC \(named by you\)/);
    assert.match(rests, /block 3 has the hash that you gave/);
    await page.fill('#policy', asked.policy.replace('most 2', 'most 3').trim());
    const few = await give(page, outside);
    assert.equal(few.checks.find(([name]) => name === 'witnesses')?.[1], 'fail');
    await close();
  });

  test('the saved page, opened from disk without a network', async () => {
    const { page, asked, close } = await open(pathToFileURL(saved).href, (context) =>
      context.setOffline(true),
    );
    assert.deepEqual(await give(page, good), expected(good));
    const [changed] = tampered(good);
    assert.deepEqual(await give(page, changed!), expected(changed!));
    assert.equal(await page.isVisible('#save'), false);
    assert.deepEqual(asked(), [pathToFileURL(saved).href]);
    // Browsers also save a page as it stands: with what was shown last.
    const again = join(folder, 'again.html');
    writeFileSync(again, await page.content());
    await close();
    const second = await open(pathToFileURL(again).href, async (context) => await context.setOffline(true));
    assert.equal(await second.page.locator('.verdict').count(), 0);
    assert.deepEqual(await give(second.page, good), expected(good));
    await second.close();
  });

  test('without a worker the page itself reaches the same verdict', async () => {
    const { page, close } = await open(`${running.url}/verify`, async (context) => {
      await context.addInitScript('delete globalThis.Worker');
    });
    assert.equal(await page.evaluate('typeof Worker'), 'undefined');
    assert.deepEqual(await give(page, good), expected(good));
    await close();
  });

  test('with the keyboard alone', async () => {
    const { page, close } = await open(`${running.url}/verify`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.parentElement.className'), 'languages');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.id'), 'file');
    const coming = page.waitForEvent('filechooser');
    // A round trip to the page: by then the browser hands choosers over instead of opening a window.
    await page.evaluate('0');
    await page.keyboard.press('Enter');
    const chooser = await coming;
    await chooser.setFiles({ name: 'e.json', mimeType: 'application/json', buffer: Buffer.from(good) });
    await seen(page);
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Verified');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY', 'on into the verdict');
    await close();
  });

  test('no file, and a file that is none', async () => {
    const { page, close } = await open(`${running.url}/verify`);
    await page.click('button');
    assert.equal(await page.innerText('[role=status]'), 'Choose a file first.');
    const nothing = new TextEncoder().encode('{"shirt":"trust me"}');
    assert.deepEqual(await give(page, nothing), expected(nothing));
    await close();
  });

  test('the button on another page: fetches, checks in a worker, shows; and says so where there is nothing', async () => {
    const { page, asked } = await open(`${running.url}/garment`);
    assert.deepEqual(
      asked().slice(1),
      [`${running.url}/assets/check.js`],
      'the verifier is not fetched unasked',
    );
    await page.click('text=Check');
    const shown = await seen(page);
    assert.equal(await page.evaluate('document.activeElement.textContent'), shown.heading);
    const given = await (await fetch(`${running.url}/evidence/${encodeURIComponent(lot)}`)).bytes();
    assert.deepEqual(shown, expected(given));
    assert.ok(asked().every((url) => url.startsWith(`${running.url}/`)));
    await page.click('button:text-is("Other")');
    await page.waitForSelector('text=The evidence could not be fetched');
    // The browser itself complains of the 404: that complaint is right, so the page is closed without looking.
    await page.context().close();
  });

  test('all come with a tag and a policy, zipped if wished, and are sent once', async () => {
    for (const path of ['/verify', '/assets/check.js', '/assets/check-verdict.js']) {
      const first = await door.app.request(path);
      assert.equal(first.status, 200);
      assert.doesNotMatch(first.headers.get('content-security-policy') ?? '', /unsafe/);
      const zipped = await door.app.request(path, { headers: { 'accept-encoding': 'br, gzip' } });
      assert.equal(gunzipSync(await zipped.arrayBuffer()).toString(), await first.text());
      const tag = first.headers.get('etag') ?? '';
      const again = await door.app.request(path, { headers: { 'if-none-match': `"x", ${tag}` } });
      assert.deepEqual([again.status, await again.text()], [304, '']);
    }
    const page = await (await door.app.request('/verify')).text();
    assert.doesNotMatch(
      page.replace(/<script>.*<\/script>/s, ''),
      /(src|href)="(?!\/verify\?lang=[a-z]{2}"|data:,")/,
    );
    assert.ok(page.split('</script').length === 3, 'texts and script end where they should');
  });

  test("the demonstration's shirt", async (context) => {
    const shirt = await shirtEvidence();
    const path = join(folder, 'shirt.json');
    writeFileSync(path, shirt);
    const { page, close } = await open(`${running.url}/verify`);
    await page.evaluate(watchFrames);
    await page.setInputFiles('#file', path);
    const shown = await seen(page);
    const stillMs = await page.evaluate('Math.round(longestFrameMs)');
    const said = await page.innerText('[role=status]');
    context.diagnostic(`${said} The page stood still for at most ${stillMs} ms.`);
    assert.deepEqual(shown, expected(shirt));
    await close();
  });
});

interface Opened {
  page: Page;
  asked: () => string[];
  close: () => Promise<void>;
}

interface Seen {
  heading: string;
  /** Name, result, sentence. */
  checks: string[][];
}

/** What the page says once it has said it. */
async function seen(page: Page): Promise<Seen> {
  await page.waitForSelector('[role=status]:has-text("checked on this device")', { timeout: 60_000 });
  return page.evaluate<Seen>(`({
    heading: document.querySelector('.verdict h2').textContent,
    checks: [...document.querySelectorAll('[data-check]')].map((one) =>
      [one.dataset.check, one.dataset.result, one.querySelector('p').textContent]),
  })`);
}

/** The same from the verifier here, on its pure back end. */
function expected(bytes: Uint8Array, options: VerifyOptions = {}): Seen {
  const verdict: Verdict = verifyEvidence(bytes, options);
  return {
    heading: verdict.ok ? 'Verified' : 'Not verified',
    checks: verdict.checks.map(({ name, result, detail }) => [name, result, detail]),
  };
}

/** One byte changed: in a signature, a disclosure, a hash of the proof, the checkpoint, a number, the form. */
function tampered(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const jwt = text.indexOf('"sdjwt":"') + 9;
  const places = [
    text.indexOf('~', jwt) - 10,
    text.indexOf('~', jwt) + 10,
    text.indexOf('"proof":["') + 12,
    text.indexOf('"checkpoint":"') + 40,
    text.lastIndexOf('"recordedAtMs":') + 20,
    text.length - 2,
  ];
  return places.map((at) => {
    const changed = Uint8Array.from(bytes);
    // Stays within the letters and digits where it was one.
    changed[at] = changed[at] === 0x32 ? 0x33 : 0x32;
    return changed;
  });
}

/** The largest answer that is shown to the public: 3,240 deliveries behind it. */
async function shirtEvidence(): Promise<Uint8Array> {
  const { node, data, directory } = await openTestWorld();
  const shirts = demonstration();
  await loadChain(node, shirts);
  const answer = node.evidence(shirts.showcase[0]!.id);
  assert.ok(answer.ok);
  await node.close();
  data.close();
  rmSync(directory, { recursive: true, force: true });
  return Uint8Array.from(answer.value);
}

/** Runs in the page: the longest time between two frames. */
const watchFrames = `
  globalThis.longestFrameMs = 0;
  let last = performance.now();
  const next = (nowMs) => {
    longestFrameMs = Math.max(longestFrameMs, nowMs - last);
    last = nowMs;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
`;
