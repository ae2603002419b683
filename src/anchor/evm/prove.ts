// The proof that a block holds the event: header, receipt, and the way from one to the other.
import { encodeHex, equalBytes, type EvmProof } from '#verifier';
import { AnchorTrouble } from '../port.ts';
import { type Members, readBytes, readHex, readList, readMembers } from './answer.ts';
import { headerBytes, receiptBytes, type SeenReceipt } from './block.ts';
import type { EvmChain } from './chain.ts';
import { anchoredTopic } from './contract.ts';
import { RpcRefusal } from './rpc.ts';
import { receiptWay } from './trie.ts';

interface Proven extends SeenReceipt {
  readonly contract: string;
  readonly log: string;
}

/** Throws ANCHOR_CHAIN_LIES where what the chain tells of the block does not fit together. */
export async function receiptProof(chain: EvmChain, proven: Proven): Promise<EvmProof> {
  const { blockHash, index, contract, log } = proven;
  const answer = await chain.one('eth_getBlockByHash', blockHash, false);
  if (answer === null) throw lie(`block ${blockHash} is not there`);
  const block = readMembers(answer, 'the block');
  const header = headerBytes(block, blockHash);
  const receipts = await receiptsOf(chain, block, blockHash);
  const own = receipts[index];
  if (own === undefined) throw lie(`block ${blockHash} has no transaction ${index}`);
  const { root, nodes } = receiptWay(receipts.map(receiptBytes), index);
  if (!equalBytes(root, readBytes(block['receiptsRoot'], 'receiptsRoot', 32)))
    throw lie(`the receipts of block ${blockHash} are not those under its root`);
  return {
    ...{ contract, log, header: hexOf(header), transaction: index },
    event: eventIn(own, proven),
    nodes: nodes.map(hexOf),
  };
}

/** Number of the event among the logs of its receipt. */
function eventIn(receipt: unknown, { contract, log, hash }: Proven): number {
  const logs = readList(readMembers(receipt, 'the receipt')['logs'], 'logs').map((one) =>
    readMembers(one, 'a log'),
  );
  const at = logs.findIndex((one) => {
    const topics = readList(one['topics'], 'topics');
    return (
      readHex(one['address'], 'address', 20) === contract && topics[0] === anchoredTopic && topics[1] === log
    );
  });
  if (at === -1) throw lie(`${hash} has no event of this log`);
  return at;
}

const receiptsAtOnce = 50;

/** In one answer where the node knows how, otherwise one by one. */
async function receiptsOf(chain: EvmChain, block: Members, blockHash: string): Promise<unknown[]> {
  try {
    return readList(await chain.one('eth_getBlockReceipts', blockHash), 'eth_getBlockReceipts');
  } catch (fault) {
    if (!(fault instanceof RpcRefusal)) throw fault;
  }
  const hashes = readList(block['transactions'], 'transactions').map((hash) =>
    readHex(hash, 'a transaction', 32),
  );
  const receipts: unknown[] = [];
  for (let at = 0; at < hashes.length; at += receiptsAtOnce) {
    const calls = hashes.slice(at, at + receiptsAtOnce);
    receipts.push(...(await chain.ask(...calls.map((hash) => ['eth_getTransactionReceipt', hash] as const))));
  }
  return receipts;
}

function lie(detail: string): AnchorTrouble {
  return new AnchorTrouble('ANCHOR_CHAIN_LIES', detail);
}

function hexOf(bytes: Uint8Array): string {
  return `0x${encodeHex(bytes)}`;
}
