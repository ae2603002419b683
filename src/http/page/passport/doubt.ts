// "Report a doubt": a form for whoever sees that something is not as it is told. No account, no name, no script.
import { openedMark } from '../answer.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icon.ts';
import type { Visit } from '../visit.ts';
import { doubtKinds, doubtLength } from '../../doubt/form.ts';

/** What somebody had written already, to be sent again. */
export interface WrittenDoubt {
  kind: string;
  text: string;
}

export function doubtSection(visit: Visit, about: string): Html | false {
  if (!visit.takesDoubts) return false;
  const { words, query } = visit;
  const isKept = query.get('doubt') === 'kept';
  return html`<section aria-labelledby="doubt">
<h2 id="doubt">${words.t('page.doubt')}</h2>
${
  isKept
    ? html`<div class="note" role="status"><p><strong>${words.t('page.doubtKept')}</strong> ${words.t('page.doubtKeptMeans')}</p></div>`
    : html`<p>${words.t('page.doubtWhat')}</p>
<details class="fold"><summary>${icon('case')}${words.t('page.doubtOpen')}</summary>${doubtForm(visit, about)}</details>`
}
</section>`;
}

export function doubtForm({ words }: Visit, about: string, written?: WrittenDoubt): Html {
  const options = doubtKinds.map((kind) => {
    const chosen = kind === (written?.kind ?? doubtKinds[0]) ? html` checked` : '';
    return html`<label class="choice"><input type="radio" name="kind" value="${kind}"${chosen}>${words.t(`page.doubt.${kind}`)}</label>`;
  });
  return html`<form class="doubt" action="/doubts" method="post">
<input type="hidden" name="about" value="${about}"><input type="hidden" name="lang" value="${words.language}"><input type="hidden" name="opened" value="${openedMark}">
<fieldset><legend>${words.t('page.doubtKind')}</legend>${options}</fieldset>
<label for="doubt-text">${words.t('page.doubtText')}</label>
<textarea id="doubt-text" name="text" rows="5" required minlength="${doubtLength.least}" maxlength="${doubtLength.most}" aria-describedby="doubt-why">${written?.text ?? ''}</textarea>
<p id="doubt-why" class="quiet">${words.t('page.doubtPrivate')}</p>
<p class="trap" aria-hidden="true"><label for="doubt-site">${words.t('page.doubtTrap')}</label><input id="doubt-site" name="website" tabindex="-1" autocomplete="off"></p>
<button type="submit">${words.t('page.doubtSend')}</button>
</form>`;
}
