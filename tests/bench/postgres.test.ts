// The temporary server really starts, keeps the disk honest, and leaves nothing behind.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fullRound, plainRound, prepareIngest } from '../../src/bench/postgres/ingest.ts';
import { binariesFolder, startPostgres } from '../../src/bench/postgres/server.ts';

const skip = binariesFolder() === undefined ? 'no PostgreSQL on this machine' : false;

test('a temporary PostgreSQL runs both baselines with fsync on and is gone afterwards', {
  skip,
}, async () => {
  const postgres = await startPostgres();
  assert.ok(postgres);
  try {
    const pool = await postgres.connect(16);
    const { rows } = await pool.query(
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit",
    );
    assert.deepEqual(rows, [{ fsync: 'on', commit: 'on' }]);
    await prepareIngest(pool, 1_000);
    assert.ok((await plainRound(pool, 50)) > 0);
    assert.ok((await fullRound(pool, 50, 1_000, 3)) > 0);
    const counted = await pool.query(
      'SELECT (SELECT count(*) FROM event) * 3 = (SELECT count(*) FROM edge) AS same, (SELECT count(*) FROM event) > 0 AS some',
    );
    assert.deepEqual(counted.rows, [{ same: true, some: true }]);
    await pool.end();
  } finally {
    await postgres.stop();
  }
  assert.equal(existsSync(postgres.directory), false);
});
