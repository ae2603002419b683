// What never became an answer of the app: the sender's doing is refused, ours is told and answered as ours. All of it over a real port.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Hono } from 'hono';
import { type RunningDoor, serve } from './serve.ts';

const faults: unknown[] = [];
let door: RunningDoor;

/** An app without a word for its own faults. */
function carelessApp(): Hono {
  const app = new Hono();
  app.get('/', (c) => c.text('here'));
  app.get('/thrown', () => {
    // What is no Error passes by onError.
    throw 'the disk is on fire at /var/secret';
  });
  app.get('/later', async () => {
    await Promise.resolve();
    throw new Error('the disk is on fire at /var/secret');
  });
  app.get('/header', () => new Response('x', { headers: { location: '/\u5e03' } }));
  app.onError((fault) => {
    throw fault;
  });
  return app;
}

before(async () => {
  door = await serve(carelessApp(), { port: 0, graceMs: 100, report: (fault) => faults.push(fault) });
});
beforeEach(() => {
  faults.length = 0;
});
after(() => door?.close());

interface Read {
  status: number;
  type: string | undefined;
  code: string | undefined;
  text: string;
}

/** Sends bytes as they are, and reads until the line is closed. */
function sent(text: string): Promise<Read> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(door.port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject).on('close', () =>
      resolve({
        status: Number(answer.split(' ')[1]),
        type: /^content-type: (.*)$/im.exec(answer)?.[1],
        code: /"code":"(\w+)"/.exec(answer)?.[1],
        text: answer,
      }),
    );
  });
}

const asked = (target: string, host = 'Host: node.example\r\n', method = 'GET'): Promise<Read> =>
  sent(`${method} ${target} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);

describe('what the sender did', () => {
  const requests: Record<string, [() => Promise<Read>, status: number, code: string]> = {
    'no HTTP': [() => sent('nonsense\r\n\r\n'), 400, 'NOT_HTTP'],
    'a method that is none': [() => sent('G\u00cbT / HTTP/1.1\r\n\r\n'), 400, 'NOT_HTTP'],
    'no host': [() => asked('/', ''), 400, 'NOT_HTTP'],
    'a host that is none': [() => asked('/', 'Host: a b\r\n'), 400, 'NOT_HTTP'],
    'a port that is none': [() => asked('/', 'Host: x:99999\r\n'), 400, 'NOT_HTTP'],
    'an address that is none': [() => asked('http://[bad/'), 400, 'NOT_HTTP'],
    'a backslash in the path': [() => asked('/a\\b'), 400, 'NOT_HTTP'],
    'the whole server': [() => asked('*', undefined, 'OPTIONS'), 400, 'NOT_HTTP'],
    'two lengths of a body': [
      () => sent('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'),
      400,
      'NOT_HTTP',
    ],
    'headers without end': [() => asked(`/?${'y'.repeat(20_000)}`), 431, 'HEADERS_TOO_LARGE'],
  };
  for (const [name, [request, status, code]] of Object.entries(requests))
    test(`${name}: refused, and nobody is told of a fault`, async () => {
      const read = await request();
      assert.deepEqual(
        [read.status, read.type, read.code],
        [status, 'application/problem+json', code],
        read.text,
      );
      assert.match(read.text, /^x-content-type-options: nosniff\r$/im);
      assert.deepEqual(faults, []);
    });

  test('who hangs up in the middle is told nothing, and the door stays open', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(door.port, '127.0.0.1', () => {
        socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{');
        socket.resetAndDestroy();
      });
      socket.on('close', () => resolve());
    });
    assert.equal(await (await fetch(door.url)).text(), 'here');
    assert.deepEqual(faults, []);
  });
});

describe('what we did', () => {
  for (const path of ['/thrown', '/later', '/header'])
    test(`${path}: 500, told once, and nothing of it goes out`, async () => {
      const read = await asked(path);
      assert.deepEqual(
        [read.status, read.type, read.code],
        [500, 'application/problem+json', 'INTERNAL_FAULT'],
        read.text,
      );
      assert.equal(faults.length, 1);
      assert.doesNotMatch(read.text, /fire|secret|\/src\//);
    });

  test('where the fault cannot be told either, it is answered all the same', async (t) => {
    const error = t.mock.method(console, 'error', () => {});
    const full = await serve(carelessApp(), {
      port: 0,
      graceMs: 100,
      report: () => {
        throw new Error('no room on the disk');
      },
    });
    t.after(() => full.close());
    const answer = await fetch(`${full.url}/thrown`);
    assert.equal(answer.status, 500);
    assert.match(await answer.text(), /INTERNAL_FAULT/);
    assert.equal(error.mock.callCount(), 1);
  });
});
