// One EVM chain as its node tells it, and transactions to it (EIP-1559).
import { Transaction } from 'micro-eth-signer';
import { encodeHex, keccak256 } from '#verifier';
import type { Limits } from '../ask.ts';
import { AnchorTrouble } from '../port.ts';
import { readMembers, readNatural, readQuantity } from './answer.ts';
import type { EvmKeys } from './key.ts';
import { type Call, malformed, Rpc, RpcRefusal } from './rpc.ts';

export interface EvmPlace {
  readonly chainId: bigint;
  readonly rpc: string;
  /** Above it nothing is sent. */
  readonly mostFeeWei: bigint;
  readonly limits: Limits;
}

export interface Fee {
  readonly maxFeeWei: bigint;
  readonly priorityWei: bigint;
}

export interface Wish {
  readonly from: string;
  /** Absent: the transaction makes a contract. */
  readonly to?: string;
  readonly data: string;
  /** What is to be replaced: its nonce and the highest fee so far. */
  readonly instead?: { readonly nonce: number; readonly fee: Fee };
}

export interface SignedTransaction {
  /** Lower case, 0x. */
  readonly hash: string;
  readonly raw: string;
  readonly nonce: number;
  readonly fee: Fee;
}

/** A node estimates for the block of now; the proof's hashes cost the same in the next. */
const gasSparePercent = 25n;
const mostGas = 5_000_000n;

export class EvmChain {
  readonly #place: EvmPlace;
  readonly #rpc: Rpc;

  constructor(place: EvmPlace) {
    this.#place = place;
    this.#rpc = new Rpc(place.rpc, place.limits);
  }

  /** Asks all at once, and each time also which chain this is: a node that was set up anew is not written to. */
  async ask(...calls: Call[]): Promise<unknown[]> {
    const [chainId, ...answers] = await this.#rpc.all([['eth_chainId'], ...calls]);
    const told = readQuantity(chainId, 'eth_chainId');
    if (told === this.#place.chainId) return answers;
    throw new AnchorTrouble('ANCHOR_CHAIN_LIES', `this is chain ${told}, not ${this.#place.chainId}`);
  }

  async one(method: string, ...params: unknown[]): Promise<unknown> {
    const [answer] = await this.ask([method, ...params]);
    return answer;
  }

  /** Throws ANCHOR_TOO_DEAR and ANCHOR_OUT_OF_FUNDS; RpcRefusal where the call would be reverted. */
  async sign(wish: Wish, keys: EvmKeys): Promise<SignedTransaction> {
    const { from, to, data, instead } = wish;
    const call = { from, ...(to === undefined ? {} : { to }), data };
    const [estimate, count, balance, block, tip] = await this.ask(
      // Not of the block to come, where the letter that is to be replaced has done its work already.
      ['eth_estimateGas', call, 'latest'],
      ['eth_getTransactionCount', from, 'latest'],
      ['eth_getBalance', from, 'latest'],
      ['eth_getBlockByNumber', 'latest', false],
      ['eth_maxPriorityFeePerGas'],
    );
    const gas = (readQuantity(estimate, 'eth_estimateGas') * (100n + gasSparePercent)) / 100n;
    if (gas > mostGas) throw malformed(`${gas} gas for an anchor`);
    const fee = this.#fee(block, tip, instead?.fee);
    requireFunds(readQuantity(balance, 'eth_getBalance'), gas * fee.maxFeeWei, from);
    const nonce = instead?.nonce ?? readNatural(count, 'eth_getTransactionCount');
    const transaction = Transaction.prepare(
      {
        ...{ to: to ?? '0x', data, value: 0n, nonce: BigInt(nonce), chainId: this.#place.chainId },
        ...{ gasLimit: gas, maxFeePerGas: fee.maxFeeWei, maxPriorityFeePerGas: fee.priorityWei },
      },
      false,
    ).signBy(keys.secretOf(from), false);
    const hash = `0x${encodeHex(keccak256(transaction.toBytes()))}`;
    return { hash, raw: transaction.toHex(), nonce, fee };
  }

  /** Harmless where the chain has it already, or has gone on past its nonce. */
  async send({ hash, raw, nonce }: Omit<SignedTransaction, 'fee'>, from: string): Promise<void> {
    try {
      await this.one('eth_sendRawTransaction', raw);
    } catch (fault) {
      if (!(fault instanceof RpcRefusal)) throw fault;
      const [known, count] = await this.ask(
        ['eth_getTransactionByHash', hash],
        ['eth_getTransactionCount', from, 'latest'],
      );
      if (known === null && readNatural(count, 'eth_getTransactionCount') <= nonce) throw fault;
    }
  }

  #fee(block: unknown, tip: unknown, before: Fee | undefined): Fee {
    const base = readQuantity(readMembers(block, 'the block')['baseFeePerGas'], 'baseFeePerGas');
    const fee = feeOf(base, readQuantity(tip, 'eth_maxPriorityFeePerGas'), before);
    const { mostFeeWei } = this.#place;
    if (fee.maxFeeWei <= mostFeeWei) return fee;
    // What the next block takes is what counts: the double of it is only room to wait in.
    if (before === undefined && base + fee.priorityWei <= mostFeeWei)
      return { ...fee, maxFeeWei: mostFeeWei };
    const detail = `gas costs ${gwei(fee.maxFeeWei)} gwei now, and no more than ${gwei(mostFeeWei)} are to be paid`;
    throw new AnchorTrouble('ANCHOR_TOO_DEAR', detail);
  }
}

/** Room for the base fee to double (six full blocks); a replacement pays an eighth more of both, as every node asks. */
export function feeOf(baseFeeWei: bigint, tipWei: bigint, before: Fee | undefined): Fee {
  const now = { maxFeeWei: 2n * baseFeeWei + tipWei, priorityWei: tipWei };
  if (before === undefined) return now;
  const priorityWei = larger(now.priorityWei, anEighthMore(before.priorityWei));
  return {
    priorityWei,
    maxFeeWei: larger(larger(now.maxFeeWei, anEighthMore(before.maxFeeWei)), priorityWei),
  };
}

function anEighthMore(wei: bigint): bigint {
  return wei + wei / 8n + 1n;
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function requireFunds(balanceWei: bigint, neededWei: bigint, address: string): void {
  if (balanceWei >= neededWei) return;
  const detail = `${address} has ${gwei(balanceWei)} gwei, and the next anchor may cost ${gwei(neededWei)}: send it some`;
  throw new AnchorTrouble('ANCHOR_OUT_OF_FUNDS', detail);
}

function gwei(wei: bigint): string {
  return (Number(wei / 1_000n) / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 3 });
}
