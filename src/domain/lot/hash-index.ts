import { type TypedArray, withRoom } from './room.ts';
import { arrayOf } from './snapshot.ts';

const firstHeads = 64;

/**
 * From 64-bit keys, given as two unsigned words, to unsigned 32-bit values; a key may have many. Entries are only
 * appended; those of one bucket form a list through `next`, newest first, so that the ten-thousandth value of a key
 * costs no more than the first (which linear probing could not promise). About 22 bytes an entry.
 */
export class HashIndex {
  #heads: Uint32Array = new Uint32Array(firstHeads);
  #next: Uint32Array = new Uint32Array(0);
  #high: Uint32Array = new Uint32Array(0);
  #low: Uint32Array = new Uint32Array(0);
  #values: Uint32Array = new Uint32Array(0);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(high: number, low: number, value: number): void {
    const entry = this.#size++;
    this.#next = withRoom(this.#next, this.#size);
    this.#high = withRoom(this.#high, this.#size);
    this.#low = withRoom(this.#low, this.#size);
    this.#values = withRoom(this.#values, this.#size);
    this.#high[entry] = high;
    this.#low[entry] = low;
    this.#values[entry] = value;
    if (this.#size > this.#heads.length) this.#widen();
    else this.#link(entry);
  }

  /** The newest value of the key that `accept` takes, or -1. Keys can be the same by chance: let `accept` look. */
  find(high: number, low: number, accept: (value: number) => boolean = () => true): number {
    for (let link = this.#heads[this.#bucket(high, low)]!; link !== 0; link = this.#next[link - 1]!) {
      const entry = link - 1;
      if (this.#low[entry] !== low >>> 0 || this.#high[entry] !== high >>> 0) continue;
      if (accept(this.#values[entry]!)) return this.#values[entry]!;
    }
    return -1;
  }

  /** All values of the key, in the order in which they were added. */
  valuesOf(high: number, low: number): number[] {
    const values: number[] = [];
    this.find(high, low, (value) => {
      values.push(value);
      return false;
    });
    return values.reverse();
  }

  snapshot(): Record<string, TypedArray> {
    return {
      heads: this.#heads,
      next: this.#next.subarray(0, this.#size),
      high: this.#high.subarray(0, this.#size),
      low: this.#low.subarray(0, this.#size),
      values: this.#values.subarray(0, this.#size),
    };
  }

  /** Takes the arrays over: the index writes into them from now on. */
  static restore(arrays: Record<string, TypedArray>): HashIndex {
    const index = new HashIndex();
    index.#heads = arrayOf(arrays, 'heads', Uint32Array);
    index.#next = arrayOf(arrays, 'next', Uint32Array);
    index.#high = arrayOf(arrays, 'high', Uint32Array);
    index.#low = arrayOf(arrays, 'low', Uint32Array);
    index.#values = arrayOf(arrays, 'values', Uint32Array);
    index.#size = index.#values.length;
    return index;
  }

  /** Keys need not be random (numbers will do), so their bits are mixed first. */
  #bucket(high: number, low: number): number {
    let mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) & (this.#heads.length - 1);
  }

  #link(entry: number): void {
    const bucket = this.#bucket(this.#high[entry]!, this.#low[entry]!);
    this.#next[entry] = this.#heads[bucket]!;
    this.#heads[bucket] = entry + 1;
  }

  #widen(): void {
    this.#heads = new Uint32Array(this.#heads.length * 2);
    for (let entry = 0; entry < this.#size; entry++) this.#link(entry);
  }
}
