// The texts of each language in two files: what is said near the door, and all others.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isLanguage,
  type Language,
  languages,
  pseudoLanguage,
  pseudoText,
} from '../src/language/languages.ts';
import { isAsked, type KeysAsked, keysAskedIn } from './keys.ts';

const root = join(import.meta.dirname, '../..');

export type TextPart = 'near' | 'far';

export interface TextFile {
  /** As sources import it: `messages:fr/near`. */
  specifier: string;
  language: string;
  part: TextPart;
  /** With a digest of its content. */
  name: string;
  bytes: Uint8Array;
}

/** What screens show, by language: read while the bundler works. Texts of the public pages are not among them. */
export function shownTexts(): Map<string, [string, string][]> {
  const english = textsOf('en');
  return new Map(
    [...Object.keys(languages), pseudoLanguage].map((language) => [
      language,
      Object.entries(language === 'en' ? english : wholeTexts(language, english)).filter(
        ([key]) => !key.startsWith('page.'),
      ),
    ]),
  );
}

/** Files of all languages; near is what one of `sources` asks for. */
export function textFiles(
  shown: ReadonlyMap<string, readonly [string, string][]>,
  sources: readonly string[],
): TextFile[] {
  const isNear = isAsked(askedBy(sources));
  return [...shown].flatMap(([language, texts]) => {
    const near = texts.filter(([key]) => isNear(key));
    const far = texts.filter(([key]) => !isNear(key));
    return [fileOf(language, 'near', near), fileOf(language, 'far', far)];
  });
}

function fileOf(language: string, part: TextPart, texts: readonly [string, string][]): TextFile {
  const bytes = Buffer.from(`export const texts=${JSON.stringify(Object.fromEntries(texts))}`);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  return {
    ...{ specifier: `messages:${language}/${part}`, language, part },
    ...{ name: `${language}-${part}-${digest}.js`, bytes },
  };
}

function askedBy(sources: readonly string[]): KeysAsked {
  const rooms = roomsOf('en');
  const all: KeysAsked = { keys: new Set(), families: new Set() };
  for (const path of sources) {
    const { keys, families } = keysAskedIn(readFileSync(join(root, path), 'utf8'), rooms);
    for (const key of keys) all.keys.add(key);
    for (const family of families) all.families.add(family);
  }
  return all;
}

/** The texts of the language, and the English one where a text is newer than its translation. */
function wholeTexts(language: string, original: Record<string, string>): Record<string, string> {
  const own = textsOf(language);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const english = Object.entries(original).flatMap(([key, text]): [string, string][] => {
    if (!key.endsWith('_other')) return [[key, text]];
    const base = key.slice(0, -'_other'.length);
    return `${base}_other` in own ? [] : [...forms, 'other'].map((form) => [`${base}_${form}`, text]);
  });
  return { ...Object.fromEntries(english), ...own };
}

/** All texts of a language by full key; the pseudo-language is made from English. Throws for what is no language. */
export function textsOf(language: string): Record<string, string> {
  if (language === pseudoLanguage) {
    return Object.fromEntries(Object.entries(textsOf('en')).map(([key, text]) => [key, pseudoText(text)]));
  }
  if (!isLanguage(language)) throw new Error(`${language} is no language of the application`);
  return textsIn(language);
}

function textsIn(language: Language): Record<string, string> {
  const folder = join(root, 'messages', language);
  return Object.fromEntries(
    roomsOf(language).flatMap((room) => {
      const texts = JSON.parse(readFileSync(join(folder, `${room}.json`), 'utf8')) as Record<string, string>;
      return Object.entries(texts).map(([key, text]) => [`${room}.${key}`, text]);
    }),
  );
}

function roomsOf(language: Language): string[] {
  return readdirSync(join(root, 'messages', language))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}
