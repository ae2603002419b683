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
import { EvmChain } from './chain.ts';
import { anchorCall, openCall } from './contract.ts';
import { findAnchored } from './find.ts';
import type { EvmKeys } from './key.ts';
import { contentOf, foundLetter, letterOf } from './letter.ts';
import { receiptProof } from './prove.ts';
import { RpcRefusal } from './rpc.ts';
import { type EvmAnchoring, type Standing, standingOf } from './standing.ts';

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
    return letterOf(signed, owner, nowMs);
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
    return hash === undefined ? undefined : foundLetter(hash, owner);
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

  #standing(): Promise<Standing> {
    return standingOf(this.#chain, this.#place, this.#origin, this.#keys);
  }
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
