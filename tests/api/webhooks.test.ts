// Webhooks over HTTP: the secret is shown once, everybody sees their own, and what was done stands in the trail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ShownMessage, ShownWebhook } from '../../src/http/webhook/shown.ts';
import { assertSigned, openReceiver, type Receiver } from '../webhook/receiver.ts';
import { type CallerName, jsonPost, openDoor, type TestDoor } from './door.ts';
import { records } from './record.ts';

type Made = ShownWebhook & { secret: string | null };
type Full = ShownWebhook & { messages: ShownMessage[] };

let door: TestDoor;
let receiver: Receiver;
before(async () => {
  door = await openDoor();
  receiver = await openReceiver();
});
after(async () => {
  await receiver.close();
  assert.deepEqual(door.faults, []);
  await door.close();
});

async function post<T>(
  path: string,
  body: unknown,
  caller: CallerName,
  more: object = {},
): Promise<[number, T]> {
  const headers = { ...door.as(caller), ...more };
  const init = body === undefined ? { method: 'POST', headers } : jsonPost(body, headers);
  const response = await door.app.request(path, init);
  return [response.status, (await response.json()) as T];
}

async function got<T>(path: string, caller: CallerName): Promise<[number, T]> {
  const response = await door.app.request(path, { headers: door.as(caller) });
  return [response.status, (await response.json()) as T];
}

const wish = () => ({ url: receiver.url, kinds: ['status.said', 'case.step'] });
const codeIn = ([, body]: [number, unknown]): string =>
  (body as { errors: { code: string }[] }).errors[0]!.code;

test('made, tried, looked at, given a new secret, ended', async () => {
  const [status, made] = await post<Made>('/webhooks', wish(), 'party');
  assert.deepEqual(
    [status, made.party, made.state, made.behind, made.kinds],
    [201, door.party, 'on', 0, wish().kinds],
  );
  const path = `/webhooks/${made.id}`;
  const [, tried] = await post<ShownMessage>(`${path}/test`, undefined, 'party');
  assert.deepEqual([tried.kind, tried.last?.code, tried.last?.status], ['webhook.test', 'TAKEN', 204]);
  assertSigned(receiver.got.at(-1)!, made.secret!);
  assert.equal(receiver.got.at(-1)?.body, tried.body);
  const [, again] = await post<ShownMessage>(`${path}/messages/${tried.id}/resend`, undefined, 'party');
  assert.deepEqual([again.id, again.attempts, receiver.got.at(-1)?.id], [tried.id, 2, tried.id]);
  const [rotated, newer] = await post<Made>(`${path}/secret`, undefined, 'party');
  assert.deepEqual([rotated, newer.oldSecretUntilMs !== null], [201, true]);
  assert.match(newer.secret ?? '', /^whsec_/);
  const [, full] = await got<Full>(path, 'party');
  assert.deepEqual([full.messages.length, full.last?.code], [1, 'TAKEN']);
  assert.ok(!JSON.stringify(full).includes('whsec_'));
  assert.equal((await post<ShownWebhook>(`${path}/resume`, undefined, 'party'))[1].state, 'on');
  assert.equal((await post<ShownWebhook>(`${path}/end`, undefined, 'party'))[1].state, 'ended');
  assert.equal(codeIn(await post(`${path}/test`, undefined, 'party')), 'WEBHOOK_ENDED');
  const actions = door.accounts.audit
    .read({ party: door.party, limit: 20 })
    .filter(({ subject }) => subject === made.id)
    .map(({ action, role }) => [action, role]);
  assert.deepEqual(actions.reverse(), [
    ['made a webhook', 'API key'],
    ['tested a webhook', 'API key'],
    ['sent a webhook message again', 'API key'],
    ['made a new webhook secret', 'API key'],
    ['switched a webhook on', 'API key'],
    ['ended a webhook', 'API key'],
  ]);
});

