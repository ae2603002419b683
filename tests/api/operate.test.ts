// The operator's rows: what is told, what is late, a backup that was asked for over HTTP.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Late, OperatingState } from '../../src/http/operate/operating.ts';
import type { Backup } from '../../src/store/backup/desk.ts';
import { freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;

before(async () => {
  door = await openDoor();
});
after(() => door.close());

async function asked<T>(path: string): Promise<T> {
  const response = await door.app.request(path, { headers: door.as('operator') });
  assert.equal(response.status, 200);
  return (await response.json()) as T;
}

test('the state is the node’s own: head, keys, jobs, storage, limits', async () => {
  const made = await door.app.request('/events', jsonPost(freshEvent().event, door.as('party')));
  assert.equal(made.status, 201);
  const state = await asked<OperatingState & { limits: { bodies: object; paces: { what: string }[] } }>(
    '/operate',
  );
  const { size, root } = door.node.head();
  assert.deepEqual([state.log.size, state.log.root], [size, Buffer.from(root).toString('base64')]);
  assert.deepEqual(
    [state.keys.parties, state.keys.custodial, state.keys.device],
    [door.node.parties().length, door.node.parties().flatMap(({ keys }) => keys).length, 0],
  );
  assert.deepEqual(state.keys.apiKeys, { operator: 1, party: 2, reader: 1, revoked: 0 });
  assert.ok(state.storage.databaseBytes > 0 && state.storage.freeBytes > 0);
  assert.equal(state.holdings.eventsSince, 1);
  assert.equal(state.writer.processId, process.pid);
  assert.deepEqual(
    state.limits.paces.map(({ what }) => what),
    ['sign-in', 'code', 'password', 'person', 'token', 'key', 'doubt'],
  );
});

test('what is late is said with a code, and since when', async () => {
  const codes = async (): Promise<(string | number | null)[][]> =>
    (await asked<{ late: Late[] }>('/operate')).late.map(({ code, sinceMs }) => [code, sinceMs]);
  const before = await codes();
  assert.ok(!before.some(([code]) => code === 'HOLDINGS_LATE'));
  const now = door.data.world.clock.nowMs();
  door.data.world.clock.nowMs = () => now + 2 * 86_400_000;
  const late = new Map((await codes()).map(([code, since]) => [code, since]));
  assert.equal(late.get('HOLDINGS_LATE'), now);
  assert.equal(late.get('PUBLISH_LATE'), now);
  assert.equal(late.get('BACKUP_NONE'), now);
  door.node.checkpoint();
  await door.node.publishHoldings();
  door.node.checkpoint();
  const after = (await codes()).map(([code]) => code);
  assert.deepEqual(
    after.filter((code) => code !== 'DISK_LOW'),
    ['BACKUP_NONE'],
  );
});

test('a backup is made once at a time, tried, listed, and noted', async () => {
  const post = { method: 'POST', headers: door.as('operator') };
  const [first, second] = await Promise.all([
    door.app.request('/operate/backups', post),
    door.app.request('/operate/backups', post),
  ]);
  assert.deepEqual([first.status, second.status].sort(), [202, 409]);
  let answer: { member: Backup[]; underWay: unknown; failed: unknown };
  do {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await asked('/operate/backups');
  } while (answer.underWay !== null);
  assert.equal(answer.failed, null);
  const [backup] = answer.member;
  assert.deepEqual([backup?.isGood, backup?.head.stateHash], [true, door.node.stateHash()]);
  const [note] = door.accounts.audit.read({ limit: 1 });
  assert.deepEqual([note?.action, note?.subject, note?.role], ['began a backup', backup?.id, 'API key']);
});
