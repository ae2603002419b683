// Who speaks in generated load: one party at each of ten levels, from the farms to the maker.
import type { FacilityRecord, PartyRecord, ProductRecord } from './chain.ts';
import { productId } from './identifier.ts';
import { type Site, type SiteRow, siteOf } from './site.ts';

const rows: readonly (Omit<SiteRow, 'prefix'> & { process: string })[] = [
  {
    name: 'Farms',
    role: 'farm',
    process: 'farm-production',
    country: 'BJ',
    region: 'BJ-AL',
    latitude: 11.3,
    longitude: 2.44,
    offsetHours: 1,
  },
  {
    name: 'Gin',
    role: 'gin',
    process: 'ginning-saw',
    country: 'BJ',
    region: 'BJ-BO',
    latitude: 9.34,
    longitude: 2.63,
    offsetHours: 1,
  },
  {
    name: 'Opening Room',
    role: 'spinner',
    process: 'blending',
    country: 'TR',
    region: 'TR-46',
    latitude: 37.58,
    longitude: 36.92,
    offsetHours: 3,
  },
  {
    name: 'Spinner',
    role: 'spinner',
    process: 'spinning-carded',
    country: 'TR',
    region: 'TR-46',
    latitude: 37.59,
    longitude: 36.9,
    offsetHours: 3,
  },
  {
    name: 'Twister',
    role: 'spinner',
    process: 'twisting',
    country: 'TR',
    region: 'TR-27',
    latitude: 37.07,
    longitude: 37.38,
    offsetHours: 3,
  },
  {
    name: 'Weaver',
    role: 'weaver',
    process: 'weaving',
    country: 'TR',
    region: 'TR-16',
    latitude: 40.19,
    longitude: 29.06,
    offsetHours: 3,
  },
  {
    name: 'Dyer',
    role: 'dyer',
    process: 'dyeing-finishing',
    country: 'TR',
    region: 'TR-20',
    latitude: 37.78,
    longitude: 29.09,
    offsetHours: 3,
  },
  {
    name: 'Finisher',
    role: 'dyer',
    process: 'finishing',
    country: 'TR',
    region: 'TR-20',
    latitude: 37.79,
    longitude: 29.1,
    offsetHours: 3,
  },
  {
    name: 'Cutter',
    role: 'maker',
    process: 'cutting',
    country: 'TR',
    region: 'TR-35',
    latitude: 38.42,
    longitude: 27.14,
    offsetHours: 3,
  },
  {
    name: 'Maker',
    role: 'maker',
    process: 'sewing',
    country: 'TR',
    region: 'TR-35',
    latitude: 38.43,
    longitude: 27.15,
    offsetHours: 3,
  },
];

/** One level of generated load; the kind of work and the site that does it. */
export interface LoadLevel {
  process: string;
  site: Site;
  /** What it makes. */
  product: string;
}

export const loadLevels: readonly LoadLevel[] = rows.map((row, index) => {
  const prefix = `95209${String(index).padStart(2, '0')}`;
  const site = siteOf({ ...row, name: `Load ${row.name}`, prefix });
  return { process: row.process, site, product: productId(prefix, 1) };
});

/** Parties, facilities and products of generated chains: to be registered before the documents are captured. */
export function loadMasters(): {
  parties: PartyRecord[];
  facilities: FacilityRecord[];
  products: ProductRecord[];
} {
  return {
    parties: loadLevels.map(({ site }) => site.party),
    facilities: loadLevels.map(({ site }) => site.facility),
    products: loadLevels.map(({ site: { party }, product }) => ({
      product,
      party: party.party,
      name: `Load lot of ${party.name}`,
    })),
  };
}
