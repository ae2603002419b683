// What became of doubts: each side for itself, in a store of today and in one that knew doubts only.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Doubt, DoubtStanding } from '../flow/ports.ts';
import { openDatabase } from './database.ts';
import { openDoubts } from './doubts.ts';

const dayMs = 86_400_000;
const shirt = 'https://id.gs1.org/01/09520161000011';
const hose = 'https://id.gs1.org/01/09520161000028';
const brand = 'urn:x:brand';
const all = { offset: 0, limit: 100 };

function doubt(id: string, atMs = 0, about = shirt): Doubt {
  return { id, about, atMs, kind: 'other', text: `It is ${id}.`, language: 'en' };
}

function said(party: string | null, standing: DoubtStanding, note: string | null = null) {
  return { party, standing, note, user: null, atMs: 1 };
}

function pathFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-doubts-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'selvedge.db');
}

test('each side has a standing of its own, counted and filtered; what was said last counts', () => {
  const doubts = openDoubts(openDatabase(':memory:'));
  for (const [at, id] of ['a', 'b', 'c', 'd'].entries()) doubts.add(doubt(id, at, id === 'd' ? hose : shirt));
  doubts.mark('a', said(brand, 'settled', 'Sewn again'));
  doubts.mark('b', said(brand, 'read'));
  doubts.mark('c', said(brand, 'read'));
  doubts.mark('c', said(brand, 'new'));
  doubts.mark('d', said(null, 'read'));
  const ids = (side: string | null, standing?: DoubtStanding | 'open', about?: string[]): string =>
    doubts
      .list({ side, ...(standing && { standing }), ...(about && { about }) }, all)
      .map(({ id }) => id)
      .join('');
  assert.deepEqual(doubts.count({ side: brand }), { new: 2, read: 1, settled: 1 });
  assert.deepEqual(doubts.count({ side: brand, about: [shirt] }), { new: 1, read: 1, settled: 1 });
  assert.deepEqual(doubts.count({ side: null }), { new: 3, read: 1, settled: 0 });
  assert.deepEqual(
    [ids(brand), ids(brand, 'new'), ids(brand, 'read'), ids(brand, 'settled'), ids(brand, 'open')],
    ['dcba', 'dc', 'b', 'a', 'dcb'],
  );
  assert.deepEqual([ids(null, 'open'), ids(null, 'new', [hose]), ids(brand, 'new', [])], ['dcba', '', '']);
  assert.deepEqual(
    doubts.marks('c').map(({ standing }) => standing),
    ['new', 'read'],
  );
  assert.deepEqual(doubts.things(), [shirt, hose]);
});

test('a store that knew doubts only: they stay, are new, and can be marked; until then it can be read', (t) => {
  const path = pathFor(t);
  const old = new DatabaseSync(path);
  old.exec(`CREATE TABLE doubt (id TEXT PRIMARY KEY, about TEXT NOT NULL, at_ms INTEGER NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT) STRICT`);
  old.exec(`INSERT INTO doubt VALUES ('old', '${shirt}', 5, 'copy', 'As it was written.', NULL)`);
  old.close();
  const reading = openDatabase(path, true);
  const unmarked = openDoubts(reading);
  assert.deepEqual(unmarked.count({ side: null }), { new: 1, read: 0, settled: 0 });
  assert.deepEqual(unmarked.list({ side: null, standing: 'settled' }, all), []);
  assert.equal(unmarked.list({ side: null, standing: 'open' }, all).length, 1);
  assert.deepEqual(unmarked.marks('old'), []);
  reading.close();
  const writing = openDatabase(path);
  const doubts = openDoubts(writing);
  assert.deepEqual(doubts.find('old'), {
    ...{ id: 'old', about: shirt, atMs: 5, kind: 'copy', text: 'As it was written.', language: null },
  });
  doubts.mark('old', { ...said(null, 'settled', 'Asked the shop'), user: 'ann' });
  writing.close();
  const again = openDatabase(path);
  assert.deepEqual(openDoubts(again).marks('old'), [
    { party: null, standing: 'settled', note: 'Asked the shop', user: 'ann', atMs: 1 },
  ]);
  again.close();
});

test('a store without any doubts is read as empty', (t) => {
  const path = pathFor(t);
  new DatabaseSync(path).exec('CREATE TABLE other (a INTEGER)');
  const doubts = openDoubts(openDatabase(path, true));
  assert.deepEqual(
    [doubts.list({ side: null }, all), doubts.count({ side: null }), doubts.find('x'), doubts.things()],
    [[], { new: 0, read: 0, settled: 0 }, undefined, []],
  );
});

test('what is forgotten takes with it what was said of it; of one side the newest twenty words stay', () => {
  const database = openDatabase(':memory:');
  const doubts = openDoubts(database);
  doubts.add(doubt('old'));
  doubts.mark('old', said(brand, 'read'));
  doubts.add(doubt('later', 365 * dayMs));
  doubts.mark('later', said(null, 'settled', 'by the operator'));
  for (let count = 1; count <= 50; count += 1)
    doubts.mark('later', said(brand, count % 2 === 0 ? 'read' : 'settled', `${count}`));
  const words = doubts.marks('later');
  assert.equal(words.filter(({ party }) => party === brand).length, 20);
  assert.equal(words[0]?.note, '50');
  assert.equal(words.at(-1)?.note, 'by the operator');
  doubts.add(doubt('new', 731 * dayMs));
  assert.deepEqual(doubts.marks('old'), []);
  assert.equal(
    database.prepare("SELECT count(*) AS count FROM doubt_mark WHERE doubt = 'old'").get()?.['count'],
    0,
  );
  assert.deepEqual(doubts.count({ side: brand }), { new: 1, read: 1, settled: 0 });
});
