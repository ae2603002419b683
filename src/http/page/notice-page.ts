// A page that says that something is not here, or could not be read, and what to do.
import { html } from './html.ts';
import { wholePage } from './layout.ts';
import { searchForm } from './search-form.ts';
import type { Visit } from './visit.ts';

export function noticePage(visit: Visit, title: string, sentences: string, asked = ''): string {
  const main = html`<section class="opening"><h1>${title}</h1><p class="lead">${sentences}</p>${searchForm(visit, asked)}</section>`;
  return wholePage(visit, { title, description: sentences, main });
}
