// What the one file lets a key say, and the other shows to be revoked before.
import type { Shown } from '../check/disclosures.ts';
import type { BesideFinding } from './finding.ts';
import type { Laid } from './laid.ts';

export function revokedBefore(one: Laid, other: Laid): BesideFinding[] {
  return [...saidAfter(one, revocationsIn(other)), ...saidAfter(other, revocationsIn(one))];
}

interface Revocation {
  readonly index: number;
  /** Whose key it says it is: the check of keys sees to that only where the enrolment is shown too. */
  readonly party: unknown;
}

/** By the thumbprint of the key. */
function revocationsIn({ shown }: Laid): Map<string, Revocation> {
  const revocations = new Map<string, Revocation>();
  for (const { index, statement } of shown) {
    const kid = revokedKeyOf(statement);
    if (kid !== undefined && !revocations.has(kid))
      revocations.set(kid, { index, party: statement.claims['party'] });
  }
  return revocations;
}

/** Thumbprint of the key that the statement revokes. */
export function revokedKeyOf({ kind, claims }: Shown['statement']): string | undefined {
  const revokes = kind === 'key' ? claims['revokes'] : undefined;
  const kid = (revokes as { kid?: unknown } | undefined)?.kid;
  return typeof kid === 'string' ? kid : undefined;
}

function saidAfter({ shown }: Laid, revocations: ReadonlyMap<string, Revocation>): BesideFinding[] {
  return shown.flatMap(({ index, statement }) => {
    const revoked = revocations.get(statement.header.kid);
    if (revoked === undefined || revoked.index >= index || revoked.party !== statement.issuer) return [];
    const detail = `Entry ${index} is signed by a key that entry ${revoked.index} had revoked, and only one of the files shows that.`;
    return [{ code: 'KEY_REVOKED', detail, entries: [revoked.index, index], proves: true } as const];
  });
}
