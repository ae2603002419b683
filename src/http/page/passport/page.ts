// The page of a lot, item or unit: what it is, where from, the way, what was checked, how to check it oneself.
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { wholePage } from '../layout.ts';
import { amountWords, andWords, countryWords, dayWords } from '../say.ts';
import type { Visit } from '../visit.ts';
import { checkSection } from './check.ts';
import { claimSection } from './claim.ts';
import { type Fact, facts } from './facts.ts';
import { findingSection } from './finding.ts';
import { groundSection } from './ground.ts';
import { originSection } from './origin.ts';
import { waySection } from './way.ts';

export function passportPage(visit: Visit, passport: Passport, path: string): string {
  const main = html`${opening(passport)}${claimSection(passport)}${originSection(passport)}${waySection(passport)}${findingSection(passport)}${groundSection(passport)}${checkSection(visit, passport, path)}`;
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
<h1>${product === null ? nameless(passport) : title}</h1>
<p class="lead">${leadWords(passport)}</p>
${product?.description != null && html`<p class="quiet">${product.description}</p>`}
${facts(factsOf(passport))}
${passport.isToldOtherwise && html`<p class="quiet">The product was told otherwise later, for what is made since. Here stands what had been said when this ${kindWords(kind)} was made.</p>`}
</section>`;
}

// What garments have and yarn has not is asked of garments only.
function factsOf(passport: Passport): Fact[] {
  const { product, amount, kind, brand } = passport;
  const inPieces = product !== null && (kind === 'item' || amount?.dimension === 'count');
  const notTold = inPieces ? null : undefined;
  const weight = product?.netWeightGrams ?? null;
  return [
    ['Made of', compositionWords(passport) ?? notTold],
    ['Weight of one', weight === null ? notTold : amountWords({ amount: weight, dimension: 'mass' })],
    ['How much', kind === 'item' || kind === 'unit' || amount === null ? undefined : amountWords(amount)],
    ['Brand or owner', brand ?? notTold],
    ['Care', product?.care ?? notTold],
  ];
}

// The number stands above it already; a parcel has no name, a batch should have one.
function nameless({ kind }: Passport): string {
  return kind === 'unit' ? 'A parcel' : `A ${kindWords(kind)} without a name`;
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
