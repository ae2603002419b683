// From a word in the log to the receiver: what a party is told and what not, in which order, through failures and new starts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LookupAddress } from 'node:dns';
import type { Answer } from '../../src/flow/node.ts';
import { type WebhookDesk, webhookDesk, type WithSecret } from '../../src/webhook/desk.ts';
import { senderOf } from '../../src/webhook/sender.ts';
import { webhookKinds, type WebhookKind } from '../../src/webhook/subscription.ts';
import { lotId } from '../capture/said.ts';
import { type Cast, certificate, from, id, type Name, openCast, trade } from '../record/cast.ts';
import { shirt, tellChain, tellRecords } from '../record/chain.ts';
import { assertSigned, type Got, isSigned, openReceiver, type Receiver } from './receiver.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

let cast: Cast;
let receiver: Receiver;
let desk: WebhookDesk;
const faults: unknown[] = [];

/** A new start of the same node: nothing is remembered but what is on disk. */
function deskOf(): WebhookDesk {
  const { node, data, time } = cast.world;
  const nowMs = (): number => time.nowMs;
  const named = [receiver.host];
  const lookup = async (): Promise<LookupAddress[]> => [];
  const send = senderOf({ named, nowMs, agent: 'Selvedge/test', lookup });
  const report = (fault: unknown): void => void faults.push(fault);
  return webhookDesk({ node, store: data.webhooks, send, named, nowMs, report, chance: () => 0.5 });
}

before(async () => {
  cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  await cast.say('certifier', 'certificate', certificate('farm-second', cast.party('farm')));
  receiver = await openReceiver();
  desk = deskOf();
});
after(async () => {
  await desk.close();
  await receiver.close();
  assert.deepEqual(faults, []);
  await cast.world.close();
});

