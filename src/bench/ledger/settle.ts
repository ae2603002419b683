// Heads of a node's log on a chain of the bench's own: how long until they have settled, and what they cost.
import { setTimeout as wait } from 'node:timers/promises';
import { startAnvil, type TestChain } from '../../../contract/testing/anvil.ts';
import { deployAnchor } from '../../../contract/testing/anchoring.ts';
import { makeEvmKey } from '../../anchor/evm/key.ts';
import type { Keeper } from '../../anchor/keeper/keeper.ts';
import { openKeepers } from '../../anchor/open.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Data } from '../../store/data.ts';
import { openUnderWay } from '../../store/under-way.ts';
import { median } from '../rounds.ts';

export interface Settled {
  /** Median, from a head that is due to its proof. */
  readonly settledMs: number;
  /** Of the first head, and the median of those after it. */
  readonly gas: { readonly open: number; readonly anchor: number };
}

const heads = 3;
const entriesAHead = 256;
const patienceMs = 30_000;
const tenEther = `0x${(10n ** 19n).toString(16)}`;

/** A chain with a block a second; one block on top is enough. */
export async function settled(node: SelvedgeNode, data: Data): Promise<Settled> {
  const chain = await startAnvil({ blocks: 1 });
  try {
    const contract = (await deployAnchor(chain, await chain.wallet())).toLowerCase();
    const address = makeEvmKey(data.world.vault, node.origin);
    await chain.rpc('anvil_setBalance', address, tenEther);
    const keeper = await keeperOn(chain, contract, node, data);
    const [times, gas]: [number[], number[]] = [[], []];
    for (let head = 0; head < heads; head += 1) {
      for (let entry = 0; entry < entriesAHead; entry += 1)
        await node.admitParty({ name: `Party ${head} ${entry}`, country: 'IN' });
      times.push(await untilSettled(keeper));
      gas.push((await gasBy(chain, address)) - gas.reduce((sum, one) => sum + one, 0));
    }
    return { settledMs: median(times), gas: { open: gas[0]!, anchor: median(gas.slice(1)) } };
  } finally {
    await chain.stop();
  }
}

async function keeperOn(chain: TestChain, contract: string, node: SelvedgeNode, data: Data): Promise<Keeper> {
  const looks = { everyMs: 0, lookEveryMs: 20, waitMs: 20, longestWaitMs: 20 };
  const [keeper] = await openKeepers(
    [
      {
        ...{
          kind: 'eip155',
          chain: `eip155:${chain.chainId}`,
          chainId: BigInt(chain.chainId),
          rpc: chain.url,
        },
        ...{ contract, log: null, mostFeeWei: 10n ** 12n },
        policy: { ...looks, confirmations: 1, replaceAfterMs: null },
      },
    ],
    {
      ...{ world: data.world, log: node, underWay: openUnderWay(data.database) },
      apiKey: () => undefined,
      report: () => {},
    },
  );
  return keeper!;
}

async function untilSettled(keeper: Keeper): Promise<number> {
  const startedAt = performance.now();
  while ((await keeper.step()).do !== 'settle') {
    if (performance.now() - startedAt > patienceMs)
      throw new Error('the anchor of the bench does not settle');
    await wait(20);
  }
  return performance.now() - startedAt;
}

/** Of all transactions that the address has sent. */
async function gasBy(chain: TestChain, address: string): Promise<number> {
  const newest = Number(await chain.rpc('eth_blockNumber'));
  let gas = 0;
  for (let number = 0; number <= newest; number += 1) {
    const block = (await chain.rpc('eth_getBlockByNumber', `0x${number.toString(16)}`, true)) as {
      transactions: { from: string }[];
      gasUsed: string;
    };
    if (block.transactions.some(({ from }) => from === address)) gas += Number(block.gasUsed);
  }
  return gas;
}
