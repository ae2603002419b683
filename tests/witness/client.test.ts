// The node's side: it keeps what holds, and whatever a witness does, the log goes on.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openCheckpoint, openCosignatures, parseCosignerKey, parseNote } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { CosignedHead } from '../../src/flow/ports.ts';
import type { WitnessAddress } from '../../src/witness/ask.ts';
import { startWitnessing } from '../../src/witness/client.ts';
import { harvest } from '../evidence/world.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { openWitnessDoor, type WitnessDoor } from './door.ts';
import { answering, pen } from './liar.ts';

let world: TestWorld;
let doors: WitnessDoor[];

before(async () => {
  world = await openTestWorld();
  doors = await Promise.all(
    ['witness.test/1', 'witness.test/2', 'witness.test/3'].map((name) =>
      openWitnessDoor([world.node.head().key], name),
    ),
  );
});
after(async () => {
  for (const door of doors) await door.close();
  await world.close();
});

const addressOf = ({ witness, url }: WitnessDoor): WitnessAddress => ({ key: witness.key, url });

interface Watched {
  said: string[];
  finish(mostMs: number): Promise<void>;
  close(): Promise<void>;
}

function witnessing(
  witnesses: WitnessAddress[],
  { everyMs = 20, timeoutMs = 10_000, roundMs = 50 } = {},
): Watched {
  const said: string[] = [];
  const asking = startWitnessing(world.node, witnesses, {
    cosigned: world.world.cosigned,
    everyMs,
    timeoutMs,
    roundMs,
    nowMs: () => world.time.nowMs,
    report: (sentence) => said.push(sentence),
  });
  return { said, ...asking };
}

