// One writer; a store that forgets is not served; a snapshot that does not fit is left aside.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { openNode } from '../../src/flow/open-node.ts';
import { RolledBack } from '../../src/flow/published.ts';
import { DataInUse, openData, readData } from '../../src/store/data.ts';
import { FencedOut } from '../../src/store/entries.ts';
import { admit, openTestWorld, testNowMs, type TestWorld } from '../support/world.ts';
import { lotId, made, say, tell } from '../capture/said.ts';

test('a second writer fences the first one out', async () => {
  const first = await openTestWorld();
  const party = await admit(first.node, 'Two writers');
  await tell(first.node, party, made(1, lotId('A'), 1));
  const second = await openTestWorld({ directory: first.directory });
  await tell(second.node, party, made(2, lotId('B'), 1));
  const { size } = second.node.head();
  await assert.rejects(say(first.node, party, made(3, lotId('C'), 1)), FencedOut);
  await assert.rejects(say(first.node, party, made(4, lotId('D'), 1)), FencedOut);
  assert.equal(second.world.entries.count(), size);
  assert.equal(first.node.stateHash(), second.node.stateHash());
  await tell(second.node, party, made(5, lotId('E'), 1));
  first.data.database.close();
  await second.close();
});

test('a directory that another process writes to says so', async () => {
  const world = await openTestWorld();
  const child = spawn('sleep', ['60']);
  writeFileSync(join(world.directory, 'writer.pid'), `${child.pid}\n`);
  assert.throws(
    () => openData(world.directory),
    (fault) => fault instanceof DataInUse && fault.message.includes(String(child.pid)),
  );
  child.kill('SIGKILL');
  await new Promise((resolve) => child.on('exit', resolve));
  openData(world.directory).database.close();
  rmSync(world.directory, { recursive: true });
});

test('a writer that has ended counts as ended, also while its parent takes no notice', {
  skip: process.platform === 'linux' ? false : 'only Linux tells, by /proc',
}, async () => {
  const world = await openTestWorld();
  // What takes the place of the shell fetches no child of it; until then the shell may, so the child waits for that.
  const parent = spawn('sh', ['-c', 'read _ <&3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  const [pid] = await once(parent.stdout!, 'data');
  const tells = (of: number, name: string, what: RegExp): boolean =>
    what.test(readFileSync(`/proc/${of}/${name}`, 'latin1'));
  while (!tells(parent.pid!, 'comm', /^sleep/)) await delay(5);
  (parent.stdio[3] as Writable).end('go on\n');
  while (!tells(Number(pid), 'stat', /\) Z /)) await delay(5);
  writeFileSync(join(world.directory, 'writer.pid'), `${Number(pid)}\n`);
  openData(world.directory).database.close();
  parent.kill('SIGKILL');
  rmSync(world.directory, { recursive: true });
});

test('a reader sees what is committed and cannot write', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Read beside');
  await tell(world.node, party, made(1, lotId('A'), 1));
  const beside = readData(world.directory);
  assert.equal(beside.world.entries.count(), world.node.head().size);
  assert.throws(() => beside.world.entries.append([], []));
  assert.throws(() => beside.world.settings.set('origin', 'x'));
  beside.close();
  await world.close();
});

/** Copies the database as it is now, when nobody is writing. */
async function copied(world: TestWorld): Promise<string> {
  const copy = join(mkdtempSync(join(tmpdir(), 'selvedge-copy-')), 'selvedge.db');
  world.data.database.exec(`VACUUM INTO '${copy}'`);
  return copy;
}

function putBack(world: TestWorld, copy: string): void {
  world.data.close();
  for (const tail of ['-wal', '-shm']) rmSync(join(world.directory, `selvedge.db${tail}`), { force: true });
  copyFileSync(copy, join(world.directory, 'selvedge.db'));
}

test('a store that was rolled back behind a published head is not served', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Restored');
  await tell(world.node, party, made(1, lotId('A'), 1));
  const copy = await copied(world);
  await tell(world.node, party, made(2, lotId('B'), 1));
  world.node.checkpoint();
  putBack(world, copy);
  await assert.rejects(openTestWorld({ directory: world.directory }), RolledBack);
});

