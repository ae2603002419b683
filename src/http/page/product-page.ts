// The page of a product: what it is, and the batches and pieces that the node knows of it.
import type { LotView } from '../../flow/answers.ts';
import type { KnownProduct } from '../../domain/passport/known.ts';
import { shortName } from '../../domain/passport/title.ts';
import { digitalLinkPath } from '#verifier';
import { type Html, html } from './html.ts';
import { wholePage } from './layout.ts';
import { facts } from './passport/facts.ts';
import { amountWords, countWords, dayWords } from './say.ts';
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
  const { id, product, lots, missing } = shown;
  const name = product?.name ?? `Product ${shortName(id)}`;
  const batches = lots.filter(({ kind }) => kind === 'lot');
  const items = lots.filter(({ kind }) => kind === 'item');
  const main = html`${missing !== null && note(missing)}<section class="opening">
<p class="eyebrow">Product · <bdi class="number">${shortName(id)}</bdi></p>
<h1>${name}</h1>
<p class="lead">${product?.description ?? 'Nobody has described this product yet.'}</p>
${facts([
  ['Made of', composition(product)],
  [
    'Weight of one',
    product?.netWeightGrams == null
      ? null
      : amountWords({ amount: product.netWeightGrams, dimension: 'mass' }),
  ],
  ['Brand or owner', shown.brand],
  ['Care', product?.care ?? null],
])}
</section>
${batchSection(batches)}${itemSection(items)}`;
  const description = `${name}: ${countWords(batches.length, 'batch', 'batches')} and ${countWords(items.length, 'piece')} with their way from field to shop.`;
  return wholePage(visit, { title: name, description, path, main });
}

function note(missing: string): Html {
  return html`<div class="note" role="status"><p><strong>We do not know “<bdi>${missing}</bdi>”.</strong> Nobody has written a record about it here. Either the number is mistyped, or its maker has not told us yet. This is what we know about the product.</p></div>`;
}

function composition(product: KnownProduct | undefined): string | null {
  const parts = product?.composition ?? [];
  return parts.length === 0
    ? null
    : parts.map(({ material, percent }) => `${percent} % ${material}`).join(', ');
}

function batchSection(batches: LotView[]): Html {
  const more = batches.length - mostLots;
  return html`<section aria-labelledby="batches">
<h2 id="batches">Batches</h2>
${
  batches.length === 0
    ? html`<p>We know of no batch of this product.</p>`
    : html`<table>
<caption>Each batch has a page of its own, newest first</caption>
<thead><tr><th scope="col">Number</th><th scope="col">Made</th><th scope="col" class="amount">How much</th></tr></thead>
<tbody>${batches.slice(0, mostLots).map(batchRow)}</tbody>
</table>${more > 0 && html`<p class="quiet">And ${countWords(more, 'more batch', 'more batches')}.</p>`}`
}
</section>`;
}

function batchRow({ id, bornAtMs, produced, dimension }: LotView): Html {
  const amount =
    produced === null || dimension === null ? 'not known' : amountWords({ amount: produced, dimension });
  return html`<tr><th scope="row"><a href="${digitalLinkPath(id)}"><bdi class="number">${shortName(id)}</bdi></a></th><td>${bornAtMs === null ? 'not known' : dayWords(bornAtMs)}</td><td class="amount">${amount}</td></tr>`;
}

function itemSection(items: LotView[]): Html | false {
  if (items.length === 0) return false;
  const more = items.length - mostItems;
  return html`<section aria-labelledby="pieces">
<h2 id="pieces">Single pieces</h2>
<p>Pieces with a serial number of their own. It stands on the label.</p>
<ul class="items">${items.slice(0, mostItems).map(({ id }) => html`<li><a href="${digitalLinkPath(id)}"><bdi class="number">${shortName(id)}</bdi></a></li>`)}</ul>
${more > 0 && html`<p class="quiet">And ${countWords(more, 'more piece')}: <a href="/">search</a> by the number on the label.</p>`}
</section>`;
}
