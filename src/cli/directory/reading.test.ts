// Reading beside a writer: one moment of the log, and nothing written.
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { parseEvidence } from '#verifier';
import { ear } from '../../../tests/cli/ear.ts';
import { admit, openTestWorld } from '../../../tests/support/world.ts';
import { checkLog } from '../../flow/check-log.ts';
import { captureSaid, loadChain } from '../../scenario/load.ts';
import { uneceChain } from '../../scenario/unece.ts';
import { Session } from '../session.ts';
import { whileReading } from './reading.ts';

const chain = uneceChain();
const [lot = ''] = chain.showcase.filter(({ kind }) => kind === 'lot').map(({ id }) => id);

test('what is read does not move while the node goes on writing', async () => {
  const { node, directory, close } = await openTestWorld();
  await loadChain(node, chain);
  const size = node.head().size;
  await whileReading(new Session(ear().io, { data: directory }), async (read) => {
    await admit(node, 'Latecomer');
    assert.deepEqual([read.node.head().size, node.head().size], [size, size + 2]);
    assert.deepEqual(checkLog(read.world, read.node).findings, []);
    assert.equal(read.world.entries.get(size), undefined);
    assert.equal([...read.world.entries.scan(0)].length, size);
  });
  await close();
});

test('as published: the evidence carries the very checkpoint of the guard file, whatever came after', async () => {
  const { node, directory, world, close } = await openTestWorld();
  await loadChain(node, { ...chain, documents: chain.documents.slice(0, -1) });
  const published = node.checkpoint();
  const last = chain.documents.at(-1);
  assert.ok(last);
  assert.equal((await captureSaid(node, last)).outcome, 'recorded');
  await whileReading(
    new Session(ear().io, { data: directory }),
    (read) => {
      const evidence = read.node.evidence(lot);
      const parsed = evidence.ok ? parseEvidence(evidence.value) : undefined;
      assert.equal(parsed?.ok === true && parsed.evidence.checkpoint, published);
    },
    'published',
  );
  assert.equal(world.published.read(), published);
  await close();
});

test('nothing in the directory changes, and nothing can be recorded', async () => {
  const { node, directory, close } = await openTestWorld();
  await loadChain(node, chain);
  node.checkpoint();
  const files = (): string[] =>
    readdirSync(directory).map((name) => `${name} ${statSync(`${directory}/${name}`).size}`);
  const before = files();
  await whileReading(new Session(ear().io, { data: directory }), async (read) => {
    read.node.checkpoint();
    await assert.rejects(read.node.admitParty({ name: 'Nobody' }), /reading only/);
    assert.throws(() => read.world.settings.set('origin', 'x'), /reading only/);
    await read.node.close();
  });
  assert.deepEqual(files(), before);
  await close();
});

test('without any checkpoint there is nothing to be shown as published', async () => {
  const { directory, close } = await openTestWorld();
  await assert.rejects(
    whileReading(new Session(ear().io, { data: directory }), () => {}, 'published'),
    /published no checkpoint yet/,
  );
  await close();
});
