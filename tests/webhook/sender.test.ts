// One attempt, against receivers as they are: slow, talkative, redirecting, gone, or somewhere they must not be.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { after, before, test } from 'node:test';
import { retryAfterMs, senderOf, type SenderTools } from '../../src/webhook/sender.ts';
import type { Outcome } from '../../src/webhook/subscription.ts';
import { openReceiver, type Receiver } from './receiver.ts';

const nowMs = 1_800_000_000_000;
let receiver: Receiver;
before(async () => {
  receiver = await openReceiver();
});
after(() => receiver.close());

const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' };

function send(tools: Partial<SenderTools> = {}, url: string = receiver.url): Promise<Outcome> {
  const usual = { named: [receiver.host], nowMs: () => nowMs, agent: 'Selvedge/test' };
  return senderOf({ ...usual, ...tools })(
    { url, headers, body: '{"type":"x","data":{}}' },
    new AbortController().signal,
  );
}

async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

test('2xx is taken, and the beginning of the answer is kept as one line', async () => {
  receiver.answer = (response) => void response.writeHead(202).end(`thank\u0000s\n\u202e${'é'.repeat(500)}`);
  const outcome = await send();
  assert.deepEqual([outcome.code, outcome.status, outcome.atMs], ['TAKEN', 202, nowMs]);
  assert.equal(outcome.answer, `thank s ${'é'.repeat(192)}`);
  const { headers: got, body } = receiver.got.at(-1)!;
  assert.deepEqual(
    [got['content-type'], got['user-agent'], body],
    ['application/json', 'Selvedge/test', '{"type":"x","data":{}}'],
  );
});

test('redirects are not followed', async () => {
  const count = receiver.got.length;
  receiver.answer = (response) => void response.writeHead(307, { location: receiver.url }).end();
  assert.equal((await send()).code, 'REDIRECTED');
  assert.equal(receiver.got.length, count + 1);
});

test('410, 503 and 500 are what they are', async () => {
  const told = async (status: number, more: Record<string, string> = {}): Promise<unknown[]> => {
    receiver.answer = (response) => void response.writeHead(status, more).end();
    const { code, retryAfterMs: waits } = await send();
    return [code, waits];
  };
  assert.deepEqual(await told(410), ['GONE', null]);
  assert.deepEqual(await told(503, { 'retry-after': '120' }), ['NOT_TAKEN', 120_000]);
  assert.deepEqual(await told(429, { 'retry-after': '120' }), ['NOT_TAKEN', 120_000]);
  assert.deepEqual(await told(500, { 'retry-after': '120' }), ['NOT_TAKEN', null]);
  assert.equal(retryAfterMs(new Date(nowMs + 60_000).toUTCString(), nowMs), 60_000);
  assert.equal(retryAfterMs('soon', nowMs), null);
});

test('an answer without end is not listened to, and one that never comes is not waited for', async () => {
  let isCut = false;
  receiver.answer = (response) => {
    response.on('close', () => {
      isCut = true;
    });
    response.writeHead(200);
    const more = (): void => {
      if (!isCut) response.write('x'.repeat(1024), () => setImmediate(more));
    };
    more();
  };
  assert.equal((await send()).code, 'TAKEN');
  receiver.answer = () => {};
  assert.equal((await send({ timeoutMs: 50 })).code, 'TIMEOUT');
  const silent = await listening();
  const { port } = silent.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  assert.equal((await send({ named: [host], timeoutMs: 50 }, `http://${host}/`)).code, 'TIMEOUT');
  assert.equal(
    (await send({ lookup: () => new Promise(() => {}), timeoutMs: 50 }, 'https://a.example/')).code,
    'TIMEOUT',
  );
  silent.close();
});

test('who does not listen is not reached', async () => {
  const closed = await listening();
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const outcome = await send({ named: ['127.0.0.1'] }, `http://127.0.0.1:${port}/`);
  assert.deepEqual([outcome.code, outcome.answer], ['NOT_REACHED', 'ECONNREFUSED']);
});

test('a name that means a private address is not sent to, whatever else it means', async () => {
  const { port } = new URL(receiver.url);
  const count = receiver.got.length;
  const meaning = (...addresses: string[]): Promise<Outcome> =>
    send(
      {
        named: [],
        lookup: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      },
      `https://receiver.example:${port}/`,
    );
  for (const addresses of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::ffff:127.0.0.1'], ['fd00::1']])
    assert.equal((await meaning(...addresses)).code, 'ADDRESS_REFUSED', addresses.join());
  assert.equal((await meaning()).code, 'NAME_UNKNOWN');
  assert.equal((await send({ named: [] })).code, 'ADDRESS_REFUSED');
  assert.equal(receiver.got.length, count);
});

test('the connection goes to the address that was judged: the name is looked up once', async () => {
  const { port } = new URL(receiver.url);
  let asked = 0;
  const lookup: SenderTools['lookup'] = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  };
  receiver.answer = (response) => void response.writeHead(204).end();
  const outcome = await send({ named: ['erp.mill.lan'], lookup }, `http://erp.mill.lan:${port}/`);
  assert.deepEqual([outcome.code, asked], ['TAKEN', 1]);
  assert.equal(receiver.got.at(-1)?.headers.host, `erp.mill.lan:${port}`);
});

test('who stops the sender learns nothing of how it went', async () => {
  receiver.answer = () => {};
  const stop = new AbortController();
  const sending = senderOf({ named: [receiver.host], nowMs: () => nowMs, agent: 'x' })(
    { url: receiver.url, headers, body: '{"type":"x","data":{}}' },
    stop.signal,
  );
  await receiver.has(receiver.got.length + 1);
  stop.abort();
  await assert.rejects(sending);
});
