// The page of a lot, item or unit: what it is, what is claimed, where from, the way, what was checked, how to look after it, how to check
// and to doubt it oneself.
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../language/words.ts';
import { wholePage } from '../layout.ts';
import type { Arc } from '../map.ts';
import type { Visit } from '../visit.ts';
import { actWords } from './act.ts';
import { careSection } from './care.ts';
import { checkSection } from './check.ts';
import { claimSection } from './claim.ts';
import { doubtSection } from './doubt.ts';
import { type Fact, facts } from './facts.ts';
import { findingSection } from './finding.ts';
import { groundSection } from './ground.ts';
import { originSection } from './origin.ts';
import { waySection } from './way.ts';

/** `arcs`: between which countries goods went on the way. */
export function passportPage(visit: Visit, passport: Passport, arcs: readonly Arc[], path: string): string {
  const { words } = visit;
  const main = html`${opening(passport, words)}${claimSection(passport, words)}${originSection(passport, arcs, words)}${waySection(passport, words)}${findingSection(passport, words)}${groundSection(passport, words)}${careSection(passport.product, words)}${checkSection(visit, passport, path)}${doubtSection(visit, passport.id)}`;
  return wholePage(visit, {
    title: `${nameOf(passport, words)} · ${kindWords(passport.kind, words)} ${passport.number}`,
    description: leadWords(passport, words),
    path,
    checks: true,
    main,
  });
}

const kinds: ReadonlySet<string> = new Set(['item', 'lot', 'unit']);

function kindOf(kind: string): string {
  return kinds.has(kind) ? kind : 'other';
}

export function kindWords(kind: string, words: Words): string {
  return words.t(`page.one.${kindOf(kind)}`);
}

// The number stands above it already; a parcel has no name, a batch should have one.
function nameOf({ kind, product }: Passport, words: Words): string {
  return product?.name ?? words.t(`page.nameless.${kindOf(kind)}`);
}

function opening(passport: Passport, words: Words): Html {
  const { kind, number, product } = passport;
  return html`<section class="opening">
<p class="eyebrow">${kindWords(kind, words)} · <bdi class="number">${number}</bdi></p>
<h1><bdi>${nameOf(passport, words)}</bdi></h1>
<p class="lead">${leadWords(passport, words)}</p>
${product?.description != null && html`<p class="quiet"><bdi>${product.description}</bdi></p>`}
${facts(factsOf(passport, words), words)}
${passport.isToldOtherwise && html`<p class="quiet">${words.t('page.toldOtherwise')}</p>`}
</section>`;
}

// What garments have and yarn has not is asked of garments only.
function factsOf(passport: Passport, words: Words): Fact[] {
  const { product, amount, kind, brand } = passport;
  const inPieces = product !== null && (kind === 'item' || amount?.dimension === 'count');
  const notTold = inPieces ? null : undefined;
  const weight = product?.netWeightGrams ?? null;
  return [
    [words.t('page.madeOf'), compositionWords(product, words) ?? notTold],
    [words.t('page.weightOfOne'), weight === null ? notTold : words.formats.weight(weight)],
    [
      words.t('page.howMuch'),
      kind === 'item' || kind === 'unit' || amount === null ? undefined : words.amount(amount),
    ],
    [words.t('page.brand'), brand ?? notTold],
  ];
}

/** `Cut and sewn in Tunisia on 11 May 2026. Its raw material began in Benin and India.` */
export function leadWords({ making, origins }: Passport, words: Words): string {
  const countries = origins.flatMap(({ country }) =>
    country === null ? [] : words.formats.country(country),
  );
  const began = countries.length === 0 ? words.t('page.beganUnknown') : words.t('page.began', { countries });
  if (making === null) return `${words.t('page.madeUnknown')} ${began}`;
  const values = { act: actWords(making.act, words), date: words.formats.day(making.atMs) };
  const { country } = making.where;
  const made =
    country === null
      ? words.t('page.made', values)
      : words.t('page.madeIn', { ...values, country: { country } });
  return `${made} ${began}`;
}

/** What materials are called is the owner's word. */
export function compositionWords(
  product: { composition: readonly { material: string; percent: number }[] } | null | undefined,
  words: Words,
): string | null {
  const parts = product?.composition ?? [];
  if (parts.length === 0) return null;
  return words.formats.list(
    parts.map(
      ({ material, percent }) => `${words.formats.percent(percent / 100)} ${materialWords(material, words)}`,
    ),
  );
}

function materialWords(material: string, words: Words): string {
  const key = material.toLowerCase();
  return words.has(`page.material.${key}`) ? words.t(`page.material.${key}`) : material;
}
