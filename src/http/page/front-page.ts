// GET /: what this is, what there is to see, the search box, the head of the log, how to check.
import { digitalLinkPath, encodeBase64, formatVerifierKey } from '#verifier';
import { productOf, shortName, titleOf } from '../../domain/passport/title.ts';
import { type Html, html } from './html.ts';
import { wholePage } from './layout.ts';
import { facts } from './passport/facts.ts';
import { countWords } from './say.ts';
import { searchForm } from './search-form.ts';
import type { Showpiece, Visit } from './visit.ts';

const description = 'Where a garment comes from, from field to shop, in a way that everybody can check.';

export function frontPage(visit: Visit): string {
  const main = html`<section class="opening">
<h1>Where clothes come from, in a way you can check.</h1>
<p class="lead">Farms, mills and sewing rooms write down what they took and what they made of it, and each record is signed.</p>
<p>This website keeps the records in a log that cannot be changed unnoticed, and adds up the kilograms from the field to the shirt. You need not believe it: every answer comes with a file that you can check without us.</p>
${searchForm()}
</section>
${showcase(visit)}
<section aria-labelledby="trust">
<h2 id="trust">How to check an answer</h2>
<ol class="way">
<li><span class="knot" aria-hidden="true">1</span><h3>Take the evidence</h3><p>On the page of a piece or batch, download the evidence. It is one file.</p></li>
<li><span class="knot" aria-hidden="true">2</span><h3>Let it be checked</h3><p>Drop it on <a href="/verify">the checker</a>. It runs in your browser and sends nothing. Or check it on your own computer, without any connection.</p></li>
<li><span class="knot" aria-hidden="true">3</span><h3>Keep the head of the log</h3><p>Note the size and the root below, or ask a friend for theirs. If this website ever tells two stories, the two will not fit.</p></li>
</ol>
</section>
${logSection(visit)}`;
  return wholePage(visit, { title: 'Where clothes come from', description, path: '/', main });
}

function showcase({ showcase: pieces, node }: Visit): Html | false {
  const known = pieces.filter(({ id }) => node.lot(id) !== undefined || node.product(id) !== undefined);
  if (known.length === 0) return false;
  return html`<section aria-labelledby="look">
<h2 id="look">Have a look</h2>
<ul class="tiles">${known.map((piece) => tile(piece, node))}</ul>
</section>`;
}

function tile({ id, kind, what }: Showpiece, node: Visit['node']): Html {
  const product = node.product(productOf(id) ?? id);
  return html`<li><a href="${digitalLinkPath(id)}"><strong>${what.charAt(0).toUpperCase() + what.slice(1)}</strong><span class="quiet">${product !== undefined && `${titleOf(id, kind, product)} · `}<bdi class="number">${shortName(id)}</bdi></span></a></li>`;
}

function logSection({ node }: Visit): Html {
  const { origin, size, root, key } = node.head();
  return html`<section aria-labelledby="log">
<h2 id="log">The log</h2>
<p>${countWords(size, 'record')} so far. The root is a fingerprint of all of them: change one, and it is another.</p>
${facts(
  [
    ['Name', html`<code>${origin}</code>`],
    ['Size', countWords(size, 'record')],
    ['Root', html`<code>${encodeBase64(root)}</code>`],
    ['Key of its signature', html`<code>${formatVerifierKey(key)}</code>`],
  ],
  true,
)}
<p><a href="/log/checkpoint">The signed head of the log</a>, as a file.</p>
</section>`;
}
