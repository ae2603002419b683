// What has become of the map since its last root: the leaves as they were there, and the links that were added. The audit
// of the next root is made of it (docs/protocol/holdings.md, "Audits").
import { copyBytes, viewOf } from '#verifier';
import type { AuditedLot, BlindLeaf, HoldingsAudit } from '#verifier';
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';
import type { LotLeaves } from './lot-leaves.ts';

const hashBytes = 32;
/** count, last, chain, sealed. */
const leafBytes = 4 + 4 + 2 * hashBytes;

export class Transition {
  /** Index of the root entry that it begins with, and the leaves there; null before the first root. */
  readonly from: { index: number; lots: number } | null;
  /** Numbers that were changed, in the order in which they were first. */
  #numbers: Uint32Array = new Uint32Array(0);
  #old: Uint8Array = new Uint8Array(0);
  #size = 0;
  /** By number: its place in `#numbers`, plus one. */
  #placeOf: Uint32Array = new Uint32Array(0);
  #linkNumber: Uint32Array = new Uint32Array(0);
  #linkEntry: Uint32Array = new Uint32Array(0);
  #linkDelta: Uint8Array = new Uint8Array(0);
  #links = 0;

  constructor(from: Transition['from']) {
    this.from = from;
  }

  get size(): number {
    return this.#size;
  }

