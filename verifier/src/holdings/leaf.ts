// The leaves of the map lot -> balance (docs/protocol/holdings.md, "The leaf of a lot" and "The history of a lot").
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

const linkPrefix = 0x02;
// Kept between calls, as in merkle/hash.ts: a map hashes each of these for every lot that a root touches.
const toSeal = scratch(secretLength + 1 + 4 * 8);
const toDelta = scratch(secretLength + 4 * 8);
const toLink = scratch(1 + hashLength + 8 + hashLength);
const toLeaf = scratch(1 + 3 * 8 + 2 * hashLength);
const toVoid = scratch(1 + 8 + 80);
toLink.bytes[0] = linkPrefix;

interface Scratch {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

function scratch(length: number): Scratch {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** Bytes that lie in a longer array, from `at` on: a view of each costs more than hashing it (measured). */
export interface Placed {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Writes the blinded totals: SHA-256 over the secret (16 bytes) and the totals. Numbers that are not natural throw. */
export function sealInto(
  target: Uint8Array,
  at: number,
  secret: Placed,
  { dimension, produced, consumed, unknown, claimed }: Totals,
  primitives: Primitives,
): void {
  copy(toSeal, 0, secret, secretLength);
  toSeal.view.setUint8(secretLength, dimension);
  writeNatural(toSeal, 17, produced);
  writeNatural(toSeal, 25, consumed);
  writeNatural(toSeal, 33, unknown);
  writeNatural(toSeal, 41, claimed);
  primitives.sha256Into(toSeal.bytes, target, at);
}

/** Writes the blinded change that one statement makes. */
export function deltaInto(
  target: Uint8Array,
  at: number,
  secret: Placed,
  { produced, consumed, unknown, claimed }: TotalsChange,
  primitives: Primitives,
): void {
  copy(toDelta, 0, secret, secretLength);
  writeInt64(toDelta, 16, produced);
  writeInt64(toDelta, 24, consumed);
  writeInt64(toDelta, 32, unknown);
  writeInt64(toDelta, 40, claimed);
  primitives.sha256Into(toDelta.bytes, target, at);
}

/** Writes the chain with one link more. */
export function chainInto(
  target: Uint8Array,
  at: number,
  before: Placed,
  entry: number,
  delta: Placed,
  primitives: Primitives,
): void {
  copy(toLink, 1, before, hashLength);
  writeNatural(toLink, 1 + hashLength, entry);
  copy(toLink, 9 + hashLength, delta, hashLength);
  primitives.sha256Into(toLink.bytes, target, at);
}

/** Writes the leaf of lot `number`; `sealed` as `sealInto` gives it. */
export function leafInto(
  target: Uint8Array,
  at: number,
  number: number,
  { count, last, chain }: { count: number; last: number; chain: Placed },
  sealed: Placed,
  primitives: Primitives,
): void {
  writeNatural(toLeaf, 1, number);
  writeNatural(toLeaf, 9, count);
  writeNatural(toLeaf, 17, last);
  copy(toLeaf, 25, chain, hashLength);
  copy(toLeaf, 25 + hashLength, sealed, hashLength);
  primitives.sha256Into(toLeaf.bytes, target, at);
}

export function sealedTotals(secret: Uint8Array, totals: Totals, primitives: Primitives): Uint8Array {
  const sealed = new Uint8Array(hashLength);
  sealInto(sealed, 0, whole(secret, secretLength), totals, primitives);
  return sealed;
}

export function deltaOf(secret: Uint8Array, change: TotalsChange, primitives: Primitives): Uint8Array {
  const delta = new Uint8Array(hashLength);
  deltaInto(delta, 0, whole(secret, secretLength), change, primitives);
  return delta;
}

export function chainAfter(
  before: Uint8Array,
  entry: number,
  delta: Uint8Array,
  primitives: Primitives,
): Uint8Array {
  const chain = new Uint8Array(hashLength);
  chainInto(chain, 0, whole(before, hashLength), entry, whole(delta, hashLength), primitives);
  return chain;
}

export function holdingsLeaf(
  number: number,
  { count, last, chain }: History,
  sealed: Uint8Array,
  primitives: Primitives,
): Uint8Array {
  const leaf = new Uint8Array(hashLength);
  const history = { count, last, chain: whole(chain, hashLength) };
  leafInto(leaf, 0, number, history, whole(sealed, hashLength), primitives);
  return leaf;
}

/** The leaf of a number that is void: of a second birth, or of a lot of which something was erased. */
export function voidLeaf(number: number, primitives: Primitives): Uint8Array {
  writeNatural(toVoid, 1, number);
  return primitives.sha256(toVoid.bytes);
}

function whole(bytes: Uint8Array, length: number): Placed {
  if (bytes.length !== length) throw new RangeError(`${bytes.length} bytes where ${length} belong`);
  return { bytes, at: 0 };
}

function copy({ bytes: target }: Scratch, offset: number, { bytes, at }: Placed, length: number): void {
  for (let byte = 0; byte < length; byte += 1) target[offset + byte] = bytes[at + byte]!;
}

function writeNatural(target: Scratch, offset: number, value: number): void {
  if (value < 0) throw new RangeError(`not a natural number: ${value}`);
  writeInt64(target, offset, value);
}

/** Two's complement in 64 bits, big-endian. */
function writeInt64({ view }: Scratch, offset: number, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  const high = Math.floor(value / 2 ** 32);
  view.setInt32(offset, high);
  view.setUint32(offset + 4, value - high * 2 ** 32);
}
