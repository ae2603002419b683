// What was checked and what was not. A mark never stands without its word and its sentence.
import type { Finding, FindingState } from '../../../domain/passport/finding.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../language/words.ts';

export const findingMarks: Readonly<Record<FindingState, string>> = {
  checked: '✓',
  partly: '◐',
  'not-checked': '–',
  'in-doubt': '?',
  contradicted: '!',
};

export function findingSection({ findings, withheld }: Passport, words: Words): Html {
  const hidden = withheld.map((code) => words.t(`page.withheld.${code}`));
  return html`<section aria-labelledby="checked">
<h2 id="checked">${words.t('page.checked')}</h2>
<p>${words.t('page.checkedHow')}</p>
<ul class="findings">${findings.map((one) => finding(one, words))}</ul>
<h3 class="quiet">${words.t('page.leftOut')}</h3>
<p class="quiet">${hidden.join(' ')}</p>
</section>`;
}

function finding({ about, state, says }: Finding, words: Words): Html {
  return html`<li><span class="mark ${state}" aria-hidden="true">${findingMarks[state]}</span><div><h3>${words.t(`page.about.${about}`)} <span class="state">${words.t(`page.state.${state}`)}</span></h3><p>${words.told(says).join(' ')}</p></div></li>`;
}