  /** Before leaves are changed: what they are. Only the first word of a number counts. */
  note(numbers: Uint32Array, leaves: LotLeaves): void {
    this.#old = withRoom(this.#old, (this.#size + numbers.length) * leafBytes);
    const [chain, sealed, old] = [viewOf(leaves.chain), viewOf(leaves.sealed), viewOf(this.#old)];
    for (const number of numbers) {
      if ((this.#placeOf[number] ?? 0) !== 0) continue;
      const place = this.#placeFor(number);
      if (this.#isNew(number)) continue;
      this.#setCounts(place, leaves.count[number]!, leaves.last[number]!);
      const [from, to] = [number * hashBytes, place * leafBytes + 8];
      copyBytes(chain, from, old, to, hashBytes);
      copyBytes(sealed, from, old, to + hashBytes, hashBytes);
    }
  }

  /** What the leaf of a number was, whatever was noted of it; null where it was void, or is new. */
  set(number: number, old: BlindLeaf | null): void {
    const place = this.#placeFor(number);
    this.#setCounts(place, old?.count ?? 0, old?.last ?? 0);
    if (old === null) return;
    this.#old.set(old.chain, place * leafBytes + 8);
    this.#old.set(old.sealed, place * leafBytes + 8 + hashBytes);
  }

  /** Links of lots, those of one lot in order; each delta has 32 bytes. */
  link(numbers: Uint32Array, entries: Uint32Array, deltas: Uint8Array): void {
    const first = this.#links;
    this.#links += numbers.length;
    this.#linkNumber = withRoom(this.#linkNumber, this.#links);
    this.#linkEntry = withRoom(this.#linkEntry, this.#linkNumber.length);
    this.#linkDelta = withRoom(this.#linkDelta, this.#linkNumber.length * hashBytes);
    this.#linkNumber.set(numbers, first);
    this.#linkEntry.set(entries, first);
    this.#linkDelta.set(deltas, first * hashBytes);
  }

  /** The leaf as it was at the last root; undefined where it has not changed since. */
  oldLeaf(number: number): BlindLeaf | null | undefined {
    const place = (this.#placeOf[number] ?? 0) - 1;
    return place < 0 ? undefined : this.#leafAt(place);
  }

  /** Those that may differ from the last root, ascending. What was void there is void now. */
  numbers(): Uint32Array {
    const all = this.#numbers.slice(0, this.#size);
    return all.filter((number, place) => this.#isNew(number) || !this.#wasVoid(place)).sort();
  }

  /** An empty one that begins at the given root. This one is used up: it gives its room away. */
  next(from: { index: number; lots: number }): Transition {
    for (let place = 0; place < this.#size; place += 1) this.#placeOf[this.#numbers[place]!] = 0;
    const next = new Transition(from);
    next.#placeOf = this.#placeOf;
    next.#numbers = this.#numbers;
    next.#old = this.#old;
    next.#linkNumber = this.#linkNumber;
    next.#linkEntry = this.#linkEntry;
    next.#linkDelta = this.#linkDelta;
    return next;
  }

  snapshot(): Record<string, TypedArray> {
    const from = this.from === null ? [] : [this.from.index, this.from.lots];
    return {
      from: Float64Array.from(from),
      numbers: this.#numbers.subarray(0, this.#size),
      old: this.#old.subarray(0, this.#size * leafBytes),
      linkNumber: this.#linkNumber.subarray(0, this.#links),
      linkEntry: this.#linkEntry.subarray(0, this.#links),
      linkDelta: this.#linkDelta.subarray(0, this.#links * hashBytes),
    };
  }

  /** Takes the arrays over. */
  static restore(arrays: Record<string, TypedArray>): Transition {
    const [index, lots] = arrayOf(arrays, 'from', Float64Array);
    const transition = new Transition(index === undefined || lots === undefined ? null : { index, lots });
    transition.#numbers = arrayOf(arrays, 'numbers', Uint32Array);
    transition.#old = arrayOf(arrays, 'old', Uint8Array);
    transition.#size = transition.#numbers.length;
    transition.#linkNumber = arrayOf(arrays, 'linkNumber', Uint32Array);
    transition.#linkEntry = arrayOf(arrays, 'linkEntry', Uint32Array);
    transition.#linkDelta = arrayOf(arrays, 'linkDelta', Uint8Array);
    transition.#links = transition.#linkNumber.length;
    for (const [place, number] of transition.#numbers.entries()) {
      transition.#placeOf = withRoom(transition.#placeOf, number + 1);
      transition.#placeOf[number] = place + 1;
    }
    return transition;
  }

  #setCounts(place: number, count: number, last: number): void {
    const at = place * leafBytes;
    for (let byte = 0; byte < 4; byte += 1) {
      this.#old[at + byte] = count >>> (24 - 8 * byte);
      this.#old[at + 4 + byte] = last >>> (24 - 8 * byte);
    }
  }

  #placeFor(number: number): number {
    const known = this.#placeOf[number] ?? 0;
    if (known !== 0) return known - 1;
    const place = this.#size++;
    this.#placeOf = withRoom(this.#placeOf, number + 1);
    this.#placeOf[number] = place + 1;
    this.#numbers = withRoom(this.#numbers, this.#size);
    this.#old = withRoom(this.#old, this.#size * leafBytes);
    this.#numbers[place] = number;
    // The room may be that of another one.
    this.#old.fill(0, place * leafBytes, (place + 1) * leafBytes);
    return place;
  }

  #isNew(number: number): boolean {
    return number >= (this.from?.lots ?? 0);
  }

  /** A leaf that is not void has a link of its birth. */
  #wasVoid(place: number): boolean {
    const [old, at] = [this.#old, place * leafBytes];
    return (old[at]! | old[at + 1]! | old[at + 2]! | old[at + 3]!) === 0;
  }

  #leafAt(place: number): BlindLeaf | null {
    if (this.#isNew(this.#numbers[place]!) || this.#wasVoid(place)) return null;
    const at = place * leafBytes;
    const view = new DataView(this.#old.buffer, this.#old.byteOffset + at, leafBytes);
    return {
      count: view.getUint32(0),
      last: view.getUint32(4),
      chain: this.#old.slice(at + 8, at + 8 + hashBytes),
      sealed: this.#old.slice(at + 8 + hashBytes, at + leafBytes),
    };
  }

  /** As `Holdings.audit` gathered it. */
  static audit(arrays: Record<string, TypedArray>): HoldingsAudit {
    const transition = Transition.restore(arrays);
    const sealed = hashesIn(arrayOf(arrays, 'sealed', Uint8Array));
    const isVoid = arrayOf(arrays, 'isVoid', Uint8Array);
    const links = transition.#linksByNumber();
    const lots = Array.from(transition.numbers(), (number, at): AuditedLot => {
      const before = transition.#leafAt(transition.#placeOf[number]! - 1);
      if (isVoid[at] === 1) return { number, before, links: [], sealed: null };
      return { number, before, links: links.get(number) ?? [], sealed: sealed[at]! };
    });
    const unchanged = hashesIn(arrayOf(arrays, 'unchanged', Uint8Array));
    const to = arrayOf(arrays, 'to', Float64Array)[0]!;
    return { from: transition.from?.index ?? null, to, lots, unchanged };
  }

  #linksByNumber(): Map<number, { entry: number; delta: Uint8Array }[]> {
    const links = new Map<number, { entry: number; delta: Uint8Array }[]>();
    for (let at = 0; at < this.#links; at += 1) {
      const number = this.#linkNumber[at]!;
      const delta = this.#linkDelta.slice(at * hashBytes, (at + 1) * hashBytes);
      const link = { entry: this.#linkEntry[at]!, delta };
      const known = links.get(number);
      if (known === undefined) links.set(number, [link]);
      else known.push(link);
    }
    return links;
  }
}

/** Hashes that stand one behind the other. */
export function hashesIn(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / hashBytes }, (_, at) =>
    bytes.subarray(at * hashBytes, (at + 1) * hashBytes),
  );
}