test('a store that was rolled back and went on differently is not served', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Forked');
  const copy = await copied(world);
  await tell(world.node, party, made(2, lotId('B'), 1));
  const note = world.node.checkpoint();
  putBack(world, copy);
  const published = join(world.directory, 'published-checkpoint');
  rmSync(published);
  const fork = await openTestWorld({ directory: world.directory });
  await tell(fork.node, party, made(2, lotId('C'), 1));
  await tell(fork.node, party, made(3, lotId('D'), 1));
  await fork.node.close();
  fork.data.close();
  writeFileSync(published, note);
  await assert.rejects(openTestWorld({ directory: world.directory }), RolledBack);
  rmSync(world.directory, { recursive: true });
});

test('a store restored behind nothing that was published is served, whatever the snapshot says', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Restored in time');
  await tell(world.node, party, made(1, lotId('A'), 1));
  const copy = await copied(world);
  await tell(world.node, party, made(2, lotId('B'), 1));
  await world.node.close();
  putBack(world, copy);
  const restored = await openTestWorld({ directory: world.directory });
  restored.check();
  assert.equal(restored.node.lot(lotId('B')), undefined);
  await tell(restored.node, party, made(2, lotId('C'), 1));
  restored.data.close();
  const again = await openTestWorld({ directory: world.directory });
  assert.deepEqual([again.node.lot(lotId('B')), again.node.lot(lotId('C'))?.produced], [undefined, 1_000]);
  await again.close();
});

const wholeSnapshot = (arrays: Uint8Array): Buffer => {
  const header = Buffer.alloc(16);
  header.writeBigUInt64LE(3n);
  header.writeUInt32LE(crc32(arrays), 8);
  return Buffer.concat([header, arrays]);
};

test('a snapshot that is torn, foreign or nonsense is left aside', async () => {
  let world = await openTestWorld();
  const party = await admit(world.node, 'Snapped');
  await tell(world.node, party, made(1, lotId('A'), 1));
  const stranger = await openTestWorld();
  const other = await admit(stranger.node, 'Stranger');
  await tell(stranger.node, other, made(1, lotId('FOREIGN'), 1));
  await stranger.node.close();
  const path = join(world.directory, 'snapshot');
  const foreign = readFileSync(join(stranger.directory, 'snapshot'));
  world = await world.restart();
  assert.ok(existsSync(path));
  const good = readFileSync(path);
  const { size } = world.node.head();
  const state = world.node.stateHash();
  const flipped = Buffer.from(good);
  flipped[Math.floor(good.length / 2)]! ^= 1;
  const spoilt = [
    foreign,
    flipped,
    good.subarray(0, good.length - 100),
    good.subarray(0, 9),
    Buffer.alloc(0),
    wholeSnapshot(Buffer.from('no arrays at all')),
    wholeSnapshot(good.subarray(16, good.length - 8)),
  ];
  for (const [index, bytes] of spoilt.entries()) {
    world.data.close();
    writeFileSync(path, bytes);
    world = await openTestWorld({ directory: world.directory });
    assert.deepEqual([world.node.head().size, world.node.stateHash()], [size, state], `snapshot ${index}`);
    assert.equal(world.node.lot(lotId('FOREIGN')), undefined);
  }
  world.check();
  await world.close();
  await stranger.close();
});

test('the first start may be interrupted anywhere', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-first-'));
  const data = openData(directory, { nowMs: () => testNowMs });
  const world = {
    ...data.world,
    entries: { ...bound(data.world.entries), append: () => assert.fail('not today') },
  };
  await assert.rejects(openNode(world));
  data.close();
  const again = await openTestWorld({ directory });
  assert.equal(again.node.head().size, 2, 'the genesis and the name of the operator');
  await again.close();
});

function bound<T extends object>(object: T): T {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(object)) as (keyof T)[];
  return Object.fromEntries(
    names.map((name) => [name, (object[name] as (...given: unknown[]) => unknown).bind(object)]),
  ) as T;
}
