// Names of months in the languages of the application, as the browser has them.
import { languages } from '../../language/languages.ts';

let names: ReadonlyMap<string, number> | undefined;

/** 1 to 12; null where no language has it. Whole names and their first letters, from three on. */
export function monthNamed(text: string): number | null {
  names ??= monthNames();
  return names.get(folded(text)) ?? null;
}

function monthNames(): Map<string, number> {
  const found = new Map<string, number | null>();
  for (const language of Object.keys(languages)) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2026, month - 1, 15));
        note(found, folded(parts.find(({ type }) => type === 'month')?.value ?? ''), month);
      }
    }
  }
  const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
  for (const [at, name] of english.entries()) found.set(name, at + 1);
  found.set('sept', 9);
  return new Map([...found].flatMap(([name, month]) => (month === null ? [] : [[name, month] as const])));
}

/** A name that means two months in two languages means none. */
function note(found: Map<string, number | null>, name: string, month: number): void {
  if (/^\d*$/.test(name)) return;
  const known = found.get(name);
  found.set(name, known === undefined || known === month ? month : null);
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase()
    .trim();
}
