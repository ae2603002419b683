import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobId } from './job.ts';

test('ids are UUIDv7 and ascend, also within a millisecond and when the clock steps back', () => {
  const start = 1_800_000_000_000;
  const ids = Array.from({ length: 10_000 }, (_, at) => jobId(start - (at % 7)));
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids.slice(0, 100))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
