// How a number, a country and a check are said to a reader.
import { type Check, type CheckName, type Dimension, formatQuantity } from '#verifier';

/** What each check asks, for somebody who has never seen one. */
export const titles: Readonly<Record<CheckName, string>> = {
  form: 'Form of the file',
  disclosures: 'Shown values are signed values',
  signatures: 'Signatures',
  keys: 'Keys of the signers',
  inclusion: 'Place in the log',
  checkpoint: 'Signature of the log',
  consistency: 'Log not rewritten',
  witnesses: 'Seen by witnesses',
  anchors: 'Anchored outside',
  holdings: 'Nothing drawn twice',
  balances: 'Balances',
  trace: 'Way back to the origins',
  gaps: 'Gaps',
};

export const resultWords: Readonly<Record<Check['result'], string>> = {
  pass: 'passed',
  fail: 'failed',
  'not-checked': 'not checked',
};

export const marks: Readonly<Record<Check['result'], string>> = {
  pass: '✓',
  fail: '✗',
  'not-checked': '–',
};

/** To the nearest base unit; what is less than half of one is still something. */
export function amountWords(dimension: Dimension, amount: number): string {
  const whole = Math.round(amount);
  return whole === 0 && amount > 0
    ? `less than ${formatQuantity({ dimension, amount: 1 })}`
    : formatQuantity({ dimension, amount: whole });
}

export function shareWords(share: number): string {
  return share > 0 && share < 0.0005 ? 'less than 0.1 %' : `${(share * 100).toFixed(1)} %`;
}

/** `3 March 2026`. */
export function dayWords(atMs: number): string {
  return new Date(atMs).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}

/** `India` for `IN`; a code that is none stays what it is. */
export function countryWords(code: string | null): string {
  if (code === null) return 'Country not shown';
  try {
    return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function countWords(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

export function byteWords(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `entries 3, 5, 8, …`: log indexes, as many as fit a line. */
export function entryWords(entries: readonly number[]): string {
  const some = entries.slice(0, 8).join(', ');
  return `${entries.length === 1 ? 'entry' : 'entries'} ${some}${entries.length > 8 ? ', …' : ''}`;
}
