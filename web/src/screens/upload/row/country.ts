// Countries as lists write them: codes, and names in the languages of the application (ISO 3166-1).
import { languages } from '../../../language/languages.ts';
import { folded } from '../columns/fold.ts';

/** Names that are in use and that no language of ours has as its own. */
const further: Readonly<Record<string, string>> = {
  usa: 'US',
  us: 'US',
  'u s a': 'US',
  'united states of america': 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  uae: 'AE',
  emirates: 'AE',
  'viet nam': 'VN',
  turkey: 'TR',
  turkiye: 'TR',
  korea: 'KR',
  'south korea': 'KR',
  'republic of korea': 'KR',
  'hong kong': 'HK',
  macau: 'MO',
  burma: 'MM',
  'czech republic': 'CZ',
  holland: 'NL',
  'ivory coast': 'CI',
  swaziland: 'SZ',
  macedonia: 'MK',
  'p r china': 'CN',
  'pr china': 'CN',
  'peoples republic of china': 'CN',
  prc: 'CN',
};

let names: ReadonlyMap<string, string> | undefined;

/** The code; null where the text is no country that we know by it. */
export function countryOf(text: string): string | null {
  names ??= countryNames();
  return names.get(folded(text)) ?? null;
}

function countryNames(): Map<string, string> {
  const found = new Map<string, string>();
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters
    .flatMap((one) => letters.map((other) => one + other))
    .filter((code) => isCountry(code, english));
  for (const language of Object.keys(languages)) {
    const format = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of codes) found.set(folded(format.of(code) ?? code), code);
  }
  for (const code of codes) found.set(code.toLowerCase(), code);
  for (const [name, code] of Object.entries(further)) found.set(name, code);
  return found;
}

/** Not the groups and the codes that stand for none or for an old one. */
const noCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'ZZ',
  'XA',
  'XB',
  'AC',
  'CP',
  'DG',
  'EA',
  'IC',
  'TA',
  'CQ',
]);

function isCountry(code: string, names: Intl.DisplayNames): boolean {
  if (noCountries.has(code) || names.of(code) === undefined) return false;
  return (
    new Intl.Locale(`und-${code}`).region === code &&
    Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
  );
}
