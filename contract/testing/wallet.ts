// Keys with ether on a test chain, and signed transactions (EIP-1559) from them.
import { setTimeout as wait } from 'node:timers/promises';
import { addr, Transaction } from 'micro-eth-signer';
import type { TestChain } from './anvil.ts';

export interface Wallet {
  /** `0x` and hex with the upper case of EIP-55. */
  readonly address: string;
  /** `0x` and 64 hex digits. */
  readonly privateKey: string;
}

export interface Sending {
  /** Left out: the transaction makes the contract whose creation code is `data`. */
  readonly to?: string;
  /** `0x` and hex */
  readonly data: string;
  /** The next one of the wallet where nothing is said; a used one replaces a transaction that waits. */
  readonly nonce?: number;
  readonly gasLimit?: number;
  readonly maxFeePerGasWei?: bigint;
  readonly priorityFeePerGasWei?: bigint;
}

/** As eth_getTransactionReceipt answers, numbers read. Quantities that nobody here asks for are left out. */
export interface Receipt {
  readonly transactionHash: string;
  readonly succeeded: boolean;
  readonly gasUsed: number;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly contractAddress: string | null;
  readonly logs: readonly { readonly address: string; readonly topics: string[]; readonly data: string }[];
}

type Rpc = TestChain['rpc'];
const gwei = 1_000_000_000n;
const ether = 1_000_000_000n * gwei;

/** The key with this number, 1 and up. It holds 1,000 ether afterwards, whatever it held before. */
export async function fundedWallet(rpc: Rpc, number: number): Promise<Wallet> {
  const privateKey = `0x5e1${number.toString(16).padStart(61, '0')}`;
  const address = addr.fromPrivateKey(privateKey);
  await rpc('anvil_setBalance', address, `0x${(1_000n * ether).toString(16)}`);
  return { address, privateKey };
}

/** Signs and hands in a transaction; answers its hash and does not wait for a block. */
export async function submit(chain: TestChain, wallet: Wallet, sending: Sending): Promise<string> {
  return String(await chain.rpc('eth_sendRawTransaction', await signed(chain, wallet, sending)));
}

/** `submit`, a block where the chain makes none by itself, and the receipt: also that of a failed transaction. */
export async function transact(chain: TestChain, wallet: Wallet, sending: Sending): Promise<Receipt> {
  const hash = await submit(chain, wallet, sending);
  if (chain.blocks === 'asked') await chain.mine();
  return await receiptOf(chain, hash);
}

/** Waits until the transaction is in a block, 20 s at most. */
export async function receiptOf(chain: TestChain, hash: string): Promise<Receipt> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const found = await chain.rpc('eth_getTransactionReceipt', hash);
    if (found !== null) return readReceipt(found as Record<string, unknown>);
    await wait(20);
  }
  throw new Error(`no block holds ${hash}`);
}

async function signed(chain: TestChain, wallet: Wallet, sending: Sending): Promise<string> {
  const nonce =
    sending.nonce ?? Number(await chain.rpc('eth_getTransactionCount', wallet.address, 'pending'));
  const transaction = Transaction.prepare({
    to: sending.to ?? '0x',
    data: sending.data,
    value: 0n,
    nonce: BigInt(nonce),
    chainId: BigInt(chain.chainId),
    gasLimit: BigInt(sending.gasLimit ?? 3_000_000),
    maxFeePerGas: sending.maxFeePerGasWei ?? 100n * gwei,
    maxPriorityFeePerGas: sending.priorityFeePerGasWei ?? gwei,
  });
  return transaction.signBy(wallet.privateKey, false).toHex();
}

function readReceipt(found: Record<string, unknown>): Receipt {
  return {
    transactionHash: String(found['transactionHash']),
    succeeded: found['status'] === '0x1',
    gasUsed: Number(found['gasUsed']),
    blockNumber: Number(found['blockNumber']),
    blockHash: String(found['blockHash']),
    contractAddress: found['contractAddress'] as string | null,
    logs: found['logs'] as Receipt['logs'],
  };
}
