// What lies in logistic units (and in things joined by association): which lot, how much, packed when. Rows are only
// added; what is in a unit is worked out from all of them, so that it does not depend on the order of their arrival.
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';

export interface Packed {
  child: number;
  /** Base units of the child; negative = taken out. With dimension 0: how many portions of unknown amount. */
  amount: number;
  /** Of the amount, as in portions. */
  dimension: number;
  timeMs: number;
}

/** What is in a unit when everything that is known has happened; `amount` above 0. */
export type Inside = ReadonlyMap<string, Omit<Packed, 'timeMs'>>;

/** What was packed before everything was taken out is out, whenever it is recorded. */
export function insideOf(rows: readonly Packed[], emptiedAtMs: number): Inside {
  const sums = new Map<string, Omit<Packed, 'timeMs'>>();
  for (const { child, amount, dimension, timeMs } of rows) {
    if (timeMs <= emptiedAtMs) continue;
    const key = `${child}:${dimension}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { child, amount, dimension });
    else sum.amount += amount;
  }
  for (const [key, sum] of sums) if (sum.amount <= 0) sums.delete(key);
  return sums;
}

/** The latest of the emptyings that stand: those that were not taken back as often as they were told. */
export function latestEmptying(emptyings: readonly Emptying[]): number {
  const told = new Map<number, number>();
  for (const { timeMs, sign } of emptyings) told.set(timeMs, (told.get(timeMs) ?? 0) + sign);
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...[...told].filter(([, times]) => times > 0).map(([timeMs]) => timeMs),
  );
}

/** Everything was taken out of the unit; `sign` -1: that was an error. */
export interface Emptying {
  timeMs: number;
  sign: 1 | -1;
}

export class Contents {
  #unit: Uint32Array = new Uint32Array(0);
  #child: Uint32Array = new Uint32Array(0);
  #amount: Float64Array = new Float64Array(0);
  #dimension: Uint8Array = new Uint8Array(0);
  #timeMs: Float64Array = new Float64Array(0);
  #size = 0;
  readonly #rows = new Map<number, number[]>();
  readonly #emptyings = new Map<number, Emptying[]>();

  add(unit: number, packed: Packed): void {
    const at = this.#size++;
    this.#unit = withRoom(this.#unit, this.#size);
    this.#child = withRoom(this.#child, this.#size);
    this.#amount = withRoom(this.#amount, this.#size);
    this.#dimension = withRoom(this.#dimension, this.#size);
    this.#timeMs = withRoom(this.#timeMs, this.#size);
    this.#unit[at] = unit;
    this.#child[at] = packed.child;
    this.#amount[at] = packed.amount;
    this.#dimension[at] = packed.dimension;
    this.#timeMs[at] = packed.timeMs;
    this.#link(unit, at);
  }

  /** All rows of a unit, in the order of their arrival. */
  of(unit: number): Packed[] {
    const rows = this.#rows.get(unit) ?? [];
    return rows.map((at) => ({
      child: this.#child[at]!,
      amount: this.#amount[at]!,
      dimension: this.#dimension[at]!,
      timeMs: this.#timeMs[at]!,
    }));
  }

  emptyingsOf(unit: number): readonly Emptying[] {
    return this.#emptyings.get(unit) ?? [];
  }

  empty(unit: number, emptying: Emptying): void {
    const emptyings = this.#emptyings.get(unit);
    if (emptyings === undefined) this.#emptyings.set(unit, [emptying]);
    else emptyings.push(emptying);
  }

  insideOf(unit: number): Inside {
    return insideOf(this.of(unit), latestEmptying(this.emptyingsOf(unit)));
  }

  snapshot(): Record<string, TypedArray> {
    const emptied = [...this.#emptyings].flatMap(([unit, list]) =>
      list.map((emptying) => ({ unit, ...emptying })),
    );
    return {
      unit: this.#unit.subarray(0, this.#size),
      child: this.#child.subarray(0, this.#size),
      amount: this.#amount.subarray(0, this.#size),
      dimension: this.#dimension.subarray(0, this.#size),
      timeMs: this.#timeMs.subarray(0, this.#size),
      emptied: Uint32Array.from(emptied, ({ unit }) => unit),
      emptiedAtMs: Float64Array.from(emptied, ({ timeMs }) => timeMs),
      emptiedSign: Float64Array.from(emptied, ({ sign }) => sign),
    };
  }

  static restore(arrays: Record<string, TypedArray>): Contents {
    const contents = new Contents();
    contents.#unit = arrayOf(arrays, 'unit', Uint32Array);
    contents.#child = arrayOf(arrays, 'child', Uint32Array);
    contents.#amount = arrayOf(arrays, 'amount', Float64Array);
    contents.#dimension = arrayOf(arrays, 'dimension', Uint8Array);
    contents.#timeMs = arrayOf(arrays, 'timeMs', Float64Array);
    contents.#size = contents.#unit.length;
    for (let at = 0; at < contents.#size; at += 1) contents.#link(contents.#unit[at]!, at);
    const times = arrayOf(arrays, 'emptiedAtMs', Float64Array);
    const signs = arrayOf(arrays, 'emptiedSign', Float64Array);
    for (const [at, unit] of arrayOf(arrays, 'emptied', Uint32Array).entries())
      contents.empty(unit, { timeMs: times[at]!, sign: signs[at] as 1 | -1 });
    return contents;
  }

  #link(unit: number, at: number): void {
    const rows = this.#rows.get(unit);
    if (rows === undefined) this.#rows.set(unit, [at]);
    else rows.push(at);
  }
}
