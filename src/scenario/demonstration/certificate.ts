// Who may certify in the demonstration, the certificates, and what the brand claims of its three styles: one claim that
// holds, one that a shop challenges, one that a revoked certificate no longer bears.
import type { RecordKind } from '#verifier';
import type { ChainRecord } from '../chain.ts';
import { shippedPack } from '../pack-files.ts';
import type { Site } from '../site.ts';
import type { World } from '../world.ts';
import { styleProduct, styles } from './catalogue.ts';
import type { Places } from './place.ts';
import { type CertifiedSale, certifiedSales } from './sale.ts';

const scheme = 'ocs';
const farmScheme = 'organic-farm';
const grades = ['ocs-100', 'ocs-blended'];
const from = '2025-01-01T00:00:00Z';
const until = '2027-12-31T23:59:59Z';

/** Everything that is said beside the events, in an order that a node takes. */
export function certificates(told: World, all: Places): ChainRecord[] {
  return [
    ...rules(all),
    ...accreditations(all),
    ...scopes(all),
    ...certifiedSales(told).map((sale) => transaction(all, sale)),
    revocation(told, all),
    ...claims(all),
  ];
}

function idOf(kind: string, name: string): string {
  return `urn:selvedge:demonstration:${kind}:${name}`;
}

function said(by: Site | null, kind: RecordKind, claims: Record<string, unknown>): ChainRecord {
  return { party: by?.party.party ?? null, kind, claims };
}

function rules({ accreditationForum }: Places): ChainRecord[] {
  const anchors = [{ party: accreditationForum.party.party, schemes: ['*'] }];
  return [
    said(null, 'trust', { anchors, from }),
    ...['cotton', scheme].map((name) => said(null, 'pack', { ...shippedPack(name), from })),
  ];
}

function accreditations({ accreditationForum, accreditationBody, certifier }: Places): ChainRecord[] {
  const scope = {
    schemes: [scheme, farmScheme],
    countries: ['*'],
    processes: ['*'],
    validFrom: from,
    validUntil: until,
  };
  return [
    said(accreditationForum, 'accreditation', {
      accreditation: idOf('accreditation', 'body'),
      party: accreditationBody.party.party,
      role: 'accreditation-body',
      ...scope,
    }),
    said(accreditationBody, 'accreditation', {
      accreditation: idOf('accreditation', 'certifier'),
      party: certifier.party.party,
      role: 'certification-body',
      ...scope,
    }),
  ];
}

function scopes(all: Places): ChainRecord[] {
  const scope = (
    holder: Site,
    processes: string[],
    of: string = scheme,
    codes: string[] = grades,
  ): ChainRecord =>
    said(all.certifier, 'certificate', {
      certificate: idOf('scope', holder.prefix),
      type: 'scope',
      scheme: of,
      number: `DEMO-SC-${holder.prefix}`,
      holder: holder.party.party,
      validFrom: from,
      validUntil: until,
      sites: [holder.facility.facility],
      subcontractors: [],
      processes,
      categories: ['*'],
      materials: ['cotton'],
      codes,
    });
  return [
    ...[...all.groupsEast, ...all.groupsWest].map((group) =>
      scope(group, ['farm-production'], farmScheme, ['organic']),
    ),
    ...[all.ginEast, all.ginWest].map((gin) => scope(gin, ['ginning'])),
    scope(all.trader, ['trading']),
    ...[all.spinnerA, all.spinnerB, all.spinnerC].map((spinner) => scope(spinner, ['spinning'])),
    scope(all.knitter, ['knitting']),
    scope(all.weaver, ['weaving']),
    scope(all.dyer, ['dyeing', 'finishing']),
    scope(all.maker, ['cutting', 'sewing']),
    scope(all.recycler, ['fibre-recycling']),
  ];
}

function transaction(
  { certifier }: Places,
  { id, seller, buyer, shippedMs, lots, inputs }: CertifiedSale,
): ChainRecord {
  const shippedAt = new Date(shippedMs).toISOString();
  return said(certifier, 'certificate', {
    certificate: id,
    type: 'transaction',
    scheme,
    holder: seller,
    buyer,
    shippedAt,
    validFrom: shippedAt,
    validUntil: until,
    sites: ['*'],
    subcontractors: [],
    processes: ['*'],
    categories: ['*'],
    materials: ['cotton'],
    codes: grades,
    lots: [...lots].map(([lot, grams]) => ({ lot, grams, certifiedGrams: grams })),
    inputs: [...inputs].map(([certificate, grams]) => ({ certificate, grams })),
  });
}

/** The weaver loses its certificate on the day before it weaves the second season. */
function revocation({ said: events }: World, { certifier, weaver }: Places): ChainRecord {
  const woven = events.filter(
    ({ site, event }) => site === weaver && JSON.stringify(event).includes('/10/62T-'),
  );
  const firstMs = Math.min(...woven.map(({ atMs }) => atMs));
  return said(certifier, 'status', {
    about: idOf('scope', weaver.prefix),
    state: 'revoked',
    from: `${new Date(firstMs).toISOString().slice(0, 10)}T00:00:00Z`,
    reason: 'Conventional yarn was found in store beside certified yarn, without labels',
  });
}

function claims(all: Places): ChainRecord[] {
  // Recycled cutting waste bears no claim of this scheme, and it is in the yarn of the second season.
  const blended = { code: 'ocs-blended', model: 'controlled-blending', sharePpm: 900_000 };
  const pure = { code: 'ocs-100', model: 'segregated', sharePpm: 1_000_000 };
  const claim = (style: (typeof styles)['tShirt'], name: string, grade: typeof pure): ChainRecord =>
    said(all.brand, 'claim', {
      claim: idOf('claim', name),
      scheme,
      ...grade,
      product: styleProduct(all, style),
      lots: [],
      countries: [],
      restsOn: [],
      text: `${style.name} of organically grown cotton`,
    });
  return [
    claim(styles.tShirt, 't-shirt', blended),
    claim(styles.polo, 'polo', pure),
    claim(styles.trousers, 'trousers', blended),
    said(all.certifier, 'status', {
      about: idOf('claim', 't-shirt'),
      state: 'confirmed',
      from: '2026-06-01T00:00:00Z',
    }),
    said(all.retailer, 'case', {
      case: idOf('case', 'polo'),
      word: 'challenges',
      about: idOf('claim', 'polo'),
      due: '2026-12-31T00:00:00Z',
      reason: 'A residue test of two shirts found more pesticide than organic cotton should bear',
    }),
  ];
}