test('the same request again makes no second one, and shows no secret', async () => {
  const key = { 'idempotency-key': 'webhook-once-0001' };
  const [, first] = await post<Made>('/webhooks', wish(), 'party', key);
  const [status, second] = await post<Made>('/webhooks', wish(), 'party', key);
  assert.deepEqual([status, second], [201, { ...first, secret: null }]);
  const kept = door.data.database.prepare('SELECT body FROM answered_request').all();
  assert.ok(kept.length > 0 && !JSON.stringify(kept).includes('whsec_'));
  const rotation = { 'idempotency-key': 'webhook-once-0002' };
  const path = `/webhooks/${first.id}/secret`;
  const [, one] = await post<Made>(path, undefined, 'party', rotation);
  const [, two] = await post<Made>(path, undefined, 'party', rotation);
  assert.deepEqual([one.secret?.slice(0, 6), two.secret], ['whsec_', null]);
});

test('each party sees its own, the operator all, and the node’s own are the operator’s', async () => {
  const [, mine] = await post<Made>('/webhooks', wish(), 'party');
  const [, nodes] = await post<Made>('/webhooks', wish(), 'operator');
  const [, given] = await post<Made>('/webhooks', { ...wish(), party: door.otherParty }, 'operator');
  assert.deepEqual([nodes.party, given.party], [null, door.otherParty]);
  const seen = async (caller: CallerName): Promise<Set<string>> =>
    new Set((await got<{ member: ShownWebhook[] }>('/webhooks', caller))[1].member.map(({ id }) => id));
  const [own, others, all] = [await seen('party'), await seen('other'), await seen('operator')];
  assert.deepEqual([own.has(mine.id), own.has(nodes.id), own.has(given.id)], [true, false, false]);
  assert.deepEqual([others.has(mine.id), others.has(given.id)], [false, true]);
  assert.ok([mine, nodes, given].every(({ id }) => all.has(id)));
  for (const path of ['', '/test', '/secret', '/resume', '/end'])
    for (const { id } of [mine, nodes]) {
      const answer =
        path === ''
          ? await got(`/webhooks/${id}`, 'other')
          : await post(`/webhooks/${id}${path}`, undefined, 'other');
      assert.deepEqual([answer[0], codeIn(answer)], [404, 'WEBHOOK_UNKNOWN']);
    }
  assert.equal(
    codeIn(await post('/webhooks', { ...wish(), party: door.otherParty }, 'party')),
    'MEMBERSHIP_MISSING',
  );
  assert.equal(
    codeIn(await post('/webhooks', { ...wish(), party: 'urn:x:none' }, 'operator')),
    'PARTY_UNKNOWN',
  );
});

test('what is no address, no kind, or too many is refused', async () => {
  const refused = async (change: object): Promise<string> =>
    codeIn(await post('/webhooks', { ...wish(), ...change }, 'other'));
  assert.equal(await refused({ url: 'https://192.168.1.7/' }), 'WEBHOOK_URL_REFUSED');
  assert.equal(await refused({ url: 'http://erp.mill.example/' }), 'WEBHOOK_URL_REFUSED');
  assert.equal(await refused({ kinds: ['everything'] }), 'FIELD_INVALID');
  assert.equal(await refused({ kinds: [] }), 'FIELD_INVALID');
  assert.equal(await refused({ secret: 'mine' }), 'FIELD_INVALID');
});

test('the operator is told what is off, with what was answered', async () => {
  const [, made] = await post<Made>('/webhooks', { ...wish(), kinds: ['certificate.issued'] }, 'operator');
  receiver.answer = (response) => void response.writeHead(410).end('moved away');
  const [said] = await post('/certificates', records.certificate(door), 'party');
  assert.equal(said, 201);
  await door.webhooks.turn();
  receiver.answer = (response) => void response.writeHead(204).end();
  const [, state] = await got<{
    webhooks: { off: number; troubled: object[] };
    late: { code: string; detail: string }[];
  }>('/operate', 'operator');
  assert.equal(state.webhooks.off, 1);
  assert.deepEqual(
    state.late.filter(({ code }) => code === 'WEBHOOK_OFF').map(({ detail }) => detail),
    ['moved away'],
  );
  assert.equal((await got<Full>(`/webhooks/${made.id}`, 'operator'))[1].off?.code, 'GONE');
});
