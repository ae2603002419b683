// A log with a place to anchor it at: a chain of its own, a key with ether, the contract, a keeper without patience.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { noAnvil, startAnvil, type TestChain } from '../../contract/testing/anvil.ts';
import { deployAnchor } from '../../contract/testing/anchoring.ts';
import type { EvmWish } from '../../src/anchor/config.ts';
import { makeEvmKey } from '../../src/anchor/evm/key.ts';
import type { Step } from '../../src/anchor/keeper/decide.ts';
import type { AnchorNews, Keeper } from '../../src/anchor/keeper/keeper.ts';
import type { Policy } from '../../src/anchor/keeper/kept.ts';
import { openKeepers } from '../../src/anchor/open.ts';
import { openUnderWay } from '../../src/store/under-way.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';

export const skip: string | false = noAnvil;

/** Every look is due, and nothing is waited for. */
export const hasty: Policy = {
  ...{ everyMs: 0, confirmations: 1, replaceAfterMs: null },
  ...{ lookEveryMs: 0, waitMs: 0, longestWaitMs: 0 },
};

export interface Stage {
  world: TestWorld;
  chain: TestChain;
  contract: string;
  address: string;
  news: AnchorNews[];
  wish: EvmWish;
  keeper(change?: Partial<EvmWish>, policy?: Partial<Policy>): Promise<Keeper>;
  /** Makes the log longer; its size. */
  grow(parties?: number): Promise<number>;
  settled(): { size: number; chain: string }[];
  fund(ether: number): Promise<void>;
}

/** Ends with the test `t`, however that ends. */
export async function openStage(
  t: TestContext,
  options: { funded?: boolean; chain?: TestChain } = {},
): Promise<Stage> {
  const world = await openTestWorld();
  t.after(() => world.close());
  const chain = options.chain ?? (await startAnvil());
  t.after(() => chain.stop());
  const address = makeEvmKey(world.world.vault, world.node.origin);
  const contract = (await deployAnchor(chain, await chain.wallet())).toLowerCase();
  const news: AnchorNews[] = [];
  const wish: EvmWish = {
    ...{ kind: 'eip155', chain: `eip155:${chain.chainId}`, chainId: BigInt(chain.chainId) },
    ...{ rpc: chain.url, contract, log: null, mostFeeWei: 1_000_000_000_000n, policy: hasty },
  };
  const fund = (ether: number): Promise<void> =>
    chain
      .rpc('anvil_setBalance', address, `0x${(BigInt(ether * 1_000) * 10n ** 15n).toString(16)}`)
      .then(() => {});
  if (options.funded !== false) await fund(10);
  let named = 0;
  return {
    ...{ world, chain, contract, address, news, wish, fund },
    keeper: async (change = {}, policy = {}) => {
      const tools = {
        ...{ world: world.world, log: world.node, apiKey: () => undefined },
        underWay: openUnderWay(world.data.database),
        report: (one: AnchorNews) => void news.push(one),
        limits: { timeoutMs: 500, mostBytes: 1_000_000 },
      };
      const [keeper] = await openKeepers([{ ...wish, ...change }], tools, policy);
      assert.ok(keeper);
      return keeper;
    },
    grow: async (parties = 1) => {
      for (let at = 0; at < parties; at += 1) {
        named += 1;
        await admit(world.node, `Party ${named}`);
      }
      return world.node.head().size;
    },
    settled: () => world.world.anchored.newest(Number.MAX_SAFE_INTEGER),
  };
}

/** Steps until one does `what`; each step gets a block first if `mining`. */
export async function until(
  keeper: Keeper,
  what: Step['do'],
  { mine, most = 20 }: { mine?: TestChain; most?: number } = {},
): Promise<string[]> {
  const done: string[] = [];
  for (let at = 0; at < most; at += 1) {
    done.push((await keeper.step()).do);
    if (done.at(-1) === what) return done;
    await mine?.mine();
  }
  throw new assert.AssertionError({
    message: `no ${what} among ${done.join(', ')}; ${JSON.stringify(keeper.kept.trouble)}`,
  });
}
