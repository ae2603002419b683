// Documents in parts, over lines that break.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { serve, type RunningDoor } from '../../src/http/serve.ts';
import { type CallerName, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
let running: RunningDoor;
before(async () => {
  door = await openDoor({ limits: { documentBytes: 400_000 } });
  running = await serve(door.app, { port: 0, graceMs: 500 });
});
after(async () => {
  await running.close();
  await door.close();
});

const partBytes = 32 * 1024;

/** Begins as a JPEG does. */
function photo(size: number): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(size - 4)]);
}

async function begin(size: number, who: CallerName = 'party'): Promise<Response> {
  return door.app.request('/documents/uploads', jsonPost({ mediaType: 'image/jpeg', size }, door.as(who)));
}

async function part(
  path: string,
  at: number,
  bytes: Uint8Array,
  who: CallerName = 'party',
): Promise<Response> {
  return door.app.request(path, {
    method: 'POST',
    body: Uint8Array.from(bytes),
    headers: {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(at),
      ...door.as(who),
    },
  });
}

test('parts of 32 KiB become the document, byte for byte', async () => {
  const bytes = photo(100_000);
  const path = (await begin(bytes.length)).headers.get('location')!;
  let last: Response | undefined;
  for (let at = 0; at < bytes.length; at += partBytes)
    last = await part(path, at, bytes.subarray(at, at + partBytes));
  const { digest } = (await last!.json()) as { digest: string };
  assert.equal(digest, createHash('sha256').update(bytes).digest('base64url'));
  const read = await door.app.request(`/documents/${digest}`, {
    headers: { ...door.as('party'), accept: 'image/jpeg' },
  });
  assert.deepEqual(Buffer.from(await read.arrayBuffer()), bytes);
  // The answer to the last part was lost: whoever asks is told the digest.
  const asked = await door.app.request(path, { headers: door.as('party') });
  assert.equal(((await asked.json()) as { digest: string }).digest, digest);
});

test('a connection cut in the middle of a part leaves nothing of it; it goes on from where it was', async () => {
  const bytes = photo(2 * partBytes);
  const path = (await begin(bytes.length)).headers.get('location')!;
  assert.equal((await part(path, 0, bytes.subarray(0, partBytes))).status, 200);
  await cut(path, partBytes, bytes.subarray(partBytes));
  const asked = await door.app.request(path, { headers: door.as('party') });
  assert.equal(asked.headers.get('upload-offset'), String(partBytes));
  const done = await part(path, partBytes, bytes.subarray(partBytes));
  const { digest } = (await done.json()) as { digest: string };
  assert.equal(digest, createHash('sha256').update(bytes).digest('base64url'));
});

/** Sends half of a part and hangs up. */
async function cut(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const socket = connect(running.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: ${at}\r\n` +
      `Authorization: ${door.as('party')['authorization']}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  );
  socket.write(bytes.subarray(0, bytes.length / 2));
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
}

test('a part that came twice, or too early, is told where to go on', async () => {
  const bytes = photo(2000);
  const path = (await begin(bytes.length)).headers.get('location')!;
  assert.equal((await part(path, 0, bytes.subarray(0, 1000))).status, 200);
  for (const at of [0, 500, 1500]) {
    const answer = await part(path, at, bytes.subarray(0, 500));
    assert.deepEqual([answer.status, answer.headers.get('upload-offset')], [409, '1000']);
    assert.equal((await jsonOf(answer)).errors[0].code, 'UPLOAD_OFFSET_WRONG');
  }
  const both = await Promise.all([
    part(path, 1000, bytes.subarray(1000)),
    part(path, 1000, bytes.subarray(1000)),
  ]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
});

test('more than was announced is not taken, nor what is no type of document, nor too large a one', async () => {
  const path = (await begin(1000)).headers.get('location')!;
  assert.equal((await part(path, 0, photo(1001))).status, 413);
  assert.equal((await begin(400_001)).status, 413);
  const html = jsonPost({ mediaType: 'text/html', size: 10 }, door.as('party'));
  assert.equal((await door.app.request('/documents/uploads', html)).status, 400);
  assert.equal((await part(path, 0, new Uint8Array())).status, 400);
});

test('nobody else goes on with it, or sees that it is there', async () => {
  const path = (await begin(1000)).headers.get('location')!;
  assert.equal((await part(path, 0, photo(10), 'other')).status, 404);
  assert.equal((await part('/documents/uploads/nothing', 0, photo(10))).status, 404);
  assert.equal((await part(path, 0, photo(10))).status, 200);
});

test('what is begun and never finished is bounded, and forgotten', async () => {
  const statuses: number[] = [];
  for (let at = 0; at < 6; at += 1) statuses.push((await begin(390_000, 'other')).status);
  assert.deepEqual(statuses, [201, 201, 201, 201, 429, 429]);
  door.data.uploads.drop(Date.now() + 8 * 86_400_000);
  assert.equal((await begin(390_000, 'other')).status, 201);
});
