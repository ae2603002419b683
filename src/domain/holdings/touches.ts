// Which statement changed which total of which lot, by how much: what the links of a lot's history are made of. Rows are
// only added; those of one lot hang together from the last one back. 17 bytes a row.
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';

/** The totals that a row may change, by number. */
export const totals = ['produced', 'consumed', 'unknown', 'claimed'] as const;
export type Total = (typeof totals)[number];

/** What one statement did to one lot. */
export interface Touch {
  entry: number;
  produced: number;
  consumed: number;
  unknown: number;
  claimed: number;
}

/** Touches one behind the other, as they are wanted by the hundred: their room is used again. */
export class TouchRows {
  entry: Uint32Array = new Uint32Array(0);
  size = 0;
  /** Four a row, by the numbers of `totals`. */
  amounts: Float64Array = new Float64Array(0);

  clear(): void {
    this.size = 0;
  }

  /** So many rows more, each of which MUST be begun. */
  grow(rows: number): void {
    this.size += rows;
    if (this.size <= this.entry.length) return;
    this.entry = withRoom(this.entry, this.size);
    this.amounts = withRoom(this.amounts, this.entry.length * totals.length);
  }

  begin(row: number, entry: number): void {
    this.entry[row] = entry;
    for (let total = 0; total < totals.length; total += 1) this.amounts[row * totals.length + total] = 0;
  }

  change(row: number, total: number, amount: number): void {
    this.amounts[row * totals.length + total]! += amount;
  }

  touch(row: number): Touch {
    const amount = (total: number): number => this.amounts[row * totals.length + total]!;
    return {
      entry: this.entry[row]!,
      produced: amount(0),
      consumed: amount(1),
      unknown: amount(2),
      claimed: amount(3),
    };
  }
}

export class Touches {
  #entry: Uint32Array = new Uint32Array(0);
  /** Row before of the same lot, plus one. */
  #before: Uint32Array = new Uint32Array(0);
  #total: Uint8Array = new Uint8Array(0);
  #amount: Float64Array = new Float64Array(0);
  #size = 0;
  /** By lot: its last row, plus one. */
  #last: Uint32Array = new Uint32Array(0);

  /** One more than the last row of the lot; 0 = never touched. */
  lastOf(lot: number): number {
    return this.#last[lot] ?? 0;
  }

  /** Entry of the last row of the lot; -1 = never touched. */
  lastEntryOf(lot: number): number {
    const last = this.lastOf(lot);
    return last === 0 ? -1 : this.#entry[last - 1]!;
  }

  /** Entries of a lot MUST not go back. */
  add(lot: number, entry: number, total: number, amount: number): void {
    const last = this.lastOf(lot) - 1;
    if (last >= 0 && this.#entry[last] === entry && this.#total[last] === total) {
      this.#amount[last]! += amount;
      return;
    }
    const row = this.#size++;
    this.#makeRoom(lot);
    this.#entry[row] = entry;
    this.#before[row] = last + 1;
    this.#total[row] = total;
    this.#amount[row] = amount;
    this.#last[lot] = row + 1;
  }

  /** What each statement did to the lot, ascending by entry. */
  of(lot: number): Touch[] {
    const rows = new TouchRows();
    this.gather(lot, 0, rows);
    return Array.from({ length: rows.size }, (_, row) => rows.touch(row));
  }

  /** Adds what each statement did to the lot, ascending by entry, behind the row that is `lastOf` of an earlier time. */
  gather(lot: number, done: number, into: TouchRows): void {
    let entry = -1;
    let count = 0;
    for (let at = this.lastOf(lot); at > done; at = this.#before[at - 1]!) {
      if (this.#entry[at - 1] !== entry) count += 1;
      entry = this.#entry[at - 1]!;
    }
    into.grow(count);
    let row = into.size;
    entry = -1;
    for (let at = this.lastOf(lot); at > done; at = this.#before[at - 1]!) {
      if (this.#entry[at - 1] !== entry) {
        entry = this.#entry[at - 1]!;
        row -= 1;
        into.begin(row, entry);
      }
      into.change(row, this.#total[at - 1]!, this.#amount[at - 1]!);
    }
  }

  /** Puts claims of these entries (ascending) among what is known of the lot already. */
  weave(lot: number, claims: readonly number[]): void {
    const touches = [...this.of(lot), ...claims.map((entry) => ({ entry, ...nothing, claimed: 1 }))];
    this.#makeRoom(lot);
    this.#last[lot] = 0;
    for (const { entry, ...change } of touches.sort((one, other) => one.entry - other.entry)) {
      for (const [number, total] of totals.entries())
        if (change[total] !== 0 || total === 'produced') this.add(lot, entry, number, change[total]);
    }
  }

  snapshot(): Record<string, TypedArray> {
    return {
      entry: this.#entry.subarray(0, this.#size),
      before: this.#before.subarray(0, this.#size),
      total: this.#total.subarray(0, this.#size),
      amount: this.#amount.subarray(0, this.#size),
      last: this.#last,
    };
  }

  /** Takes the arrays over. */
  static restore(arrays: Record<string, TypedArray>): Touches {
    const touches = new Touches();
    touches.#entry = arrayOf(arrays, 'entry', Uint32Array);
    touches.#before = arrayOf(arrays, 'before', Uint32Array);
    touches.#total = arrayOf(arrays, 'total', Uint8Array);
    touches.#amount = arrayOf(arrays, 'amount', Float64Array);
    touches.#last = arrayOf(arrays, 'last', Uint32Array);
    touches.#size = touches.#entry.length;
    return touches;
  }

  #makeRoom(lot: number): void {
    // Asked for every row: mostly there is room.
    if (lot < this.#last.length && this.#size <= this.#entry.length) return;
    this.#last = withRoom(this.#last, lot + 1);
    this.#entry = withRoom(this.#entry, this.#size);
    this.#before = withRoom(this.#before, this.#size);
    this.#total = withRoom(this.#total, this.#size);
    this.#amount = withRoom(this.#amount, this.#size);
  }
}

const nothing = { produced: 0, consumed: 0, unknown: 0, claimed: 0 };
