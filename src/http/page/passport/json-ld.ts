// The passport for programs: JSON-LD with the terms of the GS1 Web Vocabulary, and our own where it has none.
import type { Amount, JourneyStep } from '../../../domain/passport/journey.ts';
import type { KnownProduct } from '../../../domain/passport/known.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { evidencePath } from './address.ts';

const context = {
  gs1: 'https://ref.gs1.org/voc/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  selvedge: 'urn:selvedge:passport:',
};

type Node = Record<string, unknown>;

export function passportJsonLd(passport: Passport, address: string, baseUrl: string): Node {
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
    'selvedge:step': { '@list': journey.map(stepNode) },
    'selvedge:ground': grounds.map(({ about, state, says }) => ({
      'selvedge:about': about,
      'selvedge:state': state,
      'selvedge:says': says,
    })),
    'selvedge:finding': findings.map(({ about, state, says }) => ({
      'selvedge:about': about,
      'selvedge:state': state,
      'selvedge:says': says,
    })),
    'selvedge:claim': claims.map(({ claim, title, word, says, reasons, rules, certificates }) => ({
      '@id': claim,
      'selvedge:title': title,
      'selvedge:verdict': word,
      'selvedge:says': says,
      'selvedge:reason': reasons,
      'selvedge:rules': rules,
      'selvedge:certificate': certificates.map((one) => ({
        'selvedge:title': one.title,
        'selvedge:state': one.state,
        'selvedge:says': one.says,
      })),
    })),
    'selvedge:withheld': withheld,
    'selvedge:log': { 'selvedge:origin': log.origin, 'selvedge:size': log.size, 'selvedge:entry': log.entry },
    'selvedge:evidence': { '@id': `${baseUrl}${evidencePath(id)}` },
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
  };
}

function stepNode({ act, lots, amount, fromMs, toMs, countries, sites }: JourneyStep): Node {
  return {
    'selvedge:act': act,
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
