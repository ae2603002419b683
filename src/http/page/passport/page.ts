// The page of a lot, item or unit: what it is, where from, the way, what was checked, how to check it oneself.
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { wholePage } from '../layout.ts';
import { amountWords, andWords, countryWords, dayWords } from '../say.ts';
import type { Visit } from '../visit.ts';
import { checkSection } from './check.ts';
import { facts } from './facts.ts';
import { findingSection } from './finding.ts';
import { originSection } from './origin.ts';
import { waySection } from './way.ts';

export function passportPage(visit: Visit, passport: Passport, path: string): string {
  const main = html`${opening(passport)}${originSection(passport)}${waySection(passport)}${findingSection(passport)}${checkSection(visit, passport, path)}`;
  return wholePage(visit, {
    title: `${passport.title}, ${kindWords(passport.kind)} ${passport.number}`,
    description: leadWords(passport),
    path,
    checks: true,
    main,
  });
}

const kinds: Readonly<Record<string, string>> = { item: 'piece', lot: 'batch', unit: 'parcel' };

export function kindWords(kind: string): string {
  return kinds[kind] ?? 'thing';
}

function opening(passport: Passport): Html {
  const { kind, number, title, product } = passport;
  return html`<section class="opening">
<p class="eyebrow">One ${kindWords(kind)} · <bdi class="number">${number}</bdi></p>
<h1>${title}</h1>
<p class="lead">${leadWords(passport)}</p>
${product?.description != null && html`<p class="quiet">${product.description}</p>`}
${facts([
  ['Made of', compositionWords(passport)],
  [
    'Weight of one',
    product?.netWeightGrams == null
      ? null
      : amountWords({ amount: product.netWeightGrams, dimension: 'mass' }),
  ],
  ['How much', passport.amount === null || kind === 'item' ? undefined : amountWords(passport.amount)],
  ['Brand or owner', passport.brand],
  ['Care', product?.care ?? null],
])}
</section>`;
}

/** `Cut and sewn in Tunisia on 11 May 2026. What it is made of began in Benin and India.` */
export function leadWords({ making, origins, kind }: Passport): string {
  const countries = origins.flatMap(({ country }) => (country === null ? [] : countryWords(country)));
  const began =
    countries.length === 0
      ? 'Nobody has said yet where its raw material began.'
      : `Its raw material began in ${andWords(countries)}.`;
  if (making === null) return `Nobody has said yet how this ${kindWords(kind)} was made. ${began}`;
  const where = making.where.country === null ? '' : ` in ${countryWords(making.where.country)}`;
  return `${making.act}${where} on ${dayWords(making.atMs)}. ${began}`;
}

function compositionWords({ product }: Passport): string | null {
  const parts = product?.composition ?? [];
  return parts.length === 0
    ? null
    : parts.map(({ material, percent }) => `${percent} % ${material}`).join(', ');
}
