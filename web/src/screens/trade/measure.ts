// Amounts as trade writes them: a number with a unit (UN/ECE Recommendation 20), from and to whole base units.
import { type Dimension, toBaseUnits } from '#verifier';
import { readThousandths, readWhole } from '../../language/digits.ts';

const units: Readonly<Record<Dimension, readonly [uom: string, base: number]>> = {
  mass: ['KGM', 1_000],
  length: ['MTR', 1_000],
  area: ['MTK', 1_000_000],
  volume: ['LTR', 1_000],
  count: ['H87', 1],
};

export function isDimension(text: string | null): text is Dimension {
  return text !== null && Object.hasOwn(units, text);
}

/** Empty where nothing is known of the amount. */
export function quantityOf(
  base: number | null,
  dimension: string | null,
): { quantity?: number; uom?: string } {
  if (base === null || !isDimension(dimension)) return {};
  const [uom, size] = units[dimension];
  return { quantity: base / size, uom };
}

/** Of a line as it was said; null where it tells no amount. */
export function amountOf({ quantity, uom }: { quantity?: number; uom?: string }): {
  base: number;
  dimension: Dimension;
} | null {
  if (quantity === undefined) return null;
  const read = toBaseUnits(quantity, uom);
  return read.ok && read.quantity !== null
    ? { base: read.quantity.amount, dimension: read.quantity.dimension }
    : null;
}

/** Kilograms, metres, litres, square metres or pieces as typed; null where they are none. */
export function typedBase(text: string, dimension: string | null, language: string): number | null {
  if (dimension === 'count') return readWhole(text, language);
  const thousandths = readThousandths(text, language);
  if (thousandths === null) return null;
  return dimension === 'area' ? thousandths * 1_000 : thousandths;
}

/** As it stands in a field, in the digits and marks that everybody can type. */
export function fieldText(base: number | null, dimension: string | null): string {
  if (base === null || !isDimension(dimension)) return '';
  return String(base / units[dimension][1]);
}
