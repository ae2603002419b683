import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rootFromSubtreeProof, rootOfLeaves, subtreeProofRanges } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { decodeArrays, encodeArrays } from '../lot/snapshot.ts';
import { DenseTree } from './dense-tree.ts';

const leafOf = (word: number): Uint8Array => nodePrimitives.sha256(Uint8Array.of(word >> 8, word & 0xff));

/** What a batch does: the tree grows by so many leaves, and these of the old ones are set anew. */
const batch = fc.record({
  grows: fc.nat(40),
  changes: fc.array(fc.nat(2_000), { maxLength: 20 }),
  salt: fc.nat(60_000),
});

function update(
  tree: DenseTree,
  leaves: Uint8Array[],
  { grows, changes, salt }: { grows: number; changes: number[]; salt: number },
): void {
  const before = leaves.length;
  const changed = new Set(before === 0 ? [] : changes.map((at) => at % before));
  for (let at = before; at < before + grows; at += 1) changed.add(at);
  tree.growTo(before + grows);
  for (const at of changed) {
    leaves[at] = leafOf((salt + at) % 65_536);
    tree.setLeaf(at, leaves[at]);
  }
  for (const _pause of tree.updating(Uint32Array.from(changed).sort()));
}

test('any batches give the tree of RFC 6962, and its proofs', () => {
  fc.assert(
    fc.property(
      fc.array(batch, { maxLength: 6 }),
      fc.array(fc.nat(2_000), { maxLength: 8 }),
      (batches, asked) => {
        const tree = new DenseTree(nodePrimitives);
        const leaves: Uint8Array[] = [];
        for (const one of batches) {
          update(tree, leaves, one);
          assert.deepEqual(Buffer.from(tree.root()), Buffer.from(rootOfLeaves(leaves, nodePrimitives)));
        }
        assert.equal(tree.size, leaves.length);
        const indexes =
          leaves.length === 0
            ? []
            : [...new Set(asked.map((at) => at % leaves.length))].sort((a, b) => a - b);
        const proof = subtreeProofRanges(tree.size, indexes).map(([lo, hi]) => tree.range(lo, hi));
        assert.deepEqual(Buffer.from(tree.proof(Uint32Array.from(indexes))), Buffer.concat(proof));
        const shown = indexes.map((index) => ({ index, hash: leaves[index]! }));
        const root = rootFromSubtreeProof(tree.size, shown, proof, nodePrimitives);
        assert.deepEqual(Buffer.from(root!), Buffer.from(tree.root()));
        const written = new Uint8Array(Buffer.concat(encodeArrays(tree.snapshot())));
        const again = DenseTree.restore(decodeArrays(written), nodePrimitives);
        update(tree, leaves, { grows: 3, changes: [1], salt: 7 });
        update(again, leaves.slice(0, -3), { grows: 3, changes: [1], salt: 7 });
        assert.deepEqual(Buffer.from(again.root()), Buffer.from(tree.root()));
      },
    ),
  );
});

test('the leaves in which two trees differ', () => {
  const [one, other] = [new DenseTree(nodePrimitives), new DenseTree(nodePrimitives)];
  const leaves: Uint8Array[] = [];
  update(one, leaves, { grows: 37, changes: [], salt: 0 });
  update(other, leaves.slice(0, 0), { grows: 37, changes: [], salt: 0 });
  assert.deepEqual(one.differences(other), []);
  for (const at of [0, 17, 36]) other.setLeaf(at, leafOf(9_999));
  for (const _pause of other.updating(Uint32Array.of(0, 17, 36)));
  assert.deepEqual(one.differences(other), [0, 17, 36]);
  assert.deepEqual(other.differences(one), [0, 17, 36]);
});
