// What HTTP itself asks of a door: discovery, methods, headers, tiles, documentation.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openapi } from '../../src/http/openapi/document.ts';
import { problemKinds } from '../../src/http/problem/catalogue.ts';
import { problemType } from '../../src/http/problem/problem.ts';
import { routes } from '../../src/http/route/table.ts';
import { serve } from '../../src/http/serve.ts';
import { freshEvent, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor({ pages: (app) => void app.get('/01/:gtin', (c) => c.html('<p>page')) });
  await door.app.request('/events', jsonPost(freshEvent().event, door.as('party')));
});
after(() => door.close());

for (const path of new Set(routes.map((route) => route.path))) {
  test(`${path} answers OPTIONS and refuses other methods`, async () => {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method);
    const concrete = path.replace('/:path{.+}', '/0/000').replace(/:\w+/g, 'x');
    const options = await door.app.request(concrete, { method: 'OPTIONS' });
    assert.equal(options.status, 204);
    for (const method of methods)
      assert.match(options.headers.get('allow') ?? '', new RegExp(`\\b${method}\\b`));
    assert.equal(options.headers.get('gs1-epcis-max'), '2.0');
    assert.equal(options.headers.get('gs1-capture-error-behaviour'), 'all');
    const refused = await door.app.request(concrete, { method: 'DELETE' });
    assert.equal(refused.status, 405);
    assert.equal(refused.headers.get('allow'), options.headers.get('allow'));
    assert.equal((await jsonOf(refused)).errors[0].code, 'METHOD_NOT_ALLOWED');
  });
}

test('an unknown address is a problem too', async () => {
  const response = await door.app.request('/nowhere', { method: 'POST' });
  assert.equal(response.status, 404);
  assert.equal((await jsonOf(response)).type, '/problems/no-such-resource');
});

test('HEAD is GET without a body', async () => {
  const response = await door.app.request('/log/checkpoint', { method: 'HEAD' });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), '');
});

test('a page passes through the door with the safe headers', async () => {
  const response = await door.app.request('/01/09521234543213');
  assert.equal(await response.text(), '<p>page');
  assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
  assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
});

test('every problem has its page, as data and as HTML', async () => {
  for (const code of Object.keys(problemKinds)) {
    const response = await door.app.request(problemType(code));
    assert.equal((await jsonOf(response)).code, code);
    const page = await door.app.request(problemType(code), { headers: { accept: 'text/html' } });
    assert.match(await page.text(), new RegExp(`<code>${code}</code>`));
  }
});

test('tiles and proofs are there, and cached for ever only where they never change', async () => {
  const { size } = door.node.head();
  const partial = `.p/${size}`;
  const tile = await door.app.request(`/log/tile/0/000${partial}`);
  assert.equal((await tile.arrayBuffer()).byteLength, 32 * size);
  assert.equal(tile.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  const bundle = await door.app.request(`/log/tile/entries/000${partial}`);
  assert.equal((await bundle.arrayBuffer()).byteLength, (2 + 54) * size);
  assert.equal((await door.app.request(`/log/tile/0/000.p/${size + 1}`)).status, 404);
  const checkpoint = await door.app.request('/log/checkpoint');
  assert.equal(checkpoint.headers.get('cache-control'), 'no-cache');
  assert.equal((await checkpoint.text()).split('\n')[1], String(size));
  assert.equal((await door.app.request(`/log/proof/${size - 1}`)).status, 200);
  for (const index of [String(size), '-1', '01', '1.0', 'x']) {
    assert.equal((await door.app.request(`/log/proof/${index}`)).status, 404);
  }
});

const csv = join(import.meta.dirname, '../../../shared/fixtures/tlog/tile-paths.csv');
test('tile paths that the specification forbids are refused', {
  skip: existsSync(csv) ? false : 'no ../shared/fixtures',
}, async () => {
  const rows = readFileSync(csv, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const wrong = rows.filter(([kind]) => kind === 'invalid').map((row) => row[4]);
  assert.ok(wrong.length >= 8);
  for (const path of wrong) assert.equal((await door.app.request(`/log/${path}`)).status, 400, path);
  for (const row of rows.filter(([kind]) => kind !== 'invalid')) {
    assert.notEqual((await door.app.request(`/log/${row[4]}`)).status, 400, row[4]);
  }
});

test('the reference page loads nothing, runs nothing, and its policy says so', async () => {
  const response = await door.app.request('/docs');
  const page = await response.text();
  assert.doesNotMatch(page, /<script|<iframe|<img|<link rel="stylesheet"|\son\w+=|\sstyle=|src=/i);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none'; style-src 'sha256-/);
  assert.doesNotMatch(policy, /unsafe|https?:|script-src/);
  const links = [...page.matchAll(/href="([^"#]+)"/g)].map(([, link = '']) => link);
  for (const link of links) assert.match(link, /^(\/|data:,$)/);
});

test('the reference page tells every operation and every schema once, and its links lead somewhere', async () => {
  const page = await (await door.app.request('/docs')).text();
  const anchors = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, anchor]) => anchor);
  assert.equal(new Set(anchors).size, anchors.length);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(anchors.includes(target), target);
  for (const { method, path } of routes) {
    const shown = path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
    const heading = `<span class="method ${method.toLowerCase()}">${method}</span> <code>${shown}</code>`;
    assert.equal(page.split(heading).length, 2, heading);
  }
  for (const name of Object.keys((openapi['components'] as { schemas: object }).schemas))
    assert.ok(anchors.includes(`schema-${name}`), name);
});

test('on a port: garbage, too long headers and a 100 MB announcement are refused, and it closes', async () => {
  const running = await serve(door.app, { port: 0, graceMs: 200 });
  assert.match(await raw(running.port, 'nonsense\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*NOT_HTTP/);
  assert.match(
    await raw(running.port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`),
    /^HTTP\/1\.1 431 [\s\S]*HEADERS_TOO_LARGE/,
  );
  assert.equal(await announce(running.port, 100 * 1024 * 1024), 413);
  assert.equal((await fetch(`${running.url}/health`)).status, 200);
  await running.close();
  await assert.rejects(fetch(`${running.url}/health`));
});

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
  });
}

function announce(port: number, bytes: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { ...door.as('operator'), 'content-type': 'application/json', 'content-length': bytes };
    const sent = request(
      { port, host: '127.0.0.1', path: '/capture', method: 'POST', headers },
      (response) => {
        resolve(response.statusCode);
        sent.destroy();
      },
    );
    sent.on('error', reject).write('{');
  });
}
