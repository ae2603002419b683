// A chain with the anchor contract, for as long as the cheats are tried. After each it goes back to the beginning.
import { noAnvil, startAnvil, type TestChain } from '../../../contract/testing/anvil.ts';
import { deployAnchor } from '../../../contract/testing/anchoring.ts';

export interface Place {
  readonly chain: TestChain;
  /** Address of the contract, lower case. */
  readonly contract: string;
  /** Remembers the chain as it is now. */
  keep(): Promise<void>;
  /** As it was when it was kept. */
  goBack(): Promise<void>;
}

/** Why there is no chain here; false where there is one. */
export const noChain: string | false = noAnvil;

export async function openPlace(): Promise<Place | undefined> {
  if (noChain !== false) return undefined;
  const chain = await startAnvil();
  const contract = (await deployAnchor(chain, await chain.wallet())).toLowerCase();
  let kept = '';
  const keep = async (): Promise<void> => {
    kept = String(await chain.rpc('evm_snapshot'));
  };
  return {
    ...{ chain, contract, keep },
    goBack: async () => {
      if ((await chain.rpc('evm_revert', kept)) !== true) throw new Error('the chain does not go back');
      // A state that was gone back to is forgotten.
      await keep();
    },
  };
}
