// What a passport is made of: an answer of the trace and the register, as far as a passport reads them.
import type { OutsideTrust } from '#verifier';

export type PassportLevel = 'country' | 'region' | 'site' | 'full';
export type Custody = 'device' | 'custodial';

export interface TracedLot {
  id: string;
  kind: string;
  dimension: string | null;
  produced: number | null;
  party: string | null;
  place: string | null;
  step: string | null;
  bornAtMs: number | null;
  entry: number | null;
  custody: Custody | null;
}

export interface TracedStage {
  step: string | null;
  process: string | null;
  party: string | null;
  place: string | null;
  country: string | null;
  region: string | null;
  lots: number;
  amount: number | null;
  dimension: string | null;
  fromMs: number;
  toMs: number;
  depth: number;
  custodial: boolean;
}

export interface TracedNode {
  id: string;
  party: string | null;
  place: string | null;
}

/** A trace back, with all of its nodes or the nearest of them. Amounts are base units (grams, pieces, …). */
export interface Traced {
  lot: TracedLot;
  originCount: number;
  countries: { country: string | null; grams: number; share: number; origins: number }[];
  unknownAmounts: boolean;
  stages: TracedStage[];
  gaps: { kind: string; lot: string }[];
  conflicts: { lot: string }[];
  page: TracedNode[];
}

export interface KnownProduct {
  product: string;
  party: string;
  name: string | null;
  description: string | null;
  composition: { material: string; percent: number }[];
  netWeightGrams: number | null;
  care: string | null;
  /** Where and how it is mended, or an address that tells. */
  repair?: string;
}

/** The register: what is known of an id, undefined where nothing is. */
export interface Known {
  party(id: string): { name: string | null } | undefined;
  facility(id: string): { name: string | null; address: string | null } | undefined;
  /** As told last; with `lot`, as it had been told when that lot was made. */
  product(id: string, lot?: string): KnownProduct | undefined;
  /** What the pack in force calls a claim of a scheme. */
  claimTitle(scheme: string, code: string): string | undefined;
  /** The certificates among these log entries, as they stand at that time. */
  certificates(entries: readonly number[], atMs: number): KnownCertificate[];
}

export interface KnownCertificate {
  /** As its rules call the scheme. */
  scheme: string;
  type: string;
  holder: string | null;
  issuer: string | null;
  /** How good the word is that it rests on. */
  assurance: string;
  fromMs: number;
  untilMs: number;
  /** `valid`, `expired`, or what later words have made of it. */
  state: string;
}

/** The log at the moment of the answer. */
export interface KnownLog {
  origin: string;
  size: number;
  /** What stands behind the making of the lot outside the log's operator; absent: nothing is known of that. */
  outside?: {
    /** Entries of the head that witnesses have signed. */
    size: number;
    /** Balances are proven to readers of level full only. */
    trust: OutsideTrust;
  };
}
