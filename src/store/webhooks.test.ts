import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { webhooksInMemory } from '../webhook/memory.ts';
import { endedKept, messagesKept, type WebhookStore } from '../webhook/store.ts';
import type { Message, Outcome, Webhook } from '../webhook/subscription.ts';
import { openDatabase } from './database.ts';
import { openWebhooks } from './webhooks.ts';

const webhook = (id: string, party: string | null): Webhook => ({
  ...{ id, party, url: 'https://a.example/', kinds: ['status.said'], createdAtMs: 1, endedAtMs: null },
  ...{ cursor: 5, oldSecretUntilMs: null, failingSinceMs: null, off: null },
});
const message = (id: string, kind: Message['kind'] = 'status.said'): Message => ({
  ...{ id, webhook: 'w', kind, entry: 7, body: `{"of":"${id}"}`, madeAtMs: 3, attempts: 0 },
  ...{ dueAtMs: kind === 'webhook.test' ? null : 3, deliveredAtMs: null, last: null },
});
const outcome: Outcome = { atMs: 9, tookMs: 1, code: 'TAKEN', status: 204, answer: '', retryAfterMs: null };
const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const sealing = new Uint8Array(32).fill(9);

function databaseFor(context: TestContext): { path: string; database: ReturnType<typeof openDatabase> } {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-webhooks-'));
  const path = join(directory, 'w.db');
  const database = openDatabase(path);
  context.after(() => {
    database.close();
    rmSync(directory, { recursive: true });
  });
  return { path, database };
}

// One suite over every implementation of the port.
for (const name of ['memory', 'sqlite'] as const) {
  const open = (context: TestContext): WebhookStore =>
    name === 'memory' ? webhooksInMemory() : openWebhooks(databaseFor(context).database, sealing);

  test(`webhooks in ${name}: messages and cursor move together, once`, (context) => {
    const store = open(context);
    store.add(webhook('w', 'urn:a'), first);
    assert.equal(store.collect('w', 4, 6, [message('m0')]), false);
    assert.equal(store.collect('w', 5, 8, [message('m1'), message('m2')]), true);
    assert.equal(store.collect('w', 5, 8, [message('m1')]), false);
    assert.deepEqual([store.find('w')?.cursor, store.waitingCount('w')], [8, 2]);
    assert.deepEqual(store.waiting('w'), message('m1'));
    store.addMessage(message('t', 'webhook.test'));
    assert.deepEqual(
      store.messages('w', 9).map(({ id }) => id),
      ['t', 'm2', 'm1'],
    );
    const failed = { outcome, attempts: 1, dueAtMs: 50, deliveredAtMs: null, failingSinceMs: 9 };
    store.settle('w', 'm1', { ...failed, off: { atMs: 9, code: 'GONE' } });
    assert.deepEqual(store.message('w', 'm1'), { ...message('m1'), last: outcome, attempts: 1, dueAtMs: 50 });
    assert.deepEqual(store.find('w')?.off, { atMs: 9, code: 'GONE' });
    assert.equal(store.collect('w', 8, 9, []), false, 'off');
    store.resume('w', 60);
    assert.deepEqual([store.waiting('w')?.attempts, store.waiting('w')?.dueAtMs], [0, 60]);
    assert.deepEqual([store.find('w')?.off, store.find('w')?.failingSinceMs], [null, null]);
    store.settle('w', 'm1', { ...failed, dueAtMs: null, deliveredAtMs: 9, failingSinceMs: null });
    assert.equal(store.waiting('w')?.id, 'm2');
  });

  test(`webhooks in ${name}: found by whose they are, and ended with all they hold`, (context) => {
    const store = open(context);
    store.add(webhook('w', 'urn:a'), first);
    store.add(webhook('x', null), first);
    store.add(webhook('y', 'urn:b'), first);
    const ids = (party?: string | null): string[] => store.list(party).map(({ id }) => id);
    assert.deepEqual([ids(), ids(null), ids('urn:a'), ids('urn:c')], [['y', 'x', 'w'], ['x'], ['w'], []]);
    assert.deepEqual([...store.secrets('w').newest], [...first]);
    store.rotate('w', second, 77);
    const { newest, old } = store.secrets('w');
    assert.deepEqual([[...newest], [...(old ?? [])]], [[...second], [...first]]);
    assert.equal(store.find('w')?.oldSecretUntilMs, 77);
    store.collect('w', 5, 6, [message('m1')]);
    store.end('w', 99);
    assert.deepEqual([store.find('w')?.endedAtMs, store.waiting('w')], [99, undefined]);
    assert.equal(store.collect('w', 6, 7, []), false);
  });

  test(`webhooks in ${name}: of those that a party has ended the newest are kept`, (context) => {
    const store = open(context);
    store.add(webhook('w', 'urn:b'), first);
    store.end('w', 1);
    for (let index = 0; index <= endedKept; index += 1) {
      store.add(webhook(`e${index}`, 'urn:a'), first);
      store.addMessage({ ...message('m', 'webhook.test'), webhook: `e${index}` });
      store.end(`e${index}`, 2);
    }
    assert.deepEqual([store.list('urn:a').length, store.list('urn:b').length], [endedKept, 1]);
    assert.deepEqual([store.find('e0'), store.message('e0', 'm')], [undefined, undefined]);
    assert.equal(store.message('e1', 'm')?.id, 'm');
  });

  test(`webhooks in ${name}: of what has arrived the newest are kept, of what waits all`, (context) => {
    const store = open(context);
    store.add(webhook('w', null), first);
    const all = Array.from({ length: messagesKept + 30 }, (_, index) => message(`m${index}`));
    store.collect('w', 5, 6, all);
    for (const { id } of all.slice(0, messagesKept + 5))
      store.settle('w', id, { outcome, attempts: 1, dueAtMs: null, deliveredAtMs: 9 });
    assert.equal(store.waitingCount('w'), 25);
    assert.equal(store.messages('w', 1_000).length, messagesKept + 25);
    assert.equal(store.message('w', 'm4'), undefined);
  });
}

test('secrets lie sealed on the disk, and are gone with the webhook', (context) => {
  const { path, database } = databaseFor(context);
  const store = openWebhooks(database, sealing);
  const secret = Uint8Array.from(Buffer.from('a secret of thirty-two bytes, 32'));
  store.add(webhook('w', null), secret);
  store.rotate('w', second, 77);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  assert.ok(!readFileSync(path).includes(Buffer.from(secret)));
  assert.throws(() => openWebhooks(database, new Uint8Array(32).fill(8)).secrets('w'));
  store.end('w', 5);
  assert.throws(() => store.secrets('w'), /has no secret/);
});
