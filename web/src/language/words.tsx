// The texts of the language that the reader chose. One chunk for each language, fetched when it is needed and kept by the worker.
import i18next, { type FormatterModule, type i18n } from 'i18next';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { Formats } from './format.ts';
import { chosenLanguage, directionOf, isLanguage, type Language, pseudoLanguage } from './languages.ts';

type Texts = Readonly<Record<string, string>>;

const loading: Readonly<Record<Language | typeof pseudoLanguage, () => Promise<{ texts: Texts }>>> = {
  en: () => import('messages:en'),
  fr: () => import('messages:fr'),
  it: () => import('messages:it'),
  es: () => import('messages:es'),
  pt: () => import('messages:pt'),
  de: () => import('messages:de'),
  tr: () => import('messages:tr'),
  ar: () => import('messages:ar'),
  hi: () => import('messages:hi'),
  bn: () => import('messages:bn'),
  zh: () => import('messages:zh'),
  [pseudoLanguage]: () => import('messages:en-XA'),
};

/** `values.count` chooses the plural form; other values stand for `{{name}}` in the text. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface Words {
  readonly language: string;
  readonly t: Say;
  /** Whether there is a text for this key: for codes that come from the node and may be newer than the texts. */
  readonly has: (key: string) => boolean;
  readonly formats: Formats;
  readonly choose: (language: string) => Promise<void>;
}

const kept = 'selvedge-language';

/** What was chosen here before, or what the browser asks for. */
export function firstLanguage(): string {
  const asked = new URL(location.href).searchParams.get('lang') ?? localStorage.getItem(kept);
  if (asked === pseudoLanguage || (asked !== null && isLanguage(asked))) return asked;
  return chosenLanguage(navigator.languages);
}

/** Numbers in texts are written as everywhere else: in the marks and digits of the language. */
const numbersAsWritten: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown, _format, language) =>
    typeof value === 'number' ? new Formats(language ?? 'en').number(value) : String(value),
};

/** Fetches the texts and sets language and direction of the page. */
export async function loadWords(language: string): Promise<i18n> {
  const { texts } = await loading[language as Language]();
  const instance = i18next.createInstance();
  await instance.use(numbersAsWritten).init({
    // Plural forms of the pseudo-language are those of English.
    lng: language === pseudoLanguage ? 'en' : language,
    resources: { [language === pseudoLanguage ? 'en' : language]: { translation: texts } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  return instance;
}

const WordsContext = createContext<Words | null>(null);

export function WordsProvider(props: {
  language: string;
  instance: i18n;
  onChoose: (language: string) => Promise<void>;
  children: ReactNode;
}): ReactNode {
  const { language, instance, onChoose, children } = props;
  const words = useMemo<Words>(
    () => ({
      language,
      t: (key, values) => instance.t(key, values ?? {}),
      has: (key) => instance.exists(key),
      formats: new Formats(language),
      choose: async (wish) => {
        localStorage.setItem(kept, wish);
        await onChoose(wish);
      },
    }),
    [language, instance, onChoose],
  );
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('useWords outside of WordsProvider');
  return words;
}
