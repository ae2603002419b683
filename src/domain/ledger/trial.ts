// The ledger as it would be with some effects applied, without touching it: what deciding needs to look at.
// Ids that the ledger has not seen get negative numbers here; applying gives them their real ones.
import type { Movement } from '#verifier';
import type { Emptying, Inside, Packed } from './contents.ts';
import { insideOf, latestEmptying } from './contents.ts';
import { dimensionNumber } from './event-table.ts';
import type { Ledger } from './ledger.ts';
import { strangeKey } from './strange-amounts.ts';

export const countDimension: number = dimensionNumber('count');

/** One side of one lot's balance changes. `amount` in base units, NaN where it is unknown. */
export interface LotChange {
  lot: number;
  side: 'produced' | 'drawn';
  dimension: number;
  amount: number;
  sign: 1 | -1;
  /** In another dimension than the lot's, so that it counts as unknown. */
  strange?: boolean;
}

export interface TrialLot {
  produced: number;
  drawn: number;
  dimension: number;
  declarations: number;
  unknownProduced: number;
  /** Events that packed it, where it is a unit. */
  packings: number;
  implied: boolean;
  /** One single thing (item, unit, asset): the trial makes it. */
  single: boolean;
  /** Sum of what the trial itself draws. */
  asked: number;
}

/** An event that stands, as far as it can be taken back. */
export interface TrialEvent {
  /** Its number in the event table, or the one that it will have there. */
  number: number;
  movement: Movement;
  run: string;
}

export class Trial {
  readonly ledger: Ledger;
  readonly touched: Map<number, TrialLot> = new Map();
  readonly newIds: string[] = [];
  /** Events of the trial by `party|eventID`, and those names that the trial declares to be errors. */
  readonly standing: Map<string, TrialEvent> = new Map();
  readonly voidedEarly: Set<string> = new Set();
  /** Number that the next event will have in the event table. */
  nextEvent: number;
  readonly numbers: Map<string, number> = new Map();
  readonly #packed = new Map<number, Packed[]>();
  readonly #emptyings = new Map<number, Emptying[]>();
  readonly #strange = new Map<string, number>();

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.nextEvent = ledger.events.size;
  }

  numberOf(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    let number = this.ledger.lots.find(id);
    if (number === -1) {
      this.newIds.push(id);
      number = -this.newIds.length;
    }
    this.numbers.set(id, number);
    return number;
  }

  textOf(lot: number): string {
    return lot < 0 ? this.newIds[-lot - 1]! : this.ledger.lots.textOf(lot);
  }

  lot(lot: number): TrialLot {
    const known = this.touched.get(lot);
    if (known !== undefined) return known;
    const state = lot < 0 ? blankLot() : this.#fromLedger(lot);
    this.touched.set(lot, state);
    return state;
  }

  /** Makes the change; the answer says whether it counts as unknown. What is taken back counts as it did when it came. */
  change(change: LotChange): LotChange {
    const state = this.lot(change.lot);
    const strange = !Number.isNaN(change.amount) && this.#isStrange(state, change);
    const unknown = strange || Number.isNaN(change.amount);
    if (strange) this.#noteStrange(change);
    if (change.side === 'produced') {
      state.declarations += change.sign;
      if (unknown) state.unknownProduced += change.sign;
      else state.produced += change.sign * change.amount;
    } else if (!unknown) {
      state.drawn += change.sign * change.amount;
      state.asked += change.sign * change.amount;
    }
    if (!unknown && change.amount !== 0)
      state.dimension = state.produced === 0 && state.drawn === 0 ? 0 : change.dimension;
    return { ...change, strange };
  }

  insideOf(unit: number): Inside {
    const [packed, emptyings] = [this.#packed.get(unit), this.#emptyings.get(unit)];
    if (packed === undefined && emptyings === undefined)
      return unit < 0 ? nothingInside : this.ledger.contents.insideOf(unit);
    const before =
      unit < 0
        ? { rows: [], emptyings: [] }
        : { rows: this.ledger.contents.of(unit), emptyings: this.ledger.contents.emptyingsOf(unit) };
    return insideOf(
      [...before.rows, ...(packed ?? [])],
      latestEmptying([...before.emptyings, ...(emptyings ?? [])]),
    );
  }

  pack(unit: number, packed: Packed): void {
    const rows = this.#packed.get(unit);
    if (rows === undefined) this.#packed.set(unit, [packed]);
    else rows.push(packed);
  }

  empty(unit: number, emptying: Emptying): void {
    this.#emptyings.set(unit, [...(this.#emptyings.get(unit) ?? []), emptying]);
  }

  #isStrange(state: TrialLot, change: LotChange): boolean {
    if (change.sign === 1)
      return change.amount !== 0 && state.dimension !== 0 && state.dimension !== change.dimension;
    return this.#strangeCount(change) > 0;
  }

  #strangeCount(change: LotChange): number {
    const before = change.lot < 0 ? 0 : this.ledger.strange.count(change.lot, change);
    return before + (this.#strange.get(strangeKey(change.lot, change)) ?? 0);
  }

  #noteStrange(change: LotChange): void {
    const key = strangeKey(change.lot, change);
    this.#strange.set(key, (this.#strange.get(key) ?? 0) + change.sign);
  }

  #fromLedger(lot: number): TrialLot {
    const { balances, columns } = this.ledger;
    return {
      produced: balances.producedOf(lot),
      drawn: balances.drawnOf(lot),
      dimension: balances.dimensionOf(lot),
      declarations: balances.isDeclared(lot) ? 1 : 0,
      unknownProduced: balances.hasUnknownProduced(lot) ? 1 : 0,
      packings: columns.packingsOf(lot),
      implied: columns.isImplied(lot),
      single: false,
      asked: 0,
    };
  }
}

const nothingInside: Inside = new Map();

function blankLot(): TrialLot {
  return {
    produced: 0,
    drawn: 0,
    dimension: 0,
    declarations: 0,
    unknownProduced: 0,
    packings: 0,
    implied: false,
    single: false,
    asked: 0,
  };
}
