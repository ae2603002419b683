// Where the raw material began: shares by country as figures, ribbon, map and table.
import type { Passport, PassportOrigin } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../language/words.ts';
import { type Arc, journeyMap, type MapMark } from '../map.ts';
import { ribbon, swatch } from '../weave.ts';

const mostCountries = 20;
const figuresShown = 3;

export function originSection(passport: Passport, arcs: readonly Arc[], words: Words): Html {
  const { origins } = passport;
  return html`<section aria-labelledby="from">
<h2 id="from">${words.t('verify.origins')}</h2>
${origins.length === 0 ? html`<p>${words.t('page.originsUnknown')}</p>` : shares(passport, arcs, words)}
</section>`;
}

function shares(passport: Passport, arcs: readonly Arc[], words: Words): Html {
  const { origins } = passport;
  const known = origins.every(({ percent }) => percent !== null);
  const map = journeyMap(marksOf(passport), arcs, words);
  return html`${known && figures(origins, words)}
<div class="place">
${map !== undefined && html`<figure>${map}<figcaption>${words.t('page.mapShows')}</figcaption></figure>`}
<div>${table(passport, known, words)}</div>
</div>`;
}

function figures(origins: PassportOrigin[], words: Words): Html {
  const shown = origins.slice(0, figuresShown);
  return html`<div class="figures">${shown.map(({ country, percent }) => html`<p class="figure">${words.formats.share(percent ?? 0)}<small>${words.country(country)}</small></p>`)}</div>
${ribbon(origins.map(({ percent }) => percent ?? 0))}`;
}

function table({ origins }: Passport, known: boolean, words: Words): Html {
  const shown = origins.slice(0, mostCountries);
  const isWeighed = shown.some(({ grams }) => grams !== null);
  const unknown = words.t('verify.notKnown');
  const weight = isWeighed && html`<th scope="col" class="amount">${words.t('page.weight')}</th>`;
  const count = origins.length - mostCountries;
  return html`<table>
<caption>${known ? words.t('page.originTable') : words.t('page.originTableUnknown')}</caption>
<thead><tr><th scope="col">${words.t('page.country')}</th>${weight}<th scope="col" class="amount">${words.t('page.share')}</th></tr></thead>
<tbody>${shown.map(
    ({ country, lots, grams, percent }, at) =>
      html`<tr><th scope="row">${known && swatch(at)}${words.country(country)} <small>${words.t('page.beginnings', { count: lots })}</small></th>${isWeighed && html`<td class="amount">${grams === null ? unknown : words.formats.weight(grams)}</td>`}<td class="amount">${percent === null ? unknown : words.formats.fineShare(percent)}</td></tr>`,
  )}</tbody>
</table>
${count > 0 && html`<p class="quiet">${words.t('page.more', { count })}</p>`}
<p class="quiet">${words.t('page.beginningMeans')}</p>`;
}

function marksOf({ origins, journey }: Passport): MapMark[] {
  const marks = new Map<string, MapMark>();
  for (const { country, percent } of origins)
    if (country !== null) marks.set(country, { country, percent: percent ?? 0, steps: [] });
  journey.forEach(({ countries }, at) => {
    for (const country of countries) {
      const mark = marks.get(country) ?? { country, percent: null, steps: [] };
      marks.set(country, mark);
      mark.steps.push(at + 1);
    }
  });
  return [...marks.values()];
}
