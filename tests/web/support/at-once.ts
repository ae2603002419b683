// Two tabs that type at the same moment, on a machine of any speed.
import type { Page } from 'playwright-core';

/**
 * Runs `typing` while this page holds the drafts of the device: what is typed meanwhile in any of its tabs is kept when all of it has been
 * typed, so none has heard of another before.
 */
export async function atOnce(page: Page, typing: () => Promise<unknown>): Promise<void> {
  await page.evaluate(hold);
  try {
    await typing();
  } finally {
    await page.evaluate(letGo);
  }
}

/** Resolves when the transaction is ours. It lasts as long as each of its answers asks for another. */
const hold = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('selvedge');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const store = opening.result.transaction('draft', 'readwrite').objectStore('draft');
    globalThis.isHeld = true;
    const ask = () => {
      store.count().onsuccess = () => {
        resolve();
        if (globalThis.isHeld) ask();
        else opening.result.close();
      };
    };
    ask();
  };
})`;

const letGo = 'globalThis.isHeld = false';