function given<T>(answer: Answer<T>): T {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

function subscribe(
  name: Name | null,
  kinds: readonly WebhookKind[] = webhookKinds,
  since?: number,
): WithSecret {
  const party = name === null ? null : cast.party(name);
  const wish = { party, url: receiver.url, kinds, ...(since !== undefined && { sinceEntry: since }) };
  return given(desk.subscribe(wish));
}

/** What has come since, as type and what it is about. */
async function told(work: () => Promise<unknown>): Promise<Got[]> {
  const before = receiver.got.length;
  await work();
  await desk.turn();
  return receiver.got.slice(before);
}

const brief = (got: readonly Got[]): unknown[] =>
  got.map(({ type, data }) => [type, data['about'], data['word']]);
const about = (name: string): string => id(name);

test('a party is told what touches it, by ids, signed; others are told nothing of it', async () => {
  const { webhook, secret } = subscribe('brand');
  const other = subscribe('stranger');
  const { entry } = await cast.say('certifier', 'status', {
    about: about('farm-scope'),
    state: 'revoked',
    from,
  });
  const got = await told(async () => {});
  assert.deepEqual(brief(got), [['status.said', about('farm-scope'), 'revoked']]);
  assertSigned(got[0]!, secret);
  assert.ok(!isSigned(got[0]!, other.secret));
  const { data, atSeconds, body } = got[0]!;
  assert.deepEqual(data, {
    ...{ log: cast.world.node.origin, entry, party: cast.party('brand'), about: about('farm-scope') },
    ...{ by: cast.party('certifier'), word: 'revoked', ask: `/notices?since=${entry - 1}` },
    touches: [about('shirt-claim'), about('product-claim')],
  });
  assert.equal(atSeconds, Math.floor(cast.world.time.nowMs / 1000));
  assert.ok(!body.includes('whsec') && body.length < 1_000);
  assert.equal(desk.find(webhook.id)?.webhook.cursor, cast.world.node.head().size);
  desk.end(other.webhook.id);
  desk.end(webhook.id);
});

test('what arrives, what waits for an answer, what was answered and certified, in the order of the log', async () => {
  const { webhook } = subscribe('spinner');
  const lines = [{ line: 1, lot: lotId('LINT'), quantity: 5, uom: 'KGM' }];
  const got = await told(async () => {
    await cast.say(
      'farm',
      'trade',
      trade('s2', 'shipment', cast.party('farm'), cast.party('spinner'), { lines }),
    );
    await cast.say(
      'brand',
      'trade',
      trade('o2', 'order', cast.party('spinner'), cast.party('brand'), { lines }),
    );
    await cast.say('spinner', 'answer', { about: id('s2'), word: 'receives', at: '2026-03-05T00:00:00Z' });
    const ship = trade('s3', 'shipment', cast.party('spinner'), cast.party('brand'), { lines });
    await cast.say('spinner', 'trade', ship);
    await cast.say('brand', 'answer', { about: id('s3'), word: 'disputes', at: '2026-03-06T00:00:00Z' });
    await cast.say('certifier', 'certificate', certificate('spin-scope', cast.party('spinner')));
    await cast.say('certifier', 'certificate', certificate('other-scope', cast.party('stranger')));
  });
  assert.deepEqual(brief(got), [
    ['shipment.arriving', about('s2'), 'shipment'],
    ['order.waiting', about('o2'), 'order'],
    ['answer.said', about('s3'), 'disputes'],
    ['certificate.issued', about('spin-scope'), 'scope'],
  ]);
  desk.end(webhook.id);
});

test('a verdict that a word has changed is told with what it was', async () => {
  const { webhook } = subscribe('brand', ['verdict.changed']);
  const said = { case: id('shirt-case'), word: 'challenges', about: id('shirt-claim'), reason: 'why' };
  const got = await told(async () => {
    await cast.say('stranger', 'case', said);
    await cast.say('stranger', 'case', {
      case: id('case2'),
      word: 'challenges',
      about: id('yarn-claim'),
      reason: 'y',
    });
  });
  assert.deepEqual(brief(got), [['verdict.changed', about('shirt-claim'), 'cannot-tell']]);
  const verdict = { result: 'cannot-tell', state: 'claimed' };
  assert.deepEqual(got[0]?.data['lots'], [
    { lot: shirt, was: verdict, is: { ...verdict, state: 'disputed' } },
  ]);
  assert.equal(got[0]?.data['ask'], `/claims/${encodeURIComponent(id('shirt-claim'))}/verdict`);
  desk.end(webhook.id);
});

test('the operator is told of all, from any place of the log on', async () => {
  const { webhook } = subscribe(null, webhookKinds, 0);
  const got = await told(async () => {});
  const entries = got.map(({ data }) => Number(data['entry']));
  assert.deepEqual(
    entries,
    [...entries].sort((one, other) => one - other),
  );
  const types = new Set(got.map(({ type }) => type));
  for (const type of ['status.said', 'case.step', 'answer.said', 'order.waiting', 'shipment.arriving'])
    assert.ok(types.has(type), type);
  assert.ok(types.has('certificate.issued') && types.has('verdict.changed'));
  const { records } = cast.world.node.records({ kind: 'trade' });
  assert.equal(
    got.filter(({ type }) => type === 'order.waiting' || type === 'shipment.arriving').length,
    records.length,
  );
  assert.deepEqual(await told(async () => {}), []);
  assert.equal(new Set(got.map(({ id: name }) => name)).size, got.length);
  desk.end(webhook.id);
});

test('a receiver that fails gets the same again, later, and what came meanwhile behind it', async () => {
  const { webhook, secret } = subscribe('farm', ['status.said']);
  const state = () => desk.find(webhook.id)!;
  receiver.answer = (response) => void response.writeHead(500).end('the database is full');
  const first = await told(() => suspend('suspended'));
  assert.deepEqual(brief(first), [['status.said', about('farm-second'), 'suspended']]);
  assert.deepEqual(
    [state().state, state().waiting, state().last?.last?.answer],
    ['failing', 1, 'the database is full'],
  );
  assert.deepEqual(await told(() => suspend('reinstated')), [], 'it waits behind');
  cast.world.time.nowMs += 6_000;
  await desk.close();
  desk = deskOf();
  const again = await told(async () => {});
  assert.deepEqual([again.length, again[0]?.id, again[0]?.body], [1, first[0]?.id, first[0]?.body]);
  assertSigned(again[0]!, secret);
  assert.ok(again[0]!.atSeconds > first[0]!.atSeconds);
  receiver.answer = (response) => void response.writeHead(204).end();
  cast.world.time.nowMs += 6 * minuteMs;
  const rest = await told(async () => {});
  assert.deepEqual(brief(rest), [
    ['status.said', about('farm-second'), 'suspended'],
    ['status.said', about('farm-second'), 'reinstated'],
  ]);
  assert.deepEqual([state().state, state().waiting], ['on', 0]);
  desk.end(webhook.id);
});

async function suspend(state: string): Promise<void> {
  await cast.say('certifier', 'status', { about: id('farm-second'), state, from });
}

test('who never takes anything is switched off; switched on, it goes on where it stopped', async () => {
  const { webhook } = subscribe('farm', ['status.said']);
  receiver.answer = (response) => void response.writeHead(503, { 'retry-after': '60' }).end('later');
  const start = receiver.got.length;
  await suspend('suspended');
  const dueMs: number[] = [];
  for (let turns = 0; desk.find(webhook.id)?.state !== 'off'; turns += 1) {
    assert.ok(turns < 20);
    await desk.turn();
    const due = desk.find(webhook.id)?.next?.dueAtMs;
    if (due != null) {
      dueMs.push(due - cast.world.time.nowMs);
      cast.world.time.nowMs = due;
    }
  }
  assert.deepEqual(
    [receiver.got.length - start, dueMs[0], desk.find(webhook.id)?.webhook.off?.code],
    [10, 60_000, 'ATTEMPTS_SPENT'],
  );
  receiver.answer = (response) => void response.writeHead(204).end();
  cast.world.time.nowMs += 30 * dayMs;
  assert.deepEqual(await told(() => suspend('reinstated')), []);
  given(desk.resume(webhook.id));
  const got = await told(async () => {});
  assert.deepEqual(
    got.map(({ data }) => data['word']),
    ['suspended', 'reinstated'],
  );
  desk.end(webhook.id);
});

test('a receiver that is gone is not asked again', async () => {
  const { webhook } = subscribe('farm', ['status.said']);
  receiver.answer = (response) => void response.writeHead(410).end();
  assert.equal((await told(() => suspend('suspended'))).length, 1);
  assert.equal(desk.find(webhook.id)?.webhook.off?.code, 'GONE');
  receiver.answer = (response) => void response.writeHead(204).end();
  cast.world.time.nowMs += dayMs;
  assert.equal((await told(async () => {})).length, 0);
  const [message] = desk.messages(webhook.id, 9);
  const sent = await told(async () => given(await desk.resend(webhook.id, message!.id)));
  assert.deepEqual([sent.length, sent[0]?.id, desk.find(webhook.id)?.waiting], [1, message?.id, 0]);
  desk.end(webhook.id);
});

test('tests are sent at once, also where it is off; two secrets sign for a day', async () => {
  const { webhook, secret } = subscribe('farm', ['status.said']);
  const tried = await told(async () => {
    const message = given(await desk.test(webhook.id));
    assert.deepEqual(
      [message.kind, message.last?.code, message.last?.status],
      ['webhook.test', 'TAKEN', 204],
    );
  });
  assert.equal(tried[0]?.type, 'webhook.test');
  const { secret: newer } = given(desk.rotate(webhook.id));
  const [both] = await told(() => suspend('reinstated'));
  assertSigned(both!, secret);
  assertSigned(both!, newer);
  cast.world.time.nowMs += dayMs;
  const [one] = await told(() => suspend('suspended'));
  assertSigned(one!, newer);
  assert.ok(!isSigned(one!, secret));
  desk.end(webhook.id);
  for (const refused of [await desk.test(webhook.id), desk.rotate(webhook.id), desk.resume(webhook.id)])
    assert.equal(refused.ok ? '' : refused.refusals[0]?.code, 'WEBHOOK_ENDED');
  assert.deepEqual(await told(() => suspend('reinstated')), []);
});

test('what is sent again by hand keeps its turn', async () => {
  const { webhook } = subscribe('farm', ['status.said']);
  receiver.answer = (response) => void response.writeHead(500).end();
  await told(() => suspend('suspended'));
  await told(() => suspend('reinstated'));
  const [second, first] = desk.messages(webhook.id, 9);
  assert.deepEqual(
    [second, first].map((one) => one?.attempts),
    [0, 1],
  );
  const early = await desk.resend(webhook.id, second!.id);
  assert.equal(early.ok ? '' : early.refusals[0]?.code, 'MESSAGE_NOT_NEXT');
  const unknown = await desk.resend(webhook.id, 'msg_none');
  assert.equal(unknown.ok ? '' : unknown.refusals[0]?.code, 'MESSAGE_UNKNOWN');
  receiver.answer = (response) => void response.writeHead(204).end();
  const got = await told(async () => {
    given(await desk.resend(webhook.id, first!.id));
  });
  assert.deepEqual(
    got.map(({ id: name }) => name),
    [first?.id, second?.id],
  );
  desk.end(webhook.id);
});

test('a party has twenty at the most, and many are served in one turn', async () => {
  const all = Array.from({ length: 20 }, () => subscribe('farm', ['status.said']));
  const more = desk.subscribe({ party: cast.party('farm'), url: receiver.url, kinds: ['status.said'] });
  assert.equal(more.ok ? '' : more.refusals[0]?.code, 'WEBHOOK_TOO_MANY');
  const got = await told(() => suspend('suspended'));
  assert.equal(got.length, 20);
  assert.equal(new Set(got.map(({ id: name }) => name)).size, 20);
  for (const { webhook } of all) desk.end(webhook.id);
});

test('receivers that are slow and have much to take keep nobody from theirs', async () => {
  const slow = Array.from({ length: 8 }, () => subscribe(null, webhookKinds, 0).webhook);
  const held: (() => void)[] = [];
  const other = await openReceiver();
  try {
    const { node, data, time } = cast.world;
    const before = receiver.got.length;
    receiver.answer = (response) => void held.push(() => response.writeHead(204).end());
    const named = [receiver.host, other.host];
    const nowMs = (): number => time.nowMs;
    const send = senderOf({ named, nowMs, agent: 'Selvedge/test', lookup: async () => [] });
    const report = (fault: unknown): void => void faults.push(fault);
    const crowded = webhookDesk({ node, store: data.webhooks, send, named, nowMs, report });
    const turn = crowded.turn();
    await receiver.has(before + slow.length);
    // All who send wait for an answer, and much more is to be sent there when somebody else comes.
    given(crowded.subscribe({ party: null, url: other.url, kinds: webhookKinds, sinceEntry: 0 }));
    await crowded.turn();
    held.shift()?.();
    await Promise.race([other.has(1), receiver.has(before + slow.length + 1)]);
    assert.equal(receiver.got.length, before + slow.length);
    receiver.answer = (response) => void response.writeHead(204).end();
    for (const answer of held) answer();
    await turn;
    for (const { webhook } of crowded.list(null)) crowded.end(webhook.id);
    await crowded.close();
  } finally {
    receiver.answer = (response) => void response.writeHead(204).end();
    await other.close();
  }
});

test('what breaks for one subscription is told, left alone for a minute, and nothing of it is lost', async () => {
  const { webhook } = subscribe('farm', ['status.said']);
  const other = subscribe('spinner', ['status.said']);
  const { node } = cast.world;
  const notices = node.notices;
  node.notices = (party, ...more) => {
    if (party === cast.party('farm')) throw new Error('broken on purpose');
    return notices(party, ...more);
  };
  assert.equal((await told(() => suspend('reinstated'))).length, 1, 'the other one');
  assert.equal(faults.splice(0).length, 1);
  assert.equal((await told(async () => {})).length, 0);
  assert.deepEqual(faults, [], 'it is left alone');
  node.notices = notices;
  cast.world.time.nowMs += minuteMs;
  assert.equal((await told(async () => {})).length, 1);
  for (const { id: name } of [webhook, other.webhook]) desk.end(name);
});
