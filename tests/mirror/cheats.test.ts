// Each way to cheat that a mirror sees, tried on a real node: which alarm it leaves, and what its file proves to somebody
// who has nothing but that file and the key of the log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAddCheckpoint, parseLogKey, parseNote, readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { Holdings } from '../../src/domain/holdings/holdings.ts';
import { readAlarm } from '../../src/mirror/alarm.ts';
import { checkAlarm } from '../../src/mirror/check-alarm.ts';
import { admitDevice, lotId, made, spun, tell } from '../capture/said.ts';
import { admit } from '../support/world.ts';
import { openWitnessDoor } from '../witness/door.ts';
import { SmallLog } from '../witness/log.ts';
import { ForgedLog } from './forger.ts';
import { octets, openStage, plain, type Stage, type TestMirror } from './stage.ts';

async function followed(t: Parameters<typeof openStage>[0], parties = 3): Promise<[Stage, TestMirror]> {
  const stage = await openStage(t);
  await stage.grow(parties);
  const mirror = await stage.mirror();
  await mirror.holds();
  return [stage, mirror];
}

const digest = (text: string): Uint8Array => nodePrimitives.sha256(Buffer.from(text));

test('a fork, longer and of the same size; the file convinces nobody once it is changed', async (t) => {
  const [stage, mirror] = await followed(t);
  const size = stage.world.node.head().size;
  const fork = new ForgedLog(stage, size - 2).add({ digest: digest('a') }).add({ digest: digest('b') });
  stage.spoil = fork.face();
  await mirror.alarmed({ FORKED: 'proven' });
  fork.add({ digest: digest('c') });
  const [alarm] = await mirror.alarmed({ FORKED: 'proven' });
  const other = await stage.mirror({ apiKey: undefined });
  await other.round();
  stage.spoil = undefined;
  await stage.grow(3);
  const [longer] = await other.alarmed({ FORKED: 'proven' });
  for (const found of [alarm!, longer!]) {
    const changes = [
      { heads: [...found.heads].reverse() },
      { heads: [found.heads[0]!, found.heads[0]!] },
      { log: new SmallLog('selvedge.test/log').vkey },
      {
        tree: found.tree.map(
          ([lo, hi], at) => [lo, hi, found.tree[at === 0 ? 0 : at - 1]![2]] as [number, number, string],
        ),
      },
    ];
    for (const change of changes.slice(0, found.tree.length > 1 ? 4 : 3))
      assert.equal(
        checkAlarm({ ...found, ...change }, stage.key).outcome,
        'unfounded',
        JSON.stringify(change),
      );
    assert.equal(
      checkAlarm(found, parseLogKey(new SmallLog('selvedge.test/log').vkey, nodePrimitives)).outcome,
      'unfounded',
    );
  }
});

test('a head of less than was shown', async (t) => {
  const [stage, mirror] = await followed(t);
  stage.spoil = new ForgedLog(stage, stage.world.node.head().size - 3).face();
  await mirror.alarmed({ ROLLED_BACK: 'claimed' });
});

test('tiles, entries, statements and audits that are not those of the signed head', async (t) => {
  const stage = await openStage(t);
  await stage.grow(140);
  const party = await admit(stage.world.node, 'A Gin');
  await tell(stage.world.node, party, made(0, lotId('T'), 10));
  const root = await stage.world.node.publishHoldings();
  const flipped = async (real: () => Promise<Response>): Promise<Response> => {
    const bytes = new Uint8Array(await (await real()).arrayBuffer());
    bytes[bytes.length - 1]! ^= 1;
    return octets(bytes);
  };
  const spoiled = async (path: string, code: object, change = flipped): Promise<void> => {
    const mirror = await stage.mirror();
    stage.spoil = (asked, real) => (asked.startsWith(path) ? change(real) : undefined);
    await mirror.alarmed(code);
    stage.spoil = undefined;
    // What is repaired is followed: the alarm stays, and the mirror goes on.
    assert.deepEqual((await mirror.round()).troubles, []);
    assert.equal(mirror.mirror.alarms().length, 1);
  };
  await spoiled('/log/tile/0/001', { TILE_DIFFERS: 'claimed' });
  await spoiled('/log/tile/1/', { TILE_DIFFERS: 'claimed' });
  await spoiled('/log/tile/entries/000', { ENTRY_DIFFERS: 'claimed' });
  const lines = async (
    real: () => Promise<Response>,
    change: (lines: string[]) => void,
  ): Promise<Response> => {
    const all = (await (await real()).text()).split('\n');
    change(all);
    return plain(all.join('\n'));
  };
  await spoiled('/log/statements/000', { BODY_DIFFERS: 'claimed' }, (real) =>
    lines(real, (all) => all.splice(4, 1, all[6]!)),
  );
  await spoiled('/log/statements/000', { BODY_WITHHELD: 'claimed' }, (real) =>
    lines(real, (all) => all.splice(3, 1, `${all[3]!.split('~')[0]}~`)),
  );
  await spoiled(`/log/audit/${root?.entry}`, { AUDIT_INVALID: 'claimed' }, async (real) => {
    const text = await (await real()).text();
    return new Response(text.replace('"lots":[{"number":0', '"lots":[{"number":1'), {
      headers: { 'content-type': 'application/json' },
    });
  });
  const mirror = await stage.mirror();
  stage.spoil = async (path, real) =>
    path.startsWith('/log/state?')
      ? new Response((await (await real()).text()).replace(/"stateHash":"../, '"stateHash":"xx'), {
          headers: { 'content-type': 'application/json' },
        })
      : undefined;
  await mirror.alarmed({ STATE_DIFFERS: 'claimed' });
});

