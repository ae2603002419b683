// Amounts, dates and shares as the language writes them. Quantities come as integers in a base unit and leave as text: they are never
// floats in between that anything is decided by.
export class Formats {
  readonly #language: string;
  readonly #timeZone: string | undefined;
  readonly #made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
  #countries: Intl.DisplayNames | undefined;

  /** `timeZone`: of dates; the reader's own if left out. */
  constructor(language: string, timeZone?: string) {
    this.#language = language === 'en-XA' ? 'en' : language;
    this.#timeZone = timeZone;
  }

  /** 1234567 g as "1,234.567 kg"; whole kilograms from a tonne on, unless `exact`. */
  kilograms(grams: number, exact = false): string {
    const digits = exact || Math.abs(grams) < 1_000_000 ? 3 : 0;
    return this.#number(`kg${digits}`, {
      style: 'unit',
      unit: 'kilogram',
      maximumFractionDigits: digits,
    }).format(grams / 1000);
  }

  /** An amount in base units of a dimension (words.md): mass g, length mm, area mm², volume ml, count. */
  amount(base: number, dimension: string | null): string {
    if (dimension === 'mass') return this.kilograms(base);
    if (dimension === 'length')
      return this.#number('m', { style: 'unit', unit: 'meter', maximumFractionDigits: 3 }).format(
        base / 1000,
      );
    if (dimension === 'area') return `${this.number(base / 1_000_000)} m²`;
    if (dimension === 'volume')
      return this.#number('l', { style: 'unit', unit: 'liter', maximumFractionDigits: 3 }).format(
        base / 1000,
      );
    return this.number(base);
  }

  number(value: number): string {
    return this.#number('n', { maximumFractionDigits: 3 }).format(value);
  }

  /** 11427840 as "11.4 MB". */
  bytes(value: number): string {
    const at = Math.min(Math.max(Math.floor(Math.log10(Math.max(value, 1)) / 3), 0), byteUnits.length - 1);
    const unit = byteUnits[at] ?? 'byte';
    const options = { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 } as const;
    return this.#number(unit, options).format(value / 1000 ** at);
  }

  /** `share` from 0 to 1. Nearly all is not all, and next to nothing is not nothing. */
  percent(share: number): string {
    const format = this.#number('%', { style: 'percent', maximumFractionDigits: 1 });
    if (share > 0.999 && share < 1) return format.format(0.999);
    if (share > 0 && share < 0.001) return format.format(0.001);
    return format.format(share);
  }

  date(ms: number): string {
    return this.#date('d', { dateStyle: 'medium' }).format(ms);
  }

  moment(ms: number): string {
    return this.#date('m', { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
  }

  /** "in 3 days", "2 hours ago". */
  ago(ms: number, nowMs: number): string {
    const seconds = Math.round((ms - nowMs) / 1000);
    const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
    return new Intl.RelativeTimeFormat(this.#language, { numeric: 'auto' }).format(
      Math.trunc(seconds / size),
      unit,
    );
  }

  /** A length of time: "15 minutes". */
  span(ms: number): string {
    const [unit, size] = steps.find(([, size]) => ms / 1000 >= size) ?? (['second', 1] as const);
    const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
    return this.#number(`span ${unit}`, options).format(ms / 1000 / size);
  }

  /** ISO 3166-1 alpha-2 in words; what is no such code stays as it is. */
  country(code: string): string {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    this.#countries ??= new Intl.DisplayNames(this.#language, { type: 'region', fallback: 'code' });
    return this.#countries.of(code) ?? code;
  }

  list(parts: readonly string[]): string {
    return new Intl.ListFormat(this.#language).format(parts);
  }

  #number(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const known = this.#made.get(key) ?? new Intl.NumberFormat(this.#language, options);
    this.#made.set(key, known);
    return known as Intl.NumberFormat;
  }

  #date(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const known =
      this.#made.get(key) ??
      new Intl.DateTimeFormat(this.#language, { ...options, timeZone: this.#timeZone });
    this.#made.set(key, known);
    return known as Intl.DateTimeFormat;
  }
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
