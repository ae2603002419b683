// Quantities for people: plain decimal text, no floating point, no exponent.
import type { Dimension, Quantity } from './quantity.ts';

const shown: Record<Dimension, { unit: string; places: number }> = {
  mass: { unit: 'kg', places: 3 },
  length: { unit: 'm', places: 3 },
  area: { unit: 'm2', places: 6 },
  volume: { unit: 'l', places: 3 },
  count: { unit: 'pieces', places: 0 },
};

/** `412.5 kg`, `3 m`, `0.25 m2`, `2 l`, `17 pieces`: exact, without zeros at the end. */
export function formatQuantity({ dimension, amount }: Quantity): string {
  const { unit, places } = shown[dimension];
  return `${formatScaled(amount, places)} ${dimension === 'count' && amount === 1 ? 'piece' : unit}`;
}

function formatScaled(amount: number, places: number): string {
  if (places === 0) return String(amount);
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const whole = digits.slice(0, -places);
  return sign + (fraction === '' ? whole : `${whole}.${fraction}`);
}
