// Amounts as a field takes them.
import type { Formats } from '../../language/format.ts';
import type { Dimension } from './event.ts';

/** Without a unit, without marks for thousands: what `form.ts` reads back as the same amount. */
export function typedAmount(base: number, dimension: Dimension, language: string): string {
  const size = dimension === 'count' ? 1 : dimension === 'area' ? 1_000_000 : 1_000;
  const format = new Intl.NumberFormat(language === 'en-XA' ? 'en' : language, {
    useGrouping: false,
    maximumFractionDigits: 3,
  });
  return format.format(base / size);
}

/** To the gram: who weighs wants to see what the scale has shown. */
export function exactAmount(base: number, dimension: string | null, formats: Formats): string {
  return dimension === 'mass' ? formats.kilograms(base, true) : formats.amount(base, dimension);
}
