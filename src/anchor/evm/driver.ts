// Anchors on an EVM chain: transactions to the contract, looked after until their block is deep enough, and the proof.
import type { EvmProof } from '#verifier';
import { anchorRuntimeCode } from '../../../contract/artifact.ts';
import {
  type AnchorDriver,
  AnchorTrouble,
  type Growth,
  type Head,
  type Letter,
  type Sight,
  type UnderWay,
} from '../port.ts';
import { readHex, readNatural, readMembers } from './answer.ts';
import { readSeenReceipt, type SeenReceipt } from './block.ts';
import { EvmChain, type EvmPlace } from './chain.ts';
import { anchorCall, headCall, logIdOf, openCall, ownersCall, readHead, readOwners } from './contract.ts';
import { findAnchored } from './find.ts';
import type { EvmKeys } from './key.ts';
import { receiptProof } from './prove.ts';
import { RpcRefusal } from './rpc.ts';

export interface EvmAnchoring extends EvmPlace {
  readonly chain: string;
  /** Lower case. */
  readonly contract: string;
  /** Where the log was opened with a key that this node does not hold; otherwise it follows from origin and key. */
  readonly log: string | null;
}

/** Proofs are shortest between sizes that are a multiple of a large power of two (measured: 15 % of the gas). */
const stride = 256;

export function evmDriver(place: EvmAnchoring, origin: string, keys: EvmKeys): AnchorDriver {
  const driver = new EvmDriver(place, origin, keys);
  return {
    chain: place.chain,
    stride,
    anchored: () => asTrouble(() => driver.anchored()),
    write: (growth, earlier, nowMs) => asTrouble(() => driver.write(growth, earlier, nowMs)),
    send: (letter) => asTrouble(() => driver.send(letter)),
    look: (underWay) => asTrouble(() => driver.look(underWay)),
    find: (head) => asTrouble(() => driver.find(head)),
    proof: (underWay) => asTrouble(() => driver.proof(underWay)),
  };
}

/** What the contract knows of the log. */
interface Standing {
  readonly log: string;
  /** Whose key signs the next transaction. */
  readonly owner: string;
  readonly head: Head | null;
}

class EvmDriver {
  readonly #place: EvmAnchoring;
  readonly #origin: string;
  readonly #keys: EvmKeys;
  readonly #chain: EvmChain;
  #codeIsChecked = false;

  constructor(place: EvmAnchoring, origin: string, keys: EvmKeys) {
    this.#place = place;
    this.#origin = origin;
    this.#keys = keys;
    this.#chain = new EvmChain(place);
  }

  async anchored(): Promise<Head | null> {
    await this.#checkCode();
    return (await this.#standing()).head;
  }

  async write(growth: Growth, earlier: readonly Letter[], nowMs: number): Promise<Letter> {
    const { log, owner } = await this.#standing();
    const { from, to } = growth;
    const data = from === null ? openCall(this.#origin, to) : anchorCall(log, from, growth);
    const last = earlier.at(-1);
    const instead = last === undefined ? {} : { instead: contentOf(last) };
    const signed = await this.#chain.sign(
      { from: owner, to: this.#place.contract, data, ...instead },
      this.#keys,
    );
    const { hash, raw, nonce, fee } = signed;
    return {
      id: hash,
      sentAtMs: nowMs,
      content: {
        ...{ raw, nonce, from: owner },
        ...{ maxFeeWei: String(fee.maxFeeWei), priorityWei: String(fee.priorityWei) },
      },
    };
  }

  async send(letter: Letter): Promise<void> {
    const { raw, nonce, from } = contentOf(letter);
    if (raw === null) throw new AnchorTrouble('ANCHOR_REFUSED', `${letter.id} was not written here`);
    await this.#chain.send({ hash: letter.id, raw, nonce }, from);
  }

  async look({ letters }: UnderWay): Promise<Sight> {
    const { raw, nonce, from } = contentOf(letters.at(-1)!);
    const [count, newest, ...known] = await this.#chain.ask(
      ['eth_getTransactionCount', from, 'latest'],
      ['eth_blockNumber'],
      ...letters.map(({ id }) => ['eth_getTransactionByHash', id] as const),
    );
    const used = readNatural(count, 'eth_getTransactionCount');
    // Asked after the count: what has used up the nonce before that is in a block by now.
    const receipt = await this.#receipt(letters);
    if (receipt !== undefined) return await this.#seen(receipt, readNatural(newest, 'eth_blockNumber'));
    if (raw === null) return { at: 'gone', why: 'the transaction that brought it is no longer there' };
    if (used > nonce) return { at: 'gone', why: `another transaction of ${from} has the nonce ${nonce}` };
    if (used < nonce) return { at: 'gone', why: `${from} is at nonce ${used} again, before ${nonce}` };
    return { at: known.some((one) => one !== null) ? 'waiting' : 'nowhere' };
  }

  async find(head: Head): Promise<Letter | undefined> {
    const { log, owner } = await this.#standing();
    const { contract } = this.#place;
    const hash = await findAnchored(this.#chain, { contract, log, head });
    // Of what was not written here, only the hash counts: it is there or it is not.
    const content = { raw: null, nonce: 0, from: owner, maxFeeWei: '0', priorityWei: '0' };
    return hash === undefined ? undefined : { id: hash, sentAtMs: 0, content };
  }

  async proof({ letters }: UnderWay): Promise<EvmProof> {
    const receipt = await this.#receipt(letters);
    if (receipt === undefined)
      throw new AnchorTrouble('ANCHOR_CHAIN_LIES', 'a receipt that was there is gone, and its block is not');
    const { log } = await this.#standing();
    const { contract } = this.#place;
    return await receiptProof(this.#chain, { ...receipt, contract, log });
  }

  async #receipt(letters: readonly Letter[]): Promise<SeenReceipt | undefined> {
    const answers = await this.#chain.ask(
      ...letters.map(({ id }) => ['eth_getTransactionReceipt', id] as const),
    );
    return answers
      .map((answer, at) => readSeenReceipt(answer, letters[at]!.id))
      .find((receipt) => receipt !== null);
  }

  async #seen({ blockHash, blockNumber, succeeded, hash }: SeenReceipt, newest: number): Promise<Sight> {
    const block = await this.#chain.one('eth_getBlockByNumber', `0x${blockNumber.toString(16)}`, false);
    const isThere =
      block !== null && readHex(readMembers(block, 'the block')['hash'], 'hash', 32) === blockHash;
    if (!isThere) return { at: 'waiting' };
    if (!succeeded) return { at: 'gone', why: `${hash} was reverted in block ${blockNumber}` };
    return { at: 'seen', where: blockHash, confirmations: Math.max(0, newest - blockNumber) };
  }

