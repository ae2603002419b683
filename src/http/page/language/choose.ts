// Which language a reader is spoken to in: the one asked for in the address, else what the browser says it understands. Never by where
// somebody seems to be.
import { chosenLanguage, isLanguage, type Language } from '../../../../web/src/language/languages.ts';

/** The language that an address asks for by `lang`; null where it asks for none, or for one that there is not. */
export function askedLanguage(query: URLSearchParams): Language | null {
  const [base = ''] = (query.get('lang') ?? '').toLowerCase().split('-');
  return isLanguage(base) ? base : null;
}

/** Accept-Language (RFC 9110 section 12.5.4): by weight, and among equals as they stand. */
export function languageOf(query: URLSearchParams, acceptLanguage: string | undefined): Language {
  return askedLanguage(query) ?? chosenLanguage(wishesIn(acceptLanguage ?? ''));
}

const longestHeader = 500;

function wishesIn(header: string): string[] {
  const wishes = header.slice(0, longestHeader).split(',').map(wishOf);
  return wishes
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

function wishOf(text: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = Number(parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? 1);
  return { tag, weight: weight >= 0 && weight <= 1 ? weight : 0 };
}
