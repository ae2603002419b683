// Portions: lots with quantities, inside an event.
import type { IdentifierKind } from '../identifier/keys.ts';
import type { Quantity } from '../quantity/quantity.ts';

export interface Portion {
  /** Canonical id. */
  lot: string;
  kind: IdentifierKind;
  /** null: an amount that the event does not state, or one in a unit that is not balanced. */
  quantity: Quantity | null;
}

interface Refuses {
  refuse(code: string, detail: string, path: string): void;
}

const fewEnoughToCompare = 8;

/**
 * The portions with those of the same lot and dimension added up. Of a lot that is stated in two dimensions (metres and
 * kilograms of one fabric) the mass counts, or else what is stated first; a part that is unknown stays a portion.
 */
export function added(portions: Portion[], reading: Refuses): Portion[] {
  if (allDifferent(portions)) return portions;
  const sums = new Map<string, Portion>();
  for (const portion of portions) {
    const key = `${portion.quantity?.dimension ?? 'unknown'} ${portion.lot}`;
    const sum = sums.get(key);
    if (sum === undefined)
      sums.set(key, { ...portion, quantity: portion.quantity && { ...portion.quantity } });
    else if (sum.quantity !== null && portion.quantity !== null)
      sum.quantity.amount += portion.quantity.amount;
  }
  for (const { lot, quantity } of sums.values()) {
    if (quantity !== null && !Number.isSafeInteger(quantity.amount))
      reading.refuse('QUANTITY_TOO_LARGE', `${lot} adds up to more than can be counted`, '');
  }
  return withOneDimension([...sums.values()]);
}

/** The same goods must not be counted twice because they were measured twice. */
function withOneDimension(portions: Portion[]): Portion[] {
  const counted = new Map<string, string>();
  for (const { lot, quantity } of portions) {
    if (quantity !== null && (quantity.dimension === 'mass' || !counted.has(lot)))
      counted.set(lot, quantity.dimension);
  }
  return portions.filter(({ lot, quantity }) => quantity === null || counted.get(lot) === quantity.dimension);
}

function allDifferent(portions: Portion[]): boolean {
  if (portions.length > fewEnoughToCompare)
    return new Set(portions.map(({ lot }) => lot)).size === portions.length;
  for (let at = 1; at < portions.length; at += 1) {
    for (let before = 0; before < at; before += 1) {
      if (portions[before]?.lot === portions[at]?.lot) return false;
    }
  }
  return true;
}
