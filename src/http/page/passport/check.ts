// How a reader checks all this without believing the site that shows it.
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { qrCode } from '../qr.ts';
import type { Visit } from '../visit.ts';
import { evidencePath } from './address.ts';

export function checkSection(visit: Visit, { id, number }: Passport, path: string): Html {
  const evidence = evidencePath(id);
  const address = `${visit.baseUrl}${path}`;
  return html`<section aria-labelledby="check">
<h2 id="check">Check it yourself</h2>
<div class="check">
<div>
<p>You need not believe this page. The evidence is one file: the signed records behind it, and the proof that they stand in the log. A small program checks it in your own browser, or on your own computer without any connection.</p>
<div class="actions">
<button type="button" hidden data-evidence="${evidence}" data-verdict="verdict">Check it here</button>
<a class="button second" href="${evidence}" download>Download the evidence</a>
<a class="button second" href="/verify">Check a file</a>
</div>
<p class="quiet">The public file holds countries, dates, products and who signed. Names of places and all weights are sealed in it: it lets you check the way and the countries, not the shares. Whoever may see more gets a fuller file from the owner.</p>
<div id="verdict"></div>
</div>
<div class="label">${qrCode(address)}<p><bdi class="number">${number}</bdi></p><p class="quiet"><bdi class="number">${address.replace(/^https?:\/\//, '')}</bdi></p></div>
</div>
</section>`;
}
