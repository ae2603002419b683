// What is known of each lot beside its balance: who brought it into being, in which event, and its number.
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';

const impliedBit = 1;

export class LotColumns {
  /** Event of the first production, plus one; 0 = not born. */
  #bornIn: Uint32Array = new Uint32Array(0);
  /** Party of the first production (number of its name plus one). */
  #producer: Uint32Array = new Uint32Array(0);
  /** Birth number plus one; 0 = has none. */
  #number: Float64Array = new Float64Array(0);
  #flags: Uint8Array = new Uint8Array(0);
  /** Events that packed the unit. */
  #packings: Uint32Array = new Uint32Array(0);

  bornIn(lot: number): number {
    return (this.#bornIn[lot] ?? 0) - 1;
  }

  producerOf(lot: number): number {
    return this.#producer[lot] ?? 0;
  }

  numberOf(lot: number): number {
    return (this.#number[lot] ?? 0) - 1;
  }

  /** A logistic unit is born by being packed; a commissioning event that comes later only confirms it. */
  isImplied(lot: number): boolean {
    return ((this.#flags[lot] ?? 0) & impliedBit) !== 0;
  }

  packingsOf(lot: number): number {
    return this.#packings[lot] ?? 0;
  }

  markBorn(lot: number, event: number, producer: number): void {
    this.#makeRoom(lot);
    if (this.#bornIn[lot] !== 0) return;
    this.#bornIn[lot] = event + 1;
    this.#producer[lot] = producer;
  }

  /** The event of its birth was an error. */
  unmarkBorn(lot: number): void {
    this.#bornIn[lot] = 0;
    this.#producer[lot] = 0;
  }

  markPacking(lot: number, sign: 1 | -1): void {
    this.#makeRoom(lot);
    this.#packings[lot]! += sign;
  }

  /** The first birth of a lot gives it its number; a later one takes a number that stays void. */
  markNumber(lot: number, number: number): void {
    this.#makeRoom(lot);
    if (this.#number[lot] === 0) this.#number[lot] = number + 1;
  }

  markImplied(lot: number, implied: boolean): void {
    this.#makeRoom(lot);
    this.#flags[lot] = implied ? this.#flags[lot]! | impliedBit : this.#flags[lot]! & ~impliedBit;
  }

  snapshot(): Record<string, TypedArray> {
    return {
      bornIn: this.#bornIn,
      producer: this.#producer,
      number: this.#number,
      flags: this.#flags,
      packings: this.#packings,
    };
  }

  static restore(arrays: Record<string, TypedArray>): LotColumns {
    const columns = new LotColumns();
    columns.#bornIn = arrayOf(arrays, 'bornIn', Uint32Array);
    columns.#producer = arrayOf(arrays, 'producer', Uint32Array);
    columns.#number = arrayOf(arrays, 'number', Float64Array);
    columns.#flags = arrayOf(arrays, 'flags', Uint8Array);
    columns.#packings = arrayOf(arrays, 'packings', Uint32Array);
    return columns;
  }

  #makeRoom(lot: number): void {
    if (lot < this.#flags.length) return;
    this.#bornIn = withRoom(this.#bornIn, lot + 1);
    this.#producer = withRoom(this.#producer, lot + 1);
    this.#number = withRoom(this.#number, lot + 1);
    this.#flags = withRoom(this.#flags, lot + 1);
    this.#packings = withRoom(this.#packings, lot + 1);
  }
}
