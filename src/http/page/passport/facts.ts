// Short facts in a row; what nobody has told is said to be so, what does not apply is left out.
import { type Html, html } from '../html.ts';
import type { Words } from '../language/words.ts';

/** null: not told; undefined: does not apply. */
export type Fact = readonly [name: string, value: Html | string | null | undefined];

/** `wide`: for values that are long and do not break well. */
export function facts(all: readonly Fact[], words: Words, wide = false): Html {
  const shown = all.filter(([, value]) => value !== undefined);
  if (shown.length === 0) return html``;
  const notTold = html`<span class="quiet">${words.t('page.notTold')}</span>`;
  return html`<dl class="${wide ? 'facts wide' : 'facts'}">${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value === null ? notTold : html`<bdi>${value}</bdi>`}</dd></div>`)}</dl>`;
}
