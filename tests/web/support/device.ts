// A browser of its own, with a profile that outlives it: to be killed in the middle of things and begun again.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export interface Device {
  /** Starts it on its profile; gives a page. */
  start(): Promise<{ page: Page; context: BrowserContext }>;
  /** SIGKILL to all of its processes: no page is told. */
  kill(): Promise<void>;
  /** Ends it and forgets its profile. */
  close(): Promise<void>;
}

export function newDevice(): Device {
  const profile = mkdtempSync(join(tmpdir(), 'selvedge-device-'));
  let running: { child: ChildProcess; browser: Browser } | undefined;
  const kill = async (): Promise<void> => {
    if (running === undefined) return;
    const { child, browser } = running;
    running = undefined;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
    // Its end of the wire is gone: it may never answer.
    void browser.close().catch(() => undefined);
  };
  return {
    start: async () => {
      const { child, address } = await launched(profile);
      const browser = await chromium.connectOverCDP(address);
      running = { child, browser };
      const context = browser.contexts()[0]!;
      const page = context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(20_000);
      return { page, context };
    },
    kill,
    close: async () => {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** In a process group of its own, so that nothing of it survives a kill. */
async function launched(profile: string): Promise<{ child: ChildProcess; address: string }> {
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--window-size=360,740',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const child = spawn(chromiumPath, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  return { child, address: await addressOf(child) };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`Chromium ended: ${said.slice(-2000)}`)));
  });
}
