// The leaves of the map lot -> balance (docs/protocol/holdings.md, "The leaf of a lot" and "The history of a lot").
import { copyBytes, viewOf } from '../bytes/view.ts';
import { hashLength } from '../merkle/hash.ts';
import type { Primitives } from '../primitives/primitives.ts';

/** What a lot holds: in base units of its dimension, but for `unknown` and `claimed`, which are counts. */
export interface Totals {
  /** 0 not known, 1 mass, 2 length, 3 area, 4 volume, 5 count. */
  readonly dimension: number;
  readonly produced: number;
  readonly consumed: number;
  readonly unknown: number;
  readonly claimed: number;
}

/** What one statement adds to the totals of a lot; negative where it takes back. */
export type TotalsChange = Omit<Totals, 'dimension'>;

/** The history of a lot so far. Without any: 0, 0 and `emptyChain`. */
export interface History {
  readonly count: number;
  /** Entry of the latest link. */
  readonly last: number;
  /** 32 bytes. */
  readonly chain: Uint8Array;
}

export const secretLength = 16;
export const emptyChain: Uint8Array = new Uint8Array(hashLength);

/** Bytes that are hashed for each. */
export const sealLength: number = secretLength + 1 + 4 * 8;
export const deltaLength: number = secretLength + 4 * 8;
export const linkLength: number = 1 + hashLength + 8 + hashLength;
export const leafLength: number = 1 + 3 * 8 + 2 * hashLength;

const linkPrefix = 0x02;

// A map hashes hundreds of thousands of these at a time: so what is hashed is written in place, from where it stands in
// longer arrays. A piece of an array or an object for each costs more than hashing it (measured).

/** Writes what the blinded totals are the SHA-256 of. Numbers that are not natural throw. */
export function writeSeal(
  target: DataView,
  at: number,
  secrets: DataView,
  secretAt: number,
  { dimension, produced, consumed, unknown, claimed }: Totals,
): void {
  copyBytes(secrets, secretAt, target, at, secretLength);
  target.setUint8(at + secretLength, dimension);
  writeNatural(target, at + 17, produced);
  writeNatural(target, at + 25, consumed);
  writeNatural(target, at + 33, unknown);
  writeNatural(target, at + 41, claimed);
}

/** Writes what the blinded change of one statement is the SHA-256 of. Amounts: produced, consumed, unknown, claimed. */
export function writeDelta(
  target: DataView,
  at: number,
  secrets: DataView,
  secretAt: number,
  amounts: Float64Array,
  amountsAt: number,
): void {
  copyBytes(secrets, secretAt, target, at, secretLength);
  for (let total = 0; total < 4; total += 1)
    writeInt64(target, at + secretLength + 8 * total, amounts[amountsAt + total]!);
}

/** Writes what the chain with one link more is the SHA-256 of. */
export function writeLink(
  target: DataView,
  at: number,
  chains: DataView,
  chainAt: number,
  entry: number,
  deltas: DataView,
  deltaAt: number,
): void {
  target.setUint8(at, linkPrefix);
  copyBytes(chains, chainAt, target, at + 1, hashLength);
  writeNatural(target, at + 1 + hashLength, entry);
  copyBytes(deltas, deltaAt, target, at + 9 + hashLength, hashLength);
}

/** Writes what the leaf of lot `number` is the SHA-256 of; `hashesAt`: where its hash stands in both of the arrays. */
export function writeLeaf(
  target: DataView,
  at: number,
  number: number,
  count: number,
  last: number,
  { chain, sealed }: { readonly chain: DataView; readonly sealed: DataView },
  hashesAt: number,
): void {
  target.setUint8(at, 0);
  writeNatural(target, at + 1, number);
  writeNatural(target, at + 9, count);
  writeNatural(target, at + 17, last);
  copyBytes(chain, hashesAt, target, at + 25, hashLength);
  copyBytes(sealed, hashesAt, target, at + 25 + hashLength, hashLength);
}

export function sealedTotals(secret: Uint8Array, totals: Totals, primitives: Primitives): Uint8Array {
  const message = new Uint8Array(sealLength);
  writeSeal(viewOf(message), 0, whole(secret, secretLength), 0, totals);
  return primitives.sha256(message);
}

export function deltaOf(secret: Uint8Array, change: TotalsChange, primitives: Primitives): Uint8Array {
  const message = new Uint8Array(deltaLength);
  const amounts = Float64Array.of(change.produced, change.consumed, change.unknown, change.claimed);
  writeDelta(viewOf(message), 0, whole(secret, secretLength), 0, amounts, 0);
  return primitives.sha256(message);
}

export function chainAfter(
  before: Uint8Array,
  entry: number,
  delta: Uint8Array,
  primitives: Primitives,
): Uint8Array {
  const message = new Uint8Array(linkLength);
  writeLink(viewOf(message), 0, whole(before, hashLength), 0, entry, whole(delta, hashLength), 0);
  return primitives.sha256(message);
}

export function holdingsLeaf(
  number: number,
  { count, last, chain }: History,
  sealed: Uint8Array,
  primitives: Primitives,
): Uint8Array {
  const message = new Uint8Array(leafLength);
  const hashes = { chain: whole(chain, hashLength), sealed: whole(sealed, hashLength) };
  writeLeaf(viewOf(message), 0, number, count, last, hashes, 0);
  return primitives.sha256(message);
}

/** The leaf of a number that is void: of a second birth, or of a lot of which something was erased. */
export function voidLeaf(number: number, primitives: Primitives): Uint8Array {
  const message = new Uint8Array(leafLength);
  writeNatural(viewOf(message), 1, number);
  return primitives.sha256(message);
}

function whole(bytes: Uint8Array, length: number): DataView {
  if (bytes.length !== length) throw new RangeError(`${bytes.length} bytes where ${length} belong`);
  return viewOf(bytes);
}

function writeNatural(target: DataView, at: number, value: number): void {
  if (value < 0) throw new RangeError(`not a natural number: ${value}`);
  writeInt64(target, at, value);
}

/** Two's complement in 64 bits, big-endian. */
function writeInt64(target: DataView, at: number, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  const high = Math.floor(value / 2 ** 32);
  target.setInt32(at, high);
  target.setUint32(at + 4, value - high * 2 ** 32);
}
