// GET /: what this is, what there is to see, the search box, the head of the log, how to check.
import { digitalLinkPath, encodeBase64, formatVerifierKey } from '#verifier';
import { productOf, shortName } from '../../domain/passport/title.ts';
import { type Html, html } from './html.ts';
import { wholePage } from './layout.ts';
import { facts } from './passport/facts.ts';
import { searchForm } from './search-form.ts';
import type { Showpiece, Visit } from './visit.ts';

export function frontPage(visit: Visit): string {
  const { words, to } = visit;
  const main = html`<section class="opening">
<h1>${words.t('page.front')}</h1>
<p class="lead">${words.t('page.frontLead')}</p>
<p>${words.t('page.frontHow')}</p>
${searchForm(visit)}
</section>
${showcase(visit)}
<section aria-labelledby="trust">
<h2 id="trust">${words.t('page.trust')}</h2>
<ol class="way numbered">
${trustStep(1, words.t('page.trustTake'), html`${words.t('page.trustTakeHow')}`)}
${trustStep(2, words.t('page.trustCheck'), html`${words.t('page.trustCheckHow')} <a href="${to('/verify')}">${words.t('page.checkFile')}</a>`)}
${trustStep(3, words.t('page.trustKeep'), html`${words.t('page.trustKeepHow')}`)}
</ol>
</section>
${logSection(visit)}`;
  return wholePage(visit, {
    title: words.t('page.frontTitle'),
    description: words.t('page.frontLead'),
    path: '/',
    main,
  });
}

function trustStep(number: number, title: string, how: Html): Html {
  return html`<li><span class="knot" aria-hidden="true">${number}</span><h3>${title}</h3><p>${how}</p></li>`;
}

function showcase(visit: Visit): Html | false {
  const { showcase: pieces, node, words } = visit;
  const known = pieces.filter(({ id }) => node.lot(id) !== undefined || node.product(id) !== undefined);
  if (known.length === 0) return false;
  return html`<section aria-labelledby="look">
<h2 id="look">${words.t('page.look')}</h2>
<ul class="tiles">${known.map((piece) => tile(piece, visit))}</ul>
</section>`;
}

/** What the operator says of a piece stays in the language that the operator said it in. */
function tile({ id, what }: Showpiece, { node, to }: Visit): Html {
  const name = node.product(productOf(id) ?? id)?.name;
  return html`<li><a href="${to(digitalLinkPath(id) ?? '/')}"><strong><bdi>${what.charAt(0).toUpperCase() + what.slice(1)}</bdi></strong><span class="quiet">${name != null && html`<bdi>${name}</bdi> · `}<bdi class="number">${shortName(id)}</bdi></span></a></li>`;
}

function logSection({ node, words }: Visit): Html {
  const { origin, size, root, key } = node.head();
  return html`<section aria-labelledby="log">
<h2 id="log">${words.t('page.log')}</h2>
<p>${words.t('page.logMeans', { count: size })}</p>
${facts(
  [
    [words.t('page.logName'), html`<code>${origin}</code>`],
    [words.t('page.logSize'), words.t('page.records', { count: size })],
    [words.t('page.logRoot'), html`<code>${encodeBase64(root)}</code>`],
    [words.t('page.logKey'), html`<code>${formatVerifierKey(key)}</code>`],
  ],
  words,
  true,
)}
<p><a href="/log/checkpoint">${words.t('page.logHead')}</a></p>
</section>`;
}
