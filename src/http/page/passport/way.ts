// The way of the goods as a story, step by step, from the field on.
import type { Amount, JourneySite, JourneyStep } from '../../../domain/passport/journey.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { iconOfAct } from '../icon.ts';
import type { Words } from '../language/words.ts';
import { actWords, storyWords } from './act.ts';

const mostSites = 40;
const sitesOpen = 3;
const mostProducts = 3;

/** Whether the two kinds of signature both occur: only then each place has to say which is its own. */
interface Reading {
  mixed: boolean;
  words: Words;
}

export function waySection({ journey }: Passport, words: Words): Html {
  const hands = new Set(journey.flatMap(({ sites }) => sites.map(({ signed }) => signed)));
  const shown = journey.map((one, at) => step(one, at, { mixed: hands.size > 1, words }));
  return html`<section aria-labelledby="way">
<h2 id="way">${words.t('page.way')}</h2>
${
  journey.length === 0
    ? html`<p>${words.t('page.wayUnknown')}</p>`
    : html`<p>${words.t('page.wayHow')}</p>
<ol class="way">${shown}</ol>`
}
</section>`;
}

function step(one: JourneyStep, at: number, reading: Reading): Html {
  const { act, products, fromMs, toMs, countries, sites } = one;
  const { words } = reading;
  const where = words.formats.list(
    countries.length === 0 ? [words.country(null)] : countries.map((code) => words.country(code)),
  );
  return html`<li><span class="knot" aria-hidden="true">${iconOfAct(act)}</span><div class="step">
<h3><span class="at">${words.formats.number(at + 1)}</span> ${actWords(act, words)}</h3>
<p class="when">${where} · ${words.formats.months(fromMs, toMs)}</p>
<p>${story(one, words)}</p>
${products.length > 0 && html`<p class="quiet"><bdi>${productWords(products, words)}</bdi></p>`}
</div>${sitesOf(sites, reading)}</li>`;
}

/** What such work is, who did it, and what came out, as far as this page may tell. */
function story({ act, sites, lots, packed, amount }: JourneyStep, words: Words): string {
  const [only, ...others] = sites;
  const who =
    others.length > 0
      ? words.t('page.doneAt', { count: sites.length })
      : only?.who == null
        ? ''
        : words.t('page.doneBy', { who: only.who });
  return [storyWords(act, words), who, cameOut(lots, amount, packed, words)]
    .filter((one) => one !== '')
    .join(' ');
}

/** `315 batches came out, 55,052 kg in all.` */
function cameOut(lots: number, amount: Amount | null, packed: boolean, words: Words): string {
  if (packed) return words.t('page.parcelsOut', { count: lots });
  return amount === null
    ? words.t('page.batchesOut', { count: lots })
    : words.t('page.batchesOutWeighing', { count: lots, amount: words.amount(amount) });
}

function productWords(products: string[], words: Words): string {
  const count = products.length - mostProducts;
  const named = products.slice(0, mostProducts).join(' · ');
  return count > 0 ? `${named} · ${words.t('page.more', { count })}` : named;
}

function sitesOf(sites: JourneySite[], reading: Reading): Html | false {
  const { words } = reading;
  const named = sites.filter(
    ({ who, where }) => who !== null || where.site !== null || where.region !== null,
  );
  if (named.length === 0) return false;
  const rows = (some: JourneySite[]): Html =>
    html`<ul class="sites">${some.map((one) => siteRow(one, sites.length === 1, reading))}</ul>`;
  if (named.length <= sitesOpen) return rows(named);
  const count = named.length - mostSites;
  return html`<details><summary>${words.t('page.places', { count: named.length })}</summary>${rows(named.slice(0, mostSites))}${count > 0 && html`<p class="quiet">${words.t('page.more', { count })}</p>`}</details>`;
}

// The amount of the only place is that of the step, which says it already.
function siteRow({ who, where, amount, signed }: JourneySite, only: boolean, reading: Reading): Html {
  const { mixed, words } = reading;
  const region = where.region === null ? null : words.t('page.region', { region: where.region });
  const country = where.country === null ? null : words.country(where.country);
  const place = [where.address, country, region].filter((part) => part !== null).join(', ');
  const hand = signed === 'party' ? words.t('page.handOwn') : words.t('page.handHere');
  const more = [...(amount === null || only ? [] : [words.amount(amount)]), ...(mixed ? [hand] : [])].join(
    ' · ',
  );
  return html`<li><span><bdi class="who">${who ?? where.site ?? words.t('page.nameNotTold')}</bdi> <small><bdi>${place}</bdi></small></span>${more !== '' && html`<small>${more}</small>`}</li>`;
}
