// What lies in logistic units, and in things joined by association, when all shown events have happened.
import type { Portion } from '../../movement/movement.ts';
import type { Dimension } from '../../quantity/quantity.ts';
import { type CountedEvent, isWithheld } from './event.ts';

/** How much of one lot lies in one unit, in one dimension. */
export interface Content {
  readonly lot: string;
  /** null: nobody said how much, or it is withheld. */
  readonly dimension: Dimension | null;
  /** Base units, above 0; without dimension, how many times an unknown amount was packed more than taken out. */
  readonly amount: number;
  readonly withheld: boolean;
  readonly entries: readonly number[];
}

/** By unit. */
export type Contents = ReadonlyMap<string, readonly Content[]>;

interface Sum {
  lot: string;
  dimension: Dimension | null;
  amount: number;
  withheld: boolean;
  entries: Set<number>;
}

export function contentsOf(events: readonly CountedEvent[]): Contents {
  const emptiedAtMs = emptyings(events);
  const units = new Map<string, Map<string, Sum>>();
  for (const event of events) {
    const { unit, packed, unpacked, eventTimeMs } = event.movement;
    // Once everything was taken out of a unit, what was packed before that time is out, whenever it is recorded.
    if (unit === undefined || eventTimeMs <= (emptiedAtMs.get(unit) ?? Number.NEGATIVE_INFINITY)) continue;
    const sums = units.get(unit) ?? new Map<string, Sum>();
    units.set(unit, sums);
    for (const portion of packed) add(sums, event, portion, 1);
    for (const portion of unpacked) add(sums, event, portion, -1);
  }
  return new Map([...units].map(([unit, sums]) => [unit, standing(sums)]));
}

function emptyings(events: readonly CountedEvent[]): Map<string, number> {
  const latest = new Map<string, number>();
  for (const { movement } of events) {
    const { unit, unpacksAll, eventTimeMs } = movement;
    if (unit !== undefined && unpacksAll)
      latest.set(unit, Math.max(eventTimeMs, latest.get(unit) ?? eventTimeMs));
  }
  return latest;
}

function add(sums: Map<string, Sum>, event: CountedEvent, portion: Portion, sign: 1 | -1): void {
  const { lot, quantity } = portion;
  const dimension = quantity?.dimension ?? null;
  const key = `${dimension} ${lot}`;
  const sum = sums.get(key) ?? { lot, dimension, amount: 0, withheld: false, entries: new Set<number>() };
  sum.amount += sign * (quantity?.amount ?? 1);
  sum.withheld ||= isWithheld(event, portion);
  sum.entries.add(event.entry);
  sums.set(key, sum);
}

function standing(sums: Map<string, Sum>): Content[] {
  const inside = [...sums.values()].filter(({ amount }) => amount > 0);
  return inside.map((sum) => ({ ...sum, entries: [...sum.entries] }));
}
