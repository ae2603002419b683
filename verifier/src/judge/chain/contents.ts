// What a drawn unit brings along: what was packed into it, and into the units inside it.
import type { ChainEvent } from '../../dossier/dossier.ts';

export interface Packed {
  readonly lot: string;
  readonly dimension: string | null;
  readonly amount: number | null;
  readonly unit: string;
}

/** By unit, what its packings put there; a unit that was packed with something withheld is marked by `withheld`. */
export interface Packings {
  readonly events: ReadonlyMap<string, readonly ChainEvent[]>;
}

export function packingsOf(events: readonly ChainEvent[]): Packings {
  const found = new Map<string, ChainEvent[]>();
  for (const event of events) {
    const { unit } = event;
    if (unit === null || (event.packed.length === 0 && !event.withheld)) continue;
    const list = found.get(unit);
    if (list === undefined) found.set(unit, [event]);
    else list.push(event);
  }
  return { events: found };
}

/** Lots inside, those in inner units too; `complete` false where something there is withheld or nobody told it. */
export function contentsOf(
  { events }: Packings,
  unit: string,
): { readonly inside: readonly Packed[]; readonly complete: boolean } {
  const inside: Packed[] = [];
  const seen = new Set([unit]);
  let complete = true;
  for (const open of seen) {
    for (const { packed, withheld } of events.get(open) ?? []) {
      complete &&= !withheld;
      for (const { lot, dimension, amount } of packed) {
        if (events.has(lot)) seen.add(lot);
        else inside.push({ lot, dimension, amount, unit: open });
      }
    }
  }
  return { inside, complete };
}