async function until<T>(what: () => T | undefined | false, withinMs = 30_000): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const found = what();
    if (found !== undefined && found !== false) return found;
    if (performance.now() - begun > withinMs) throw new Error('it did not come to that in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The kept head of the newest size, once it has so many cosignatures; every one of them is checked. */
async function cosignedBy(count: number): Promise<CosignedHead> {
  const { size, key } = world.node.head();
  const head = await until(() => {
    const kept = world.world.cosigned.newest(size);
    return kept?.witnesses.length === count && kept;
  });
  const opened = openCheckpoint(head.note, key, nodePrimitives);
  assert.ok(opened.ok && opened.checkpoint.size === size);
  checkCosignatures(head);
  return head;
}

function checkCosignatures({ note, witnesses }: CosignedHead): void {
  const parsed = parseNote(note);
  assert.ok(parsed.ok);
  assert.equal(parsed.note.signatures.length, 1 + witnesses.length);
  const keys = witnesses.map((vkey) => parseCosignerKey(vkey, nodePrimitives)!);
  const cosignatures = openCosignatures(parsed.note, keys, nodePrimitives);
  assert.ok(cosignatures.ok);
  assert.deepEqual(
    cosignatures.cosignatures.map(({ key }) => key),
    keys,
  );
}

test('each new head is cosigned by all; the checkpoint that is served bears it', async () => {
  const asking = witnessing(doors.map(addressOf));
  for (let round = 0; round < 4; round += 1) {
    await admit(world.node, `Party ${round}`);
    const head = await cosignedBy(3);
    assert.equal(world.node.cosignedCheckpoint(), head.note);
    assert.equal(head.note.startsWith(world.node.checkpoint()), true);
  }
  await admit(world.node, 'One more');
  assert.equal(world.node.cosignedCheckpoint(), world.node.checkpoint());
  await asking.close();
  assert.deepEqual(asking.said, []);
});

test('a node that starts anew goes on from the size that the witness names', async () => {
  await admit(world.node, 'Between two starts');
  const asking = witnessing(doors.map(addressOf));
  await cosignedBy(3);
  await asking.close();
  assert.deepEqual(asking.said, []);
});

const text = { 'content-type': 'text/plain' };
const tlogSize = { 'content-type': 'text/x.tlog.size' };
const nowSeconds = (): number => world.time.nowMs / 1000;
type Lie = (response: ServerResponse, text: string, oldSize: number) => void;
const liar = pen('liar.test');
const stranger = pen('liar.test');

const lies: [name: string, said: RegExp, lie: Lie][] = [
  [
    'a cosignature of another text',
    /not of this text/,
    (r, note) => r.writeHead(200, text).end(liar.line(note.replace(/\n\d+\n/, '\n1\n'), nowSeconds())),
  ],
  [
    'a time in the far future',
    /yet to come/,
    (r, note) => r.writeHead(200, text).end(liar.line(note, nowSeconds() + 3600)),
  ],
  [
    'the cosignature of somebody else',
    /no line by its key/,
    (r, note) => r.writeHead(200, text).end(stranger.line(note, nowSeconds())),
  ],
  [
    'a signature of zeros',
    /not of this text/,
    (r, note) => {
      const [dash, name, encoded = ''] = liar.line(note, nowSeconds()).trim().split(' ');
      const bytes = Buffer.from(encoded, 'base64').fill(0, 12);
      r.writeHead(200, text).end(`${dash} ${name} ${bytes.toString('base64')}\n`);
    },
  ],
  ['nothing', /no line by its key/, (r) => r.writeHead(200, text).end()],
  ['words', /no line by its key/, (r) => r.writeHead(200, text).end('signed.\n')],
  [
    'bytes without an end',
    /too long/,
    (r) => {
      r.writeHead(200, text);
      const pour = (): void => void (r.destroyed || r.write('x'.repeat(32_768), () => setImmediate(pour)));
      pour();
    },
  ],
  ['another status', /answers 500: .*\\u001b/, (r) => r.writeHead(500, text).end('broken \u001b[2J\n')],
  ['a redirect', /does not answer/, (r) => r.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
  ['409 without a size', /without the size/, (r) => r.writeHead(409, text).end('7\n')],
  ['409 with words', /without the size/, (r) => r.writeHead(409, tlogSize).end('seven\n')],
  ['409 with a size beyond the log', /rolled back/, (r) => r.writeHead(409, tlogSize).end('999999\n')],
  [
    '409 with another size each time',
    /another size each time/,
    (r, _note, oldSize) => r.writeHead(409, tlogSize).end(`${oldSize === 1 ? 2 : 1}\n`),
  ],
  ['a connection that is cut', /does not answer/, (r) => r.destroy()],
];

for (const [name, said, lie] of lies) {
  test(`a witness that answers ${name} counts for nothing, is reported once, and harms nobody else`, async () => {
    const lying = await answering(liar.key, lie);
    await admit(world.node, 'Somebody');
    const asking = witnessing([lying.address, addressOf(doors[0]!)]);
    const head = await cosignedBy(1);
    assert.match(head.witnesses[0]!, /^witness\.test\/1/);
    await until(() => lying.asked() >= 4);
    await asking.close();
    await lying.close();
    assert.equal(asking.said.length, 1, asking.said.join('\n'));
    assert.match(asking.said[0]!, said);
    assert.match(asking.said[0]!, /^witness liar\.test: /);
    assert.equal(world.world.cosigned.newest(world.node.head().size)?.witnesses.length, 1);
  });
}

test('a witness that is down, then up again: told twice, and its cosignature joins the others', async () => {
  let isUp = false;
  const flaky = await answering(liar.key, (response, note) =>
    isUp ? response.writeHead(200, text).end(liar.line(note, nowSeconds())) : response.destroy(),
  );
  await admit(world.node, 'Patient');
  const asking = witnessing([flaky.address, addressOf(doors[1]!)]);
  await cosignedBy(1);
  await until(() => flaky.asked() > 3);
  isUp = true;
  await cosignedBy(2);
  await asking.close();
  await flaky.close();
  assert.deepEqual(
    asking.said.map((one) => one.replace(/\(.*\)/, '')),
    ['witness liar.test: it does not answer ', 'witness liar.test: it cosigns again'],
  );
});

test('a witness that never answers delays neither capture nor the others, and closing does not wait for it', async () => {
  const silent = await answering(liar.key, () => {});
  const asking = witnessing([silent.address, addressOf(doors[0]!), addressOf(doors[2]!)], {
    timeoutMs: 60_000,
  });
  for (let round = 0; round < 3; round += 1) {
    await admit(world.node, `Quick ${round}`);
    await cosignedBy(2);
  }
  assert.equal(silent.asked(), 1);
  const begun = performance.now();
  await asking.close();
  assert.ok(performance.now() - begun < 30_000, 'it has waited for the one that is given a minute');
  await silent.close();
});

test('a slow witness comes later, and adds to the head that it was asked for', async () => {
  const held: (() => void)[] = [];
  const slow = await answering(liar.key, (response, note) => {
    held.push(() => response.writeHead(200, text).end(liar.line(note, nowSeconds())));
  });
  await admit(world.node, 'Slow');
  const asking = witnessing([slow.address, addressOf(doors[0]!)], { timeoutMs: 60_000 });
  const first = await cosignedBy(1);
  assert.match(first.witnesses[0]!, /^witness\.test\/1/);
  await until(() => held.length > 0);
  for (const sign of held) sign();
  const both = await cosignedBy(2);
  assert.match(both.witnesses[0]!, /^liar\.test/);
  await asking.close();
  await slow.close();
  assert.deepEqual(asking.said, []);
});

/** Signs after so long; `answering` counts how often it was asked. */
const signingAfter = (ms: number): ReturnType<typeof answering> =>
  answering(liar.key, (response, note) => {
    setTimeout(() => response.writeHead(200, text).end(liar.line(note, nowSeconds())), ms);
  });

test('while the round is under way a head with fewer cosignatures does not count', async () => {
  const slow = await signingAfter(300);
  await admit(world.node, 'Together');
  const { size } = world.node.head();
  const asking = witnessing([slow.address, addressOf(doors[0]!)], { everyMs: 60_000, roundMs: 60_000 });
  const counts = new Set<number | undefined>();
  await until(() => {
    const count = world.world.cosigned.newest(size)?.witnesses.length;
    return counts.add(count) && count === 2;
  });
  await asking.close();
  await slow.close();
  assert.deepEqual([...counts], [undefined, 2]);
});

test('one that is known to be in trouble is not waited for', async () => {
  const gone = await answering(liar.key, (response) => void response.destroy());
  const asking = witnessing([gone.address, addressOf(doors[0]!)], { roundMs: 60_000 });
  await until(() => asking.said.length === 1);
  await admit(world.node, 'Without it');
  await cosignedBy(1);
  await asking.close();
  await gone.close();
});

test('a stop asks once more, whatever the pace, and keeps what came in; of one that never answers it waits for its time', async () => {
  const [slow, silent] = [await signingAfter(200), await answering(pen('silent.test').key, () => {})];
  await admit(world.node, 'Before');
  const asking = witnessing([slow.address, addressOf(doors[0]!)], { everyMs: 60_000, roundMs: 60_000 });
  await until(() => slow.asked() === 1);
  await admit(world.node, 'Last of all');
  // The slow one is still at the head before.
  await asking.finish(60_000);
  await cosignedBy(2);
  await admit(world.node, 'And one more');
  const waiting = witnessing([silent.address, addressOf(doors[0]!)], { everyMs: 60_000, roundMs: 60_000 });
  const begun = performance.now();
  await waiting.finish(400);
  const took = performance.now() - begun;
  assert.ok(took > 300 && took < 30_000, `${took} ms`);
  await cosignedBy(1);
  await Promise.all([slow.close(), silent.close()]);
});

test('rounds come no more often than they were wished', async () => {
  const [door] = doors;
  let asked = 0;
  const counting = await answering(liar.key, (response, note) => {
    asked += 1;
    response.writeHead(200, text).end(liar.line(note, nowSeconds()));
  });
  const asking = witnessing([counting.address, addressOf(door!)], { everyMs: 400 });
  const begun = performance.now();
  while (performance.now() - begun < 1_300 || asked < 2) await admit(world.node, 'Often');
  await asking.close();
  await counting.close();
  const tookMs = performance.now() - begun;
  assert.ok(asked <= 1 + tookMs / 400, `${asked} in ${tookMs} ms`);
});

test('a new root of the balances is cosigned at once, whatever the pace', async () => {
  const asking = witnessing(doors.map(addressOf), { everyMs: 60_000 });
  await cosignedBy(3);
  await admit(world.node, 'Waits for the next round');
  const root = await world.node.publishHoldings();
  assert.equal(root, null, 'a party changes no balance');
  const document = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    ...{ type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-11-22T00:00:00Z' },
    epcisBody: { eventList: [harvest({ W1: 100 })] },
  };
  const party = await admit(world.node, 'Grower');
  const captured = await world.node.capture({ party, bytes: Buffer.from(JSON.stringify(document)) });
  assert.deepEqual(captured.refusals, []);
  assert.equal((await world.node.publishHoldings())?.entry, world.node.head().size - 1);
  await cosignedBy(3);
  await asking.close();
  assert.deepEqual(asking.said, []);
});

test('two nodes with one key: the one that came second is refused, and says why', async (context) => {
  const one = await openTestWorld({ origin: 'selvedge.test/twice' });
  const door = await openWitnessDoor([one.node.head().key], 'witness.test/two');
  // What a copied data directory makes: the same log, the same key, and then two ways on.
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-copy-'));
  one.data.database.prepare('VACUUM INTO ?').run(join(directory, 'selvedge.db'));
  for (const file of ['sealing.key', 'published-checkpoint'])
    if (existsSync(join(one.directory, file))) copyFileSync(join(one.directory, file), join(directory, file));
  const two = await openTestWorld({ directory, origin: 'selvedge.test/twice' });
  context.after(async () => {
    for (const opened of [one, two]) await opened.close();
    await door.close();
  });
  assert.equal(two.node.checkpoint(), one.node.checkpoint());
  await admit(one.node, 'In the first');
  await admit(two.node, 'In the second');
  assert.equal(two.node.head().size, one.node.head().size);
  const said: string[] = [];
  for (const {
    node,
    world: { cosigned },
  } of [one, two]) {
    const asking = startWitnessing(node, [addressOf(door)], {
      cosigned,
      everyMs: 20,
      nowMs: () => one.time.nowMs,
      report: (sentence) => said.push(sentence),
    });
    await until(() => cosigned.newest(0) !== undefined || said.length > 0);
    await asking.close();
  }
  assert.equal(one.world.cosigned.newest(one.node.head().size)?.witnesses.length, 1);
  assert.equal(two.world.cosigned.newest(0), undefined);
  assert.equal(said.length, 1);
  assert.match(said[0]!, /^witness witness\.test\/two: it answers 422: not shown to extend \d+ entries$/);
});
