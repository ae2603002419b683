// Texts of the public pages, read once when the node starts: messages/<language>/page.json, and what the checker has in common with the
// application, verify.json. A text that a language lacks is said in English.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '../../../../web/src/language/languages.ts';
import { type Texts, Words } from './words.ts';

const folder = join(import.meta.dirname, '../../../../messages');
const rooms = ['page', 'verify'] as const;

export const english: Texts = textsOf('en');

const spoken: ReadonlyMap<string, Words> = new Map(
  Object.keys(languages).map((language) => [
    language,
    new Words(language, language === 'en' ? english : textsOf(language), english),
  ]),
);

export function wordsOf(language: Language): Words {
  return spoken.get(language)!;
}

function textsOf(language: string): Texts {
  return Object.fromEntries(rooms.flatMap((room) => roomTexts(language, room)));
}

function roomTexts(language: string, room: string): [string, string][] {
  const path = join(folder, language, `${room}.json`);
  if (!existsSync(path)) return [];
  const texts = JSON.parse(readFileSync(path, 'utf8')) as Texts;
  return Object.entries(texts).map(([key, text]) => [`${room}.${key}`, text]);
}
