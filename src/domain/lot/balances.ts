import { type TypedArray, withRoom } from './room.ts';
import { arrayOf } from './snapshot.ts';

/** The dimension of a lot of which no amount is known yet. */
export const noDimension = 0;

/**
 * What events brought into each lot and took out of it, in whole base units of the lot's dimension. Whether an event
 * may do so is decided elsewhere, before; a call here that cannot be right is a bug and throws, with nothing changed.
 * Everything that is added can be taken back, in any order, and leaves no trace: so the state does not depend on
 * the order in which statements came. 29 bytes a lot.
 *
 * A lot of which nothing is left on either side has no dimension again, and an amount of 0 carries none.
 */
export class Balances {
  #produced: Float64Array = new Float64Array(0);
  #drawn: Float64Array = new Float64Array(0);
  #dimension: Uint8Array = new Uint8Array(0);
  #declarations: Uint32Array = new Uint32Array(0);
  #unknownProduced: Uint32Array = new Uint32Array(0);
  #unknownDrawn: Uint32Array = new Uint32Array(0);
  #size = 0;

  /** One more than the highest lot number seen. */
  get size(): number {
    return this.#size;
  }

  /** Produced base units by lot number, for tracing; a view that later growth leaves behind. */
  get produced(): Float64Array {
    return this.#produced.subarray(0, this.#size);
  }

  /** How many productions of unknown amount each lot has, for tracing; a view that later growth leaves behind. */
  get unknownProduced(): Uint32Array {
    return this.#unknownProduced.subarray(0, this.#size);
  }

  /** Dimension by lot number, for tracing; a view that later growth leaves behind. */
  get dimensions(): Uint8Array {
    return this.#dimension.subarray(0, this.#size);
  }

  producedOf(lot: number): number {
    return lot < this.#size ? this.#produced[lot]! : 0;
  }

  drawnOf(lot: number): number {
    return lot < this.#size ? this.#drawn[lot]! : 0;
  }

  /** Produced less drawn; negative where draws are known before the production they came from. */
  remaining(lot: number): number {
    return this.producedOf(lot) - this.drawnOf(lot);
  }

  dimensionOf(lot: number): number {
    return lot < this.#size ? this.#dimension[lot]! : noDimension;
  }

  /** Whether some event that stands brought the lot into being, with or without an amount. */
  isDeclared(lot: number): boolean {
    return lot < this.#size && this.#declarations[lot]! > 0;
  }

  hasUnknownProduced(lot: number): boolean {
    return lot < this.#size && this.#unknownProduced[lot]! > 0;
  }

  hasUnknownDrawn(lot: number): boolean {
    return lot < this.#size && this.#unknownDrawn[lot]! > 0;
  }

  /** How many portions, on either side, of which the amount is not known or cannot be compared. */
  unknownOf(lot: number): number {
    return lot < this.#size ? this.#unknownProduced[lot]! + this.#unknownDrawn[lot]! : 0;
  }

  /**
   * Whether a further draw would certainly take more than there is. Of a lot that nobody has declared, or into which
   * an unknown amount went, nothing is certain: false. Draws of unknown amount count as nothing drawn.
   */
  wouldOverdraw(lot: number, amount: number): boolean {
    return (
      this.isDeclared(lot) &&
      !this.hasUnknownProduced(lot) &&
      this.drawnOf(lot) + amount > this.producedOf(lot)
    );
  }

  /** Whether the lot has, or may still take, this dimension. */
  fits(lot: number, dimension: number): boolean {
    const known = this.dimensionOf(lot);
    return known === noDimension || known === dimension;
  }

  /** Whether adding the amount to either side would leave the whole numbers that a double holds exactly. */
  wouldOverflow(lot: number, amount: number): boolean {
    return Math.max(this.producedOf(lot), this.drawnOf(lot)) + amount > Number.MAX_SAFE_INTEGER;
  }

  produce(lot: number, dimension: number, amount: number): void {
    this.#makeRoom(lot);
    this.#shift(this.#produced, lot, dimension, amount);
    this.#declarations[lot]!++;
  }

