// What the scripts of pages need to speak: the texts of the page's language, and how amounts, countries and entries are said.
import { type Dimension, formatQuantity } from '#verifier';
import { type Texts, Words } from '../language/words.ts';

/** As the node hands them out: those of the language, and English for what it lacks. */
export interface SpokenTexts {
  language: string;
  texts: Texts;
  english: Texts;
}

export function wordsFrom({ language, texts, english }: SpokenTexts): Words {
  return new Words(language, texts, english);
}

/** To the nearest base unit; what is less than half of one is still something. */
export function amountWords(dimension: Dimension, amount: number, words: Words): string {
  const whole = Math.round(amount);
  if (whole === 0 && amount > 0) return `< ${formatQuantity({ dimension, amount: 1 })}`;
  return dimension === 'mass'
    ? words.formats.kilograms(whole, true)
    : words.amount({ amount: whole, dimension });
}

export function kilobytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1000));
}

/** Log indexes, as many as fit a line. */
export function entryWords(entries: readonly number[], words: Words): string {
  const some = entries.slice(0, 8).join(', ');
  return words.t('verify.entries', { entries: entries.length > 8 ? `${some}, …` : some });
}

export const marks: Readonly<Record<'pass' | 'fail' | 'not-checked', string>> = {
  pass: '✓',
  fail: '✗',
  'not-checked': '–',
};
