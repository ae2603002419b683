// The passport for programs: JSON-LD with the terms of the GS1 Web Vocabulary, and our own where it has none.
import type { PassportClaim } from '../../../domain/passport/claim.ts';
import type { Amount, JourneyStep } from '../../../domain/passport/journey.ts';
import type { KnownProduct } from '../../../domain/passport/known.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import type { Words } from '../language/words.ts';
import { actWords } from './act.ts';
import { evidencePath } from './address.ts';
import { givenWords, reasonWords, titleOf } from './claim.ts';

const context = {
  gs1: 'https://ref.gs1.org/voc/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  selvedge: 'urn:selvedge:passport:',
};

type Node = Record<string, unknown>;

/** `words`: the sentences in it are those of one language, whoever asks. */
export function passportJsonLd(passport: Passport, address: string, baseUrl: string, words: Words): Node {
  const { id, kind, number, amount, origins, journey, findings, grounds, claims, withheld, log, level } =
    passport;
  return {
    '@context': context,
    '@id': address,
    ...productNode(passport.product, id),
    'gs1:productName': passport.title,
    ...(kind === 'lot' && { 'gs1:hasBatchLotNumber': number }),
    ...(kind === 'item' && { 'gs1:hasSerialNumber': number }),
    ...(kind === 'unit' && { 'gs1:sscc': number }),
    'selvedge:amount': amount === null ? null : quantity(amount),
    'selvedge:level': level,
    'gs1:countryOfOrigin': origins.flatMap(({ country }) =>
      country === null ? [] : { 'gs1:countryCode': country },
    ),
    'selvedge:origin': origins.map(({ country, grams, percent, lots }) => ({
      'selvedge:country': country,
      'selvedge:weight': grams === null ? null : quantity({ amount: grams, dimension: 'mass' }),
      'selvedge:percent': percent === null ? null : Math.round(percent * 1000) / 1000,
      'selvedge:beginnings': lots,
    })),
    'selvedge:step': { '@list': journey.map((step) => stepNode(step, words)) },
    'selvedge:ground': grounds.map(({ about, state, says }) => ({
      'selvedge:about': words.t(`verify.ground.${about}`),
      'selvedge:state': state,
      'selvedge:says': words.told(says),
    })),
    'selvedge:finding': findings.map(({ about, state, says }) => ({
      'selvedge:about': words.t(`page.about.${about}`),
      'selvedge:state': state,
      'selvedge:says': words.told(says).join(' '),
    })),
    'selvedge:claim': claims.map((claim) => claimNode(claim, words)),
    'selvedge:withheld': withheld.map((code) => words.t(`page.withheld.${code}`)),
    'selvedge:log': { 'selvedge:origin': log.origin, 'selvedge:size': log.size, 'selvedge:entry': log.entry },
    'selvedge:evidence': { '@id': `${baseUrl}${evidencePath(id)}` },
  };
}

function claimNode(
  { claim, title, outcome, wording, standing, reasons, rules, certificates }: PassportClaim,
  words: Words,
): Node {
  const says = [wording ?? words.t(`page.outcomeMeans.${outcome}`)];
  return {
    '@id': claim,
    'selvedge:title': title,
    'selvedge:verdict': words.t(`page.outcome.${outcome}`),
    'selvedge:says': standing === null ? says : [...says, words.t(`page.standing.${standing}`)],
    'selvedge:reason': reasons.map((code) => reasonWords(code, words)),
    'selvedge:rules': rules,
    'selvedge:certificate': certificates.map((one) => ({
      'selvedge:title': titleOf(one, words),
      'selvedge:state': one.state,
      'selvedge:says': givenWords(one, words),
    })),
  };
}

export function productJsonLd(
  product: KnownProduct | undefined,
  id: string,
  title: string,
  address: string,
): Node {
  return { '@context': context, '@id': address, 'gs1:productName': title, ...productNode(product, id) };
}

// A product as the register has it; `id` is its canonical identifier or that of one of its lots.
function productNode(product: KnownProduct | null | undefined, id: string): Node {
  const gtin = /\/01\/(\d{14})/.exec(id)?.[1];
  return {
    '@type': 'gs1:Product',
    ...(gtin !== undefined && { 'gs1:gtin': gtin }),
    ...(product?.description != null && { 'gs1:productDescription': product.description }),
    ...(product?.netWeightGrams != null && {
      'gs1:netWeight': quantity({ amount: product.netWeightGrams, dimension: 'mass' }),
    }),
    ...(product != null &&
      product.composition.length > 0 && {
        'gs1:textileMaterial': product.composition.map(({ material, percent }) => ({
          '@type': 'gs1:TextileMaterialDetails',
          'gs1:textileMaterialDescription': material,
          'gs1:textileMaterialPercentage': percent,
        })),
      }),
    ...(product?.care != null && { 'selvedge:care': product.care }),
    ...(product?.repair !== undefined && { 'selvedge:repair': product.repair }),
  };
}

function stepNode({ act, lots, amount, fromMs, toMs, countries, sites }: JourneyStep, words: Words): Node {
  return {
    'selvedge:act': actWords(act, words),
    'selvedge:batches': lots,
    'selvedge:amount': amount === null ? null : quantity(amount),
    'selvedge:from': new Date(fromMs).toISOString(),
    'selvedge:to': new Date(toMs).toISOString(),
    'selvedge:country': countries,
    'selvedge:site': sites.map(({ who, where, lots: made, amount: weight, signed }) => ({
      'selvedge:who': who,
      'selvedge:country': where.country,
      'selvedge:region': where.region,
      'selvedge:place': where.site,
      'selvedge:batches': made,
      'selvedge:amount': weight === null ? null : quantity(weight),
      'selvedge:signedBy': signed,
    })),
  };
}

// UN/ECE Recommendation 20 codes of the base units.
const unitCodes: Readonly<Record<string, string>> = {
  mass: 'GRM',
  length: 'MMT',
  area: 'MMK',
  volume: 'MLT',
  count: 'C62',
};

function quantity({ amount, dimension }: Amount): Node {
  return {
    '@type': 'gs1:QuantitativeValue',
    'gs1:value': { '@type': 'xsd:integer', '@value': String(amount) },
    'gs1:unitCode': unitCodes[dimension],
  };
}
