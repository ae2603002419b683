// The hashes of many lots at once (docs/protocol/holdings.md): all their deltas, then their chains link by link, then what
// seals their totals, then their leaves. Each kind is hashed side by side, in half the time of one by one (measured).
import {
  copyBytes,
  deltaLength,
  leafLength,
  linkLength,
  sealLength,
  viewOf,
  voidLeaf,
  writeDelta,
  writeLeaf,
  writeLink,
  writeSeal,
} from '#verifier';
import type { HashRows, Primitives } from '#verifier';
import type { Balances } from '../lot/balances.ts';
import { withRoom } from '../lot/room.ts';
import type { DenseTree } from './dense-tree.ts';
import type { LotLeaves } from './lot-leaves.ts';
import { totals, type Touches, TouchRows } from './touches.ts';
import type { Transition } from './transition.ts';

/** Lots that are hashed together: a quarter of a millisecond. */
export const lotsAtOnce = 128;

const hashBytes = 32;
const secretBytes = 16;

/** Where the lots stand. */
export interface LotState {
  readonly leaves: LotLeaves;
  readonly touches: Touches;
  readonly balances: Balances;
  readonly since: Transition;
  readonly tree: DenseTree;
}

export class LotHashing {
  readonly #primitives: Primitives;
  readonly #deltaRows: HashRows;
  readonly #linkRows: HashRows;
  readonly #sealRows: HashRows;
  readonly #leafRows: HashRows;
  /** Of all lots that are hashed together, one lot behind the other. */
  readonly #touched: TouchRows = new TouchRows();
  #numbers: Uint32Array = new Uint32Array(0);
  #deltas: Uint8Array = new Uint8Array(0);
  /** By the place of a lot among those that are hashed together: its next touch, and the one where the next lot begins. */
  readonly #next: Uint32Array = new Uint32Array(lotsAtOnce);
  readonly #end: Uint32Array = new Uint32Array(lotsAtOnce);
  readonly #places: Uint32Array = new Uint32Array(lotsAtOnce);

  constructor(primitives: Primitives) {
    this.#primitives = primitives;
    this.#deltaRows = primitives.hashRows(deltaLength, lotsAtOnce);
    this.#linkRows = primitives.hashRows(linkLength, lotsAtOnce);
    this.#sealRows = primitives.hashRows(sealLength, lotsAtOnce);
    this.#leafRows = primitives.hashRows(leafLength, lotsAtOnce);
  }

