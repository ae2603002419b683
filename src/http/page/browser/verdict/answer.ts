// What the file says of the origins. There is an answer only where the checks carry one.
import type { Answer, CountryOfOrigin, Gap, Origin, Verdict } from '#verifier';
import type { Words } from '../../language/words.ts';
import { type Child, element, english, list, listWithMore, name } from '../element.ts';
import { amountWords, entryWords } from '../words.ts';

const originsAtOnce = 8;
const gapsAtOnce = 5;

export function answerParts({ answer }: Verdict, words: Words): Child[] {
  if (answer === null) return [];
  return [originsPart(answer, words), ...gapsPart(answer.gaps, words)];
}

function originsPart({ origins, countries, lots, events }: Answer, words: Words): HTMLElement {
  const way = [
    words.t('verify.originCount', { count: origins.length }),
    words.t('verify.lotCount', { count: lots }),
    words.t('verify.eventCount', { count: events }),
  ];
  return element(
    'section',
    {},
    element('h3', {}, words.t('verify.origins')),
    element('p', { class: 'quiet' }, way.join(' ')),
    list(
      'countries',
      countries.map((one) => countryLine(one, words)),
      words.t('verify.origins'),
    ),
    element(
      'details',
      { class: 'more' },
      element('summary', {}, words.t('verify.originsEach')),
      ...listWithMore(
        'origins',
        origins.map((origin) => () => originLine(origin, words)),
        originsAtOnce,
        words,
      ),
    ),
  );
}

function countryLine({ country, grams, share, origins }: CountryOfOrigin, words: Words): Child[] {
  const mass = grams === null ? [] : [amountWords('mass', grams, words)];
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('span', {}));
  // Through the object model: the page's policy allows no style in markup.
  (bar.firstElementChild as HTMLElement).style.inlineSize = `${(share ?? 0) * 100}%`;
  const part = share === null ? words.t('verify.shareHidden') : words.formats.percent(share);
  return [
    element('strong', {}, countryWords(country, words)),
    element('span', { class: 'share' }, part),
    ...(share === null ? [] : [bar]),
    element(
      'span',
      { class: 'quiet' },
      [...mass, words.t('verify.originCount', { count: origins })].join(' · '),
    ),
  ];
}

function countryWords(country: string | null, words: Words): string {
  return country === null ? words.t('verify.countryHidden') : words.country(country);
}

function originLine(origin: Origin, words: Words): Child[] {
  const { id, amount, dimension, share, country, region, place, party } = origin;
  const isHidden = amount === null || dimension === null;
  const much = isHidden ? words.t('verify.amountHidden') : amountWords(dimension, amount, words);
  const where = [place, region, country === null ? null : words.country(country), party];
  return [
    element('strong', {}, share === null ? much : `${much} · ${words.formats.percent(share)}`),
    name('span', where.filter((part) => part !== null).join(', ')),
    element('code', {}, id),
  ];
}

function gapsPart(gaps: readonly Gap[], words: Words): Child[] {
  if (gaps.length === 0) return [];
  const lines = gaps.map((gap) => () => gapLine(gap, words));
  return [
    element(
      'section',
      {},
      element('h3', {}, words.t('verify.gaps', { count: gaps.length })),
      element('p', { class: 'quiet' }, words.t('verify.gapsMean')),
      ...listWithMore('gaps', lines, gapsAtOnce, words),
    ),
  ];
}

function gapLine({ detail, entries }: Gap, words: Words): Child[] {
  return [english('span', detail, words), ' ', element('code', {}, entryWords(entries, words))];
}
