// The growing tree against RFC 6962 word for word, and against a log that another program wrote.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  consistencyRanges,
  inclusionRanges,
  leafHash,
  rootOfLeaves,
  signCheckpoint,
  verifierKey,
  verifyConsistency,
  verifyInclusion,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { CompletedTile } from '../../src/domain/log/tree.ts';
import { emptyEdge, grow, TreeReader } from '../../src/domain/log/tree.ts';
import { chance } from '../../src/scenario/chance.ts';
import { privateKey, publicKeyOf } from '../../src/store/vault.ts';
import { sign } from 'node:crypto';

const fixtures = join(import.meta.dirname, '../../../shared/fixtures/tlog/tile-log');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';

const leaves = Array.from({ length: 600 }, (_, index) =>
  leafHash(createHash('sha256').update(String(index)).digest(), nodePrimitives),
);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function readerOf(edge: ReturnType<typeof emptyEdge>, tiles: CompletedTile[]): TreeReader {
  return new TreeReader(
    edge,
    (level, index) => tiles.find((tile) => tile.level === level && tile.index === index)!.expanded,
    nodePrimitives,
  );
}

test('every size to 600, leaf by leaf, has the root of the recursive definition', () => {
  let edge = emptyEdge();
  const tiles: CompletedTile[] = [];
  for (let size = 0; size <= leaves.length; size += 1) {
    assert.equal(
      hex(readerOf(edge, tiles).root()),
      hex(rootOfLeaves(leaves.slice(0, size), nodePrimitives)),
      `size ${size}`,
    );
    const grown = grow(edge, leaves.slice(size, size + 1), nodePrimitives);
    edge = grown.edge;
    tiles.push(...grown.completed);
  }
});

test('growing in random steps gives the same tiles, roots of all earlier sizes, and proofs that hold', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = chance(seed);
    let edge = emptyEdge();
    const tiles: CompletedTile[] = [];
    while (edge.size < leaves.length) {
      const grown = grow(edge, leaves.slice(edge.size, edge.size + random.whole(1, 300)), nodePrimitives);
      edge = grown.edge;
      tiles.push(...grown.completed);
    }
    assert.deepEqual(
      tiles.map(({ level, index }) => [level, index]),
      [
        [0, 0],
        [0, 1],
      ],
    );
    const reader = readerOf(edge, tiles);
    const earlier = random.whole(1, leaves.length);
    assert.equal(hex(reader.root(earlier)), hex(rootOfLeaves(leaves.slice(0, earlier), nodePrimitives)));
    const hashes = (ranges: readonly (readonly [number, number])[]): Uint8Array[] =>
      ranges.map(([lo, hi]) => reader.range(lo, hi));
    const index = random.whole(0, leaves.length - 1);
    const [size, root] = [leaves.length, reader.root()];
    assert.ok(
      verifyInclusion(
        { leafHash: leaves[index]!, index, size, root, proof: hashes(inclusionRanges(index, size)) },
        nodePrimitives,
      ),
    );
    assert.ok(
      verifyConsistency(
        {
          olderSize: earlier,
          olderRoot: reader.root(earlier),
          newerSize: size,
          newerRoot: root,
          proof: hashes(consistencyRanges(earlier, size)),
        },
        nodePrimitives,
      ),
    );
    assert.ok(
      !verifyInclusion(
        {
          leafHash: leaves[(index + 1) % size]!,
          index,
          size,
          root,
          proof: hashes(inclusionRanges(index, size)),
        },
        nodePrimitives,
      ),
    );
  }
});

test('tiles of every width are the hashes of the leaves, and there are none beyond the log', () => {
  const { edge, completed } = grow(emptyEdge(), leaves, nodePrimitives);
  const reader = readerOf(edge, completed);
  for (const [index, width] of [
    [0, 256],
    [0, 7],
    [1, 256],
    [2, 88],
    [2, 1],
  ] as const) {
    assert.equal(
      hex(reader.tile(0, index, width)!),
      leaves
        .slice(index * 256, index * 256 + width)
        .map(hex)
        .join(''),
    );
  }
  assert.equal(reader.tile(1, 0, 2)?.length, 64);
  for (const [level, index, width] of [
    [0, 2, 89],
    [0, 3, 1],
    [1, 0, 3],
    [2, 0, 1],
    [0, 0, 0],
    [0, 0, 257],
  ] as const)
    assert.equal(reader.tile(level, index, width), undefined);
});

interface LogFile {
  origin: string;
  signerKey_publishedForTests: string;
  entries: string[];
  sizes: { size: number; root: string; checkpoint: string }[];
}

test('the log of another program: same tiles, roots and checkpoints, byte for byte', { skip }, () => {
  const log = JSON.parse(readFileSync(join(fixtures, 'log.json'), 'utf8')) as LogFile;
  const seed = Buffer.from(log.signerKey_publishedForTests.split('+').slice(4).join('+'), 'base64').subarray(
    1,
  );
  const key = verifierKey(log.origin, publicKeyOf(seed), nodePrimitives);
  const hashes = log.entries.map((entry) => leafHash(Buffer.from(entry), nodePrimitives));
  for (const { size, root, checkpoint } of log.sizes) {
    const { edge } = grow(emptyEdge(), hashes.slice(0, size), nodePrimitives);
    const reader = readerOf(edge, []);
    assert.equal(Buffer.from(reader.root()).toString('base64'), root);
    if (size > 0)
      assert.deepEqual(
        Buffer.from(reader.tile(0, 0, size)!),
        readFileSync(join(fixtures, `tile/0/000.p/${size}`)),
      );
    const note = signCheckpoint(
      { origin: log.origin, size, root: reader.root() },
      key,
      (bytes) => sign(null, bytes, privateKey(seed)),
      nodePrimitives,
    );
    assert.equal(note, readFileSync(join(fixtures, checkpoint), 'utf8'));
  }
});
