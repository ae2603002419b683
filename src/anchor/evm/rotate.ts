// Hands the log over from one key of the node to another: the old one proposes, the new one accepts.
import { setTimeout as wait } from 'node:timers/promises';
import { AnchorTrouble } from '../port.ts';
import { readMembers } from './answer.ts';
import { EvmChain } from './chain.ts';
import { acceptCall, proposeCall } from './contract.ts';
import type { EvmKeys } from './key.ts';
import { type EvmAnchoring, type Ownership, ownershipOf } from './standing.ts';

export interface RotateOptions {
  /** Is told what is done, before it is. */
  doing(sentence: string): void;
  readonly untilMs: number;
  readonly lookEveryMs: number;
  nowMs(): number;
}

export interface Rotated {
  readonly log: string;
  /** Lower case. */
  readonly owner: string;
}

/** Makes `next` the owner in the contract. What was done before it was broken off is not done again. */
export async function rotateOwner(
  place: EvmAnchoring,
  origin: string,
  keys: EvmKeys,
  next: string,
  options: RotateOptions,
): Promise<Rotated> {
  const rotation = new Rotation(place, keys, options);
  const { log, owner, proposed } = await rotation.ownership(origin);
  if (owner === next) return { log, owner };
  if (proposed !== next) await rotation.transact(owner, proposeCall(log, next), `${owner} proposes ${next}`);
  await rotation.transact(next, acceptCall(log), `${next} accepts`);
  return { log, owner: next };
}

class Rotation {
  readonly #place: EvmAnchoring;
  readonly #keys: EvmKeys;
  readonly #options: RotateOptions;
  readonly #chain: EvmChain;

  constructor(place: EvmAnchoring, keys: EvmKeys, options: RotateOptions) {
    this.#place = place;
    this.#keys = keys;
    this.#options = options;
    this.#chain = new EvmChain(place);
  }

  ownership(origin: string): Promise<Ownership> {
    return ownershipOf(this.#chain, this.#place, origin, this.#keys);
  }

  async transact(from: string, data: string, sentence: string): Promise<void> {
    const { doing, untilMs, lookEveryMs, nowMs } = this.#options;
    const signed = await this.#chain.sign({ from, to: this.#place.contract, data }, this.#keys);
    doing(`${sentence}: ${signed.hash}`);
    await this.#chain.send(signed, from);
    while (nowMs() < untilMs) {
      const receipt = await this.#chain.one('eth_getTransactionReceipt', signed.hash);
      if (receipt !== null) return requireSuccess(readMembers(receipt, 'the receipt'), signed.hash);
      await wait(lookEveryMs);
    }
    throw new AnchorTrouble('ANCHOR_UNREACHABLE', `no block holds ${signed.hash} yet: begin again later`);
  }
}

function requireSuccess(receipt: Record<string, unknown>, hash: string): void {
  if (receipt['status'] !== '0x1') throw new AnchorTrouble('ANCHOR_REFUSED', `${hash} was reverted`);
}
