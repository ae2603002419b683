// A mill that uploads lists: what the tests of that room share.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { admit } from '../../support/world.ts';
import { openWeb, type WebWorld } from './web.ts';

export const product = 'https://id.gs1.org/01/09521234543213';

export interface MillWorld {
  party: string;
  web: WebWorld;
}

export async function mill(): Promise<MillWorld> {
  const web = await openWeb();
  const party = await admit(web.node, 'Mill of the test');
  const site = {
    facility: 'https://id.gs1.org/414/9521321000018',
    party,
    name: 'Spinning hall',
    country: 'IN',
  };
  assert.ok((await web.node.registerFacility(site)).ok);
  assert.ok(
    (await web.node.registerProduct({ product, party, name: 'Carded yarn 20/1', category: 'yarn' })).ok,
  );
  return { web, party };
}

/** Gives the page a file to upload. */
export async function choose(page: Page, bytes: Buffer, name = 'Oktober.csv'): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: bytes });
}

/** Waits until so many lines are of that state. */
export async function counted(page: Page, state: string, count: number): Promise<void> {
  await page
    .locator(`.upload-chip[data-state="${state}"][data-count="${count}"]`)
    .waitFor({ timeout: 15_000 });
}
