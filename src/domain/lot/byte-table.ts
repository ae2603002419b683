import { halfSipHash } from './half-sip.ts';
import { type TypedArray, withRoom } from './room.ts';
import { arrayOf } from './snapshot.ts';

const firstSlots = 64;
const mostBytes = 0xffff_ffff;

/**
 * Dense numbers (0, 1, 2, …) for byte strings. All of it is five typed arrays, so that a restart reads them and is
 * done: an open-addressing table of numbers + 1 (0 = free), the hash of each string, its end in one long row of bytes.
 */
export class ByteTable {
  #slots: Uint32Array = new Uint32Array(firstSlots);
  #hashes: Uint32Array = new Uint32Array(0);
  #ends: Uint32Array = new Uint32Array(0);
  #bytes: Uint8Array = new Uint8Array(0);
  #key: Uint32Array;
  #size = 0;

  /** `key`: two secret words for the hash. */
  constructor(key: Uint32Array) {
    this.#key = key;
  }

  get size(): number {
    return this.#size;
  }

  /** All bytes of all strings; read it between startOf and endOf. It moves when the table grows. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  startOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1]!;
  }

  endOf(number: number): number {
    if (number >= this.#size || number < 0) throw new RangeError(`no string has the number ${number}`);
    return this.#ends[number]!;
  }

  /** The number of bytes[0…length), or -1. */
  find(bytes: Uint8Array, length: number): number {
    return this.#slots[this.#slotOf(bytes, length, this.#hash(bytes, length))]! - 1;
  }

  /** The number of bytes[0…length), a new one if they are new. */
  intern(bytes: Uint8Array, length: number): number {
    const hash = this.#hash(bytes, length);
    const slot = this.#slotOf(bytes, length, hash);
    const found = this.#slots[slot]!;
    if (found !== 0) return found - 1;
    this.#append(bytes, length, hash);
    this.#slots[slot] = this.#size;
    if (this.#size * 3 > this.#slots.length * 2) this.#widen();
    return this.#size - 1;
  }

  snapshot(): Record<string, TypedArray> {
    return {
      key: this.#key,
      slots: this.#slots,
      hashes: this.#hashes.subarray(0, this.#size),
      ends: this.#ends.subarray(0, this.#size),
      bytes: this.#bytes.subarray(0, this.#size === 0 ? 0 : this.endOf(this.#size - 1)),
    };
  }

  /** Takes the arrays over: the table writes into them from now on. */
  static restore(arrays: Record<string, TypedArray>): ByteTable {
    const table = new ByteTable(arrayOf(arrays, 'key', Uint32Array));
    table.#slots = arrayOf(arrays, 'slots', Uint32Array);
    table.#hashes = arrayOf(arrays, 'hashes', Uint32Array);
    table.#ends = arrayOf(arrays, 'ends', Uint32Array);
    table.#bytes = arrayOf(arrays, 'bytes', Uint8Array);
    table.#size = table.#ends.length;
    return table;
  }

  #hash(bytes: Uint8Array, length: number): number {
    return halfSipHash(bytes, length, this.#key[0]!, this.#key[1]!);
  }

  /** Where the string is, or the free slot where it would be. At least a third of all slots is free, so it ends. */
  #slotOf(bytes: Uint8Array, length: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#hashes[entry - 1] === hash && this.#holds(entry - 1, bytes, length)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #holds(number: number, bytes: Uint8Array, length: number): boolean {
    const start = this.startOf(number);
    if (this.#ends[number]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (this.#bytes[start + at] !== bytes[at]) return false;
    return true;
  }

  #append(bytes: Uint8Array, length: number, hash: number): void {
    const start = this.startOf(this.#size);
    if (start + length > mostBytes) throw new RangeError('the table of ids is full: 4 GiB of text');
    this.#bytes = withRoom(this.#bytes, start + length);
    for (let at = 0; at < length; at++) this.#bytes[start + at] = bytes[at]!;
    this.#hashes = withRoom(this.#hashes, this.#size + 1);
    this.#hashes[this.#size] = hash;
    this.#ends = withRoom(this.#ends, this.#size + 1);
    this.#ends[this.#size] = start + length;
    this.#size++;
  }

  #widen(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let slot = this.#hashes[number]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}
