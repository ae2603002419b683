// Keepers for the places that anchors.json names.
import { openAnchor } from '#verifier';
import type { World } from '../flow/world.ts';
import type { UnderWayTable } from '../store/under-way.ts';
import { type Limits, usualLimits } from './ask.ts';
import type { AnchorWish, EvmWish } from './config.ts';
import { type AnchoredLog, type AnchorNews, Keeper, type KeeperTools } from './keeper/keeper.ts';
import type { Policy } from './keeper/kept.ts';
import { type AnchorDriver, AnchorTrouble } from './port.ts';

export interface AnchoringTools {
  readonly world: World;
  readonly log: AnchoredLog;
  readonly underWay: UnderWayTable;
  /** API keys for other logs, from the environment. */
  apiKey(name: string): string | undefined;
  report(news: AnchorNews): void;
  readonly limits?: Limits;
}

/** `change`: of the policies that the file gives. What only one kind of place needs is loaded only for it. */
export async function openKeepers(
  wishes: readonly AnchorWish[],
  tools: AnchoringTools,
  change: Partial<Policy> = {},
): Promise<Keeper[]> {
  const keepers: Keeper[] = [];
  for (const wish of wishes) {
    const driver = await openDriver(wish, tools);
    keepers.push(new Keeper(driver, keeperTools(tools), { ...wish.policy, ...change }));
  }
  return keepers;
}

export async function openDriver(wish: AnchorWish, tools: AnchoringTools): Promise<AnchorDriver> {
  const { world, log, limits = usualLimits } = tools;
  switch (wish.kind) {
    case 'eip155':
      return await evmDriverOf(wish, tools, limits);
    case 'tlog': {
      const { logDriver } = await import('./log/driver.ts');
      const apiKey = tools.apiKey(wish.name);
      if (apiKey === undefined) return unusable(wish.chain, `set SELVEDGE_ANCHOR_KEY_${wish.name}`);
      return logDriver({ ...wish, apiKey, limits }, log.origin);
    }
    case 'file': {
      const { fileDriver } = await import('./file/driver.ts');
      const leftAside = (file: string, why: string): void =>
        tools.report({ chain: wish.chain, about: 'left aside', file, detail: why });
      const { primitives, clock } = world;
      return fileDriver(wish, {
        ...{ log: log.head().key, primitives, leftAside },
        nowMs: () => clock.nowMs(),
      });
    }
  }
}

async function evmDriverOf(
  wish: EvmWish,
  { world, log }: AnchoringTools,
  limits: Limits,
): Promise<AnchorDriver> {
  const [{ evmDriver }, { evmKeys }] = await Promise.all([import('./evm/driver.ts'), import('./evm/key.ts')]);
  const { contract } = wish;
  if (contract === null)
    return unusable(wish.chain, 'no contract is named: `selvedge anchor deploy` makes one');
  return evmDriver({ ...wish, contract, limits }, log.origin, evmKeys(world.vault, log.origin));
}

function keeperTools({ world, log, underWay, report }: AnchoringTools): KeeperTools {
  return {
    ...{ log, underWay, report },
    settled: world.anchored,
    nowMs: () => world.clock.nowMs(),
    verify: (anchor) => {
      const opened = openAnchor(anchor, log.head().key, world.primitives);
      return opened.ok ? undefined : opened.refusal.detail;
    },
  };
}

/** The others go on, and the list of anchors says what this one wants. */
function unusable(chain: string, detail: string): AnchorDriver {
  const say = (): never => {
    throw new AnchorTrouble('ANCHOR_NOT_SET_UP', detail);
  };
  return {
    ...{ chain, stride: 1 },
    anchored: async () => say(),
    write: async () => say(),
    send: async () => say(),
    look: async () => say(),
    find: async () => say(),
    proof: async () => say(),
  };
}
