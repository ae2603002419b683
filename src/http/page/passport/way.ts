// The way of the goods, step by step, from the field on.
import type { Amount, JourneySite, JourneyStep } from '../../../domain/passport/journey.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { amountWords, andWords, countryWords, countWords, monthWords } from '../say.ts';

const mostSites = 40;
const sitesOpen = 3;
const mostProducts = 3;

/** Whether the two kinds of signature both occur: only then each place has to say which is its own. */
interface Reading {
  mixed: boolean;
}

export function waySection({ journey, title, kind }: Passport): Html {
  const hands = new Set(journey.flatMap(({ sites }) => sites.map(({ signed }) => signed)));
  const shown = journey.map((one, at) => step(one, at, { mixed: hands.size > 1 }));
  const contained = kind === 'item' ? 'this piece' : 'all of it';
  return html`<section aria-labelledby="way">
<h2 id="way">The way here</h2>
${
  journey.length === 0
    ? html`<p>Nobody has said yet how ${title} was made.</p>`
    : html`<p>From the first step to the last. Weights are those of whole batches; part of each may have gone into other goods. What is in ${contained} stands above.</p>
<ol class="way">${shown}</ol>`
}
</section>`;
}

function step(
  { act, products, lots, packed, amount, fromMs, toMs, countries, sites }: JourneyStep,
  at: number,
  reading: Reading,
): Html {
  const where = countries.length === 0 ? 'Country not known' : andWords(countries.map(countryWords));
  return html`<li><span class="knot" aria-hidden="true">${at + 1}</span><div class="step">
<h3>${act}</h3>
<p>${where} · ${monthWords(fromMs, toMs)}</p>
<p class="quiet">${products.length > 0 && html`${productWords(products)}<br>`}${packed ? countWords(lots, 'parcel') : batchWords(lots, amount)}</p>
</div>${sitesOf(sites, reading)}</li>`;
}

/** `315 batches, together 55,052 kg`. */
function batchWords(lots: number, amount: Amount | null): string {
  const batches = countWords(lots, 'batch', 'batches');
  return amount === null ? batches : `${batches}, ${lots === 1 ? '' : 'together '}${amountWords(amount)}`;
}

function productWords(products: string[]): string {
  const more = products.length - mostProducts;
  const named = products.slice(0, mostProducts).join(' · ');
  return more > 0 ? `${named} and ${more} more` : named;
}

function sitesOf(sites: JourneySite[], reading: Reading): Html | false {
  const named = sites.filter(
    ({ who, where }) => who !== null || where.site !== null || where.region !== null,
  );
  if (named.length === 0) return false;
  const rows = (some: JourneySite[]): Html =>
    html`<ul class="sites">${some.map((one) => siteRow(one, sites.length === 1, reading))}</ul>`;
  if (named.length <= sitesOpen) return rows(named);
  const more = named.length - mostSites;
  return html`<details><summary><bdi>${countWords(named.length, 'place')}</bdi></summary>${rows(named.slice(0, mostSites))}${more > 0 && html`<p class="quiet">And ${countWords(more, 'more place')}.</p>`}</details>`;
}

// The amount of the only place is that of the step, which says it already.
function siteRow({ who, where, amount, signed }: JourneySite, only: boolean, { mixed }: Reading): Html {
  const region = where.region === null ? null : `region ${where.region}`;
  const country = where.country === null ? null : countryWords(where.country);
  const place = [where.address, country, region].filter((part) => part !== null).join(', ');
  const hand = signed === 'party' ? 'signed by the firm itself' : 'signed by this website for the firm';
  const more = [...(amount === null || only ? [] : [amountWords(amount)]), ...(mixed ? [hand] : [])].join(
    ' · ',
  );
  return html`<li><span><bdi class="who">${who ?? where.site ?? 'Name not told'}</bdi> <small>${place}</small></span>${more !== '' && html`<small>${more}</small>`}</li>`;
}
