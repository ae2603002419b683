// Texts as they are compared: whoever types without capitals, accents or full-width letters finds it all the same.

/** Lower case, compatibility forms resolved, Latin accents dropped. Signs of other scripts stay: they are letters there. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .normalize('NFC');
}
