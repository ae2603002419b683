// Quantities as whole numbers of one base unit a dimension, so that sums and differences are exact everywhere.
import { type Refused, refused } from '../bytes/result.ts';
import { type Decimal, decimalOf } from './decimal.ts';
import { packageCodes, retiredCodes, unbalancedCodes, units } from './rec20.ts';

/** Grams, millimetres, square millimetres, millilitres, pieces. */
export type Dimension = 'mass' | 'length' | 'area' | 'volume' | 'count';

/** `amount` is a safe integer in the base unit of its dimension, never negative. */
export interface Quantity {
  dimension: Dimension;
  amount: number;
}

export type QuantityRefusalCode =
  | 'QUANTITY_NOT_A_NUMBER'
  | 'QUANTITY_NEGATIVE'
  | 'QUANTITY_BELOW_BASE'
  | 'QUANTITY_TOO_LARGE'
  | 'UNKNOWN_UNIT'
  | 'PERCENT_IS_NO_QUANTITY';

/** `quantity: null`: a unit that is real but not balanced (energy, time, yarn put-ups). `warning`: a retired code. */
export type QuantityReading =
  | { readonly ok: true; readonly quantity: Quantity | null; readonly warning?: string }
  | Refused<QuantityRefusalCode>;

/**
 * Converts a number as it stood in JSON, with a UN/ECE Recommendation 20 code, into base units. No code counts pieces.
 * Metric units and counts must come out whole; units that are no decimal multiple of the base unit (pounds, yards)
 * are rounded to the nearest base unit, half to even.
 */
export function toBaseUnits(quantity: number, uom: string | undefined): QuantityReading {
  const unit = units.get(uom ?? 'H87');
  if (unit === undefined) return otherUnit(quantity, uom as string);
  const [dimension, factor, form] = unit;
  const plain = typeof factor === 'number' ? plainProduct(quantity, factor) : undefined;
  if (plain !== undefined) return { ok: true, quantity: { dimension, amount: plain } };
  const wrong = numberRefusal(quantity);
  if (wrong !== undefined) return wrong;
  const amount = product(decimalOf(quantity), decimalOf(factor));
  return amount.scale === 0 || form === 'rounded'
    ? inRange(dimension, rounded(amount))
    : belowBase(quantity, uom, dimension);
}

// Two decimals of at most 15 digits never share a double. So where the nearest integer, divided back by a power of ten,
// gives the very same double, that integer is the exact product of the decimal that was written. The rest goes the long way.
function plainProduct(quantity: number, factor: number): number | undefined {
  if (!(quantity >= 0)) return undefined;
  const amount = Math.round(quantity * factor);
  if (amount >= 1e15 || amount / factor !== quantity) return undefined;
  return Number.isInteger(quantity) || powersOfTen.has(factor) ? amount + 0 : undefined;
}

const powersOfTen = new Set(Array.from({ length: 16 }, (_, exponent) => 10 ** exponent));

function otherUnit(quantity: number, uom: string): QuantityReading {
  const retired = retiredCodes.get(uom);
  if (retired !== undefined) {
    const reading = toBaseUnits(quantity, retired.countsAs);
    return reading.ok ? { ...reading, warning: `${uom} is retired: ${retired.advice}` } : reading;
  }
  if (packageCodes.has(uom)) return toBaseUnits(quantity, 'H87');
  if (uom === 'P1')
    return refused(
      'PERCENT_IS_NO_QUANTITY',
      'P1 is a percentage: state the composition in the lot data (ilmd)',
    );
  if (unbalancedCodes.has(uom)) return numberRefusal(quantity) ?? { ok: true, quantity: null };
  const hint = uom === 'MT' ? ' (MT meant mat and is deleted; metres are MTR)' : '';
  return refused('UNKNOWN_UNIT', `${uom} is no unit code of UN/ECE Recommendation 20${hint}`);
}

function numberRefusal(quantity: number): Refused<QuantityRefusalCode> | undefined {
  if (typeof quantity !== 'number' || !Number.isFinite(quantity))
    return refused('QUANTITY_NOT_A_NUMBER', 'the quantity is no number');
  return quantity < 0 ? refused('QUANTITY_NEGATIVE', `${quantity} is negative`) : undefined;
}

function product(left: Decimal, right: Decimal): Decimal {
  let digits = left.digits * right.digits;
  let scale = left.scale + right.scale;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return { digits, scale };
}

function rounded({ digits, scale }: Decimal): bigint {
  const one = 10n ** BigInt(scale);
  const floor = digits / one;
  const twice = (digits % one) * 2n;
  return twice > one || (twice === one && floor % 2n === 1n) ? floor + 1n : floor;
}

function inRange(dimension: Dimension, amount: bigint): QuantityReading {
  if (amount > BigInt(Number.MAX_SAFE_INTEGER))
    return refused('QUANTITY_TOO_LARGE', `more than ${Number.MAX_SAFE_INTEGER} ${baseUnits[dimension]}`);
  return { ok: true, quantity: { dimension, amount: Number(amount) } };
}

function belowBase(quantity: number, uom: string | undefined, dimension: Dimension): QuantityReading {
  return refused(
    'QUANTITY_BELOW_BASE',
    `${quantity} ${uom ?? 'pieces'} is not a whole number of ${baseUnits[dimension]}`,
  );
}

/** The base unit of each dimension, as a word. */
export const baseUnits: Readonly<Record<Dimension, string>> = {
  mass: 'grams',
  length: 'millimetres',
  area: 'square millimetres',
  volume: 'millilitres',
  count: 'pieces',
};
