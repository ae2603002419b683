// The relevance report: a central database is tampered with in earnest, and each way of keeping records does the same work.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { triedCentrally } from '../../src/bench/ledger/central-cheats.ts';
import { centralCost, logCost } from '../../src/bench/ledger/cost.ts';
import { openSql } from '../../src/bench/ledger/sql.ts';
import { ledgerWork } from '../../src/bench/ledger/work.ts';
import { startPostgres } from '../../src/bench/postgres/server.ts';
import { cheats } from '../../src/cheat/corpus.ts';

const directory = mkdtempSync(join(tmpdir(), 'selvedge-ledger-'));
after(() => rmSync(directory, { recursive: true, force: true }));

const noticed = {
  ...{ fork: 'two answers!', 'one-victim': 'two answers!', 'roll-back': 'two answers' },
  ...{ 'drop-statement': 'two answers', 'drop-from-file': 'one answer', 'back-date-entry': 'two answers!' },
  ...{ 'rewrite-anchored': 'two answers!', 'swap-body': 'one answer', 'stopped-clock': null },
  ...{ 'stolen-key': null, 'forged-custodial': null, oversold: null, 'sold-twice': null },
};

async function triedOn(
  postgres: Awaited<ReturnType<typeof startPostgres>>,
): Promise<Record<string, string | null>> {
  const found = await triedCentrally(() => openSql(postgres, directory));
  const words = [...found].map(([name, caught]) => [
    name,
    caught && `${caught.by}${caught.isProof ? '!' : ''}`,
  ]);
  return Object.fromEntries(words);
}

test('what readers of a signed central database notice, on SQLite', async () => {
  assert.deepEqual(await triedOn(undefined), noticed);
  const names = new Set(cheats.map(({ name }) => name));
  assert.deepEqual(
    Object.keys(noticed).filter((name) => !names.has(name)),
    [],
  );
});

test('the same on PostgreSQL', async (t) => {
  const postgres = await startPostgres();
  if (postgres === undefined) return t.skip('no PostgreSQL on this machine');
  try {
    assert.deepEqual(await triedOn(postgres), noticed);
  } finally {
    await postgres.stop();
  }
});

test('each way does the same work, and says what it took', async () => {
  const work = ledgerWork(70);
  assert.equal(work.chain.documents.length + work.single.length, 70);
  const [database, log, witnessed] = [
    await centralCost(work, undefined),
    await logCost(work, 'nobody'),
    await logCost(work, 'witness'),
  ];
  for (const cost of [database, log, witnessed]) {
    for (const figure of [cost.cpuMicros, cost.bytes, cost.durableMs]) assert.ok(figure > 0);
    assert.deepEqual([cost.settledMs, cost.gas], [null, null]);
  }
  assert.deepEqual([database.witnessedMs, log.witnessedMs], [null, null]);
  assert.ok((witnessed.witnessedMs ?? 0) > 0);
});
