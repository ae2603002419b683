// A chain with the anchor contract on it, and who speaks to it in tests.
import { deployAnchor, logIdOf, openCall } from './anchoring.ts';
import { startAnvil, type TestChain } from './anvil.ts';
import type { SmallLog } from './leaves.ts';
import { transact, type Wallet } from './wallet.ts';

export interface AnchorStage {
  readonly chain: TestChain;
  /** Of the contract. */
  readonly address: string;
  readonly owner: Wallet;
  readonly stranger: Wallet;
  /** The owner opens the log, under this name and of this size; by which id the contract knows it. */
  opened(origin: string, size: number): Promise<Uint8Array>;
}

/** Whoever opens it stops its chain. */
export async function openStage(log: SmallLog): Promise<AnchorStage> {
  const chain = await startAnvil();
  const [owner, stranger] = [await chain.wallet(), await chain.wallet()];
  const address = await deployAnchor(chain, owner);
  const opened = async (origin: string, size: number): Promise<Uint8Array> => {
    const { succeeded } = await transact(chain, owner, openCall(address, origin, log.head(size)));
    if (!succeeded) throw new Error(`${origin} could not be opened`);
    return logIdOf(chain, address, origin, owner.address);
  };
  return { chain, address, owner, stranger, opened };
}
