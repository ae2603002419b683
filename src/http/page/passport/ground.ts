// What all this rests on: whose word, who has seen the log, where it is anchored, what is proven of amounts.
import type { PassportGround } from '../../../domain/passport/ground.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { findingMarks } from './finding.ts';

export function groundSection({ grounds }: Passport): Html {
  return html`<section aria-labelledby="grounds">
<h2 id="grounds">What this rests on</h2>
<p>A record is worth as much as those who stand behind it. These do, beside this website.</p>
<ul class="findings grounds">${grounds.map(ground)}</ul>
</section>`;
}

const words: Readonly<Partial<Record<PassportGround['state'], string>>> = {
  checked: 'yes',
  partly: 'in part',
  'not-checked': 'no',
};

function ground({ about, state, says }: PassportGround): Html {
  const [mark] = findingMarks[state];
  return html`<li><span class="mark ${state}" aria-hidden="true">${mark}</span><div><h3>${about} <span class="state">${words[state]}</span></h3>${says.map((sentence) => html`<p>${sentence}</p>`)}</div></li>`;
}
