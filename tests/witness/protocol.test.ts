// The table of statuses of docs/protocol/witness.md, row by row, over HTTP.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import {
  type CosignerKey,
  emptyRoot,
  openCheckpoint,
  openCosignature,
  parseNote,
  parseSignatureLines,
  signNote,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { openWitnessDoor, type WitnessDoor } from './door.ts';
import { SmallLog } from './log.ts';

let log: SmallLog;
const other = new SmallLog('log.test/other').grow(3);
let door: WitnessDoor;

before(() => {
  log = new SmallLog('log.test/1').grow(20);
});
beforeEach(async () => {
  await door?.close();
  door = await openWitnessDoor([log.key]);
});
after(() => door.close());

/** The time of the one cosignature in the answer; throws where it does not hold. */
function timeOf(answer: string, note: string, key: CosignerKey): number {
  const [lines, parsed] = [parseSignatureLines(answer), parseNote(note)];
  assert.ok(lines.ok && parsed.ok);
  assert.equal(lines.signatures.length, 1);
  const opened = openCosignature(parsed.note.text, lines.signatures[0]!, key, nodePrimitives);
  assert.ok(opened.ok);
  return opened.timeSeconds;
}

test('200: from nothing, then from what was signed last, and the same head again with a new time', async () => {
  for (const [from, to] of [
    [0, 4],
    [4, 5],
    [5, 16],
    [16, 20],
    [20, 20],
  ] as const) {
    door.time.nowMs += 60_000;
    const answer = await door.post(log.request(from, to));
    assert.deepEqual([answer.status, answer.type], [200, 'text/plain; charset=utf-8'], answer.text);
    assert.equal(timeOf(answer.text, log.note(to), door.witness.key), door.time.nowMs / 1000);
  }
});

test('200: a log that has not begun, by its empty root alone', async () => {
  const empty = new SmallLog('log.test/1').forkAt(0);
  await door.close();
  door = await openWitnessDoor([empty.key]);
  assert.deepEqual(empty.root(), emptyRoot(nodePrimitives));
  assert.equal((await door.post(empty.request(0, 0))).status, 200);
  const wrong = empty.note(0, new Uint8Array(32));
  assert.equal((await door.post(empty.request(0, 0, { note: wrong }))).status, 422);
  assert.equal((await door.post(empty.grow(2).request(0, 2))).status, 200);
});

test('400: whatever is not old size, hashes, an empty line and a checkpoint', async () => {
  const good = log.request(0, 4);
  const [proofLine] = log.request(4, 5).split('\n').slice(1);
  for (const body of [
    'old 0\n',
    good.replace('old 0', 'old'),
    good.replace('old 0', 'old 00'),
    good.replace('old 0', 'old -1'),
    good.replace('old 0', 'old 0 '),
    good.replace('old 0', 'Old 0'),
    good.replace('old 0', 'old 18446744073709551616'),
    good.replace('old 0\n', ''),
    good.replace('old 0\n', 'old 0\r\n'),
    good.replace('old 0\n', 'old 0\nAAAA\n'),
    good.replace('old 0\n', `old 0\n${`${proofLine}\n`.repeat(64)}`),
    good.replace('old 0\n\n', 'old 0\n'),
    good.slice(0, -1),
    good.replace('\n4\n', '\n04\n'),
    good.replace('\n4\n', '\nfour\n'),
    `${good}\n`,
    'x',
  ]) {
    const answer = await door.post(body);
    assert.deepEqual([answer.status, answer.type], [400, 'text/plain; charset=utf-8'], JSON.stringify(body));
  }
  assert.equal((await door.post(Uint8Array.of(0xff, 0xfe))).status, 400);
  assert.equal((await door.post('')).status, 400);
  assert.equal((await door.post(log.request(5, 4))).status, 400);
  assert.equal((await door.post(`${good}${'x'.repeat(70_000)}`)).status, 413);
  assert.equal((await door.post(good)).status, 200);
});

test('403: no signature by a known key of the log, or one that does not hold', async () => {
  const impostor = new SmallLog('log.test/1').grow(4);
  assert.equal((await door.post(impostor.request(0))).status, 403);
  // The text of another head under the signature of this one.
  const swapped = log.request(0, 4).replace('\n4\n', '\n5\n');
  assert.equal((await door.post(swapped)).status, 403);
  // By a known key, but as a log of another name.
  const renamed = signNote(
    log.note(4).split('\n\n')[0]!.concat('\n'),
    { name: 'log.test/else', publicKey: log.key.publicKey },
    () => new Uint8Array(64),
    nodePrimitives,
  );
  assert.equal((await door.post(log.request(0, 4, { note: renamed }))).status, 403);
});

