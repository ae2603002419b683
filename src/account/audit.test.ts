import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditIn } from './audit.ts';
import { openAccountDatabase } from './database.ts';

test('what stands in the trail can neither be changed nor cut, not even by hand', () => {
  const database = openAccountDatabase(':memory:');
  const audit = auditIn(database, () => 5);
  audit.note({
    user: 'u',
    role: 'manager',
    party: 'urn:p',
    action: 'invited',
    subject: 'i',
    detail: { role: 'clerk' },
  });
  assert.throws(() => database.exec("UPDATE audit SET user = 'somebody else'"), /only added to/);
  assert.throws(() => database.exec('DELETE FROM audit'), /only added to/);
  const { id: _, ...entry } = audit.read({ limit: 10 })[0] ?? {};
  assert.deepEqual(entry, {
    ...{ atMs: 5, user: 'u', role: 'manager', party: 'urn:p', action: 'invited', subject: 'i' },
    detail: { role: 'clerk' },
  });
});

test('read by party, where null is the node itself and undefined all', () => {
  const audit = auditIn(openAccountDatabase(':memory:'), () => 5);
  for (const party of ['urn:p', null, 'urn:q'])
    audit.note({ user: null, role: 'command line', party, action: `in ${party}` });
  const actions = (query: { party?: string | null }): string[] =>
    audit.read({ ...query, limit: 10 }).map(({ action }) => action);
  assert.deepEqual(actions({}), ['in urn:q', 'in null', 'in urn:p']);
  assert.deepEqual(actions({ party: null }), ['in null']);
  assert.deepEqual(actions({ party: 'urn:p' }), ['in urn:p']);
});

test('refused sign-ins are a number by hour and person', () => {
  const time = { nowMs: 3_600_000 * 7 + 1 };
  const audit = auditIn(openAccountDatabase(':memory:'), () => time.nowMs);
  for (const user of ['u', null, 'u']) audit.signInRefused(user);
  time.nowMs += 3_600_000;
  audit.signInRefused('u');
  const hour = 3_600_000;
  assert.deepEqual(audit.refusedSignIns(10), [
    { hourMs: 8 * hour, user: 'u', count: 1 },
    { hourMs: 7 * hour, user: null, count: 1 },
    { hourMs: 7 * hour, user: 'u', count: 2 },
  ]);
});
