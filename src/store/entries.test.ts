import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openDatabase } from './database.ts';
import { openEntries } from './entries.ts';

/** As it was made before entries had a kind. */
const olderSchema = `
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    recorded_at_ms INTEGER NOT NULL,
    first_lot INTEGER NOT NULL,
    lot_count INTEGER NOT NULL,
    digest BLOB NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE tile (
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    expanded BLOB NOT NULL,
    PRIMARY KEY (level, position)
  ) STRICT;
  CREATE TABLE writer (one INTEGER PRIMARY KEY CHECK (one = 1), epoch INTEGER NOT NULL) STRICT;
  INSERT INTO writer (one, epoch) VALUES (1, 0);
`;

const statement = {
  seq: 0,
  recordedAtMs: 5,
  firstLot: 0,
  lotCount: 2,
  digest: new Uint8Array(32),
  body: Uint8Array.of(1),
};
const root = {
  ...statement,
  seq: 1,
  firstLot: 2,
  lotCount: 0,
  body: new Uint8Array(0),
  kind: 'holdings' as const,
};

function whileOlder(work: (path: string) => void): void {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-older-'));
  const path = join(directory, 'selvedge.db');
  const older = new DatabaseSync(path);
  older.exec(olderSchema);
  older
    .prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)')
    .run(0, 5, 0, 2, statement.digest, statement.body);
  older.close();
  try {
    work(path);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

test('a log from before there were roots of holdings: what it has are statements, and roots can follow', () =>
  whileOlder((path) => {
    for (let opening = 0; opening < 2; opening += 1) openDatabase(path).close();
    const database = openDatabase(path);
    const entries = openEntries(database, 'writer');
    assert.deepEqual(entries.get(0), { kind: 'statement', ...statement });
    entries.append([root], [], [], () => ({ entries: [], tiles: [], erasedLots: [1] }));
    assert.deepEqual(
      [...entries.scan(0)].map(({ kind }) => kind),
      ['statement', 'holdings'],
    );
    assert.deepEqual(entries.erasedLots(), [1]);
    database.close();
  }));

test('it can be read without being changed', () =>
  whileOlder((path) => {
    const database = openDatabase(path, true);
    const entries = openEntries(database, 'reader');
    assert.equal(entries.get(0)?.kind, 'statement');
    assert.deepEqual(entries.erasedLots(), []);
    database.close();
  }));

test('what is concluded is appended with the rest, or nothing is', () =>
  whileOlder((path) => {
    const database = openDatabase(path);
    const entries = openEntries(database, 'writer');
    const seenThen: number[] = [];
    const conclude = () => {
      seenThen.push(entries.count());
      return { entries: [{ ...root, seq: 2 }], tiles: [], erasedLots: [0] };
    };
    entries.append([{ ...statement, seq: 1, kind: 'statement' }], [], [], conclude);
    assert.deepEqual([seenThen, entries.count(), entries.erasedLots()], [[2], 3, [0]]);
    const broken = (): never => {
      throw new Error('no replay');
    };
    assert.throws(() => entries.append([{ ...root, seq: 3 }], [], [], broken), /no replay/);
    assert.equal(entries.count(), 3);
    database.close();
  }));