test('two faces: one for a witness, one for this mirror', async (t) => {
  const [stage, mirror] = await followed(t);
  const witness = await openWitnessDoor([stage.key]);
  t.after(() => witness.close());
  const size = stage.world.node.head().size;
  const fork = new ForgedLog(stage, size - 2).add({ digest: digest('a') });
  const parsed = parseNote(fork.note());
  assert.ok(parsed.ok);
  const sent = await witness.post(formatAddCheckpoint({ oldSize: 0, proof: [], note: parsed.note }));
  assert.equal(sent.status, 200, sent.text);
  const watching = await stage.mirror({ witnesses: [witness.url] });
  await watching.alarmed({ SPLIT_VIEW: 'proven' });
  const ahead = new ForgedLog(stage).add({ digest: digest('x') });
  const other = await openWitnessDoor([stage.key], 'witness.test/2');
  t.after(() => other.close());
  const hidden = parseNote(ahead.note());
  assert.ok(hidden.ok);
  await other.post(formatAddCheckpoint({ oldSize: 0, proof: [], note: hidden.note }));
  const hiding = await stage.mirror({ witnesses: [other.url] });
  await hiding.alarmed({ ROLLED_BACK: 'claimed' });
  // Where the node shows it after all, it is another log than the witness has seen.
  await stage.grow(1);
  await hiding.alarmed({ ROLLED_BACK: 'claimed', SPLIT_VIEW: 'proven' });
  mirror.close();
});

test('entries that break the order of the log', async (t) => {
  const [stage] = await followed(t);
  const device = await admitDevice(stage.world.node);
  const [line = ''] = device.statements(stage.world.node, made(0, lotId('O1'), 5));
  const broken: [string, (log: ForgedLog) => unknown, object][] = [
    [
      'time',
      (log) => log.add({ recordedAtMs: log.last.recordedAtMs - 1, lotCount: 1 }, line),
      { TIME_WENT_BACK: 'proven' },
    ],
    ['numbers', (log) => log.add({ firstLot: 7, lotCount: 1 }, line), { LOTS_DIFFER: 'proven' }],
    ['form', (log) => log.addBytes(new Uint8Array(54), ''), { ENTRY_MALFORMED: 'proven' }],
    ['births', (log) => log.add({ lotCount: 3 }, line), { BIRTHS_DIFFER: 'proven' }],
    ['no statement', (log) => log.add({}, 'no statement'), { STATEMENT_INVALID: 'proven' }],
    [
      'date',
      (log) => log.add({ lotCount: 1, recordedAtMs: Date.UTC(2031, 0) }, line),
      { TIME_NOT_BELIEVABLE: 'claimed' },
    ],
  ];
  for (const [name, forge, expected] of broken) {
    const log = new ForgedLog(stage);
    forge(log);
    const mirror = await stage.mirror();
    stage.spoil = log.face();
    await mirror.alarmed(
      // The malformed leaf is found in the log and once more where it should be replayed.
      expected,
    );
    stage.spoil = undefined;
    mirror.close();
    t.diagnostic(`${name}: ${mirror.said.at(-1)}`);
  }
  const mirror = await stage.mirror();
  await mirror.round();
  await mirror.round();
  const late = new ForgedLog(stage).add({ lotCount: 1 }, line);
  stage.spoil = late.face();
  await mirror.alarmed({ TIME_NOT_BELIEVABLE: 'claimed' });
});

