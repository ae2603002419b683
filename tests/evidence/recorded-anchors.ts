// vectors/anchor/evm.json: anchors of the chains of chain.ts as a real EVM made them, with the hashes of their blocks.
// Written anew with `SELVEDGE_WRITE_VECTORS=1 node --test tests/evidence/anchors.test.ts`, which needs an anvil.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consistencyRanges, encodeBase64, encodeHex, rootOfLeaves, type AnchorClaim } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import {
  type AnchorHead,
  anchorCall,
  deployAnchor,
  logIdOf,
  openCall,
} from '../../contract/testing/anchoring.ts';
import { startAnvil, type TestChain } from '../../contract/testing/anvil.ts';
import { receiptOf, submit, transact, type Wallet } from '../../contract/testing/wallet.ts';
import { headerBytes, receiptBytes } from '../../src/anchor/evm/block.ts';
import { receiptWay } from '../../src/anchor/evm/trie.ts';
import { honestChain, smallChain } from './chain.ts';
import type { SmallWorld } from './world.ts';

export interface RecordedAnchors {
  /** Of honestChain at 5 entries, alone in its block. */
  readonly alone: AnchorClaim;
  /** Of honestChain at 9 entries, number 129 of its block. */
  readonly amongMany: AnchorClaim;
  /** Of smallChain at 3 entries, number 130 of the same block. */
  readonly small: AnchorClaim;
  /** `eip155:31337/2` -> hash. */
  readonly blocks: Readonly<Record<string, string>>;
}

const path = join(import.meta.dirname, '../../vectors/anchor/evm.json');
const chainName = 'eip155:31337';
/** Later than any day on which the chain is made: anvil begins with the machine's clock. */
const atSeconds = Date.UTC(2030, 0, 1) / 1000;

export function recordedAnchors(): RecordedAnchors {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export async function recordAnchors(): Promise<void> {
  const chain = await startAnvil();
  try {
    writeFileSync(path, `${JSON.stringify(await recorded(chain), null, 1)}\n`);
  } finally {
    await chain.stop();
  }
}

async function recorded(chain: TestChain): Promise<RecordedAnchors> {
  const [owner, other, crowd] = [await chain.wallet(), await chain.wallet(), await chain.wallet()];
  const contract = await deployAnchor(chain, owner);
  const [honest, small] = [honestChain().world, smallChain()];
  await chain.rpc('evm_setNextBlockTimestamp', atSeconds);
  const opened = await transact(chain, owner, openCall(contract, honest.origin, headOf(honest, 5)));
  const honestLog = await logIdOf(chain, contract, honest.origin, owner.address);
  const smallLog = await logIdOf(chain, contract, small.origin, other.address);
  await chain.rpc('evm_setNextBlockTimestamp', atSeconds + 3600);
  await fill(chain, crowd, 129, 3);
  const grown = await submit(chain, owner, { ...growCall(contract, honestLog, honest, 5, 9), ...fee(2) });
  const first = await submit(chain, other, {
    ...openCall(contract, small.origin, headOf(small, 3)),
    ...fee(9),
  });
  await chain.mine();
  const about = { chain, contract };
  const anchors = {
    alone: await claimOf(about, opened.transactionHash, honestLog, headOf(honest, 5), 1),
    amongMany: await claimOf(about, grown, honestLog, headOf(honest, 9), 0),
    small: await claimOf(about, first, smallLog, headOf(small, 3), 1),
  };
  const seen = [opened, await receiptOf(chain, grown)];
  const blocks = seen.map(({ blockNumber, blockHash }) => [`${chainName}/${blockNumber}`, blockHash]);
  return { ...anchors, blocks: Object.fromEntries(blocks) };
}

/** Blocks are ordered by what is offered for a place in them. */
function fee(gwei: number): { priorityFeePerGasWei: bigint } {
  return { priorityFeePerGasWei: BigInt(gwei) * 1_000_000_000n };
}

async function fill(chain: TestChain, wallet: Wallet, count: number, gwei: number): Promise<void> {
  for (let nonce = 0; nonce < count; nonce += 1)
    await submit(chain, wallet, { to: wallet.address, data: '0x', nonce, gasLimit: 21_000, ...fee(gwei) });
}

function headOf(world: SmallWorld, size: number): AnchorHead {
  return { size: BigInt(size), root: rootOfLeaves(world.leaves().slice(0, size), nodePrimitives) };
}

function growCall(
  to: string,
  log: Uint8Array,
  world: SmallWorld,
  older: number,
  newer: number,
): ReturnType<typeof anchorCall> {
  const leaves = world.leaves();
  const proof = consistencyRanges(older, newer).map(([lo, hi]) =>
    rootOfLeaves(leaves.slice(lo, hi), nodePrimitives),
  );
  return anchorCall(to, log, {
    ...{ olderSize: older, newerSize: newer, proof },
    olderRoot: headOf(world, older).root,
    newerRoot: headOf(world, newer).root,
  });
}

async function claimOf(
  { chain, contract }: { chain: TestChain; contract: string },
  hash: string,
  log: Uint8Array,
  { size, root }: AnchorHead,
  event: number,
): Promise<AnchorClaim> {
  const receipt = (await chain.rpc('eth_getTransactionReceipt', hash)) as Record<string, string>;
  const blockHash = String(receipt['blockHash']);
  const block = (await chain.rpc('eth_getBlockByHash', blockHash, false)) as Record<string, unknown>;
  const receipts = (await chain.rpc('eth_getBlockReceipts', receipt['blockNumber'])) as unknown[];
  const transaction = Number(receipt['transactionIndex']);
  const { nodes } = receiptWay(receipts.map(receiptBytes), transaction);
  return {
    chain: chainName,
    size: Number(size),
    root: encodeBase64(root),
    proof: {
      contract: contract.toLowerCase(),
      log: hex(log),
      header: hex(headerBytes(block, blockHash)),
      ...{ transaction, event, nodes: nodes.map(hex) },
    },
  };
}

function hex(bytes: Uint8Array): string {
  return `0x${encodeHex(bytes)}`;
}
