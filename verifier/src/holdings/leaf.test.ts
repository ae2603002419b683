// The bytes of holdings.md, put together a second time.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { nodePrimitives } from '../../node/primitives.ts';
import { purePrimitives } from '../primitives/pure.ts';
import { chainAfter, deltaOf, holdingsLeaf, sealedTotals, voidLeaf } from './leaf.ts';

const secret = Uint8Array.from({ length: 16 }, (_, at) => at + 1);
const chain = new Uint8Array(32).fill(7);
const sealed = new Uint8Array(32).fill(8);
const most = Number.MAX_SAFE_INTEGER;

function sha256(...parts: (Uint8Array | number[])[]): string {
  return createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest('hex');
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

for (const [name, primitives] of Object.entries({ nodePrimitives, purePrimitives })) {
  test(`every hash is over the bytes that the protocol names (${name})`, () => {
    for (const [produced, consumed, unknown, claimed] of [
      [0, 0, 0, 0],
      [1, 2, 3, 4],
      [most, 2 ** 32, 2 ** 32 - 1, 2 ** 31],
    ] as const) {
      const totals = { dimension: 1, produced, consumed, unknown, claimed };
      const amounts = [produced, consumed, unknown, claimed];
      assert.equal(hex(sealedTotals(secret, totals, primitives)), sha256(secret, [1], ...amounts.map(int64)));
      const change = { produced: -produced, consumed, unknown: -unknown, claimed };
      assert.equal(
        hex(deltaOf(secret, change, primitives)),
        sha256(secret, ...[-produced, consumed, -unknown, claimed].map(int64)),
      );
    }
    assert.equal(hex(chainAfter(chain, 5, sealed, primitives)), sha256([2], chain, int64(5), sealed));
    assert.equal(
      hex(holdingsLeaf(9, { count: 2, last: 2 ** 40, chain }, sealed, primitives)),
      sha256([0], int64(9), int64(2), int64(2 ** 40), chain, sealed),
    );
    assert.equal(hex(voidLeaf(9, primitives)), sha256([0], int64(9), Buffer.alloc(80)));
  });
}

test('what cannot be right throws', () => {
  const totals = { dimension: 1, produced: 1, consumed: 1, unknown: 0, claimed: 0 };
  const wrong: (() => unknown)[] = [
    () => sealedTotals(secret.subarray(1), totals, nodePrimitives),
    () => sealedTotals(secret, { ...totals, consumed: -1 }, nodePrimitives),
    () => sealedTotals(secret, { ...totals, produced: 0.5 }, nodePrimitives),
    () => deltaOf(secret, { ...totals, produced: 2 ** 53 }, nodePrimitives),
    () => chainAfter(chain.subarray(1), 5, sealed, nodePrimitives),
    () => holdingsLeaf(-1, { count: 1, last: 1, chain }, sealed, nodePrimitives),
  ];
  for (const one of wrong) assert.throws(one, RangeError);
});
