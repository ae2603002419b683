// The language that the reader chose, as screens use it.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { Formats } from './format.ts';
import { chosenLanguage, isLanguage, pseudoLanguage } from './languages.ts';
import type { Spoken } from './load.ts';
import { filled, textOf } from './text.ts';

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
  const chosen = localStorage.getItem(kept);
  if (chosen !== null) tellNode(chosen);
  const asked = new URL(location.href).searchParams.get('lang') ?? chosen;
  if (asked === pseudoLanguage || (asked !== null && isLanguage(asked))) return asked;
  return chosenLanguage(navigator.languages);
}

const WordsContext = createContext<Words | null>(null);

export function WordsProvider(props: {
  spoken: Spoken;
  onChoose: (language: string) => Promise<void>;
  children: ReactNode;
}): ReactNode {
  const { spoken, onChoose, children } = props;
  const words = useMemo<Words>(
    () => ({
      ...{ language: spoken.language, ...saying(spoken) },
      choose: async (wish) => {
        // Kept when it is there: without a line a language may not be.
        await onChoose(wish);
        localStorage.setItem(kept, wish);
        tellNode(wish);
      },
    }),
    [spoken, onChoose],
  );
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('useWords outside of WordsProvider');
  return words;
}

/** The node is told what was chosen, so that its page asks for these texts at once (src/http/web/page.ts). */
function tellNode(language: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies is not everywhere
  document.cookie = `${kept}=${language}; path=/app; max-age=31536000; samesite=lax`;
}

/** A key without a text is shown as it is. */
function saying({ language, texts }: Spoken): Pick<Words, 't' | 'has' | 'formats'> {
  // Made once: a drawing of 500 places says a thousand numbers.
  const formats = new Formats(language);
  // Plural forms of the pseudo-language are those of English.
  const grammar = language === pseudoLanguage ? 'en' : language;
  const find = (key: string, count?: unknown): string | undefined =>
    textOf(texts, grammar, key, typeof count === 'number' ? count : undefined);
  return {
    formats,
    has: (key) => find(key) !== undefined,
    // Numbers in texts are written as everywhere else: in the marks and digits of the language.
    t: (key, values = {}) =>
      filled(find(key, values['count']) ?? key, values, (value) =>
        typeof value === 'number' ? formats.number(value) : value,
      ),
  };
}
