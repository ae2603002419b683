// Idempotency-Key: whoever lost an answer asks again, and nothing is done twice.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { documentOf, freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';
import { records } from './record.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

const send = (
  path: string,
  body: unknown,
  key: string,
  who: 'party' | 'other' | 'reader' = 'party',
): Promise<Response> =>
  Promise.resolve(door.app.request(path, jsonPost(body, { ...door.as(who), 'idempotency-key': key })));

test('an event without an id of its own is recorded once', async () => {
  const [key, { event }] = [randomUUID(), freshEvent()];
  const first = await send('/events', event, key);
  const { size } = door.node.head();
  const second = await send('/events', event, key);
  assert.deepEqual([first.status, second.status, door.node.head().size], [201, 201, size]);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  assert.equal(second.headers.get('location'), first.headers.get('location'));
  assert.equal(await second.text(), await first.text());
});

test('a capture job is begun once, and a record is said once', async () => {
  const [key, document] = [randomUUID(), documentOf(freshEvent().event)];
  const jobs = [await send('/capture', document, key), await send('/capture', document, key)];
  assert.equal(jobs[0]!.headers.get('location'), jobs[1]!.headers.get('location'));
  const trade = records.trade(door);
  const said = [
    await send('/trades', trade, 'a-trade-of-ours'),
    await send('/trades', trade, 'a-trade-of-ours'),
  ];
  assert.deepEqual(
    said.map(({ status }) => status),
    [201, 201],
  );
  assert.equal(await said[0]!.text(), await said[1]!.text());
});

test('two that come at once are done once', async () => {
  const [key, { event }] = [randomUUID(), freshEvent()];
  const { size } = door.node.head();
  const both = await Promise.all([send('/events', event, key), send('/events', event, key)]);
  assert.deepEqual(
    both.map(({ status }) => status),
    [201, 201],
  );
  assert.equal(door.node.head().size, size + 1);
});

test('another request with the same key is refused; so is the same at another address', async () => {
  const [key, { event }] = [randomUUID(), freshEvent()];
  assert.equal((await send('/events', event, key)).status, 201);
  const { size } = door.node.head();
  for (const [path, body] of [
    ['/events', freshEvent().event],
    ['/capture', event],
    ['/events?granularity=event', event],
  ] as const) {
    const answer = await send(path, body, key);
    const { errors } = (await answer.json()) as { errors: { code: string }[] };
    assert.deepEqual([answer.status, errors[0]?.code], [422, 'IDEMPOTENCY_KEY_REUSED']);
  }
  assert.equal(door.node.head().size, size);
});

test('keys of one caller mean nothing to another', async () => {
  const key = randomUUID();
  assert.equal((await send('/events', freshEvent().event, key)).status, 201);
  assert.equal((await send('/events', freshEvent().event, key, 'other')).status, 201);
  assert.equal((await send('/events', freshEvent().event, key, 'reader')).status, 403);
});

test('a refusal has done nothing: the same key may be used when the cause is gone', async () => {
  const [key, { event }] = [randomUUID(), freshEvent()];
  assert.equal((await send('/events', { ...event, eventTime: '2099-01-01T00:00:00Z' }, key)).status, 400);
  assert.equal((await send('/events', event, key)).status, 201);
});

test('a key is what it must be, and is forgotten after thirty days', async () => {
  for (const key of ['short', 'with space in it', 'x'.repeat(256)])
    assert.equal((await send('/events', freshEvent().event, key)).status, 400, key);
  const { answered } = door.data;
  answered.keep('party x', 'an-old-one', {
    request: '',
    status: 201,
    headers: {},
    body: null,
    answeredAtMs: 0,
  });
  assert.equal((await send('/events', freshEvent().event, randomUUID())).status, 201);
  assert.equal(answered.find('party x', 'an-old-one'), undefined);
});
