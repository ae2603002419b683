import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAccountDatabase } from './database.ts';
import { type Pace, paceIn } from './pace.ts';

const rule = { most: 3, seconds: 60 };

function opened(): { pace: Pace; time: { nowMs: number } } {
  const time = { nowMs: 1_000_000 };
  return { pace: paceIn(openAccountDatabase(':memory:'), () => time.nowMs), time };
}

test('so many are let through, then the wait is told, and trying on does not prolong it', () => {
  const { pace, time } = opened();
  const tries = (count: number): (number | undefined)[] =>
    Array.from({ length: count }, () => pace.step('a', rule));
  assert.deepEqual(tries(5), [undefined, undefined, undefined, 60, 60]);
  time.nowMs += 59_001;
  assert.deepEqual(tries(1), [1]);
  time.nowMs += 999;
  assert.deepEqual(tries(4), [undefined, undefined, undefined, 60]);
});

test('keys know nothing of each other, and one can be forgotten', () => {
  const { pace } = opened();
  for (let at = 0; at < 4; at += 1) pace.step('a', rule);
  assert.equal(pace.step('b', rule), undefined);
  assert.equal(pace.step('a', rule), 60);
  pace.forget('a');
  assert.equal(pace.step('a', rule), undefined);
});
