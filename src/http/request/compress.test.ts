import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { compressed } from './compress.ts';
import { reply, replyJson } from './reply.ts';

const lots = { member: Array.from({ length: 200 }, (_, at) => ({ id: `urn:lot:${at}`, kind: 'lot' })) };

test('JSON is sent by gzip to who takes it, and is the same', async () => {
  const plain = JSON.stringify(lots);
  const response = compressed(replyJson(200, lots, { etag: '"a"' }), 'gzip, deflate, br');
  assert.equal(response.headers.get('content-encoding'), 'gzip');
  assert.equal(response.headers.get('etag'), 'W/"a"');
  assert.match(response.headers.get('vary') ?? '', /Accept-Encoding/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  assert.ok(bytes.length < plain.length / 4, `${bytes.length} of ${plain.length} bytes`);
  assert.equal(gunzipSync(bytes).toString(), plain);
});

test('everything else leaves as it is', async () => {
  for (const [response, accepted] of [
    [replyJson(200, lots), undefined],
    [replyJson(200, lots), 'br'],
    [replyJson(200, lots), 'gzip;q=0'],
    [reply(200, 'a,b', { 'content-type': 'text/csv' }), 'gzip'],
    [reply(204, null), 'gzip'],
    [replyJson(200, lots, { 'content-encoding': 'br' }), 'gzip'],
  ] as const) {
    const before = response.headers.get('content-encoding');
    assert.equal(compressed(response, accepted), response);
    assert.equal(response.headers.get('content-encoding'), before);
  }
});
