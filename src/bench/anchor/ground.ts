// Heads of a sketched log, anchored one after the other on a chain of the bench's own; what they cost.
import { nodePrimitives } from '#verifier/node';
import { anchorCreationCode } from '../../../contract/artifact.ts';
import { anchorCall, logIdOf, openCall } from '../../../contract/testing/anchoring.ts';
import { startAnvil, type TestChain } from '../../../contract/testing/anvil.ts';
import { type Sketch, sketchLog } from '../../../contract/testing/sketch.ts';
import { type Sending, transact, type Wallet } from '../../../contract/testing/wallet.ts';

export interface Ground {
  readonly chain: TestChain;
  readonly wallet: Wallet;
  /** The address of the anchor contract. */
  readonly anchor: string;
  /** What putting it there used. */
  readonly deployGas: number;
}

/** Heads of one log: gas of opening it, of the mean head and of the dearest, mean number of hashes in a proof. */
export interface Anchored {
  readonly openGas: number;
  readonly meanGas: number;
  readonly mostGas: number;
  readonly meanHashes: number;
}

export interface OpenedLog {
  readonly id: Uint8Array;
  readonly sketch: Sketch;
  readonly gas: number;
}

/** Lets `work` have a chain that is gone afterwards. */
export async function onGround<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  const chain = await startAnvil();
  try {
    const wallet = await chain.wallet();
    const deployed = await transact(chain, wallet, { data: anchorCreationCode });
    const { contractAddress: anchor, gasUsed: deployGas } = deployed;
    if (anchor === null) throw new Error('the anchor contract was not deployed');
    return await work({ chain, wallet, anchor, deployGas });
  } finally {
    await chain.stop();
  }
}

/** The log grows `times` by `step` from `size` on, each head in a transaction to `contract`. */
export async function anchoredHeads(
  ground: Ground,
  { size, step, times, contract = ground.anchor }: Growing,
): Promise<Anchored> {
  const sizes = Array.from({ length: times + 1 }, (_, at) => size + BigInt(at) * step);
  const { id, sketch, gas: openGas } = await openedLog(ground, contract, sizes);
  const claims = sizes.slice(1).map((to) => sketch.growth(to - step, to));
  const costs: number[] = [];
  for (const claim of claims) costs.push(await gasOf(ground, anchorCall(contract, id, claim)));
  return {
    openGas,
    meanGas: mean(costs),
    mostGas: Math.max(...costs),
    meanHashes: mean(claims.map(({ proof }) => proof.length)),
  };
}

export interface Growing {
  readonly size: bigint;
  readonly step: bigint;
  readonly times: number;
  /** Another contract with the anchor's calls. */
  readonly contract?: string;
}

/** A log of a name of its own, so that a contract takes the same sizes again. */
export async function openedLog(
  ground: Ground,
  contract: string,
  sizes: readonly bigint[],
): Promise<OpenedLog> {
  const { chain, wallet, anchor } = ground;
  const origin = `bench.example/${await chain.rpc('eth_blockNumber')}`;
  const sketch = sketchLog(origin, sizes, nodePrimitives);
  const gas = await gasOf(ground, openCall(contract, origin, sketch.head(sizes[0]!)));
  return { id: await logIdOf(chain, anchor, origin, wallet.address), sketch, gas };
}

/** What the transaction uses; one that fails is a fault of the bench. */
export async function gasOf({ chain, wallet }: Ground, sending: Sending): Promise<number> {
  const { succeeded, gasUsed } = await transact(chain, wallet, sending);
  if (!succeeded) throw new Error('the contract refused what the bench sent');
  return gasUsed;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
