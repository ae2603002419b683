import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodePrimitives } from '../../node/primitives.ts';
import { encodeHex } from '../bytes/hex.ts';
import { verifyConsistency } from './consistency.ts';
import { emptyRoot, leafHash } from './hash.ts';
import { verifyInclusion } from './inclusion.ts';
import { consistencyRanges, inclusionRanges, type LeafRange, splitPoint } from './range.ts';
import { rootOfLeaves } from './reference.ts';
import { rootFromSubtreeProof, subtreeProofRanges } from './subtree.ts';

const folder = join(import.meta.dirname, '../../../../shared/fixtures/tlog/merkle');
const skip = existsSync(folder) ? false : 'no ../shared/fixtures';

interface Vector extends Record<string, unknown> {
  desc: string;
  wantErr: boolean;
  proof: string[] | null;
}

function vectors(name: string): Vector[] {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

function bytes(base64: unknown): Uint8Array {
  return Uint8Array.from(Buffer.from(String(base64), 'base64'));
}

test('published inclusion proofs are judged as labelled', { skip }, () => {
  for (const one of vectors('inclusion.json')) {
    const accepted = verifyInclusion(
      {
        index: BigInt(String(one['leafIdx'])),
        size: BigInt(String(one['treeSize'])),
        leafHash: bytes(one['leafHash']),
        proof: (one.proof ?? []).map(bytes),
        root: bytes(one['root']),
      },
      nodePrimitives,
    );
    assert.equal(accepted, !one.wantErr, `${one['source']}: ${one.desc}`);
  }
});

test('published consistency proofs are judged as labelled', { skip }, () => {
  for (const one of vectors('consistency.json')) {
    const accepted = verifyConsistency(
      {
        olderSize: BigInt(String(one['size1'])),
        newerSize: BigInt(String(one['size2'])),
        olderRoot: bytes(one['root1']),
        newerRoot: bytes(one['root2']),
        proof: (one.proof ?? []).map(bytes),
      },
      nodePrimitives,
    );
    assert.equal(accepted, !one.wantErr, `${one['source']}: ${one.desc}`);
  }
});

test('the published tree of eight has these leaves and roots', { skip }, () => {
  const tree = JSON.parse(readFileSync(join(folder, 'tree-of-8.json'), 'utf8'));
  const leaves = tree.leafInputsHex.map((hex: string) => leafHash(Buffer.from(hex, 'hex'), nodePrimitives));
  assert.deepEqual(leaves.map(encodeHex), tree.leafHashesHex);
  assert.equal(encodeHex(emptyRoot(nodePrimitives)), tree.emptyRootHex);
  for (let size = 0; size <= 8; size += 1) {
    const root = rootOfLeaves(leaves.slice(0, size), nodePrimitives);
    assert.equal(encodeHex(root), tree.rootHashHexBySize[size]);
  }
});

const sizeMax = 300;
const allLeaves = Array.from({ length: sizeMax }, (_, i) =>
  leafHash(Uint8Array.of(i >> 8, i & 255), nodePrimitives),
);
const roots = new Map<string, Uint8Array>();

function rootOfRange([from, to]: LeafRange): Uint8Array {
  const name = `${from}-${to}`;
  const root = roots.get(name) ?? rootOfLeaves(allLeaves.slice(from, to), nodePrimitives);
  roots.set(name, root);
  return root;
}

test('every leaf of every tree to 300 is proved in it, and nowhere else', () => {
  for (let size = 1; size <= sizeMax; size += 1) {
    const root = rootOfRange([0, size]);
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionRanges(index, size).map(rootOfRange);
      const claim = { index, size, leafHash: allLeaves[index]!, proof, root };
      assert.equal(verifyInclusion(claim, nodePrimitives), true, `${index} of ${size}`);
      if (index % 16 !== 0) continue;
      assert.equal(verifyInclusion({ ...claim, index: index + 1 }, nodePrimitives), false);
      assert.equal(verifyInclusion({ ...claim, proof: [...proof, root] }, nodePrimitives), false);
      if (proof.length > 0)
        assert.equal(verifyInclusion({ ...claim, proof: proof.slice(1) }, nodePrimitives), false);
    }
  }
});

