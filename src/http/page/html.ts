// Markup as a tagged template: whatever is put in is text and is escaped, unless it is markup made here.

/** Markup that was made here. A class, so that no data that looks like it is taken for it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** html`<p>${text}</p>`: strings are escaped (also inside quoted attributes), null, undefined and false leave nothing. */
export function html(texts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return markup(texts.reduce((all, text, at) => all + markupOf(pieces[at - 1]) + text));
}

/** Text of this program that is markup already. Never for what somebody sent. */
export function markup(text: string): Html {
  return new Html(text);
}

function markupOf(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (Array.isArray(piece)) return piece.map(markupOf).join('');
  if (piece instanceof Html) return piece.markup;
  return escaped(String(piece));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
