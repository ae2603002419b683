// Percent-encoding of values in a canonical Digital Link.
// GS1 Digital Link URI syntax, table of characters to escape; apostrophe, semicolon and equals stay as they are,
// because the published CBV hash vectors have them so.

/** True when every character from `from` on, at least one, needs no escape in a canonical Digital Link. */
export function isPlain(text: string, from: number): boolean {
  for (let i = from; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const letterOrDigit =
      (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if (letterOrDigit || code === 45 || code === 46 || code === 95) continue; // - . _
    if (code !== 39 && code !== 59 && code !== 61) return false; // ' ; =
  }
  return text.length > from;
}

export function escaped(value: string): string {
  if (isPlain(value, 0)) return value;
  return value.replace(/[^A-Za-z0-9\-._';=]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/** Undoes percent-encoding byte by byte; a `%` that starts no escape stands for itself. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
