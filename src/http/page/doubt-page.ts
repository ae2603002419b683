// A doubt that could not be taken yet: why, and the form with what was written in it.
import type { Refused } from '../doubt/form.ts';
import { html } from './html.ts';
import type { Words } from './language/words.ts';
import { wholePage } from './layout.ts';
import { doubtForm, type WrittenDoubt } from './passport/doubt.ts';
import type { Visit } from './visit.ts';

export function doubtPage(visit: Visit, about: string, written: WrittenDoubt, why: Refused): string {
  const title = visit.words.t('page.doubtAgain');
  const reason = reasonWords(why, visit.words);
  const main = html`<section class="opening"><h1>${title}</h1><p class="lead" role="alert">${reason}</p>${why !== 'no-such-thing' && doubtForm(visit, about, written)}</section>`;
  return wholePage(visit, { title, description: reason, main });
}

function reasonWords(why: Refused, words: Words): string {
  if (why === 'too-few') return words.t('page.doubtTooFew');
  if (why === 'too-fast') return words.t('page.doubtTooFast');
  return why === 'too-many' ? words.t('page.doubtTooMany') : words.t('page.doubtNoThing');
}