  /** Hashes these lots (by number, at most `lotsAtOnce`) as the ledger has them now; the tree above them is not updated. */
  hash(numbers: Uint32Array, state: LotState): void {
    const { leaves, since, tree } = state;
    since.note(numbers, leaves);
    for (const number of numbers)
      if (leaves.lot[number] === 0) tree.setLeaf(number, voidLeaf(number, this.#primitives));
    const known = numbers.filter((number) => leaves.lot[number] !== 0);
    this.#gather(known, state);
    this.#hashDeltas(leaves);
    since.link(
      this.#numbers.subarray(0, this.#touched.size),
      this.#touched.entry.subarray(0, this.#touched.size),
      this.#deltas.subarray(0, this.#touched.size * hashBytes),
    );
    this.#hashLinks(known, leaves);
    this.#hashTotals(known, state);
    this.#hashLeaves(known, state);
  }

  #gather(numbers: Uint32Array, { leaves, touches }: LotState): void {
    this.#touched.clear();
    for (let place = 0; place < numbers.length; place += 1) {
      const number = numbers[place]!;
      const [lot, first] = [leaves.lot[number]! - 1, this.#touched.size];
      touches.gather(lot, leaves.hashed[number]!, this.#touched);
      leaves.hashed[number] = touches.lastOf(lot);
      this.#next[place] = first;
      this.#end[place] = this.#touched.size;
      this.#numbers = withRoom(this.#numbers, this.#touched.size);
      for (let touch = first; touch < this.#touched.size; touch += 1) this.#numbers[touch] = number;
    }
  }

  #hashDeltas({ secret }: LotLeaves): void {
    const { messages, stride, digests } = this.#deltaRows;
    const { size, amounts } = this.#touched;
    this.#deltas = withRoom(this.#deltas, size * hashBytes);
    const [secrets, deltas] = [viewOf(secret), viewOf(this.#deltas)];
    for (let first = 0; first < size; first += lotsAtOnce) {
      const count = Math.min(size - first, lotsAtOnce);
      for (let row = 0; row < count; row += 1) {
        const number = this.#numbers[first + row]!;
        const at = (first + row) * totals.length;
        writeDelta(messages, row * stride, secrets, number * secretBytes, amounts, at);
      }
      this.#deltaRows.hash(count);
      copyBytes(digests, 0, deltas, first * hashBytes, count * hashBytes);
    }
  }

  /** A link of each lot that has one more, until none has. */
  #hashLinks(numbers: Uint32Array, leaves: LotLeaves): void {
    const { messages, stride, digests } = this.#linkRows;
    const [chains, deltas] = [viewOf(leaves.chain), viewOf(this.#deltas)];
    const places = this.#places;
    for (let count = this.#findLonger(numbers.length); count > 0; count = this.#findLonger(numbers.length)) {
      for (let row = 0; row < count; row += 1) {
        const touch = this.#next[places[row]!]!;
        const number = numbers[places[row]!]!;
        const entry = this.#touched.entry[touch]!;
        writeLink(messages, row * stride, chains, number * hashBytes, entry, deltas, touch * hashBytes);
      }
      this.#linkRows.hash(count);
      for (let row = 0; row < count; row += 1) {
        const place = places[row]!;
        copyBytes(digests, row * hashBytes, chains, numbers[place]! * hashBytes, hashBytes);
        this.#count(numbers[place]!, this.#next[place]!, leaves);
        this.#next[place]! += 1;
      }
    }
  }

  /** Puts the places of lots with links that are not hashed yet into `#places`; answers how many. */
  #findLonger(lots: number): number {
    let found = 0;
    for (let place = 0; place < lots; place += 1)
      if (this.#next[place]! < this.#end[place]!) this.#places[found++] = place;
    return found;
  }

  #count(number: number, touch: number, leaves: LotLeaves): void {
    leaves.count[number]! += 1;
    leaves.last[number] = this.#touched.entry[touch]!;
    leaves.claimed[number]! += this.#touched.amounts[touch * totals.length + 3]!;
  }

  #hashTotals(numbers: Uint32Array, { leaves, balances }: LotState): void {
    const { messages, stride, digests } = this.#sealRows;
    const [secrets, sealed] = [viewOf(leaves.secret), viewOf(leaves.sealed)];
    for (let row = 0; row < numbers.length; row += 1) {
      const number = numbers[row]!;
      const lot = leaves.lot[number]! - 1;
      const dimension = balances.dimensionOf(lot);
      leaves.dimension[number] = dimension;
      writeSeal(messages, row * stride, secrets, number * secretBytes, {
        dimension,
        produced: balances.producedOf(lot),
        consumed: balances.drawnOf(lot),
        unknown: balances.unknownOf(lot),
        claimed: leaves.claimed[number]!,
      });
    }
    this.#sealRows.hash(numbers.length);
    for (let row = 0; row < numbers.length; row += 1)
      copyBytes(digests, row * hashBytes, sealed, numbers[row]! * hashBytes, hashBytes);
  }

  #hashLeaves(numbers: Uint32Array, { leaves, tree }: LotState): void {
    const { messages, stride, digests } = this.#leafRows;
    const hashes = { chain: viewOf(leaves.chain), sealed: viewOf(leaves.sealed) };
    const hashed = viewOf(tree.leaves);
    for (let row = 0; row < numbers.length; row += 1) {
      const number = numbers[row]!;
      const [count, last] = [leaves.count[number]!, leaves.last[number]!];
      writeLeaf(messages, row * stride, number, count, last, hashes, number * hashBytes);
    }
    this.#leafRows.hash(numbers.length);
    for (let row = 0; row < numbers.length; row += 1)
      copyBytes(digests, row * hashBytes, hashed, numbers[row]! * hashBytes, hashBytes);
  }
}
