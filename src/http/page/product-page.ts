// The page of a product: what it is, and the batches and pieces that the node knows of it.
import type { LotView } from '../../flow/answers.ts';
import type { KnownProduct } from '../../domain/passport/known.ts';
import { shortName } from '../../domain/passport/title.ts';
import { digitalLinkPath } from '#verifier';
import { type Html, html } from './html.ts';
import { wholePage } from './layout.ts';
import type { Words } from './language/words.ts';
import { careSection } from './passport/care.ts';
import { type Fact, facts } from './passport/facts.ts';
import { compositionWords } from './passport/page.ts';
import type { Visit } from './visit.ts';

const mostLots = 60;
const mostItems = 48;

/** How many lots to ask the node for; more are counted as `more`. */
export const lotsAsked = 400;

export interface ProductShown {
  id: string;
  product: KnownProduct | undefined;
  brand: string | null;
  lots: LotView[];
  /** Batch or serial number that was asked for and is not known. */
  missing: string | null;
}

export function productPage(visit: Visit, shown: ProductShown, path: string): string {
  const { words } = visit;
  const { id, product, lots, missing } = shown;
  const name = product?.name ?? words.t('page.namelessProduct');
  const batches = lots.filter(({ kind }) => kind === 'lot');
  const items = lots.filter(({ kind }) => kind === 'item');
  const main = html`${missing !== null && note(missing, words)}<section class="opening">
<p class="eyebrow">${words.t('page.product')} · <bdi class="number">${shortName(id)}</bdi></p>
<h1><bdi>${name}</bdi></h1>
<p class="lead">${product?.description == null ? words.t('page.productUndescribed') : html`<bdi>${product.description}</bdi>`}</p>
${facts(factsOf(shown, words), words)}
</section>
${batchSection(batches, visit)}${itemSection(items, visit)}${careSection(product, words)}`;
  return wholePage(visit, { title: name, description: words.t('page.productAbout', { name }), path, main });
}

function factsOf({ product, brand }: ProductShown, words: Words): Fact[] {
  const weight = product?.netWeightGrams ?? null;
  return [
    [words.t('page.madeOf'), compositionWords(product, words)],
    [words.t('page.weightOfOne'), weight === null ? null : words.formats.weight(weight)],
    [words.t('page.brand'), brand],
  ];
}

function note(missing: string, words: Words): Html {
  return html`<div class="note" role="status"><p><strong>${words.t('page.missing')}</strong> <bdi class="number">${missing}</bdi></p><p>${words.t('page.missingMeans')}</p></div>`;
}

function batchSection(batches: LotView[], visit: Visit): Html {
  const { words } = visit;
  const count = batches.length - mostLots;
  return html`<section aria-labelledby="batches">
<h2 id="batches">${words.t('page.batches')}</h2>
${
  batches.length === 0
    ? html`<p>${words.t('page.batchesNone')}</p>`
    : html`<table>
<caption>${words.t('page.batchesEach')}</caption>
<thead><tr><th scope="col">${words.t('page.number')}</th><th scope="col">${words.t('page.madeOn')}</th><th scope="col" class="amount">${words.t('page.howMuch')}</th></tr></thead>
<tbody>${batches.slice(0, mostLots).map((batch) => batchRow(batch, visit))}</tbody>
</table>${count > 0 && html`<p class="quiet">${words.t('page.more', { count })}</p>`}`
}
</section>`;
}

function batchRow({ id, bornAtMs, produced, dimension }: LotView, { words, to }: Visit): Html {
  const unknown = words.t('verify.notKnown');
  const amount =
    produced === null || dimension === null ? unknown : words.amount({ amount: produced, dimension });
  return html`<tr><th scope="row"><a href="${to(digitalLinkPath(id) ?? '/')}"><bdi class="number">${shortName(id)}</bdi></a></th><td>${bornAtMs === null ? unknown : words.formats.day(bornAtMs)}</td><td class="amount">${amount}</td></tr>`;
}

function itemSection(items: LotView[], { words, to }: Visit): Html | false {
  if (items.length === 0) return false;
  const count = items.length - mostItems;
  return html`<section aria-labelledby="pieces">
<h2 id="pieces">${words.t('page.singlePieces')}</h2>
<p>${words.t('page.singlePiecesMean')}</p>
<ul class="items">${items.slice(0, mostItems).map(({ id }) => html`<li><a href="${to(digitalLinkPath(id) ?? '/')}"><bdi class="number">${shortName(id)}</bdi></a></li>`)}</ul>
${count > 0 && html`<p class="quiet">${words.t('page.more', { count })} <a href="${to('/')}">${words.t('page.searchByNumber')}</a></p>`}
</section>`;
}
