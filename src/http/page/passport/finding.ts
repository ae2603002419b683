// What was checked and what was not. A mark never stands without its word and its sentence.
import type { Finding, FindingState } from '../../../domain/passport/finding.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';

export const findingMarks: Readonly<Record<FindingState, readonly [mark: string, word: string]>> = {
  checked: ['✓', 'checked'],
  partly: ['◐', 'in part'],
  'not-checked': ['–', 'not checked'],
  'in-doubt': ['?', 'in doubt'],
  contradicted: ['!', 'does not hold'],
};

export function findingSection({ findings, withheld }: Passport): Html {
  return html`<section aria-labelledby="checked">
<h2 id="checked">What was checked, and what was not</h2>
<p>This website looked at the records as they came in. Further down you can check the same without it.</p>
<ul class="findings">${findings.map(finding)}</ul>
<h3 class="quiet">What this page leaves out</h3>
<p class="quiet">${withheld.join(' ')}</p>
</section>`;
}

function finding({ about, state, says }: Finding): Html {
  const [mark, word] = findingMarks[state];
  return html`<li><span class="mark ${state}" aria-hidden="true">${mark}</span><div><h3>${about} <span class="state">${word}</span></h3><p>${says}</p></div></li>`;
}
