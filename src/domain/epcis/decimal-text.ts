// Numbers as plain decimals: no exponent, no superfluous zeros.
import { decimalOf } from '#verifier';

const largestExponent = 400; // beyond every finite number; a longer one would only cost memory
const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,9}))?$/;

/** A finite number as plain decimal text. */
export function decimalText(value: number): string {
  const shortest = String(value === 0 ? 0 : value);
  return shortest.includes('e') ? plainText(shortest) : shortest;
}

/** Text that writes a number, normalised; undefined for other text. */
export function numericText(text: string): string | undefined {
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57) && first !== 43 && first !== 45 && first !== 46) return undefined;
  const match = numeric.exec(text);
  if (match === null || Math.abs(Number(match[1] ?? 0)) > largestExponent) return undefined;
  return plainText(text.toLowerCase());
}

function plainText(text: string): string {
  const { digits, scale } = decimalOf(text);
  const sign = digits < 0n ? '-' : '';
  const all = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  if (scale === 0) return sign + all;
  const fraction = all.slice(-scale).replace(/0+$/, '');
  const whole = all.slice(0, -scale);
  return sign + (fraction === '' ? whole : `${whole}.${fraction}`);
}