  unproduce(lot: number, dimension: number, amount: number): void {
    if (!this.isDeclared(lot)) throw new RangeError(`lot ${lot}: taking back a production it never had`);
    this.#shift(this.#produced, lot, dimension, -amount);
    this.#declarations[lot]!--;
  }

  draw(lot: number, dimension: number, amount: number): void {
    this.#makeRoom(lot);
    this.#shift(this.#drawn, lot, dimension, amount);
  }

  undraw(lot: number, dimension: number, amount: number): void {
    this.#makeRoom(lot);
    this.#shift(this.#drawn, lot, dimension, -amount);
  }

  /** A production of which only the amount is missing. */
  produceUnknown(lot: number): void {
    this.#makeRoom(lot);
    this.#unknownProduced[lot]!++;
    this.#declarations[lot]!++;
  }

  unproduceUnknown(lot: number): void {
    if (!this.hasUnknownProduced(lot))
      throw new RangeError(`lot ${lot}: taking back a production it never had`);
    this.#unknownProduced[lot]!--;
    this.#declarations[lot]!--;
  }

  /** A draw of which only the amount is missing. */
  drawUnknown(lot: number): void {
    this.#makeRoom(lot);
    this.#unknownDrawn[lot]!++;
  }

  undrawUnknown(lot: number): void {
    if (!this.hasUnknownDrawn(lot)) throw new RangeError(`lot ${lot}: taking back a draw it never had`);
    this.#unknownDrawn[lot]!--;
  }

  snapshot(): Record<string, TypedArray> {
    return {
      produced: this.produced,
      drawn: this.#drawn.subarray(0, this.#size),
      dimension: this.#dimension.subarray(0, this.#size),
      declarations: this.#declarations.subarray(0, this.#size),
      unknownProduced: this.unknownProduced,
      unknownDrawn: this.#unknownDrawn.subarray(0, this.#size),
    };
  }

  /** Takes the arrays over: the balances write into them from now on. */
  static restore(arrays: Record<string, TypedArray>): Balances {
    const balances = new Balances();
    balances.#produced = arrayOf(arrays, 'produced', Float64Array);
    balances.#drawn = arrayOf(arrays, 'drawn', Float64Array);
    balances.#dimension = arrayOf(arrays, 'dimension', Uint8Array);
    balances.#declarations = arrayOf(arrays, 'declarations', Uint32Array);
    balances.#unknownProduced = arrayOf(arrays, 'unknownProduced', Uint32Array);
    balances.#unknownDrawn = arrayOf(arrays, 'unknownDrawn', Uint32Array);
    balances.#size = balances.#produced.length;
    return balances;
  }

  #shift(side: Float64Array, lot: number, dimension: number, change: number): void {
    const sum = side[lot]! + change;
    if (!Number.isSafeInteger(change))
      throw new RangeError(`lot ${lot}: ${change} is no whole number of base units`);
    if (sum < 0 || sum > Number.MAX_SAFE_INTEGER) throw new RangeError(`lot ${lot}: ${sum} is out of range`);
    if (change === 0) return;
    if (!this.fits(lot, dimension)) throw new RangeError(`lot ${lot} is not of dimension ${dimension}`);
    side[lot] = sum;
    this.#dimension[lot] = this.#produced[lot] === 0 && this.#drawn[lot] === 0 ? noDimension : dimension;
  }

  #makeRoom(lot: number): void {
    if (lot < this.#size) return;
    this.#produced = withRoom(this.#produced, lot + 1);
    this.#drawn = withRoom(this.#drawn, lot + 1);
    this.#dimension = withRoom(this.#dimension, lot + 1);
    this.#declarations = withRoom(this.#declarations, lot + 1);
    this.#unknownProduced = withRoom(this.#unknownProduced, lot + 1);
    this.#unknownDrawn = withRoom(this.#unknownDrawn, lot + 1);
    this.#size = lot + 1;
  }
}
