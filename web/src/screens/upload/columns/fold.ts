// Texts made alike, so that writing them otherwise does not make them others.

/** Lower case, without accents and signs: `Lot-Nº ` → `lot no`. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** The same, of ids: what stands between letters and digits says nothing, but nothing else is dropped. */
export function foldedId(text: string): string {
  return folded(text).replaceAll(' ', '');
}
