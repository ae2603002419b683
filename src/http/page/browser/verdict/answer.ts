// What the file says of the origins. There is an answer only where the checks carry one.
import type { Answer, CountryOfOrigin, Gap, Origin, Verdict } from '#verifier';
import { type Child, element, list, listWithMore } from '../element.ts';
import { amountWords, countryWords, countWords, entryWords, shareWords } from '../words.ts';

const originsAtOnce = 8;
const gapsAtOnce = 5;

export function answerParts({ answer }: Verdict): Child[] {
  if (answer === null) return [];
  return [originsPart(answer), ...gapsPart(answer.gaps)];
}

function originsPart({ origins, countries, lots, events }: Answer): HTMLElement {
  const way = `${countWords(origins.length, 'origin')}, over ${countWords(lots, 'lot')} and ${countWords(events, 'event')}`;
  return element(
    'section',
    {},
    element('h3', {}, 'Where it comes from'),
    element('p', { class: 'quiet' }, `${way}.`),
    list('countries', countries.map(countryLine), 'Countries of origin'),
    element(
      'details',
      { class: 'more' },
      element('summary', {}, 'The origins one by one'),
      ...listWithMore(
        'origins',
        origins.map((origin) => () => originLine(origin)),
        originsAtOnce,
      ),
    ),
  );
}

function countryLine({ country, grams, share, origins }: CountryOfOrigin): Child[] {
  const mass = grams === null ? [] : [amountWords('mass', grams)];
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('span', {}));
  // Through the object model: the page's policy allows no style in markup.
  (bar.firstElementChild as HTMLElement).style.inlineSize = `${(share ?? 0) * 100}%`;
  return [
    element('strong', {}, countryWords(country)),
    element('span', { class: 'share' }, share === null ? 'share not shown' : shareWords(share)),
    ...(share === null ? [] : [bar]),
    element('span', { class: 'quiet' }, [...mass, countWords(origins, 'origin')].join(', ')),
  ];
}

function originLine({ id, amount, dimension, share, country, region, place, party }: Origin): Child[] {
  const much = amount === null || dimension === null ? 'amount not shown' : amountWords(dimension, amount);
  const where = [place, region, country === null ? null : countryWords(country)].filter(
    (part) => part !== null,
  );
  const said = party === null ? [] : [`said by ${party}`];
  return [
    element('strong', {}, share === null ? much : `${much}, ${shareWords(share)}`),
    element('span', {}, [...where, ...said].join(', ')),
    element('code', {}, id),
  ];
}

function gapsPart(gaps: readonly Gap[]): Child[] {
  if (gaps.length === 0) return [];
  const lines = gaps.map((gap) => () => gapLine(gap));
  return [
    element(
      'section',
      {},
      element('h3', {}, `What is missing: ${countWords(gaps.length, 'gap')}`),
      element('p', { class: 'quiet' }, 'Nothing here is wrong, but what lies behind a gap is not proven.'),
      ...listWithMore('gaps', lines, gapsAtOnce),
    ),
  ];
}

function gapLine({ detail, entries }: Gap): Child[] {
  return [detail, ' ', element('code', {}, entryWords(entries))];
}
