// A transaction as the keeper keeps it: a letter whose content only this driver reads.
import type { Letter } from '../port.ts';
import type { Fee, SignedTransaction } from './chain.ts';

export interface EvmContent {
  /** null where it was found on the chain and not written here. */
  readonly raw: string | null;
  readonly nonce: number;
  readonly from: string;
  readonly fee: Fee;
}

export function letterOf(
  { hash, raw, nonce, fee }: SignedTransaction,
  from: string,
  sentAtMs: number,
): Letter {
  const { maxFeeWei, priorityWei } = fee;
  return {
    id: hash,
    sentAtMs,
    content: { raw, nonce, from, maxFeeWei: String(maxFeeWei), priorityWei: String(priorityWei) },
  };
}

/** Of what was not written here, only the hash counts: it is there or it is not. */
export function foundLetter(hash: string, from: string): Letter {
  return { id: hash, sentAtMs: 0, content: { raw: null, nonce: 0, from, maxFeeWei: '0', priorityWei: '0' } };
}

/** As the two above have made it. */
export function contentOf({ content }: Letter): EvmContent {
  const { raw, nonce, from, maxFeeWei, priorityWei } = content;
  return {
    raw: raw === null ? null : String(raw),
    nonce: Number(nonce),
    from: String(from),
    fee: { maxFeeWei: BigInt(maxFeeWei ?? 0), priorityWei: BigInt(priorityWei ?? 0) },
  };
}
