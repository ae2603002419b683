import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelFindings } from './label.ts';

test('nothing is said of a label in which nothing was found', () => assert.deepEqual(labelFindings([]), []));

test('a copied code is told once, in plain words, as a doubt', () => {
  const [one, ...more] = labelFindings([{ code: 'TAG_CLONED_PLACE' }, { code: 'TAG_CLONED_VELOCITY' }]);
  assert.deepEqual(more, []);
  assert.equal(one?.state, 'in-doubt');
  assert.match(one.says, /^This label may be a copy\. .*too far apart/);
  assert.match(labelFindings([{ code: 'TAG_CLONED_PLACE' }])[0]?.says ?? '', /more places/);
});
