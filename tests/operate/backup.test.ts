// A backup is worth what a node started from it says: the same head, the same state, the same verdicts.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { formatVerifierKey } from '#verifier';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { loadChain } from '../../src/scenario/load.ts';
import { sealingKey } from '../../src/store/vault.ts';
import { type Backup, type BackupDesk, type BackupOptions, backupDesk } from '../../src/store/backup/desk.ts';

let world: TestWorld;
let desk: BackupDesk;
/** A log of a few entries, for what needs no chain. */
let small: TestWorld;
let smallDesk: BackupDesk;
const faults: unknown[] = [];

before(async () => {
  world = await openTestWorld();
  await loadChain(world.node, demonstration());
  desk = deskOn(world);
  small = await openTestWorld();
  await admit(small.node, 'Alone');
  small.data.documents.keep(Buffer.from('a photo'), { party: null, mediaType: 'image/png', keptAtMs: 1 });
  smallDesk = deskOn(small);
});
after(async () => {
  await desk?.close();
  await world?.close();
  await small?.close();
});

function deskOn({ directory, node, time }: TestWorld, change: Partial<BackupOptions> = {}): BackupDesk {
  const sealing = (): string =>
    Buffer.from(sealingKey(join(directory, 'sealing.key'), undefined)).toString('hex');
  return backupDesk({
    ...{ directory, node, sealing, others: ['accounts.sqlite'] },
    nowMs: () => ++time.nowMs,
    report: (fault) => faults.push(fault),
    ...change,
  });
}

async function made(on: BackupDesk): Promise<Backup> {
  const begun = on.begin();
  assert.ok(begun.ok, JSON.stringify(begun));
  await on.idle();
  assert.equal(on.failed(), null, String(on.failed()?.detail));
  const newest = on.list()[0];
  assert.equal(newest?.id.replace('.bad', ''), begun.value.id);
  return newest as Backup;
}

const homeOf = ({ directory }: TestWorld): string => join(directory, 'backups');

test('it is made while the node goes on, and holds the log of one moment', async () => {
  const { size } = world.node.head();
  const stateHash = world.node.stateHash();
  const begun = desk.begin();
  assert.ok(begun.ok);
  const [entered, second] = await Promise.all([admit(world.node, 'Came meanwhile'), desk.begin()]);
  assert.ok(world.node.party(entered));
  assert.deepEqual(second.ok ? '' : second.code, 'BACKUP_UNDER_WAY');
  await desk.idle();
  const [backup] = desk.list();
  assert.ok(backup);
  assert.deepEqual(backup.trial.findings, []);
  assert.equal(backup.isGood, true);
  assert.ok(backup.head.entries >= size && backup.head.entries <= world.node.head().size);
  if (backup.head.entries === size) assert.equal(backup.trial.stateHash, stateHash);
  assert.equal(statSync(join(backup.folder, 'selvedge.db')).mode & 0o777, 0o600);
  console.log(`# ${size} entries, ${backup.bytes} bytes: trial ${backup.trial.tookMs} ms`);
});

test('restored into an empty directory: the same head, the same verdicts, and work goes on', async () => {
  world.data.documents.keep(Buffer.from('a paper'), { party: null, mediaType: 'text/plain', keptAtMs: 1 });
  const backup = await made(desk);
  assert.equal(backup.trial.documents, 1);
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-restored-'));
  cpSync(backup.folder, directory, { recursive: true });
  cpSync(join(world.directory, 'sealing.key'), join(directory, 'sealing.key'));
  const restored = await openTestWorld({ directory });
  const [then, now] = [world.node.head(), restored.node.head()];
  assert.deepEqual(
    [now.origin, now.size, formatVerifierKey(now.key)],
    [then.origin, then.size, formatVerifierKey(then.key)],
  );
  assert.deepEqual(Buffer.from(now.root), Buffer.from(then.root));
  assert.equal(restored.node.stateHash(), world.node.stateHash());
  const lots = demonstration().showcase.map(({ id }) => id);
  const verdicts = (node: TestWorld['node']): Promise<unknown[]> =>
    Promise.all(lots.map((lot) => node.verdicts(lot, world.time.nowMs)));
  assert.ok(JSON.stringify(await verdicts(world.node)).includes('"result"'), 'there are verdicts to compare');
  assert.deepEqual(await verdicts(restored.node), await verdicts(world.node));
  const [digest] = world.data.database.prepare('SELECT digest FROM document').all();
  assert.equal(
    Buffer.from(restored.data.documents.read(String(digest?.['digest'])) ?? []).toString(),
    'a paper',
  );
  assert.ok(await admit(restored.node, 'After the restore'));
  await restored.close();
});

test('what a trial finds damaged is called bad, in the list and on the disk', async () => {
  const [digest] = small.data.database.prepare('SELECT digest FROM document').all();
  const name = String(digest?.['digest']);
  const path = join(small.directory, 'documents', name.slice(0, 2), name);
  const kept = join(tmpdir(), `selvedge-kept-${process.pid}`);
  cpSync(path, kept);
  rmSync(path);
  const missing = await made(smallDesk);
  assert.deepEqual(missing.trial.findings, [`document ${name} is not there`]);
  assert.deepEqual([missing.isGood, missing.folder.endsWith('.bad')], [false, true]);
  cpSync(kept, path);
  rmSync(kept);
  const other = deskOn(small, { node: { head: () => small.node.head(), stateHash: () => 'another state' } });
  const differing = await made(other);
  assert.deepEqual([differing.isGood, differing.trial.findings], [false, []]);
});

test('a stop in the middle leaves nothing, and says nothing of a failure', async () => {
  const before = readdirSync(homeOf(small)).sort();
  const stopped = deskOn(small);
  assert.ok(stopped.begin().ok);
  await stopped.close();
  assert.deepEqual(readdirSync(homeOf(small)).sort(), before);
  assert.deepEqual([stopped.failed(), stopped.underWay()], [null, null]);
});

test('one that cannot be made says why, and the next one is made', async () => {
  const broken = deskOn(small, { sealing: () => 'f'.repeat(64) });
  faults.length = 0;
  assert.ok(broken.begin().ok);
  await broken.idle();
  const said = broken.failed()?.detail ?? broken.list()[0]?.trial.findings.join();
  assert.ok(said, 'another sealing key opens no backup');
  assert.equal((await made(smallDesk)).isGood, true);
});

test('what a killed node has left is neither listed nor kept', () => {
  const part = join(homeOf(small), '2026-01-01T00-00-00-000Z.part');
  cpSync(smallDesk.list().at(-1)?.folder ?? '', part, { recursive: true });
  writeFileSync(join(homeOf(small), 'notes.txt'), 'of the operator');
  const listed = smallDesk.list().length;
  assert.equal(deskOn(small).list().length, listed);
  assert.equal(existsSync(part), false);
  assert.equal(existsSync(join(homeOf(small), 'notes.txt')), true);
});
