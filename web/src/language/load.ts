// Fetching the texts of a language, in two files: what the application, the forms and signing in say comes first (`near`: web/build/texts.ts
// finds out which texts these are), all others with the first screen that needs them.
import { directionOf, type Language, pseudoLanguage } from './languages.ts';
import type { Texts } from './text.ts';

interface Module {
  readonly texts: Texts;
}

interface Parts {
  readonly near: () => Promise<Module>;
  readonly far: () => Promise<Module>;
}

const parts: Readonly<Record<Language | typeof pseudoLanguage, Parts>> = {
  en: { near: () => import('messages:en/near'), far: () => import('messages:en/far') },
  fr: { near: () => import('messages:fr/near'), far: () => import('messages:fr/far') },
  it: { near: () => import('messages:it/near'), far: () => import('messages:it/far') },
  es: { near: () => import('messages:es/near'), far: () => import('messages:es/far') },
  pt: { near: () => import('messages:pt/near'), far: () => import('messages:pt/far') },
  de: { near: () => import('messages:de/near'), far: () => import('messages:de/far') },
  tr: { near: () => import('messages:tr/near'), far: () => import('messages:tr/far') },
  ar: { near: () => import('messages:ar/near'), far: () => import('messages:ar/far') },
  hi: { near: () => import('messages:hi/near'), far: () => import('messages:hi/far') },
  bn: { near: () => import('messages:bn/near'), far: () => import('messages:bn/far') },
  zh: { near: () => import('messages:zh/near'), far: () => import('messages:zh/far') },
  [pseudoLanguage]: {
    near: () => import('messages:en-XA/near'),
    far: () => import('messages:en-XA/far'),
  },
};

/** What has been fetched of a language: it grows when more comes. */
export interface Spoken {
  readonly language: string;
  readonly texts: Record<string, string>;
}

let spoken: Spoken = { language: pseudoLanguage, texts: {} };
let far: Promise<void> | undefined;

/** Fetches what is said first, and all others too where they were needed before; sets language and direction of the page. */
export async function speak(language: string): Promise<Spoken> {
  const { texts } = await parts[language as Language].near();
  const next = { language, texts: { ...texts } };
  const more = far && fetchFar(next);
  await more;
  [spoken, far] = [next, more];
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  return next;
}

/** All other texts of the language that is spoken now, once. Rejects where they cannot be fetched; then the next who asks tries again. */
export function farTexts(): Promise<void> {
  far ??= fetchFar(spoken).catch((fault: unknown) => {
    far = undefined;
    throw fault;
  });
  return far;
}

async function fetchFar({ language, texts }: Spoken): Promise<void> {
  Object.assign(texts, (await parts[language as Language].far()).texts);
}
