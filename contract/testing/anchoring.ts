// The anchor contract as tests and the bench speak to it: calls in, refusals, heads and events out.
import type { EventMethodUntyped, ParsedABI } from 'micro-eth-signer/abi.js';
import { createContract, decodeError, events } from 'micro-eth-signer/abi.js';
import { type ConsistencyProof, decodeHex, encodeHex } from '#verifier';
import { anchorAbi, anchorCreationCode } from '../artifact.ts';
import type { TestChain } from './anvil.ts';
import { RpcRefusal } from './rpc.ts';
import { type Receipt, type Sending, transact, type Wallet } from './wallet.ts';

/** Size and root of a log, as the contract takes them. */
export interface AnchorHead {
  readonly size: bigint;
  /** 32 bytes */
  readonly root: Uint8Array;
}

/** A custom error of the contract: its name, and its one argument or all by their names. */
export interface AnchorRefusal {
  readonly code: string;
  readonly said: unknown;
}

const methods = createContract(anchorAbi);

/** The anchor's events under their first topic, the hash of their signature. */
const eventsByTopic = new Map(
  anchorAbi
    .filter((item) => item.type === 'event')
    .map(({ name, inputs }) => {
      const event: EventMethodUntyped = events([...anchorAbi] as never as ParsedABI)[name]!;
      // A null stands for any value, so only the first topic is filled in.
      const anyValues = Object.fromEntries(inputs.map((input) => [input.name, null]));
      return [String(event.topics(anyValues)[0]), { name, decode: event.decode }];
    }),
);

/** Puts the contract on the chain and answers its address. */
export async function deployAnchor(chain: TestChain, wallet: Wallet): Promise<string> {
  const { contractAddress } = await transact(chain, wallet, { data: anchorCreationCode });
  if (contractAddress === null) throw new Error('the contract was not deployed');
  return contractAddress;
}

export function openCall(to: string, origin: string, first: AnchorHead): Sending {
  return { to, data: hexOf(methods.open.encodeInput({ origin, first })) };
}

export function anchorCall(to: string, log: Uint8Array, claim: ConsistencyProof): Sending {
  return { to, data: hexOf(methods.anchor.encodeInput({ log, ...growthOf(claim) })) };
}

export function anchorAllCall(
  to: string,
  growths: readonly { readonly log: Uint8Array; readonly claim: ConsistencyProof }[],
): Sending {
  const all = growths.map(({ log, claim }) => ({ log, ...growthOf(claim) }));
  return { to, data: hexOf(methods.anchorAll.encodeInput(all)) };
}

export function proposeCall(to: string, log: Uint8Array, proposed: string): Sending {
  return { to, data: hexOf(methods.proposeOwner.encodeInput({ log, proposed })) };
}

export function acceptCall(to: string, log: Uint8Array): Sending {
  return { to, data: hexOf(methods.acceptOwner.encodeInput(log)) };
}

/** What the contract calls the log that `owner` opens as `origin`. */
export async function logIdOf(
  chain: TestChain,
  to: string,
  origin: string,
  owner: string,
): Promise<Uint8Array> {
  const data = hexOf(methods.logId.encodeInput({ origin, owner }));
  return methods.logId.decodeOutput(await viewed(chain, { to, data }));
}

export async function headOf(chain: TestChain, to: string, log: Uint8Array): Promise<AnchorHead> {
  return methods.head.decodeOutput(await viewed(chain, { to, data: hexOf(methods.head.encodeInput(log)) }));
}

export async function ownersOf(
  chain: TestChain,
  to: string,
  log: Uint8Array,
): Promise<{ owner: string; proposed: string }> {
  return methods.owners.decodeOutput(
    await viewed(chain, { to, data: hexOf(methods.owners.encodeInput(log)) }),
  );
}

/** What the contract would refuse now if this wallet sent it; undefined where it would do it. Nothing is sent. */
export async function refusalOf(
  chain: TestChain,
  wallet: Wallet,
  { to, data }: Sending,
): Promise<AnchorRefusal | undefined> {
  try {
    await chain.rpc('eth_call', { from: wallet.address, to, data }, 'latest');
    return undefined;
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    return readRefusal(error.data);
  }
}

/** Throws where the bytes are no custom error of the contract: then something else than a refusal happened. */
export function readRefusal(data: string): AnchorRefusal {
  const known = decodeError(data, anchorAbi);
  if (known === undefined) throw new Error(`not a refusal of the contract: ${data}`);
  return { code: known.name, said: known.args };
}

/** The events of a receipt in their order, each with its name. */
export function eventsOf({ logs }: Receipt): { name: string; values: unknown }[] {
  return logs.map(({ topics, data }) => {
    const event = eventsByTopic.get(topics[0] ?? '');
    if (event === undefined) throw new Error(`not an event of the contract: ${topics[0]}`);
    return { name: event.name, values: event.decode(topics, data) };
  });
}

function growthOf({ olderSize, olderRoot, newerSize, newerRoot, proof }: ConsistencyProof): {
  from: AnchorHead;
  to: AnchorHead;
  proof: Uint8Array[];
} {
  return {
    from: { size: BigInt(olderSize), root: olderRoot },
    to: { size: BigInt(newerSize), root: newerRoot },
    proof: [...proof],
  };
}

async function viewed(chain: TestChain, { to, data }: Sending): Promise<Uint8Array> {
  const answer = String(await chain.rpc('eth_call', { to, data }, 'latest'));
  const bytes = decodeHex(answer.slice(2));
  if (bytes === undefined) throw new Error(`not hex: ${answer}`);
  return bytes;
}

function hexOf(bytes: Uint8Array): string {
  return `0x${encodeHex(bytes)}`;
}
