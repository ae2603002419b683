// The tree of receipts is built here and checked by the verifier, which shares no code with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeBase64, encodeHex, openAnchor, verifierKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { scalarBytes } from './answer.ts';
import { encodeRlp, receiptBytes } from './block.ts';
import { anchoredData, anchoredTopic } from './contract.ts';
import { receiptWay } from './trie.ts';

const contract = `0x${'12'.repeat(20)}`;
const log = `0x${'34'.repeat(32)}`;
const root = new Uint8Array(32).fill(5);
const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const key = verifierKey('log.example', publicKey, nodePrimitives);

/** As eth_getBlockReceipts tells it; the number makes each another. */
function receipt(number: number, type: number): object {
  const event = {
    address: contract,
    topics: [anchoredTopic, log],
    data: anchoredData({ size: number + 1, root }),
  };
  return {
    ...{ type: `0x${type.toString(16)}`, status: '0x1', logsBloom: `0x${'00'.repeat(256)}` },
    cumulativeGasUsed: `0x${(21_000 * (number + 1)).toString(16)}`,
    logs: [event],
  };
}

function header(receiptsRoot: Uint8Array): string {
  const hash = new Uint8Array(32);
  const fields = [hash, hash, new Uint8Array(20), hash, hash, receiptsRoot, new Uint8Array(256)];
  const numbers = [0n, 77n, 30_000_000n, 21_000n, 1_790_000_000n].map(scalarBytes);
  const rest = [new Uint8Array(0), hash, new Uint8Array(8), scalarBytes(7n)];
  return `0x${encodeHex(encodeRlp([...fields, ...numbers, ...rest]))}`;
}

test('of blocks of any length, the way to each receipt is taken by the verifier, and to no other', () => {
  const sizes = fc.oneof(
    fc.constantFrom(1, 2, 3, 15, 16, 17, 127, 128, 129, 130, 255, 256, 257),
    fc.nat({ max: 300 }).map((n) => n + 1),
  );
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat({ max: 4 }), (count, chosen, type) => {
      const receipts = Array.from({ length: count }, (_, at) => receiptBytes(receipt(at, type)));
      const index = chosen % count;
      const way = receiptWay(receipts, index);
      const proof = {
        ...{ contract, log, header: header(way.root), transaction: index, event: 0 },
        nodes: way.nodes.map((node) => `0x${encodeHex(node)}`),
      };
      const claim = { chain: 'eip155:1', size: index + 1, root: encodeBase64(root), proof };
      const opened = openAnchor(claim, key, nodePrimitives);
      assert.ok(opened.ok, JSON.stringify(opened));
      assert.equal(opened.anchor.block?.number, 77);
      const other = { ...claim, proof: { ...proof, transaction: index + 1 } };
      assert.equal(openAnchor(other, key, nodePrimitives).ok, false);
      assert.equal(openAnchor({ ...claim, size: index + 2 }, key, nodePrimitives).ok, false);
    }),
    { numRuns: 60 },
  );
});
