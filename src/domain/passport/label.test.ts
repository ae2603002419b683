import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from './finding.ts';
import { labelFindings } from './label.ts';

test('nothing is said of a label in which nothing was found', () => assert.deepEqual(labelFindings([]), []));

test('a copied code is told once, by what weighs most, as a doubt', () => {
  const [one, ...more] = labelFindings([{ code: 'TAG_CLONED_PLACE' }, { code: 'TAG_CLONED_VELOCITY' }]);
  assert.deepEqual(more, []);
  assert.equal(one?.state, 'in-doubt');
  const codes = (found: Finding | undefined): string[] => found?.says.map(({ code }) => code) ?? [];
  assert.deepEqual(codes(one), ['label-copy', 'TAG_CLONED_VELOCITY', 'label-ask']);
  assert.deepEqual(codes(labelFindings([{ code: 'TAG_CLONED_PLACE' }])[0])[1], 'TAG_CLONED_PLACE');
});
