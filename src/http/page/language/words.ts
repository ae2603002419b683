// The words of one language: texts by key, and how numbers, days and countries are said. For the node and for the scripts of pages.
import type { Amount } from '../../../domain/passport/journey.ts';
import type { Told, ToldValue } from '../../../domain/passport/told.ts';
import { directionOf } from '../../../../web/src/language/languages.ts';
import { filled, type Texts, textOf } from '../../../../web/src/language/text.ts';
import { PageFormats } from './formats.ts';

export type { Texts };
type Values = Readonly<Record<string, ToldValue>>;

export class Words {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly formats: PageFormats;
  readonly texts: Texts;
  readonly #english: Texts;

  /** What `texts` lack is said in English. */
  constructor(language: string, texts: Texts, english: Texts = texts) {
    this.language = language;
    this.direction = directionOf(language);
    this.formats = new PageFormats(language);
    this.texts = texts;
    this.#english = english;
  }

  /** `values.count` chooses the plural form (CLDR); values stand for `{{name}}`. Throws for a key that English lacks too. */
  t(key: string, values: Values = {}): string {
    const text = this.#textOf(key, values['count']);
    if (text === undefined) throw new Error(`no text for ${key}`);
    return filled(text, values, (value) => this.#said(value));
  }

  /** Sentences of a passport (src/domain/passport), one after the other. */
  told(says: readonly Told[]): string[] {
    return says.map(({ code, values }) => this.t(`page.says.${code}`, values));
  }

  /** Whether there is a text for this key: for codes that may be newer than the texts. */
  has(key: string): boolean {
    return key in this.#english || `${key}_other` in this.#english;
  }

  country(code: string | null): string {
    return code === null ? this.t('page.countryUnknown') : this.formats.country(code);
  }

  /** `474 kg`, `82 g`, `5,778 pieces`. */
  amount({ amount, dimension }: Amount): string {
    if (dimension === 'mass') return this.formats.weight(amount);
    return dimension === 'count'
      ? this.t('page.pieces', { count: amount })
      : this.formats.amount(amount, dimension);
  }

  #textOf(key: string, count: ToldValue | undefined): string | undefined {
    const sets: [string, Texts][] = [
      [this.language, this.texts],
      ['en', this.#english],
    ];
    for (const [language, texts] of sets) {
      const text = textOf(texts, language, key, typeof count === 'number' ? count : undefined);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  #said(value: ToldValue): string {
    if (typeof value === 'number') return this.formats.number(value);
    if (typeof value === 'string') return this.#apart(value);
    if ('atMs' in value) return this.formats.moment(value.atMs);
    if ('country' in value) return this.formats.country(value.country);
    return this.formats.list(value.map((one) => this.#apart(one)));
  }

  /** A name of another script must not pull the sentence around it to its side (UAX 9, isolates). */
  #apart(text: string): string {
    return this.direction === 'rtl' ? `\u2068${text}\u2069` : text;
  }
}
