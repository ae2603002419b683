import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { openNode } from '../flow/open-node.ts';
import { recover } from '../flow/recover.ts';
import { openData } from './data.ts';
import { snapshots, writeDurably } from './files.ts';

test('what cannot be written is told by the names that were given', (context) => {
  const directory = folder(context);
  const pathOf = (path: string): string | undefined => {
    try {
      writeDurably(path, [Buffer.from('x')]);
    } catch (fault) {
      return (fault as NodeJS.ErrnoException).path;
    }
    return undefined;
  };
  assert.equal(pathOf(join(directory, 'none', 'note')), join(directory, 'none'));
  mkdirSync(join(directory, 'taken'));
  assert.equal(pathOf(join(directory, 'taken')), join(directory, 'taken'));
  assert.equal(pathOf(join(directory, 'note')), undefined);
});

function folder(context: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'selvedge-files-'));
  context.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** So long that its checksum is worked out in a thread; every number is another. */
function longArrays(): Uint8Array {
  return new Uint8Array(Uint32Array.from({ length: 9_000_000 }, (_, at) => Math.imul(at, 0x9e3779b1)).buffer);
}

const lengths: [string, () => Uint8Array][] = [
  ['short', () => Uint8Array.from({ length: 1_000 }, (_, at) => at)],
  ['long', longArrays],
];

for (const [name, arrays] of lengths) {
  test(`a ${name} snapshot comes back as it was written`, (context) => {
    const store = snapshots(folder(context));
    const written = arrays();
    store.write(7, [written.subarray(0, 100), written.subarray(100)]);
    const read = store.read();
    assert.equal(read?.size, 7);
    assert.ok(Buffer.from(written.buffer).equals(Buffer.from(read.arrays)));
  });

  test(`a ${name} snapshot that was damaged or cut off is left aside`, (context) => {
    const directory = folder(context);
    const store = snapshots(directory);
    store.write(7, [arrays()]);
    const path = join(directory, 'snapshot');
    const bytes = readFileSync(path);
    for (const place of [8, 16, bytes.length >> 1, bytes.length - 1]) {
      bytes[place]! ^= 1;
      writeFileSync(path, bytes);
      assert.equal(store.read(), undefined, `byte ${place}`);
      bytes[place]! ^= 1;
    }
    writeFileSync(path, bytes);
    assert.notEqual(store.read(), undefined);
    truncateSync(path, bytes.length - 1);
    assert.equal(store.read(), undefined);
    truncateSync(path, 3);
    assert.equal(store.read(), undefined);
  });
}

test('a restart takes the snapshot, and the entries where it is damaged: the state is the same', async (context) => {
  const directory = folder(context);
  const first = openData(directory);
  const node = await openNode(first.world);
  await node.admitParty({ party: 'urn:uuid:00000000-0000-4000-8000-000000000001', name: 'Mill' });
  const [before, size] = [node.stateHash(), node.head().size];
  await node.close();
  assert.equal(recover(first.world).fromSize, size);
  first.close();

  const path = join(directory, 'snapshot');
  const bytes = readFileSync(path);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(path, bytes);
  const second = openData(directory);
  assert.equal(recover(second.world).fromSize, 0);
  const again = await openNode(second.world);
  assert.equal(again.stateHash(), before);
  await again.close();
  second.close();
});
