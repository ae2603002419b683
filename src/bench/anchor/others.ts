// The contracts that the anchor is measured beside, compiled when they are asked for: users need no compiler.
import { createContract, type ParsedABI } from 'micro-eth-signer/abi.js';
import { encodeHex } from '#verifier';
import { transact } from '../../../contract/testing/wallet.ts';
import { type Ground, gasOf } from './ground.ts';

/** A contract with the anchor's calls that keeps only a hash of the head; its address. */
export async function deployHashedHead(ground: Ground): Promise<string> {
  const { compileContract } = await import('../../../contract/compile.ts');
  const { creationCode } = compileContract(['Consistency.sol', 'bench/HashedHead.sol'], 'HashedHead');
  return await deployed(ground, creationCode);
}

/** Gas of one record of one event, the second: the first of a contract is dearer. */
export async function naiveGas(ground: Ground): Promise<number> {
  const { compileContract } = await import('../../../contract/compile.ts');
  const { abi, creationCode } = compileContract(['bench/NaiveRecord.sol'], 'NaiveRecord');
  const to = await deployed(ground, creationCode);
  const { record } = createContract(abi as ParsedABI);
  const costs: number[] = [];
  for (const number of [1, 2]) {
    const digest = new Uint8Array(32).fill(0xa0 + number);
    const id = `00000000-0000-4000-8000-00000000000${number}`;
    costs.push(await gasOf(ground, { to, data: `0x${encodeHex(record!.encodeInput({ digest, id }))}` }));
  }
  return costs[1]!;
}

async function deployed({ chain, wallet }: Ground, creationCode: string): Promise<string> {
  const { contractAddress } = await transact(chain, wallet, { data: creationCode });
  if (contractAddress === null) throw new Error('a contract of the bench was not deployed');
  return contractAddress;
}
