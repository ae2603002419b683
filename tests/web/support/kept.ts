// What the service worker of a page has kept: awaited before a line is cut.
import type { Page } from 'playwright-core';

/** Resolves when files whose names begin so are kept; rejects after 20 seconds without one of them. */
export async function kept(page: Page, beginnings: readonly string[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    await navigator.serviceWorker.ready;
    const names = async (): Promise<string[]> => {
      const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const requests = (await Promise.all(stores.map((store) => store.keys()))).flat();
      return requests.map(({ url }) => new URL(url).pathname.split('/').at(-1) ?? '');
    };
    for (let tries = 0; tries < 200; tries += 1) {
      const there = await names();
      if (wanted.every((beginning) => there.some((name) => name.startsWith(beginning)))) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the worker keeps ${(await names()).join()}, and not all of ${wanted.join()}`);
  }, beginnings);
}

/** Resolves when what was typed stands in a draft of the device: then whatever ends the page may come, but not what ends the browser. */
export async function drafted(page: Page, text: string): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    const opening = indexedDB.open('selvedge');
    await new Promise((done) => opening.addEventListener('success', done));
    const drafts = opening.result.transaction('draft').objectStore('draft').getAll();
    await new Promise((done) => drafts.addEventListener('success', done));
    opening.result.close();
    return JSON.stringify(drafts.result).includes(wanted);
  }, JSON.stringify(text));
}
