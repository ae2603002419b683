// Short facts in a row; what nobody has told is said to be so, what does not apply is left out.
import { type Html, html } from '../html.ts';

/** null: not told; undefined: does not apply. */
export type Fact = readonly [name: string, value: Html | string | null | undefined];

export function facts(all: readonly Fact[]): Html {
  const shown = all.filter(([, value]) => value !== undefined);
  return html`<dl class="facts">${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value ?? html`<span class="quiet">Not told</span>`}</dd></div>`)}</dl>`;
}
