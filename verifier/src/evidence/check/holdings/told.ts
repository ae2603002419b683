// What the shown statements before a root tell of each lot: the least that its balance must have counted.
import type { Portion } from '../../../movement/movement.ts';
import type { Primitives } from '../../../primitives/primitives.ts';
import type { Dimension } from '../../../quantity/quantity.ts';
import { readRecord } from '../../../record/read.ts';
import type { Account } from '../../count/account.ts';
import type { CountedEvent } from '../../count/event.ts';
import type { HoldingsLot } from '../../form/holdings.ts';
import type { Shown } from '../disclosures.ts';

/** As they are numbered in a leaf, from 1 on. */
const dimensions: readonly Dimension[] = ['mass', 'length', 'area', 'volume', 'count'];

export class Told {
  /** Log indexes of the statements that make it, draw from it, pack it as a unit or claim of it. */
  readonly entries: Set<number> = new Set();
  claims = 0;
  readonly made: Portion[] = [];
  readonly drawn: Portion[] = [];

  /**
   * Whether the portions that are shown come to more than the leaf says. It may have counted as unknown what is shown with
   * an amount: one that came while the lot was counted in another dimension. So the largest are left out, as many as the
   * leaf has unknown.
   */
  isMoreThan({ dimension, produced, consumed, unknown }: HoldingsLot): boolean {
    const [made, drawn] = [this.made, this.drawn].map((portions) => amountsIn(portions, dimension));
    const uncounted = made!.others + drawn!.others;
    if (uncounted > unknown) return true;
    const left = unknown - uncounted;
    return leastOf(made!.amounts, left) > produced || leastOf(drawn!.amounts, left) > consumed;
  }
}

/** By canonical id of the lot. `before`: index of the root entry. */
export function toldBefore(
  before: number,
  shown: readonly Shown[],
  { events }: Account,
  primitives: Primitives,
): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  const of = (lot: string, entry: number): Told => {
    const known = told.get(lot) ?? new Told();
    told.set(lot, known);
    known.entries.add(entry);
    return known;
  };
  for (const event of events) if (event.entry < before) tellEvent(event, of);
  for (const { index, statement } of shown) {
    const read = statement.kind === 'claim' && index < before ? readRecord(statement, primitives) : undefined;
    if (read?.ok !== true || read.record.kind !== 'claim') continue;
    for (const lot of new Set(read.record.lots)) of(lot, index).claims += 1;
  }
  return told;
}

function tellEvent(
  { entry, movement, hidden }: CountedEvent,
  of: (lot: string, entry: number) => Told,
): void {
  const { produced, drawn, type, unit, packed } = movement;
  for (const portion of produced) of(portion.lot, entry).made.push(portion);
  for (const portion of drawn) of(portion.lot, entry).drawn.push(portion);
  if (type === 'AggregationEvent' && unit !== undefined && packed.length + hidden.packed > 0) of(unit, entry);
}

/** The amounts that can be added to a balance in this dimension, and how many portions cannot. */
function amountsIn(portions: readonly Portion[], dimension: number): { amounts: number[]; others: number } {
  const amounts: number[] = [];
  let others = 0;
  for (const { quantity } of portions) {
    if (quantity === null) others += 1;
    else if (quantity.dimension === dimensions[dimension - 1]) amounts.push(quantity.amount);
    // Nothing is nothing in every dimension.
    else if (quantity.amount !== 0) others += 1;
  }
  return { amounts, others };
}

/** Their sum without the `left` largest. */
function leastOf(amounts: readonly number[], left: number): number {
  const ascending = [...amounts].sort((one, other) => one - other);
  return ascending.slice(0, Math.max(0, ascending.length - left)).reduce((sum, amount) => sum + amount, 0);
}