test('statements that the rules would have refused', async (t) => {
  const [stage] = await followed(t);
  const { node } = stage.world;
  const device = await admitDevice(node);
  const [first = ''] = device.statements(node, made(0, lotId('R1'), 5));
  assert.equal((await node.record(first)).outcome, 'recorded');
  const [overdrawn = ''] = device.statements(node, spun(1, [[lotId('R1'), 6]], [[lotId('R2'), 6]]));
  const [again = ''] = device.statements(node, made(0, lotId('R1'), 5));
  const [jwt = '', ...rest] = overdrawn.split('~');
  const wrong = [`${jwt.slice(0, -20)}${'A'.repeat(19)}${'A'}`, ...rest].join('~');
  const cases: [string, string, object][] = [
    ['more than there is', overdrawn, { STATEMENT_REFUSED: 'claimed' }],
    ['the same event again', again, { STATEMENT_REFUSED: 'claimed' }],
    ['the same statement again', first, { STATEMENT_REFUSED: 'claimed' }],
    ['another signature', wrong, { SIGNATURE_INVALID: 'proven' }],
  ];
  const tried = async (name: string, line: string, expected: object): Promise<void> => {
    const read = readStatement(line, nodePrimitives);
    assert.ok(read.ok);
    const mirror = await stage.mirror();
    stage.spoil = new ForgedLog(stage).add({ lotCount: read.statement.birthCount }, line).face();
    const [alarm] = await mirror.alarmed(expected);
    stage.spoil = undefined;
    mirror.close();
    t.diagnostic(`${name}: ${alarm?.detail}`);
    assert.equal(readAlarm(JSON.stringify({ ...alarm, format: 'other' })), undefined);
  };
  for (const one of cases) await tried(...one);
  const revoked = await node.revokeKey(device.party, device.kid, 'stolen');
  assert.ok(revoked.ok);
  await tried('a key after its revocation', overdrawn, { KEY_NOT_VALID: 'proven' });
});

test('a map of balances that leaves a sale out, and one that was made up', async (t) => {
  const [stage, mirror] = await followed(t);
  const { node } = stage.world;
  const party = await admit(node, 'A Gin');
  await tell(node, party, made(0, lotId('H1'), 100), made(1, lotId('H2'), 100));
  await node.publishHoldings();
  await mirror.holds();
  const honest = Holdings.prototype.touch;
  const drawnFrom = node.head().size;
  Holdings.prototype.touch = function (this: Holdings, lot, entry, total, amount) {
    if (entry !== drawnFrom || total !== 'consumed') honest.call(this, lot, entry, total, amount);
  };
  try {
    await tell(node, party, spun(3, [[lotId('H1'), 60]], [[lotId('H3'), 60]]));
  } finally {
    Holdings.prototype.touch = honest;
  }
  const root = await node.publishHoldings();
  assert.ok(root);
  const [alarm] = await mirror.alarmed({ HOLDINGS_DIFFER: 'proven' });
  assert.match(alarm?.detail ?? '', /H1/);
  const { size } = node.head();
  const without = new ForgedLog(stage, size - 1).add({
    kind: 'holdings',
    lotCount: 0,
    digest: digest('made up'),
  });
  await tell(node, party, made(7, lotId('H4'), 1));
  await node.publishHoldings();
  await mirror.alarmed({ HOLDINGS_DIFFER: 'proven' });
  const other = await stage.mirror();
  stage.spoil = (path, real) =>
    path.startsWith('/log/audit/') ? new Response('', { status: 404 }) : without.face()(path, real);
  await other.alarmed({ HOLDINGS_DIFFER: 'claimed' });
  stage.world.close = async () => {};
});

test('a head that somebody else has signed', async (t) => {
  const [stage, mirror] = await followed(t);
  const stranger = new SmallLog('selvedge.test/log').grow(99);
  stage.spoil = (path) => (path === '/log/checkpoint' ? plain(stranger.note()) : undefined);
  await mirror.alarmed({ HEAD_NOT_BY_KEY: 'claimed' });
});