test('every tree to 300 is a prefix of every larger one, and of no other', () => {
  for (let newerSize = 1; newerSize <= sizeMax; newerSize += 1) {
    const newerRoot = rootOfRange([0, newerSize]);
    for (let olderSize = 1; olderSize <= newerSize; olderSize += 1) {
      const proof = consistencyRanges(olderSize, newerSize).map(rootOfRange);
      const claim = { olderSize, newerSize, olderRoot: rootOfRange([0, olderSize]), newerRoot, proof };
      assert.equal(verifyConsistency(claim, nodePrimitives), true, `${olderSize} in ${newerSize}`);
      if (olderSize % 16 !== 1) continue;
      assert.equal(verifyConsistency({ ...claim, olderRoot: allLeaves[7]! }, nodePrimitives), false);
      assert.equal(verifyConsistency({ ...claim, newerRoot: allLeaves[7]! }, nodePrimitives), false);
      assert.equal(verifyConsistency({ ...claim, proof: [...proof, newerRoot] }, nodePrimitives), false);
    }
  }
});

test('at size zero both roots must be the empty one, and nothing else starts from zero', () => {
  const empty = emptyRoot(nodePrimitives);
  const claim = { olderSize: 0, newerSize: 0, olderRoot: empty, newerRoot: empty, proof: [] };
  assert.equal(verifyConsistency(claim, nodePrimitives), true);
  const other = allLeaves[0]!;
  assert.equal(verifyConsistency({ ...claim, olderRoot: other, newerRoot: other }, nodePrimitives), false);
  assert.equal(verifyConsistency({ ...claim, newerSize: 1, newerRoot: other }, nodePrimitives), false);
  assert.deepEqual(consistencyRanges(0, 5), []);
});

const chosen = fc.integer({ min: 1, max: sizeMax }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    indexes: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 40 }),
  }),
);

test('a subtree proof of any set of leaves gives the root, and with anything changed it does not', () => {
  fc.assert(
    fc.property(chosen, fc.nat(), ({ size, indexes }, pick) => {
      const shown = indexes
        .sort((left, right) => left - right)
        .map((index) => ({ index, hash: allLeaves[index]! }));
      const proof = subtreeProofRanges(size, indexes).map(rootOfRange);
      const root = rootOfRange([0, size]);
      const computed = (leaves: typeof shown, hashes: Uint8Array[], ofSize = size) =>
        rootFromSubtreeProof(ofSize, leaves, hashes, nodePrimitives);
      assert.deepEqual(computed(shown, proof), root);
      assert.equal(computed(shown, [...proof, root]), undefined);
      if (proof.length > 0) {
        assert.equal(computed(shown, proof.slice(1)), undefined);
        const other = proof.with(pick % proof.length, leafHash(Uint8Array.of(1, 2, 3), nodePrimitives));
        assert.notDeepEqual(computed(shown, other), root);
      }
      if (shown.length > 0) {
        const forged = { index: shown[0]!.index, hash: leafHash(Uint8Array.of(4), nodePrimitives) };
        assert.notDeepEqual(computed(shown.with(0, forged), proof), root);
        assert.equal(computed([...shown, shown[0]!], proof), undefined);
      }
    }),
  );
});

test('one leaf: a subtree proof has the hashes of an inclusion proof, ordered from left to right', () => {
  for (const [index, size] of [
    [0, 1],
    [5, 9],
    [8, 9],
    [299, 300],
    [130, 300],
  ] as const) {
    const ascending = inclusionRanges(index, size).sort((left, right) => left[0] - right[0]);
    assert.deepEqual(subtreeProofRanges(size, [index]), ascending);
  }
});

test('the edges of subtree proofs: nothing shown, the empty tree, wrong order, hashes of other lengths', () => {
  const root = rootOfRange([0, 7]);
  assert.deepEqual(rootFromSubtreeProof(7, [], [root], nodePrimitives), root);
  assert.deepEqual(rootFromSubtreeProof(0, [], [], nodePrimitives), emptyRoot(nodePrimitives));
  assert.equal(rootFromSubtreeProof(0, [], [root], nodePrimitives), undefined);
  const leaf = (index: number) => ({ index, hash: allLeaves[0]! });
  for (const leaves of [
    [leaf(7)],
    [leaf(-1)],
    [leaf(0.5)],
    [leaf(3), leaf(2)],
    [{ index: 0, hash: new Uint8Array(31) }],
  ]) {
    assert.equal(rootFromSubtreeProof(7, leaves, [], nodePrimitives), undefined);
  }
  assert.equal(rootFromSubtreeProof(2 ** 53, [], [root], nodePrimitives), undefined);
});

test('the split is the largest power of two below the width, to 2^53', () => {
  for (const [width, middle] of [
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 4],
    [2 ** 32, 2 ** 31],
    [2 ** 32 + 1, 2 ** 32],
    [2 ** 53 - 1, 2 ** 52],
  ]) {
    assert.equal(splitPoint(width!), middle);
  }
});
