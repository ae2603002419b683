// A party with its keys, in words.
import type { PartyView } from '../flow/answers.ts';

export function partyLines(party: PartyView): string[] {
  const keys = party.keys.map(
    ({ kid, custody, revokedAt }) =>
      `  key ${kid}  ${custody}${revokedAt === null ? '' : `, revoked in entry ${revokedAt}`}`,
  );
  return [`${party.party}  ${party.name ?? ''}`.trimEnd(), ...keys];
}