  async #checkCode(): Promise<void> {
    if (this.#codeIsChecked) return;
    const { contract } = this.#place;
    const code = readHex(await this.#chain.one('eth_getCode', contract, 'latest'), 'eth_getCode');
    if (code !== anchorRuntimeCode)
      throw new AnchorTrouble(
        'ANCHOR_CONTRACT_DIFFERS',
        `at ${contract} is not the contract of this version`,
      );
    this.#codeIsChecked = true;
  }

  /** Of the logs that its keys may have opened, the one that is open; keys change, and the id stays that of the first. */
  async #standing(): Promise<Standing> {
    const addresses = this.#keys.addresses();
    const [newest] = addresses;
    if (newest === undefined) throw new AnchorTrouble('ANCHOR_NOT_OWNER', 'there is no key for it yet');
    const { contract, log } = this.#place;
    const logs = log === null ? addresses.map((address) => logIdOf(this.#origin, address)) : [log];
    const calls = logs.flatMap((one) => [headCall(one), ownersCall(one)]);
    const answers = await this.#chain.ask(
      ...calls.map((data) => ['eth_call', { to: contract, data }, 'latest'] as const),
    );
    for (const [at, one] of logs.entries()) {
      const { owner } = readOwners(answers[2 * at + 1]);
      if (owner === null) continue;
      if (!addresses.includes(owner))
        throw new AnchorTrouble(
          'ANCHOR_NOT_OWNER',
          `${owner} owns this log on the chain, and no key here is its`,
        );
      return { log: one, owner, head: readHead(answers[2 * at]) };
    }
    return { log: log ?? logIdOf(this.#origin, newest), owner: newest, head: null };
  }
}

interface EvmContent {
  readonly raw: string | null;
  readonly nonce: number;
  readonly from: string;
  readonly fee: { readonly maxFeeWei: bigint; readonly priorityWei: bigint };
}

/** As `write` and `find` have made it. */
function contentOf({ content }: Letter): EvmContent {
  const { raw, nonce, from, maxFeeWei, priorityWei } = content;
  return {
    raw: raw === null ? null : String(raw),
    nonce: Number(nonce),
    from: String(from),
    fee: { maxFeeWei: BigInt(maxFeeWei ?? 0), priorityWei: BigInt(priorityWei ?? 0) },
  };
}

async function asTrouble<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof RpcRefusal)) throw fault;
    const isFunds = /insufficient funds/i.test(fault.message);
    throw new AnchorTrouble(isFunds ? 'ANCHOR_OUT_OF_FUNDS' : 'ANCHOR_REFUSED', fault.message);
  }
}
