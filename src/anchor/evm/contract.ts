// Calls to contract/SelvedgeAnchor.sol, and what it answers.
import { createContract } from 'micro-eth-signer/abi.js';
import { encodeHex, keccak256, utf8Bytes } from '#verifier';
import { anchorAbi } from '../../../contract/artifact.ts';
import type { Growth, Head } from '../port.ts';
import { readBytes } from './answer.ts';
import { malformed } from './rpc.ts';

const methods = createContract(anchorAbi);
const selectorBytes = 4;
const nobody = `0x${'0'.repeat(40)}`;

/** Topic of `Anchored(bytes32,uint64,bytes32)`. */
export const anchoredTopic: string = hexOf(keccak256(utf8Bytes('Anchored(bytes32,uint64,bytes32)')));

/** By which the contract knows a log: Keccak-256 of abi.encode(origin, owner), the owner who opened it. */
export function logIdOf(origin: string, owner: string): string {
  return hexOf(keccak256(methods.logId.encodeInput({ origin, owner }).subarray(selectorBytes)));
}

export function openCall(origin: string, { size, root }: Head): string {
  return hexOf(methods.open.encodeInput({ origin, first: { size: BigInt(size), root } }));
}

export function anchorCall(log: string, from: Head, { to, consistency }: Growth): string {
  const head = ({ size, root }: Head): { size: bigint; root: Uint8Array } => ({ size: BigInt(size), root });
  return hexOf(
    methods.anchor.encodeInput({
      log: readBytes(log, 'the log', 32),
      from: head(from),
      to: head(to),
      proof: [...consistency],
    }),
  );
}

export function headCall(log: string): string {
  return hexOf(methods.head.encodeInput(readBytes(log, 'the log', 32)));
}

export function ownersCall(log: string): string {
  return hexOf(methods.owners.encodeInput(readBytes(log, 'the log', 32)));
}

export function proposeCall(log: string, proposed: string): string {
  return hexOf(methods.proposeOwner.encodeInput({ log: readBytes(log, 'the log', 32), proposed }));
}

export function acceptCall(log: string): string {
  return hexOf(methods.acceptOwner.encodeInput(readBytes(log, 'the log', 32)));
}

/** null where nobody has opened the log. */
export function readHead(answer: unknown): Head | null {
  const { size, root } = methods.head.decodeOutput(readBytes(answer, 'head', 64));
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed('the size of the head is too large');
  return size === 0n ? null : { size: Number(size), root: Uint8Array.from(root) };
}

/** Lower case; null where there is none. */
export function readOwners(answer: unknown): { owner: string | null; proposed: string | null } {
  const { owner, proposed } = methods.owners.decodeOutput(readBytes(answer, 'owners', 64));
  const known = (address: string): string | null => (address === nobody ? null : address.toLowerCase());
  return { owner: known(owner), proposed: known(proposed) };
}

/** The data of the event `Anchored`. */
export function anchoredData({ size, root }: Head): string {
  return `0x${size.toString(16).padStart(64, '0')}${encodeHex(root)}`;
}

function hexOf(bytes: Uint8Array): string {
  return `0x${encodeHex(bytes)}`;
}
