// The node's own keeper on the chain of the cheats, and the key with which its operator can do without it.
import { anchorCall, headOf, refusalOf, type AnchorRefusal } from '../../../contract/testing/anchoring.ts';
import { transact, type Wallet } from '../../../contract/testing/wallet.ts';
import { type ConsistencyProof, encodeBase64, encodeHex, type ShownAnchor } from '#verifier';
import type { EvmWish } from '../../anchor/config.ts';
import { readBytes } from '../../anchor/evm/answer.ts';
import { logIdOf } from '../../anchor/evm/contract.ts';
import { evmKeys } from '../../anchor/evm/key.ts';
import type { AnchorNews } from '../../anchor/keeper/keeper.ts';
import { type AnchoringTools, openDriver, openKeepers } from '../../anchor/open.ts';
import { openUnderWay } from '../../store/under-way.ts';
import type { Place } from './chain.ts';
import { origin, type Stage } from './stage.ts';

/** Nothing is waited for, and one block on top is deep enough. */
const hasty = {
  ...{ everyMs: 0, confirmations: 1, replaceAfterMs: null },
  ...{ lookEveryMs: 0, waitMs: 0, longestWaitMs: 0 },
};
const stepsMost = 12;

/** Lets the keeper work until the head has settled or it can do nothing; its trouble, if it has any. */
export async function anchorIn(
  place: Place,
  stage: Stage,
): Promise<(AnchorNews & { about: 'trouble' }) | undefined> {
  const { chain } = place;
  const news: AnchorNews[] = [];
  await fund(place, ownerOf(stage));
  const [keeper] = await openKeepers([wishFor(place)], toolsOf(stage, news));
  for (let at = 0; at < stepsMost; at += 1) {
    const step = await keeper!.step();
    if (step.do === 'settle' || step.do === 'rest') break;
    await chain.mine();
  }
  return news.find((one) => one.about === 'trouble');
}

/** The proof of a head that the contract has, from the chain alone: anybody can ask for it. Null where none is found. */
export async function anchorOn(
  place: Place,
  stage: Stage,
  head: { size: number; root: Uint8Array },
): Promise<ShownAnchor | null> {
  const driver = await openDriver(wishFor(place), toolsOf(stage, []));
  const letter = await driver.find(head);
  if (letter === undefined) return null;
  const root = encodeBase64(head.root);
  const underWay = { ...{ size: head.size, root, fromSize: 0 }, letters: [letter], seenIn: null };
  const proof = await driver.proof(underWay);
  return { ...{ chain: driver.chain, size: head.size, root }, consistency: [], proof };
}

function wishFor({ chain, contract }: Place): EvmWish {
  return {
    ...{ kind: 'eip155', chain: `eip155:${chain.chainId}`, chainId: BigInt(chain.chainId), rpc: chain.url },
    ...{ contract, log: null, mostFeeWei: 10n ** 12n, policy: hasty },
  };
}

function toolsOf(stage: Stage, news: AnchorNews[]): AnchoringTools {
  return {
    ...{ world: stage.world, log: stage.node, underWay: openUnderWay(stage.data.database) },
    apiKey: () => undefined,
    report: (one) => void news.push(one),
    limits: { timeoutMs: 5_000, mostBytes: 1_000_000 },
  };
}

/** What the contract would say to this growth by the log's own key, keeper or no keeper; undefined: it would take it. */
export function refusalFor(
  { chain, contract }: Place,
  stage: Stage,
  growth: ConsistencyProof,
): Promise<AnchorRefusal | undefined> {
  return refusalOf(chain, walletOf(stage), anchorCall(contract, logOf(stage), growth));
}

/** Sends it without asking anybody. Throws where the contract does not take it. */
export async function anchorAnyway(place: Place, stage: Stage, growth: ConsistencyProof): Promise<void> {
  const { chain, contract } = place;
  await fund(place, ownerOf(stage));
  const { succeeded } = await transact(chain, walletOf(stage), anchorCall(contract, logOf(stage), growth));
  if (!succeeded) throw new Error('the contract did not take the head');
}

/** What the contract has of the log: anybody can ask it. */
export async function anchoredHead(
  { chain, contract }: Place,
  stage: Stage,
): Promise<{ size: number; root: Uint8Array }> {
  const { size, root } = await headOf(chain, contract, logOf(stage));
  return { size: Number(size), root: Uint8Array.from(root) };
}

function ownerOf({ world }: Stage): string {
  const [address] = evmKeys(world.vault, origin).addresses();
  if (address === undefined) throw new Error('the log has no EVM key');
  return address;
}

function walletOf(stage: Stage): Wallet {
  const address = ownerOf(stage);
  return { address, privateKey: `0x${encodeHex(evmKeys(stage.world.vault, origin).secretOf(address))}` };
}

function logOf(stage: Stage): Uint8Array {
  return readBytes(logIdOf(origin, ownerOf(stage)), 'the log', 32);
}

async function fund({ chain }: Place, address: string): Promise<void> {
  await chain.rpc('anvil_setBalance', address, `0x${(10n ** 19n).toString(16)}`);
}
