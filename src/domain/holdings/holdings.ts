// The map lot -> balance that the log commits to (docs/protocol/holdings.md). What lots hold stands in the ledger's own
// balances; here is what the map has beside: histories, secrets, and the tree over the leaves. Changes are noted as they
// come and hashed when a root is due: capture pays for a row, not for hashes.
import { chainAfter, copyBytes, deltaOf, viewOf, voidLeaf } from '#verifier';
import type { BlindLeaf, Primitives, Totals } from '#verifier';
import type { Balances } from '../lot/balances.ts';
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf, prefixed, unprefixed } from '../lot/snapshot.ts';
import { DenseTree } from './dense-tree.ts';
import { LotHashing, lotsAtOnce } from './lot-hashing.ts';
import { LotLeaves } from './lot-leaves.ts';
import { type Total, type Touch, Touches, totals } from './touches.ts';
import { hashesIn, Transition } from './transition.ts';

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
const totalNumbers: Readonly<Record<Total, number>> = Object.fromEntries(
  totals.map((total, number) => [total, number]),
) as Record<Total, number>;

export class Holdings {
  readonly #primitives: Primitives;
  #tree: DenseTree;
  #touches: Touches = new Touches();
  #since: Transition = new Transition(null);
  #settling: Generator<void, void, void> | null = null;
  /** Lots that were touched since they were hashed last, each once. */
  #waiting: number[] = [];
  #isWaiting: Uint8Array = new Uint8Array(0);
  /** Numbers that stay void whatever a replay finds: something of their lots was erased. */
  readonly #erased: Set<number> = new Set();
  #leaves: LotLeaves = new LotLeaves();
  readonly #hashing: LotHashing;

  constructor(primitives: Primitives) {
    this.#primitives = primitives;
    this.#tree = new DenseTree(primitives);
    this.#hashing = new LotHashing(primitives);
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
    this.#leaves.makeRoom(number + 1);
    this.#leaves.lot[number] = lot + 1;
    this.#leaves.secret.set(secret, number * secretBytes);
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
      for (let first = 0; first < changed.length; first += lotsAtOnce) {
        this.#hashing.hash(changed.subarray(first, first + lotsAtOnce), {
          leaves: this.#leaves,
          touches: this.#touches,
          balances: book.balances,
          since: this.#since,
          tree: this.#tree,
        });
        if (changed.length > lotsAtOnce) yield;
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
    const [known, sealed] = [viewOf(this.#leaves.sealed), viewOf(new Uint8Array(numbers.length * hashBytes))];
    const isVoid = new Uint8Array(numbers.length);
    for (const [at, number] of numbers.entries()) {
      isVoid[at] = this.#leaves.lot[number] === 0 ? 1 : 0;
      copyBytes(known, number * hashBytes, sealed, at * hashBytes, hashBytes);
    }
    const to = Float64Array.of(index);
    return {
      ...this.#since.snapshot(),
      to,
      sealed: new Uint8Array(sealed.buffer),
      isVoid,
      unchanged: this.#tree.proof(numbers),
    };
  }

  /** Where the leaf of the lot stands in the settled map, and undefined where it has none. */
  numberOf(book: LotBook, lot: number): number | undefined {
    const number = book.columns.numberOf(lot);
    return number >= 0 && number < this.size && this.#leaves.lot[number] === lot + 1 ? number : undefined;
  }

  /** What the last root says of the lot with this number; undefined where its leaf is void. */
  totalsAtRoot(number: number, lot: number): Omit<Totals, 'dimension'> | undefined {
    return this.#leaves.lot[number] === lot + 1 ? sumOf(this.#touchesAtRoot(lot)) : undefined;
  }

  #touchesAtRoot(lot: number): Touch[] {
    return this.#touches.of(lot).filter(({ entry }) => entry < this.rootedAt);
  }

  /** Opens the leaf of a number that is not void, as the last root has it: with its links from the first on that is `shown`. */
  open(number: number, shown: ReadonlySet<number>): OpenedLot {
    const secret = this.#leaves.secretOf(number);
    const touches = this.#touchesAtRoot(this.#leaves.lot[number]! - 1);
    const opened = {
      number,
      dimension: this.#leaves.dimension[number]!,
      ...sumOf(touches),
      count: touches.length,
    };
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
      this.#leaves.lot[number] = 0;
      this.#leaves.secret.fill(0, number * secretBytes, (number + 1) * secretBytes);
      this.#tree.setLeaf(number, voidLeaf(number, this.#primitives));
    }
    const here = numbers.filter((number) => number < this.size);
    for (const _pause of this.#tree.updating(Uint32Array.from(here).sort()));
  }

  /** Everything that the map is made of, for comparing two replays: the number, its lot, and what it holds. */
  *facts(): Generator<[number: number, lot: number, secret: Uint8Array, touches: Touch[]]> {
    for (let number = 0; number < this.#leaves.lot.length; number += 1) {
      const lot = this.#leaves.lot[number]! - 1;
      if (lot >= 0) yield [number, lot, this.#leaves.secretOf(number), this.#touches.of(lot)];
    }
  }

  snapshot(): Record<string, TypedArray> {
    if (this.#settling !== null) for (const _pause of this.#settling);
    this.#settling = null;
    return {
      ...prefixed('tree', this.#tree.snapshot()),
      ...prefixed('touches', this.#touches.snapshot()),
      ...prefixed('since', this.#since.snapshot()),
      waiting: Uint32Array.from(this.#waiting),
      erased: Float64Array.from(this.#erased),
      ...this.#leaves.snapshot(),
    };
  }

  /** Takes the arrays over. */
  static restore(arrays: Record<string, TypedArray>, primitives: Primitives): Holdings {
    const holdings = new Holdings(primitives);
    holdings.#tree = DenseTree.restore(unprefixed('tree', arrays), primitives);
    holdings.#touches = Touches.restore(unprefixed('touches', arrays));
    holdings.#since = Transition.restore(unprefixed('since', arrays));
    holdings.#leaves = LotLeaves.restore(arrays);
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
    this.#leaves.makeRoom(book.births);
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

  /** As it was hashed last; null where it is void. Views of the columns. */
  #leafOf(number: number): BlindLeaf | null {
    if ((this.#leaves.lot[number] ?? 0) === 0) return null;
    return {
      count: this.#leaves.count[number]!,
      last: this.#leaves.last[number]!,
      chain: this.#leaves.chainOf(number),
      sealed: this.#leaves.sealedOf(number),
    };
  }
}

function sumOf(touches: readonly Touch[]): Omit<Totals, 'dimension'> {
  const sum = { produced: 0, consumed: 0, unknown: 0, claimed: 0 };
  for (const touch of touches) for (const total of totals) sum[total] += touch[total];
  return sum;
}
