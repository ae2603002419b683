// What anchors.json asks for: one wish for each place, made of members that have the right form.
import {
  chainOfLog,
  type CosignerKey,
  type LogKey,
  parseCosignerKey,
  parseLogKey,
  type Primitives,
} from '#verifier';
import type { Policy } from '../keeper/kept.ts';

interface Common {
  readonly chain: string;
  readonly policy: Policy;
}

export interface EvmWish extends Common {
  readonly kind: 'eip155';
  readonly chainId: bigint;
  readonly rpc: string;
  /** Lower case; null = not deployed yet. */
  readonly contract: string | null;
  readonly log: string | null;
  readonly mostFeeWei: bigint;
}

export interface LogWish extends Common {
  readonly kind: 'tlog';
  readonly url: string;
  readonly key: LogKey;
  readonly party: string;
  /** Of the environment variable with the API key, behind SELVEDGE_ANCHOR_KEY_. */
  readonly name: string;
}

export interface FileWish extends Common {
  readonly kind: 'file';
  readonly outbox: string;
  readonly inbox: string;
  readonly key: CosignerKey;
}

export type AnchorWish = EvmWish | LogWish | FileWish;

/** Members of the right form. */
export type Told = Record<string, string> &
  Record<'every' | 'look' | 'confirmations' | 'replaceAfter' | 'mostGwei', number | undefined>;

const usualMostGwei = 200;

/** undefined where the key is none, or not of that chain. */
export const wishes: {
  readonly [K in AnchorWish['kind']]: (told: Told, primitives: Primitives) => AnchorWish | undefined;
} = {
  eip155: (told) => ({
    ...{ kind: 'eip155', chain: told['chain']!, rpc: told['rpc']! },
    policy: policyOf(told, told.confirmations ?? 12, (told.replaceAfter ?? 300) * 1000),
    chainId: BigInt(told['chain']!.slice('eip155:'.length)),
    contract: told['contract']?.toLowerCase() ?? null,
    log: told['log']?.toLowerCase() ?? null,
    mostFeeWei: BigInt(told.mostGwei ?? usualMostGwei) * 1_000_000_000n,
  }),
  tlog: (told, primitives) => {
    const { chain = '', url = '', party = '' } = told;
    const key = parseLogKey(told['key']!, primitives);
    if (key === undefined || chainOfLog(key.name, primitives) !== chain) return undefined;
    const name = told['name'] ?? chain.slice('tlog:'.length).toUpperCase();
    const policy = policyOf(told, 0, null);
    return { kind: 'tlog', chain, policy, url: url.replace(/\/+$/, ''), key, party, name };
  },
  file: (told, primitives) => {
    const { chain = '', outbox = '', inbox = '' } = told;
    const key = parseCosignerKey(told['key']!, primitives);
    if (key === undefined) return undefined;
    return { kind: 'file', chain, policy: policyOf(told, 0, filesAgainAfterMs), outbox, inbox, key };
  },
};

/** A file that was lost on its way is put out again the next day. */
const filesAgainAfterMs = 24 * 3600 * 1000;

function policyOf({ every, look }: Told, confirmations: number, replaceAfterMs: number | null): Policy {
  return {
    everyMs: (every ?? 3600) * 1000,
    lookEveryMs: (look ?? 5) * 1000,
    ...{ confirmations, replaceAfterMs },
    ...{ waitMs: 5_000, longestWaitMs: 10 * 60_000 },
  };
}
