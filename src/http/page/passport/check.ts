// How a reader checks all this without believing the site that shows it.
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { qrCode } from '../qr.ts';
import type { Visit } from '../visit.ts';
import { evidencePath } from './address.ts';

export function checkSection({ words, baseUrl, to }: Visit, { id, number }: Passport, path: string): Html {
  const evidence = evidencePath(id);
  const address = `${baseUrl}${path}`;
  return html`<section aria-labelledby="check">
<h2 id="check">${words.t('page.check')}</h2>
<div class="check">
<div>
<p>${words.t('page.checkWhy')}</p>
<div class="actions">
<button type="button" hidden data-evidence="${evidence}" data-verdict="verdict" data-fetching="${words.t('page.fetchingChecker')}" data-failed="${words.t('page.checkerMissing')}">${words.t('page.checkHere')}</button>
<a class="button second" href="${evidence}" download>${words.t('page.takeEvidence')}</a>
<a class="button second" href="${to('/verify')}">${words.t('page.checkFile')}</a>
</div>
<p class="quiet">${words.t('page.evidenceHolds')}</p>
<div id="verdict"></div>
</div>
<div class="label">${qrCode(address, words.t('page.qr'))}<p><bdi class="number">${number}</bdi></p><p class="quiet"><bdi class="number">${address.replace(/^https?:\/\//, '')}</bdi></p></div>
</div>
</section>`;
}
