// Who has what, by what was told last.
import type { FlowLot } from '../../api/flow.ts';
import { holderOf } from '../trace/words.ts';

export interface Holder {
  readonly name: string;
  readonly lots: readonly FlowLot[];
  /** What of the recalled lot is there and went no further; null where that is not shown. */
  readonly leftGrams: number | null;
}

/** Where most is left first. `nobody`: the name of a place that nobody told. */
export function holdersOf(lots: readonly FlowLot[], nobody: string): Holder[] {
  const byName = new Map<string, FlowLot[]>();
  for (const lot of lots) {
    const name = holderOf(lot) || nobody;
    const there = byName.get(name);
    if (there === undefined) byName.set(name, [lot]);
    else there.push(lot);
  }
  return [...byName]
    .map(([name, all]) => ({ name, lots: all, leftGrams: leftOf(all) }))
    .sort((a, b) => (b.leftGrams ?? 0) - (a.leftGrams ?? 0) || b.lots.length - a.lots.length);
}

function leftOf(lots: readonly FlowLot[]): number | null {
  const known = lots.flatMap(({ leftGrams }) => leftGrams ?? []);
  return known.length === 0 ? null : known.reduce((sum, grams) => sum + grams, 0);
}

export function isInStock({ remaining, leftGrams }: FlowLot): boolean {
  return leftGrams === null ? (remaining ?? 0) > 0 : leftGrams > 0;
}
