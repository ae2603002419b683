// How a text is found and filled: keys, plural forms (CLDR), `{{name}}`. For screens, for the node's pages and for their scripts.

export type Texts = Readonly<Record<string, string>>;

/** The text of a key in the form that `count` asks for; undefined where there is none. */
export function textOf(texts: Texts, language: string, key: string, count?: number): string | undefined {
  if (count === undefined) return texts[key] ?? texts[`${key}_other`];
  return texts[`${key}_${rulesOf(language).select(count)}`] ?? texts[`${key}_other`] ?? texts[key];
}

/** `{{name}}` becomes what `said` makes of the value of that name; without a value it stays. */
export function filled<Value>(
  text: string,
  values: Readonly<Record<string, Value>>,
  said: (value: Value) => string,
): string {
  return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => {
    const value = values[name];
    return value === undefined ? gap : said(value);
  });
}

const rules = new Map<string, Intl.PluralRules>();

function rulesOf(language: string): Intl.PluralRules {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
}
