import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAccountDatabase } from './database.ts';
import { membershipsIn, type Terms } from './membership.ts';

const clerk: Terms = { role: 'clerk', party: 'urn:p', sites: ['urn:s'], level: 'country' };

test('new terms end the old ones: one membership a party lives, and all that were can be told', () => {
  const memberships = membershipsIn(openAccountDatabase(':memory:'));
  memberships.begin('u', clerk, 1);
  memberships.begin('u', { ...clerk, role: 'manager', sites: null }, 5);
  memberships.begin('u', { ...clerk, party: 'urn:q' }, 6);
  assert.deepEqual(
    memberships.of('u').map(({ party, role, sites }) => [party, role, sites]),
    [
      ['urn:p', 'manager', null],
      ['urn:q', 'clerk', ['urn:s']],
    ],
  );
  assert.deepEqual(
    memberships.ofParty('urn:p').map(({ role, createdAtMs, endedAtMs }) => [role, createdAtMs, endedAtMs]),
    [
      ['clerk', 1, 5],
      ['manager', 5, null],
    ],
  );
  assert.deepEqual([memberships.end('u', 'urn:p', 9), memberships.end('u', 'urn:p', 9)], [true, false]);
});

test('the first operator is the first, as long as there is one', () => {
  const memberships = membershipsIn(openAccountDatabase(':memory:'));
  assert.equal(memberships.hasOperator(), false);
  assert.deepEqual(
    [memberships.beginFirstOperator('a', 1), memberships.beginFirstOperator('b', 2)],
    [true, false],
  );
  memberships.end('a', null, 3);
  assert.equal(memberships.beginFirstOperator('b', 4), true);
});
