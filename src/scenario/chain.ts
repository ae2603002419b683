// A value chain as data: who takes part, where, which products, what each party says in which document, and which
// certificates and claims there are.
import type { RecordKind } from '#verifier';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** An EPCIS 2.0 event in JSON-LD; the properties that every event of a scenario has are named. */
export type EpcisEvent = {
  type: string;
  eventID: string;
  eventTime: string;
  eventTimeZoneOffset: string;
  [property: string]: Json;
};

export interface EpcisDocument {
  '@context': Json;
  type: 'EPCISDocument';
  schemaVersion: string;
  creationDate: string;
  epcisBody: { eventList: EpcisEvent[] };
}

export type PartyRole =
  | 'farm'
  | 'producer-group'
  | 'gin'
  | 'trader'
  | 'spinner'
  | 'weaver'
  | 'knitter'
  | 'dyer'
  | 'maker'
  | 'brand'
  | 'retailer'
  | 'carrier'
  | 'recycler'
  | 'input-supplier'
  | 'inspector'
  | 'certifier'
  | 'accreditor';

export interface PartyRecord {
  /** `urn:uuid:` or `did:`; never changes. */
  party: string;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 3166-2, or free text. */
  region?: string;
  role: PartyRole;
  identifiers?: string[];
}

export interface FacilityRecord {
  /** `https://id.gs1.org/414/` and a GLN with its check digit. */
  facility: string;
  party: string;
  name: string;
  address?: string;
  country: string;
  region?: string;
  latitude: number;
  longitude: number;
}

export interface ProductRecord {
  /** `https://id.gs1.org/01/` and a GTIN of 14 digits. */
  product: string;
  party: string;
  name: string;
  description?: string;
  category?: string;
  composition?: { material: string; percent: number }[];
  netWeightGrams?: number;
  care?: string;
  /** Where and how it is mended. */
  repair?: string;
}

export interface ChainDocument {
  /** The party that says it. */
  party: string;
  document: EpcisDocument;
}

/** A record (docs/protocol/record.md) in the name of a party; null = the operator of the node. */
export interface ChainRecord {
  party: string | null;
  kind: RecordKind;
  claims: Record<string, unknown>;
}

export interface Showpiece {
  /** Canonical Digital Link. */
  id: string;
  kind: 'product' | 'lot' | 'item' | 'unit';
  what: string;
}

export interface Chain {
  name: string;
  title: string;
  parties: PartyRecord[];
  facilities: FacilityRecord[];
  products: ProductRecord[];
  /** In the order in which they were sent: whatever a document draws from, an earlier one has declared. */
  documents: ChainDocument[];
  /** After the documents. */
  records?: ChainRecord[];
  showcase: Showpiece[];
}
