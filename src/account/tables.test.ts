import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openAccounts } from './accounts.ts';
import { openAccountDatabase } from './database.ts';
import { accountsFile } from './names.ts';
import { areTablesMade, tablesRevision } from './tables.ts';

// SHA-256 of the tables that each revision stands for.
const digests: Record<number, string> = {
  1: '159de79720530f9b4bd51f6f076eaaf86dc1e937383b8c3d4fb04aedda92f2f3',
};

function tablesOf(database: DatabaseSync): Record<string, unknown>[] {
  return database.prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').all();
}

test('other tables than before need another revision, or data directories that exist would not get them', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-accounts-'));
  const sealing = new Uint8Array(32);
  (await openAccounts({ directory, sealing })).close();
  const database = new DatabaseSync(join(directory, accountsFile));
  assert.ok(areTablesMade(database));
  const ours = new Set(tablesOf(openAccountDatabase(':memory:')).map(({ name }) => name));
  const theirs = tablesOf(database).filter(({ name }) => !ours.has(name));
  const digest = createHash('sha256').update(JSON.stringify(theirs)).digest('hex');
  assert.equal(digest, digests[tablesRevision]);
  database.close();
  rmSync(directory, { recursive: true });
});

test('a data directory whose tables are of another revision gets those that are missing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-accounts-'));
  const sealing = new Uint8Array(32);
  (await openAccounts({ directory, sealing })).close();
  const database = new DatabaseSync(join(directory, accountsFile));
  database.exec('DROP TABLE "twoFactor"; PRAGMA user_version = 0');
  (await openAccounts({ directory, sealing })).close();
  assert.ok(areTablesMade(database));
  assert.equal(database.prepare('SELECT count(*) AS n FROM "twoFactor"').get()?.['n'], 0);
  database.close();
  rmSync(directory, { recursive: true });
});
