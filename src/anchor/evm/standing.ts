// Which log on the chain is ours, and what the contract knows of it. Keys change, and its id stays that of the first.
import { AnchorTrouble, type Head } from '../port.ts';
import type { EvmChain, EvmPlace } from './chain.ts';
import { headCall, logIdOf, ownersCall, readHead, readOwners } from './contract.ts';
import type { EvmKeys } from './key.ts';

export interface EvmAnchoring extends EvmPlace {
  readonly chain: string;
  /** Lower case. */
  readonly contract: string;
  /** Where the log was opened with a key that this node does not hold; otherwise it follows from origin and key. */
  readonly log: string | null;
}

/** What the contract knows of the log. */
export interface Standing {
  readonly log: string;
  /** Whose key signs the next transaction. */
  readonly owner: string;
  readonly head: Head | null;
}

/** Of the logs that its keys may have opened, the one that is open. Throws ANCHOR_NOT_OWNER where that is another's. */
export async function standingOf(
  chain: EvmChain,
  place: EvmAnchoring,
  origin: string,
  keys: EvmKeys,
): Promise<Standing> {
  const addresses = keys.addresses();
  const [newest] = addresses;
  if (newest === undefined) throw new AnchorTrouble('ANCHOR_NOT_OWNER', 'there is no key for it yet');
  const logs = logsOf(place, origin, addresses);
  const answers = await view(
    chain,
    place,
    logs.flatMap((one) => [headCall(one), ownersCall(one)]),
  );
  for (const [at, log] of logs.entries()) {
    const { owner } = readOwners(answers[2 * at + 1]);
    if (owner === null) continue;
    if (!addresses.includes(owner))
      throw new AnchorTrouble(
        'ANCHOR_NOT_OWNER',
        `${owner} owns this log on the chain, and no key here is its`,
      );
    return { log, owner, head: readHead(answers[2 * at]) };
  }
  return { log: place.log ?? logIdOf(origin, newest), owner: newest, head: null };
}

export interface Ownership {
  readonly log: string;
  readonly owner: string;
  /** Whom the owner has proposed in its place. */
  readonly proposed: string | null;
}

/** Throws ANCHOR_NOT_OWNER where no key here owns the log on this chain. */
export async function ownershipOf(
  chain: EvmChain,
  place: EvmAnchoring,
  origin: string,
  keys: EvmKeys,
): Promise<Ownership> {
  const addresses = keys.addresses();
  const logs = logsOf(place, origin, addresses);
  const answers = await view(chain, place, logs.map(ownersCall));
  for (const [at, log] of logs.entries()) {
    const { owner, proposed } = readOwners(answers[at]);
    if (owner !== null && addresses.includes(owner)) return { log, owner, proposed };
  }
  throw new AnchorTrouble('ANCHOR_NOT_OWNER', 'no key of this node owns the log on this chain');
}

/** The one that is named, or those that the addresses would have opened. */
function logsOf({ log }: EvmAnchoring, origin: string, addresses: readonly string[]): string[] {
  return log === null ? addresses.map((address) => logIdOf(origin, address)) : [log];
}

/** The answers of the contract to these calls. */
function view(chain: EvmChain, { contract }: EvmAnchoring, calls: readonly string[]): Promise<unknown[]> {
  return chain.ask(...calls.map((data) => ['eth_call', { to: contract, data }, 'latest'] as const));
}
