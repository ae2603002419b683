// The map lot -> balance that the log commits to (docs/protocol/holdings.md). What lots hold stands in the ledger's own
// balances; here is what the map has beside: histories, secrets, and the tree over the leaves. Changes are noted as they
// come and hashed when a root is due: capture pays for a row, not for hashes.
import { chainAfter, chainInto, deltaInto, deltaOf, leafInto, sealInto, voidLeaf } from '#verifier';
import type { BlindLeaf, Placed, Primitives, Totals } from '#verifier';
import type { Balances } from '../lot/balances.ts';
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf, prefixed, unprefixed } from '../lot/snapshot.ts';
import { DenseTree } from './dense-tree.ts';
import { type Total, type Touch, Touches, totals } from './touches.ts';
import { hashesIn, type LeafColumns, Transition } from './transition.ts';

/** What the ledger knows of lots. */
export interface LotBook {
  readonly births: number;
  readonly balances: Balances;
  readonly columns: { numberOf(lot: number): number };
}

/** A leaf with all that it commits to, but the secret. */
export interface OpenedLot extends Totals {
  number: number;
  count: number;
  /** The chain before the first of `links`. */
  before: Uint8Array;
  links: { entry: number; delta: Uint8Array }[];
}

const hashBytes = 32;
const secretBytes = 16;
const noBytes = new Uint8Array(0);
const totalNumbers: Readonly<Record<Total, number>> = Object.fromEntries(
  totals.map((total, number) => [total, number]),
) as Record<Total, number>;
/** Lots hashed between two steps of settling: about as long as the tree takes for its step. */
const lotsAStep = 64;

export class Holdings {
  readonly #primitives: Primitives;
  #tree: DenseTree;
  #touches: Touches = new Touches();
  #since: Transition = new Transition(null);
  #settling: Generator<void, void, void> | null = null;
  /** Lots that were touched since they were hashed last, each once. */
  #waiting: number[] = [];
  #isWaiting: Uint8Array = noBytes;
  /** Numbers that stay void whatever a replay finds: something of their lots was erased. */
  readonly #erased: Set<number> = new Set();
  /** Of one link, used anew for each. */
  readonly #delta: Placed = { bytes: new Uint8Array(hashBytes), at: 0 };

