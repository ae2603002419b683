// Parties, keys, facilities and products as the log has them. A projection: `Register` is only changed by `enter`.
import { wordBefore } from '#verifier';

/** A key as the log knows it. Validity is a matter of log order, never of anybody's clock. */
export interface KeyRecord {
  kid: string;
  party: string;
  publicKey: Uint8Array;
  custody: 'device' | 'custodial';
  /** Log index of the statement that enrolled it. */
  enrolledAt: number;
  revokedAt: number | null;
}

/** A party as it, or the operator, tells it; null = not told, or erased. */
export interface Party {
  party: string;
  name: string | null;
  country: string | null;
  region: string | null;
  identifiers: string[];
}

export interface PartyRecord extends Party {
  /** Log indexes of the party's own `party` and `key` statements, ascending. */
  entries: number[];
}

/** A place where things happen, as its party tells it; null = not told, or erased. */
export interface Facility {
  facility: string;
  party: string;
  name: string | null;
  address: string | null;
  country: string | null;
  region: string | null;
  latitude: number | null;
  longitude: number | null;
  /** What is done there. */
  processes: string[];
}

/** One word of its party about it. */
export interface FacilityRecord extends Facility {
  /** Log index of the statement. */
  entry: number;
  recordedAtMs: number;
}

/** A product (the model, not a lot), as its party tells it; null = not told, or erased. */
export interface Product {
  product: string;
  party: string;
  name: string | null;
  description: string | null;
  composition: { material: string; percent: number }[];
  netWeightGrams: number | null;
  care: string | null;
  /** Where and how it is mended, or an address that tells; absent where nobody said. */
  repair?: string;
  category: string | null;
}

/** One word of its party about it. */
export interface ProductRecord extends Product {
  entry: number;
  recordedAtMs: number;
  /** Something of the statement is erased: what is null may have been told. */
  withheld: boolean;
}

export interface Register {
  /** Issuer of the genesis statement; null before it. */
  operator: string | null;
  parties: Map<string, PartyRecord>;
  keys: Map<string, KeyRecord>;
  /** What was said last. */
  facilities: Map<string, FacilityRecord>;
  products: Map<string, ProductRecord>;
  /** All that was said, ascending by entry: what happened goes by the word of its time. */
  facilityWords: Map<string, FacilityRecord[]>;
  productWords: Map<string, ProductRecord[]>;
}

export function emptyRegister(): Register {
  return {
    operator: null,
    parties: new Map(),
    keys: new Map(),
    facilities: new Map(),
    products: new Map(),
    facilityWords: new Map(),
    productWords: new Map(),
  };
}

/** In the order of the log. */
export function tellFacility({ facilities, facilityWords }: Register, word: FacilityRecord): void {
  facilities.set(word.facility, word);
  addWord(facilityWords, word.facility, word);
}

/** In the order of the log. */
export function tellProduct({ products, productWords }: Register, word: ProductRecord): void {
  products.set(word.product, word);
  addWord(productWords, word.product, word);
}

function addWord<W>(words: Map<string, W[]>, id: string, word: W): void {
  const known = words.get(id);
  if (known === undefined) words.set(id, [word]);
  else known.push(word);
}

/** As it was told when the log took the entry; where nobody had told of it yet, as it was told first. */
export function facilityAt(register: Register, id: string, entry: number): FacilityRecord | undefined {
  return wordBefore(register.facilityWords.get(id) ?? [], entry);
}

/** The same of a product. `entry` null: of something of which nobody tells when it was made. */
export function productAt(register: Register, id: string, entry: number | null): ProductRecord | undefined {
  return wordBefore(register.productWords.get(id) ?? [], entry ?? -1);
}

/** The keys of a party that are enrolled and not revoked. */
export function validKeysOf(register: Register, party: string): KeyRecord[] {
  return [...register.keys.values()].filter((key) => key.party === party && key.revokedAt === null);
}

/** What an erased or withheld value reads as: it was never told. */
export function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberOr(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
