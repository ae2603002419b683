import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../store/database.ts';
import { mintKey } from '../access/key.ts';
import { apiKeysInMemory } from '../access/memory.ts';
import { apiKeysIn } from '../access/stored.ts';
import type { CaptureJob } from './job.ts';
import { captureJobsInMemory } from './memory.ts';
import { captureJobsIn } from './stored.ts';

const job = (id: string, party: string | null): CaptureJob => ({
  ...{ id, party, form: 'epcis', behaviour: 'rollback', granularity: 'property' },
  ...{ createdAtMs: 1, finishedAtMs: null, success: true, errors: [], outcomes: [], entries: [] },
});

// One suite over every implementation of the port.
for (const name of ['memory', 'sqlite'] as const) {
  test(`capture jobs in ${name}: kept with their bytes until they are finished`, async (context) => {
    const directory = mkdtempSync(join(tmpdir(), 'selvedge-jobs-'));
    const database = openDatabase(join(directory, 'jobs.db'));
    context.after(() => {
      database.close();
      rmSync(directory, { recursive: true });
    });
    const jobs = name === 'memory' ? captureJobsInMemory() : captureJobsIn(database);
    await jobs.create(job('1', 'urn:a:1'), Uint8Array.of(1, 2));
    await jobs.create(job('2', null), Uint8Array.of(3));
    await jobs.create(job('3', 'urn:a:1'), Uint8Array.of(4));
    assert.deepEqual(await jobs.unfinished(), ['1', '2', '3']);
    assert.deepEqual([...((await jobs.bytes('1')) ?? [])], [1, 2]);
    const finished = {
      ...job('1', 'urn:a:1'),
      finishedAtMs: 9,
      success: false,
      errors: [{ code: 'X', detail: 'x' }],
      entries: [4],
    };
    await jobs.update(finished);
    assert.deepEqual(await jobs.find('1'), finished);
    assert.equal(await jobs.bytes('1'), undefined);
    assert.deepEqual(await jobs.unfinished(), ['2', '3']);
    const listed = await jobs.list({ party: 'urn:a:1', before: null, limit: 10 });
    assert.deepEqual(
      listed.map(({ id }) => id),
      ['3', '1'],
    );
    assert.deepEqual(
      (await jobs.list({ party: null, before: '3', limit: 1 })).map(({ id }) => id),
      ['2'],
    );
    assert.equal(await jobs.find('4'), undefined);
  });

  test(`API keys in ${name}: found by id, revoked once`, async (context) => {
    const directory = mkdtempSync(join(tmpdir(), 'selvedge-keys-'));
    const database = openDatabase(join(directory, 'keys.db'));
    context.after(() => {
      database.close();
      rmSync(directory, { recursive: true });
    });
    const keys = name === 'memory' ? apiKeysInMemory() : apiKeysIn(database);
    const { key } = mintKey({ role: 'party', party: 'urn:a:1', label: 'scale' }, 5);
    await keys.add(key);
    const found = await keys.find(key.id);
    assert.deepEqual(
      { ...found, secretHash: [...(found?.secretHash ?? [])] },
      { ...key, secretHash: [...key.secretHash] },
    );
    assert.equal(await keys.revoke(key.id, 7), true);
    assert.equal(await keys.revoke(key.id, 8), true);
    assert.equal((await keys.find(key.id))?.revokedAtMs, 7);
    assert.equal(await keys.revoke('0000000000000000', 9), false);
    assert.equal((await keys.list()).length, 1);
  });
}