  // By number of the lot:
  /** The ledger's lot, plus one; 0 = void. */
  #lot: Uint32Array = new Uint32Array(0);
  #secret: Uint8Array = noBytes;
  /** Rows of its touches that are in the chain: `Touches.lastOf` at that time. */
  #hashed: Uint32Array = new Uint32Array(0);
  readonly #leaves: LeafColumns = {
    count: new Uint32Array(0),
    last: new Uint32Array(0),
    chain: noBytes,
    sealed: noBytes,
  };
  #claimed: Uint32Array = new Uint32Array(0);
  #dimension: Uint8Array = noBytes;

  constructor(primitives: Primitives) {
    this.#primitives = primitives;
    this.#tree = new DenseTree(primitives);
  }

  /** Leaves of the tree, which is the map of the last settling. */
  get size(): number {
    return this.#tree.size;
  }

  root(): Uint8Array {
    return this.#tree.root();
  }

  /** Index of the newest root entry; -1 before the first. */
  get rootedAt(): number {
    return this.#since.from?.index ?? -1;
  }

  /** A statement has changed a total of a lot. `amount` 0: it speaks of the lot all the same, so it is in its history. */
  touch(lot: number, entry: number, total: Total, amount: number): void {
    this.#touches.add(lot, entry, totalNumbers[total], amount);
    this.#wait(lot);
  }

  /** As `touch` with nothing changed; a statement that is in the history already is not there twice. */
  mention(lot: number, entry: number): void {
    if (this.#touches.lastEntryOf(lot) !== entry) this.touch(lot, entry, 'produced', 0);
  }

  /** The lot has got its number. `claims`: entries of the claims on it that came before, ascending. */
  bear(lot: number, number: number, secret: Uint8Array, entry: number, claims: readonly number[]): void {
    this.mention(lot, entry);
    if (claims.length > 0) this.#touches.weave(lot, claims);
    if (this.#erased.has(number)) return;
    this.#makeRoom(number + 1);
    this.#lot[number] = lot + 1;
    this.#secret.set(secret, number * secretBytes);
  }

  /** Whether the next root would be another than the last. */
  hasChanged(book: LotBook): boolean {
    return this.isSettling || this.#waiting.length > 0 || this.#since.size > 0 || this.size < book.births;
  }

  /** Settling was begun and is not done: the tree is of no moment of the log. */
  get isSettling(): boolean {
    return this.#settling !== null;
  }

  /**
   * Brings the tree up to what the ledger says now, until nothing is left to do (then true) or it is `enough` for now. What
   * is recorded meanwhile is taken along. The book MUST be the same from step to step.
   */
  settle(book: LotBook, enough: () => boolean = () => false): boolean {
    this.#settling ??= this.#settlingSteps(book);
    while (this.#settling.next().done !== true) if (enough()) return false;
    this.#settling = null;
    return true;
  }

  *#settlingSteps(book: LotBook): Generator<void, void, void> {
    while (this.#waiting.length > 0 || this.size < book.births) {
      const changed = this.#takeChanged(book);
      let done = 0;
      for (const number of changed) {
        this.#settleLot(book, number);
        done += 1;
        if (done % lotsAStep === 0) yield;
      }
      yield* this.#tree.updating(changed);
    }
  }

  /** The map as it is settled is that of the root entry at `index`. */
  rooted(index: number): void {
    this.#since = this.#since.next({ index, lots: this.size });
  }

  /** What leads from the last root to the map as it is settled, whose root entry will stand at `index`: for `auditOf`. */
  audit(index: number): Record<string, TypedArray> {
    const numbers = this.#since.numbers();
    const sealed = new Uint8Array(numbers.length * hashBytes);
    const isVoid = new Uint8Array(numbers.length);
    for (const [at, number] of numbers.entries()) {
      isVoid[at] = this.#lot[number] === 0 ? 1 : 0;
      for (let byte = 0; byte < hashBytes; byte += 1)
        sealed[at * hashBytes + byte] = this.#leaves.sealed[number * hashBytes + byte]!;
    }
    const to = Float64Array.of(index);
    return { ...this.#since.snapshot(), to, sealed, isVoid, unchanged: this.#tree.proof(numbers) };
  }

  /** Where the leaf of the lot stands in the settled map, and undefined where it has none. */
  numberOf(book: LotBook, lot: number): number | undefined {
    const number = book.columns.numberOf(lot);
    return number >= 0 && number < this.size && this.#lot[number] === lot + 1 ? number : undefined;
  }

  /** What the last root says of the lot with this number; undefined where its leaf is void. */
  totalsAtRoot(number: number, lot: number): Omit<Totals, 'dimension'> | undefined {
    return this.#lot[number] === lot + 1 ? sumOf(this.#touchesAtRoot(lot)) : undefined;
  }

  #touchesAtRoot(lot: number): Touch[] {
    return this.#touches.since(lot, 0).filter(({ entry }) => entry < this.rootedAt);
  }

  /** Opens the leaf of a number that is not void, as the last root has it: with its links from the first on that is `shown`. */
  open(number: number, shown: ReadonlySet<number>): OpenedLot {
    const secret = this.#secretOf(number);
    const touches = this.#touchesAtRoot(this.#lot[number]! - 1);
    const opened = { number, dimension: this.#dimension[number]!, ...sumOf(touches), count: touches.length };
    let before: Uint8Array = new Uint8Array(hashBytes);
    const links: OpenedLot['links'] = [];
    for (const touch of touches) {
      const delta = deltaOf(secret, touch, this.#primitives);
      if (links.length > 0 || shown.has(touch.entry)) links.push({ entry: touch.entry, delta });
      else before = chainAfter(before, touch.entry, delta, this.#primitives);
    }
    return { ...opened, before, links };
  }

  /** The subtree proof (evidence.md) of the leaves of these numbers, ascending. */
  proof(numbers: readonly number[]): Uint8Array[] {
    return hashesIn(this.#tree.proof(Uint32Array.from(numbers)));
  }

  /** Numbers whose leaves a replay gives otherwise than this map: something that they rest on was erased. Both MUST be
   * settled and of one size. */
  differences(replayed: Holdings): number[] {
    return this.#tree.differences(replayed.#tree);
  }

  /** As it stood at the last root; null for one that was not there, or was void. */
  leafAtLastRoot(number: number): BlindLeaf | null {
    const old = this.#since.oldLeaf(number);
    return old === undefined ? this.#leafOf(number) : old;
  }

  /** Makes the numbers void for ever. `atLastRoot`: their leaves there. Before a replay begins, only their numbers are known. */
  erase(numbers: readonly number[], atLastRoot: (number: number) => BlindLeaf | null): void {
    for (const number of numbers) {
      this.#erased.add(number);
      if (number >= this.size) continue;
      this.#since.set(number, atLastRoot(number));
      this.#lot[number] = 0;
      this.#secret.fill(0, number * secretBytes, (number + 1) * secretBytes);
      this.#tree.setLeaf(number, voidLeaf(number, this.#primitives));
    }
    const here = numbers.filter((number) => number < this.size);
    for (const _pause of this.#tree.updating(Uint32Array.from(here).sort()));
  }

  /** Everything that the map is made of, for comparing two replays: the number, its lot, and what it holds. */
  *facts(): Generator<[number: number, lot: number, secret: Uint8Array, touches: Touch[]]> {
    for (let number = 0; number < this.#lot.length; number += 1) {
      const lot = this.#lot[number]! - 1;
      if (lot >= 0) yield [number, lot, this.#secretOf(number), this.#touches.since(lot, 0)];
    }
  }

  snapshot(): Record<string, TypedArray> {
    if (this.#settling !== null) for (const _pause of this.#settling);
    this.#settling = null;
    const size = this.#lot.length;
    return {
      ...prefixed('tree', this.#tree.snapshot()),
      ...prefixed('touches', this.#touches.snapshot()),
      ...prefixed('since', this.#since.snapshot()),
      waiting: Uint32Array.from(this.#waiting),
      erased: Float64Array.from(this.#erased),
      lot: this.#lot,
      secret: this.#secret.subarray(0, size * secretBytes),
      hashed: this.#hashed.subarray(0, size),
      count: this.#leaves.count.subarray(0, size),
      last: this.#leaves.last.subarray(0, size),
      claimed: this.#claimed.subarray(0, size),
      dimension: this.#dimension.subarray(0, size),
      chain: this.#leaves.chain.subarray(0, size * hashBytes),
      sealed: this.#leaves.sealed.subarray(0, size * hashBytes),
    };
  }

  /** Takes the arrays over. */
  static restore(arrays: Record<string, TypedArray>, primitives: Primitives): Holdings {
    const holdings = new Holdings(primitives);
    holdings.#tree = DenseTree.restore(unprefixed('tree', arrays), primitives);
    holdings.#touches = Touches.restore(unprefixed('touches', arrays));
    holdings.#since = Transition.restore(unprefixed('since', arrays));
    holdings.#lot = arrayOf(arrays, 'lot', Uint32Array);
    holdings.#secret = arrayOf(arrays, 'secret', Uint8Array);
    holdings.#hashed = arrayOf(arrays, 'hashed', Uint32Array);
    holdings.#leaves.count = arrayOf(arrays, 'count', Uint32Array);
    holdings.#leaves.last = arrayOf(arrays, 'last', Uint32Array);
    holdings.#claimed = arrayOf(arrays, 'claimed', Uint32Array);
    holdings.#dimension = arrayOf(arrays, 'dimension', Uint8Array);
    holdings.#leaves.chain = arrayOf(arrays, 'chain', Uint8Array);
    holdings.#leaves.sealed = arrayOf(arrays, 'sealed', Uint8Array);
    for (const number of arrayOf(arrays, 'erased', Float64Array)) holdings.#erased.add(number);
    for (const lot of arrayOf(arrays, 'waiting', Uint32Array)) holdings.#wait(lot);
    return holdings;
  }

  #wait(lot: number): void {
    if (lot >= this.#isWaiting.length) this.#isWaiting = withRoom(this.#isWaiting, lot + 1);
    if (this.#isWaiting[lot] === 1) return;
    this.#isWaiting[lot] = 1;
    this.#waiting.push(lot);
  }

  /** Numbers whose leaves are to be hashed anew, ascending: those that are new, and those of lots that were touched. */
  #takeChanged(book: LotBook): Uint32Array {
    const first = this.size;
    this.#makeRoom(book.births);
    this.#tree.growTo(book.births);
    const waiting = this.#waiting;
    this.#waiting = [];
    const touched: number[] = [];
    for (const lot of waiting) {
      this.#isWaiting[lot] = 0;
      const number = this.numberOf(book, lot);
      if (number !== undefined && number < first) touched.push(number);
    }
    const changed = new Uint32Array(touched.length + this.size - first);
    changed.set(touched);
    changed.subarray(0, touched.length).sort();
    for (let number = first; number < this.size; number += 1)
      changed[touched.length + number - first] = number;
    return changed;
  }

  #settleLot(book: LotBook, number: number): void {
    this.#since.note(number, this.#leaves);
    const lot = this.#lot[number]! - 1;
    if (lot === -1) {
      this.#tree.setLeaf(number, voidLeaf(number, this.#primitives));
      return;
    }
    for (const touch of this.#touches.since(lot, this.#hashed[number]!)) this.#extend(number, touch);
    this.#hashed[number] = this.#touches.lastOf(lot);
    const { balances } = book;
    this.#dimension[number] = balances.dimensionOf(lot);
    const held = {
      dimension: this.#dimension[number]!,
      produced: balances.producedOf(lot),
      consumed: balances.drawnOf(lot),
      unknown: balances.unknownOf(lot),
      claimed: this.#claimed[number]!,
    };
    const secret = { bytes: this.#secret, at: number * secretBytes };
    const [chain, sealed] = [
      { bytes: this.#leaves.chain, at: number * hashBytes },
      { bytes: this.#leaves.sealed, at: number * hashBytes },
    ];
    sealInto(this.#leaves.sealed, sealed.at, secret, held, this.#primitives);
    const history = { count: this.#leaves.count[number]!, last: this.#leaves.last[number]!, chain };
    leafInto(this.#tree.leaves, number * hashBytes, number, history, sealed, this.#primitives);
  }

  #extend(number: number, touch: Touch): void {
    const secret = { bytes: this.#secret, at: number * secretBytes };
    const chain = { bytes: this.#leaves.chain, at: number * hashBytes };
    deltaInto(this.#delta.bytes, 0, secret, touch, this.#primitives);
    chainInto(this.#leaves.chain, chain.at, chain, touch.entry, this.#delta, this.#primitives);
    this.#leaves.count[number]! += 1;
    this.#leaves.last[number] = touch.entry;
    this.#claimed[number]! += touch.claimed;
    this.#since.link(number, touch.entry, this.#delta.bytes);
  }

  /** As it was hashed last; null where it is void. Views of the columns. */
  #leafOf(number: number): BlindLeaf | null {
    if ((this.#lot[number] ?? 0) === 0) return null;
    const sealed = this.#leaves.sealed.subarray(number * hashBytes, (number + 1) * hashBytes);
    return {
      count: this.#leaves.count[number]!,
      last: this.#leaves.last[number]!,
      chain: this.#chainOf(number),
      sealed,
    };
  }

  #chainOf(number: number): Uint8Array {
    return this.#leaves.chain.subarray(number * hashBytes, (number + 1) * hashBytes);
  }

  #secretOf(number: number): Uint8Array {
    return this.#secret.subarray(number * secretBytes, (number + 1) * secretBytes);
  }

  #makeRoom(size: number): void {
    if (size <= this.#lot.length) return;
    this.#lot = withRoom(this.#lot, size);
    const room = this.#lot.length;
    this.#secret = withRoom(this.#secret, room * secretBytes);
    this.#hashed = withRoom(this.#hashed, room);
    this.#leaves.count = withRoom(this.#leaves.count, room);
    this.#leaves.last = withRoom(this.#leaves.last, room);
    this.#claimed = withRoom(this.#claimed, room);
    this.#dimension = withRoom(this.#dimension, room);
    this.#leaves.chain = withRoom(this.#leaves.chain, room * hashBytes);
    this.#leaves.sealed = withRoom(this.#leaves.sealed, room * hashBytes);
  }
}

function sumOf(touches: readonly Touch[]): Omit<Totals, 'dimension'> {
  const sum = { produced: 0, consumed: 0, unknown: 0, claimed: 0 };
  for (const touch of touches) for (const total of totals) sum[total] += touch[total];
  return sum;
}
