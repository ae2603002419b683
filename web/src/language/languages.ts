// The languages of the application, each by its own name, and which way it is written.
export const languages = {
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  es: 'Español',
  pt: 'Português',
  de: 'Deutsch',
  tr: 'Türkçe',
  ar: 'العربية',
  hi: 'हिन्दी',
  bn: 'বাংলা',
  zh: '中文',
} as const;

export type Language = keyof typeof languages;

/** English with accents and a third more letters: shows texts that are not translated and places that are too narrow. */
export const pseudoLanguage = 'en-XA';

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text);
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The first language of a list of wishes (BCP 47 tags, best first) that there is; English where there is none. */
export function chosenLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const [base = ''] = wish.toLowerCase().split('-');
    if (isLanguage(base)) return base;
  }
  return 'en';
}

const accents: Readonly<Record<string, string>> = {
  a: 'å',
  e: 'é',
  i: 'î',
  o: 'ø',
  u: 'ü',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ø',
  U: 'Ü',
  n: 'ñ',
  c: 'ç',
  y: 'ý',
};

/** Placeholders `{{name}}` stay as they are. */
export function pseudoText(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const accented = parts.map((part) =>
    part.startsWith('{{') ? part : part.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter),
  );
  return `[${accented.join('')}${'·'.repeat(Math.ceil(text.length / 3))}]`;
}
