// What a drawn unit brings along: what was packed into it, and into the units inside it.
import type { ChainEvent } from '../../dossier/dossier.ts';

export interface Packed {
  readonly lot: string;
  readonly dimension: string | null;
  readonly amount: number | null;
  readonly unit: string;
  /** When it was put there. */
  readonly packedAtMs: number;
  /** When it, and each unit that it lies in, was where it is: a drawing before that came too early. */
  readonly filledAtMs: number;
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
  const seen = new Map([[unit, Number.NEGATIVE_INFINITY]]);
  let complete = true;
  for (const [open, openAtMs] of seen) {
    for (const { packed, withheld, atMs } of events.get(open) ?? []) {
      complete &&= !withheld;
      const filledAtMs = Math.max(openAtMs, atMs);
      for (const { lot, dimension, amount } of packed) {
        if (!events.has(lot))
          inside.push({ lot, dimension, amount, unit: open, packedAtMs: atMs, filledAtMs });
        else if (!seen.has(lot)) seen.set(lot, filledAtMs);
      }
    }
  }
  return { inside, complete };
}
