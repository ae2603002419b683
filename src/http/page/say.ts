// How numbers, dates and countries are said to a reader.
import type { Amount } from '../../domain/passport/journey.ts';

const language = 'en-GB';
const countries = new Intl.DisplayNames([language], { type: 'region' });
const counts = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `Benin` for `BJ`; a code that is none stays what it is; null: nobody said. */
export function countryWords(code: string | null): string {
  if (code === null) return 'Country not known';
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
}

/** `474 kg`, `82 g`, `5,778 pieces`; number and unit stay on one line. */
export function amountWords({ amount, dimension }: Amount): string {
  if (dimension === 'mass') return gramWords(amount);
  if (dimension === 'length') return `${tenths.format(amount / 1000)}\u00a0m`;
  if (dimension === 'volume') return `${tenths.format(amount / 1000)}\u00a0l`;
  if (dimension === 'area') return `${tenths.format(amount / 1_000_000)}\u00a0m²`;
  return countWords(amount, 'piece');
}

export function gramWords(grams: number): string {
  if (grams < 1000) return `${counts.format(grams)}\u00a0g`;
  return `${grams < 100_000 ? tenths.format(grams / 1000) : counts.format(grams / 1000)}\u00a0kg`;
}

/** `1 batch`, `2,451 batches`: `many` where adding an s is not enough. */
export function countWords(count: number, noun: string, many: string = `${noun}s`): string {
  return `${counts.format(count)} ${count === 1 ? noun : many}`;
}

/** `51 %`; something small is never nothing. */
export function percentWords(percent: number): string {
  return percent > 0 && percent < 1 ? 'under 1\u00a0%' : `${counts.format(percent)}\u00a0%`;
}

export function finePercentWords(percent: number): string {
  return percent > 0 && percent < 0.1 ? 'under 0.1\u00a0%' : `${percent.toFixed(1)}\u00a0%`;
}

/** `11 May 2026`, on the calendar of UTC. */
export function dayWords(atMs: number): string {
  return day.format(atMs);
}

/** `Sept – Nov 2025`. */
export function monthWords(fromMs: number, toMs: number): string {
  return month.formatRange(fromMs, toMs);
}

/** `Benin`, `Benin and India`, `Benin, India and Peru`. */
export function andWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
