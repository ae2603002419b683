// Where the raw material began: shares by country as figures, ribbon, map and table.
import type { Passport, PassportOrigin } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { journeyMap, type MapMark } from '../map.ts';
import { countryWords, countWords, finePercentWords, gramWords, percentWords } from '../say.ts';
import { ribbon, swatch } from '../weave.ts';

const mostCountries = 20;
const figuresShown = 3;

export function originSection(passport: Passport): Html {
  const { origins } = passport;
  return html`<section aria-labelledby="from">
<h2 id="from">Where it comes from</h2>
${origins.length === 0 ? html`<p>Nobody has said yet where the raw material began.</p>` : shares(passport)}
</section>`;
}

function shares(passport: Passport): Html {
  const { origins } = passport;
  const known = origins.every(({ percent }) => percent !== null);
  const map = journeyMap(marksOf(passport));
  return html`${known && figures(origins)}
<div class="place">
${map !== undefined && html`<figure>${map}<figcaption>Woven dots: where raw material began. Small dots: where work was done, with the number of the step. A dot stands in the middle of a country, not at a firm.</figcaption></figure>`}
<div>${table(passport, known)}</div>
</div>`;
}

function figures(origins: PassportOrigin[]): Html {
  const shown = origins.slice(0, figuresShown);
  return html`<div class="figures">${shown.map(({ country, percent }) => html`<p class="figure">${percentWords(percent ?? 0)}<small>${countryWords(country)}</small></p>`)}</div>
${ribbon(origins.map(({ percent }) => percent ?? 0))}`;
}

function table({ origins, amount, kind }: Passport, known: boolean): Html {
  const shown = origins.slice(0, mostCountries);
  const contained = kind === 'item' || amount === null ? 'in this piece' : 'in all of it';
  return html`<table>
<caption>Where the raw material ${known ? contained : ''} began${known ? '' : '. How much came from where is not known'}</caption>
<thead><tr><th scope="col">Country</th><th scope="col" class="amount">Weight</th><th scope="col" class="amount">Share</th></tr></thead>
<tbody>${shown.map(
    (origin, at) =>
      html`<tr><th scope="row">${known && swatch(at)}${countryWords(origin.country)} <small>${countWords(origin.lots, 'beginning')}</small></th><td class="amount">${origin.grams === null ? 'not known' : gramWords(origin.grams)}</td><td class="amount">${origin.percent === null ? 'not known' : finePercentWords(origin.percent)}</td></tr>`,
  )}</tbody>
</table>
${origins.length > mostCountries && html`<p class="quiet">And ${countWords(origins.length - mostCountries, 'more country', 'more countries')}.</p>`}
<p class="quiet">A beginning is the first record of something: a harvest brought in, a bag of fibre. Shares follow from the weights that were put in at each step; what was mixed counts as evenly mixed.</p>`;
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
