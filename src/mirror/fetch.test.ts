// Whatever a stranger answers, the mirror has either bytes of the right kind or a Trouble, in bounded time and memory.
import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { asked, askedLines, Trouble } from './fetch.ts';

const plain = { 'content-type': 'text/plain' };
const answers: Record<string, (response: ServerResponse) => void> = {
  '/good': (response) => response.writeHead(200, plain).end('one\ntwo\n\n'),
  '/long': (response) => {
    response.writeHead(200, plain);
    const more = (): void =>
      void (
        response.destroyed ||
        (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more))
      );
    more();
  },
  '/slow': (response) => {
    response.writeHead(200, plain);
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  },
  '/silent': () => {},
  '/type': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('one\n'),
  '/cut': (response) => {
    response.writeHead(200, { ...plain, 'content-length': '99' }).write('one\n');
    setTimeout(() => response.destroy(), 20);
  },
  '/half': (response) => response.writeHead(200, plain).end('one\ntw'),
  '/elsewhere': (response) => response.writeHead(302, { location: '/good' }).end(),
  '/forbidden': (response) => response.writeHead(403).end(),
  '/broken': (response) => response.writeHead(500).end(),
  '/none': (response) => response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{}'),
};

test('hostile answers', async (t) => {
  const server = createServer((request, response) => answers[request.url ?? '']?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const { signal } = new AbortController();
  const asking = (path: string): Parameters<typeof asked>[0] => ({
    ...{
      url: `http://127.0.0.1:${port}${path}`,
      type: 'text/plain',
      mostBytes: 1_000_000,
      timeoutMs: 300,
      signal,
    },
  });
  const lines = async (path: string, most = 10): Promise<string[]> => {
    const all: string[] = [];
    for await (const line of askedLines(asking(path), most)) all.push(line);
    return all;
  };
  assert.equal(Buffer.from((await asked(asking('/good'))).bytes).toString(), 'one\ntwo\n\n');
  assert.deepEqual(await lines('/good'), ['one', 'two', '']);
  assert.equal((await asked(asking('/none'))).status, 404);
  const code = (expected: string) => (fault: unknown) => fault instanceof Trouble && fault.code === expected;
  for (const path of ['/long', '/type'])
    await assert.rejects(asked(asking(path)), code('ANSWER_INVALID'), path);
  for (const path of ['/slow', '/silent', '/cut', '/elsewhere', '/broken'])
    await assert.rejects(asked(asking(path)), code('UNREACHABLE'), path);
  await assert.rejects(asked(asking('/forbidden')), code('NOT_ALLOWED'));
  await assert.rejects(lines('/long'), code('ANSWER_INVALID'));
  await assert.rejects(lines('/half'), code('ANSWER_INVALID'));
  await assert.rejects(lines('/good', 2), code('ANSWER_INVALID'));
  await assert.rejects(lines('/none'), code('ANSWER_INVALID'));
});
