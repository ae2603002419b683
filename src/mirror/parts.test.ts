import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leafHash, type LeafRange } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import fc from 'fast-check';
import { emptyEdge, grow, TreeReader } from '../domain/log/tree.ts';
import { cutAround, cutAt, cutOut, type Part, rootOfParts } from './parts.ts';

const leaves = Array.from({ length: 700 }, (_, at) => leafHash(Buffer.from(`leaf ${at}`), nodePrimitives));

function readerOf(size: number): TreeReader {
  const { edge, completed } = grow(emptyEdge(), leaves.slice(0, size), nodePrimitives);
  const tile = (level: number, index: number): Uint8Array =>
    completed.find((one) => one.level === level && one.index === index)!.expanded;
  return new TreeReader(edge, tile, nodePrimitives);
}

const partsOf = (reader: TreeReader, ranges: readonly LeafRange[]): Part[] =>
  ranges.map(([lo, hi]) => ({ lo, hi, hash: reader.range(lo, hi).slice() }));

const hex = (hash: Uint8Array | undefined): string => Buffer.from(hash ?? []).toString('hex');

test('parts give the root of the tree, and of the older one where they are cut for it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat(), (size, some, other) => {
      const reader = readerOf(size);
      const older = (some % size) + 1;
      const parts = partsOf(reader, cutAt(older, size));
      assert.equal(hex(rootOfParts(size, parts, nodePrimitives)), hex(reader.root()));
      assert.equal(hex(rootOfParts(older, parts, nodePrimitives)), hex(reader.root(older)));
      const indexes = [...new Set([some % size, other % size])];
      const around = partsOf(reader, cutAround(indexes, size));
      assert.equal(hex(rootOfParts(size, around, nodePrimitives)), hex(reader.root()));
      for (const index of indexes) assert.ok(around.some(({ lo, hi }) => lo === index && hi === index + 1));
      assert.equal(rootOfParts(size, around.slice(1), nodePrimitives), undefined);
    }),
    {
      numRuns: 200,
      examples: [
        [256, 3, 7],
        [512, 511, 0],
        [1, 0, 0],
        [257, 255, 256],
      ],
    },
  );
});

test('a node of the tree is cut out whole', () => {
  const parts = partsOf(readerOf(700), cutOut(256, 512, 700));
  assert.ok(parts.some(({ lo, hi }) => lo === 256 && hi === 512));
  assert.equal(hex(rootOfParts(700, parts, nodePrimitives)), hex(readerOf(700).root()));
});
