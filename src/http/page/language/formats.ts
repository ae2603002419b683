// Numbers, days and weights as a page says them: whole words for months, grams for what weighs little, days on the calendar of UTC.
import { Formats } from '../../../../web/src/language/format.ts';

/** What is countable comes without its noun: that belongs to a sentence. */
export class PageFormats extends Formats {
  readonly #locale: string;

  constructor(language: string) {
    super(localeOf(language), 'UTC');
    this.#locale = localeOf(language);
  }

  /** `82 g`, `66.7 kg`, `12,346 kg`. */
  weight(grams: number): string {
    const unit = grams < 1000 ? 'gram' : 'kilogram';
    const digits = grams >= 1000 && grams < 100_000 ? 1 : 0;
    const amount = grams < 1000 ? grams : grams / 1000;
    return new Intl.NumberFormat(this.#locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(
      amount,
    );
  }

  /** `11 May 2026`. */
  day(atMs: number): string {
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: 'long', timeZone: 'UTC' }).format(atMs);
  }

  /** `Sept – Nov 2025`. */
  months(fromMs: number, toMs: number): string {
    const options = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.#locale, options).formatRange(fromMs, toMs);
  }

  /** Of 100, whole; something small is never nothing. */
  share(percent: number): string {
    return this.#percent(percent > 0 && percent < 1 ? 1 : percent, 0);
  }

  /** Of 100, to a tenth. */
  fineShare(percent: number): string {
    return this.#percent(percent > 0 && percent < 0.1 ? 0.1 : percent, 1);
  }

  #percent(percent: number, digits: number): string {
    const format = new Intl.NumberFormat(this.#locale, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return format.format(percent / 100);
  }
}

/** Days before months, as most who read English write them. */
function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
