import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageMsOf } from './age.ts';

test('seconds, or a number with the first letter of its unit; nothing else is an age', () => {
  const ages = ['0', '90', '90s', '90m', '12h', '1d'].map(ageMsOf);
  assert.deepEqual(ages, [0, 90_000, 90_000, 5_400_000, 43_200_000, 86_400_000]);
  for (const none of ['', '-1', '1.5', '01', '1w', 'd', '1d ', '99999999999'])
    assert.equal(ageMsOf(none), undefined);
});
