// Puts the anchor contract on a chain. Nobody owns it, so one for each chain is enough for any number of logs.
import { setTimeout as wait } from 'node:timers/promises';
import { anchorCreationCode, anchorRuntimeCode } from '../../../contract/artifact.ts';
import { AnchorTrouble } from '../port.ts';
import { readHex, readMembers } from './answer.ts';
import { EvmChain, type EvmPlace } from './chain.ts';
import type { EvmKeys } from './key.ts';

export interface Deployed {
  /** Lower case. */
  readonly contract: string;
  readonly transaction: string;
}

export interface DeployOptions {
  /** Is told the transaction's hash before it leaves: should nobody wait for its block, it can be looked for. */
  sending(transaction: string): void;
  readonly untilMs: number;
  readonly lookEveryMs: number;
  nowMs(): number;
}

/** Answers when a block holds it and its code is the right one; throws AnchorTrouble where that takes too long. */
export async function deployContract(
  place: EvmPlace,
  keys: EvmKeys,
  from: string,
  options: DeployOptions,
): Promise<Deployed> {
  const chain = new EvmChain(place);
  const signed = await chain.sign({ from, data: anchorCreationCode }, keys);
  options.sending(signed.hash);
  await chain.send(signed, from);
  while (options.nowMs() < options.untilMs) {
    const receipt = await chain.one('eth_getTransactionReceipt', signed.hash);
    if (receipt !== null) return await deployedBy(chain, readMembers(receipt, 'the receipt'), signed.hash);
    await wait(options.lookEveryMs);
  }
  throw new AnchorTrouble('ANCHOR_UNREACHABLE', `no block holds ${signed.hash} yet: look for it later`);
}

async function deployedBy(
  chain: EvmChain,
  receipt: Record<string, unknown>,
  transaction: string,
): Promise<Deployed> {
  if (receipt['status'] !== '0x1') throw new AnchorTrouble('ANCHOR_REFUSED', `${transaction} was reverted`);
  const contract = readHex(receipt['contractAddress'], 'contractAddress', 20);
  const code = readHex(await chain.one('eth_getCode', contract, 'latest'), 'eth_getCode');
  if (code !== anchorRuntimeCode)
    throw new AnchorTrouble('ANCHOR_CONTRACT_DIFFERS', `at ${contract} is not what was sent there`);
  return { contract, transaction };
}
