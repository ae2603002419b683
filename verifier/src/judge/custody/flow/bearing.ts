// What a lot or a making has of the claim, and what joining two of them gives.
import { noAssurance } from '../gate/tally.ts';
import {
  blended,
  identityPreserved,
  joined,
  manySources,
  noSource,
  segregated,
  singleCountry,
} from '../model.ts';

export interface Bearing {
  grams: number;
  /** Rank of the model: 0 the strongest. */
  model: number;
  source: number;
  country: number;
  /** Rank of the weakest certificate behind it. */
  assurance: number;
  /** It might be more if something unknown were known. */
  open: boolean;
  /** Some material of the claim in it bears no claim. */
  blends: boolean;
  /** There is, or may be, material of the claim in it. */
  present: boolean;
}

export function nothing(): Bearing {
  return {
    grams: 0,
    model: identityPreserved,
    source: noSource,
    country: noSource,
    assurance: noAssurance,
    open: false,
    blends: false,
    present: false,
  };
}

/** `grams` of what bears `from` join the sum. */
export function add(sum: Bearing, from: Bearing, grams: number): void {
  sum.open ||= from.open;
  sum.present ||= from.present;
  sum.blends ||= from.blends || (from.present && grams === 0);
  if (grams === 0) return;
  sum.grams += grams;
  sum.model = Math.max(sum.model, from.model);
  sum.source = joined(sum.source, from.source);
  sum.country = joined(sum.country, from.country);
  sum.assurance = Math.min(sum.assurance, from.assurance);
}

/** The strongest model that such a mixture can be claimed under. */
export function leastModel({ source, country, blends, grams }: Bearing): number {
  if (grams === 0) return identityPreserved;
  if (blends) return blended;
  if (country === manySources) return segregated;
  return source === manySources ? singleCountry : identityPreserved;
}

export function differ(one: Bearing, other: Bearing): boolean {
  return (
    one.grams !== other.grams ||
    one.model !== other.model ||
    one.source !== other.source ||
    one.assurance !== other.assurance ||
    one.open !== other.open ||
    one.blends !== other.blends ||
    one.present !== other.present
  );
}