test('further signatures are ignored, and not kept', async () => {
  const further = `${log.note(4)}— stranger.test AAAAAAAAAA==\n`;
  assert.equal((await door.post(log.request(0, 4, { note: further }))).status, 200);
  assert.doesNotMatch((await latest()).text, /stranger/);
});

test('404: an origin that it does not know, even one that signs itself', async () => {
  assert.equal((await door.post(other.request(0))).status, 404);
});

test('409: another old size than it signed last; the body is that size', async () => {
  for (const [from, to, said] of [
    [3, 4, '0\n'],
    [0, 8, null],
    [0, 8, '8\n'],
    [7, 8, '8\n'],
    [0, 4, '8\n'],
    [4, 4, '8\n'],
    [9, 16, '8\n'],
  ] as const) {
    const answer = await door.post(log.request(from, to));
    if (said === null) assert.equal(answer.status, 200);
    else assert.deepEqual(answer, { status: 409, type: 'text/x.tlog.size', text: said });
  }
});

test('422: a proof that does not hold, or another root for the same size', async () => {
  const fork = log.forkAt(6).grow(14, 'other leaf');
  assert.equal((await door.post(log.request(0, 4, { proof: log.proof(4, 8) }))).status, 422);
  assert.equal((await door.post(log.request(0, 8))).status, 200);
  assert.equal((await door.post(fork.request(8, 16))).status, 422);
  assert.equal((await door.post(fork.request(8, 8))).status, 422);
  assert.equal((await door.post(log.request(8, 8, { proof: log.proof(4, 8) }))).status, 422);
  assert.equal((await door.post(log.request(8, 16, { proof: [] }))).status, 422);
  assert.equal((await door.post(log.request(8, 16, { proof: log.proof(8, 17) }))).status, 422);
  assert.equal((await door.post(log.request(8, 17, { proof: log.proof(8, 17).slice(1) }))).status, 422);
  // None of it has moved what it signed last.
  assert.equal((await door.post(log.request(8, 17))).status, 200);
});

test('two forks of one log: only the one that came first is ever cosigned', async () => {
  const [one, two] = [log, log.forkAt(6).grow(14, 'other leaf')];
  assert.equal((await door.post(one.request(0, 10))).status, 200);
  const tries: [SmallLog, number, number][] = [];
  for (let from = 0; from <= 20; from += 1)
    for (let to = Math.max(from, 7); to <= 20; to += 1) tries.push([two, from, to]);
  const answers = await Promise.all(tries.map(([fork, from, to]) => door.post(fork.request(from, to))));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))].sort(), [409, 422]);
  assert.equal((await door.post(one.request(10, 20))).status, 200);
});

async function latest(origin = 'log.test/1'): Promise<{ status: number; text: string }> {
  const hash = createHash('sha256').update(origin).digest('hex');
  const response = await fetch(`${door.url}/${hash}/checkpoint`);
  return { status: response.status, text: await response.text() };
}

test('the latest head is there for everybody, with both signatures', async () => {
  assert.equal((await latest()).status, 404);
  await door.post(log.request(0, 4));
  await door.post(log.request(4, 9));
  const { text, status } = await latest();
  assert.equal(status, 200);
  const opened = openCheckpoint(text, log.key, nodePrimitives);
  assert.ok(opened.ok && opened.checkpoint.size === 9);
  const parsed = parseNote(text);
  assert.ok(parsed.ok && parsed.note.signatures.length === 2);
  const cosigned = openCosignature(
    parsed.note.text,
    parsed.note.signatures[1]!,
    door.witness.key,
    nodePrimitives,
  );
  assert.ok(cosigned.ok);
});

test('other methods and addresses', async () => {
  const get = await fetch(`${door.url}/add-checkpoint`);
  assert.deepEqual([get.status, get.headers.get('allow')], [405, 'POST']);
  assert.equal((await fetch(`${door.url}/`)).status, 404);
  assert.deepEqual(door.faults, []);
});
