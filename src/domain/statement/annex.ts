// What stands beside an event in a statement (docs/protocol/statement.md, "Annex"), told from what its signer can see of the log.
import type { Movement } from '#verifier';
import type { Annex } from './draft.ts';

/** Places that are registered, lots that are born. Empty where nobody can look: a birth too many takes a number that stays void. */
export interface Sight {
  facility(id: string): { country: string | null; region: string | null } | undefined;
  isBorn(lot: string): boolean;
}

/** `nextSecret`: 16 random bytes as base64url, fresh ones at each call. */
export function annexOf(movement: Movement, sight: Sight, nextSecret: () => string): Annex {
  const facility = movement.place === undefined ? undefined : sight.facility(movement.place);
  const births = [...broughtBy(movement)]
    .filter((lot) => !sight.isBorn(lot))
    .map((lot) => ({ lot, secret: nextSecret() }));
  return {
    ...(facility?.country ? { country: facility.country } : {}),
    ...(facility?.region ? { region: facility.region } : {}),
    births,
  };
}

function broughtBy({ type, unit, packed, produced }: Movement): Set<string> {
  const packs = type === 'AggregationEvent' && unit !== undefined && packed.length > 0;
  return new Set([...produced.map(({ lot }) => lot), ...(packs ? [unit] : [])]);
}
