// An honest node, whatever happens to it, gives its mirror no cause for alarm; and the mirror ends with the very same state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLog } from '../../src/flow/check-log.ts';
import { openData, readData } from '../../src/store/data.ts';
import { kilograms, lotId, made, packed, spun, unitId } from '../capture/said.ts';
import { documentOf } from '../api/door.ts';
import { admit } from '../support/world.ts';
import { openStage, type Stage } from './stage.ts';

async function captured(
  stage: Stage,
  party: string,
  ...events: Record<string, unknown>[]
): Promise<number[]> {
  const bytes = Buffer.from(JSON.stringify(documentOf(...events)));
  const outcome = await stage.world.node.capture({ party, bytes });
  assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome));
  return outcome.entries;
}

function replays(directory: string): void {
  const data = readData(directory);
  try {
    assert.deepEqual(checkLog(data.world).findings, []);
  } finally {
    data.close();
  }
}

test('growth in many steps, balances and erasure: the mirror replays to the same state and forgets what was erased', async (t) => {
  const stage = await openStage(t);
  const { node } = stage.world;
  const mirror = await stage.mirror();
  await mirror.holds();
  const party = await admit(node, 'A Gin');
  await mirror.holds();
  await captured(stage, party, made(0, lotId('M1'), 100), made(1, lotId('M2'), 50));
  await node.publishHoldings();
  await mirror.holds();
  const [told] = await captured(stage, party, spun(2, [[lotId('M1'), 60]], [[lotId('Y1'), 55]]));
  await captured(stage, party, packed(3, unitId(1), [[lotId('Y1'), 20]]));
  await node.publishHoldings();
  const before = await mirror.holds();
  assert.deepEqual([before.stateCompared, before.replayed], [true, node.head().size]);
  await stage.grow(60);
  await mirror.holds();
  const erased = await node.erase(told!, '/document/epcisBody/eventList/0', 'somebody asked for it');
  assert.ok(erased.ok, JSON.stringify(erased));
  await captured(stage, party, spun(5, [[lotId('M2'), 10]], [[lotId('Y2'), 9]]));
  await node.publishHoldings();
  const after = await mirror.holds();
  assert.equal(after.stateCompared, true);
  mirror.close();
  const data = openData(mirror.directory);
  const theirs = stage.world.world;
  for (let seq = 0; seq < node.head().size; seq += 1)
    assert.deepEqual(
      Buffer.from(data.world.entries.get(seq)!.body),
      Buffer.from(theirs.entries.get(seq)!.body),
      `entry ${seq}`,
    );
  assert.deepEqual(data.world.entries.erasedLots(), theirs.entries.erasedLots());
  assert.ok(theirs.entries.erasedLots().length > 0);
  data.close();
  replays(mirror.directory);
});

test('a mirror that begins after erasures, and one that was away meanwhile', async (t) => {
  const stage = await openStage(t);
  const { node } = stage.world;
  const party = await admit(node, 'A Mill');
  const away = await stage.mirror();
  const [first] = await captured(stage, party, made(0, lotId('E1'), 100), made(1, lotId('E2'), 70));
  await node.publishHoldings();
  await away.holds();
  const [second] = await captured(stage, party, spun(2, [[lotId('E1'), 60]], [[lotId('E3'), 55]]));
  await node.publishHoldings();
  const list = '/document/epcisBody/eventList';
  for (const [entry, field] of [
    [second!, `${list}/0/inputQuantityList/0/quantity`],
    [first!, `${list}/1`],
  ] as const) {
    const erased = await node.erase(entry, field, 'they asked for it');
    assert.ok(erased.ok, JSON.stringify(erased));
    await captured(stage, party, made(10 + entry, lotId(`F${entry}`), 5));
    await node.publishHoldings();
  }
  const late = await stage.mirror();
  for (const one of [away, late]) {
    assert.equal((await one.holds()).stateCompared, true);
    await captured(stage, party, spun(30, [[lotId('E1'), 5]], [[lotId(`G${one.directory}`.slice(-4)), 5]]));
    await node.publishHoldings();
    assert.equal((await one.holds()).stateCompared, true);
    one.close();
    replays(one.directory);
  }
});

test('oddities that are none: down and back, stale for a moment, other pages, no key of its own, stopped and begun again', async (t) => {
  const stage = await openStage(t);
  const mirror = await stage.mirror({ key: undefined });
  assert.match(mirror.said.join(), /no --key given: from now on this mirror believes selvedge.test/);
  await stage.grow(3);
  await mirror.holds();
  const old = stage.world.node.checkpoint();
  await stage.down();
  assert.deepEqual((await mirror.round()).troubles.map(({ code }) => code).slice(0, 1), ['UNREACHABLE']);
  await stage.up();
  await stage.grow(3);
  await mirror.holds();
  let stale = 2;
  stage.spoil = (path) =>
    path === '/log/checkpoint' && stale-- > 0
      ? new Response(old, { headers: { 'content-type': 'text/plain' } })
      : undefined;
  await mirror.holds();
  for (const page of [
    new Response('<html>sign in to this network</html>', { headers: { 'content-type': 'text/html' } }),
    new Response('not a note', { headers: { 'content-type': 'text/plain' } }),
    new Response('x'.repeat(1_100_000), { headers: { 'content-type': 'text/plain' } }),
    new Response('', { status: 503 }),
    new Response('', { status: 301, headers: { location: 'http://127.0.0.1:1/' } }),
  ]) {
    stage.spoil = (path) => (path === '/log/checkpoint' ? page.clone() : undefined);
    const round = await mirror.round();
    assert.ok(round.troubles.length > 0 && mirror.mirror.alarms().length === 0);
  }
  stage.spoil = () => new Promise(() => {});
  const hanging = await mirror.round();
  assert.equal(hanging.troubles[0]?.code, 'UNREACHABLE');
  stage.spoil = undefined;
  mirror.close();
  await stage.grow(130);
  const again = await stage.mirror({ directory: mirror.directory, key: undefined });
  const round = await again.holds();
  assert.deepEqual([round.newEntries, round.replayed], [260, stage.world.node.head().size]);
  again.close();
  await assert.rejects(stage.mirror({ directory: stage.world.directory }), /in use by process|of a node/);
  const low = await stage.mirror({ apiKey: `svk_${'0'.repeat(16)}_${'A'.repeat(43)}` });
  assert.deepEqual(
    (await low.round()).troubles.map(({ code }) => code),
    ['NOT_ALLOWED'],
  );
});

test('what only becomes possible by the second statement of a document is no alarm', async (t) => {
  const stage = await openStage(t);
  const mirror = await stage.mirror();
  const party = await admit(stage.world.node, 'A Merchant');
  await captured(stage, party, made(0, lotId('D0'), 10));
  const events = [
    spun(1, [[lotId('D0'), 15]], [[lotId('D1'), 15]]),
    ...Array.from({ length: 70 }, (_, at) => made(2 + at, lotId(`D-${at}`), 1)),
    made(90, lotId('D0'), 10, { quantityList: [kilograms(lotId('D0'), 10)] }),
  ];
  await captured(stage, party, ...events);
  await stage.world.node.publishHoldings();
  await mirror.holds();
});
