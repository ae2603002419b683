// What all this rests on: whose word, who has seen the log, where it is anchored, what is proven of amounts.
import type { PassportGround } from '../../../domain/passport/ground.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../language/words.ts';
import { findingMarks } from './finding.ts';

export function groundSection({ grounds }: Passport, words: Words): Html {
  return html`<section aria-labelledby="grounds">
<h2 id="grounds">${words.t('verify.grounds')}</h2>
<p>${words.t('page.groundsWhy')}</p>
<ul class="findings grounds">${grounds.map((one) => ground(one, words))}</ul>
</section>`;
}

function stateWords({ state }: PassportGround, words: Words): string {
  if (state === 'partly') return words.t('page.state.partly');
  return state === 'checked' ? words.t('verify.stands') : words.t('verify.standsNot');
}

function ground(one: PassportGround, words: Words): Html {
  const sentences = words.told(one.says).map((sentence) => html`<p>${sentence}</p>`);
  return html`<li><span class="mark ${one.state}" aria-hidden="true">${findingMarks[one.state]}</span><div><h3>${words.t(`verify.ground.${one.about}`)} <span class="state">${stateWords(one, words)}</span></h3>${sentences}</div></li>`;
}
