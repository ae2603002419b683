// A program that opens a CSV takes what begins like a formula for one, and runs it (CWE-1236). An apostrophe before it says that it is text.

const begins = /^[=+\-@\t\r]/;

/** The text as it can be opened without harm. Numbers, negative ones too, stay what they are. */
export function harmless(text: string): string {
  return begins.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
}

/** Takes back what `harmless` did. */
export function unquoted(text: string): string {
  return text.startsWith("'") && begins.test(text.slice(1)) ? text.slice(1) : text;
}

export function looksLikeFormula(text: string): boolean {
  return begins.test(text);
}
