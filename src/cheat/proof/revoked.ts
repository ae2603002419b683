// Two evidence files of one log, laid side by side: what the one lets a key say, and the other shows to be revoked before.
import { type Evidence, readStatement, type Statement } from '#verifier';
import { nodePrimitives } from '#verifier/node';

export function revokedBefore(one: Evidence, other: Evidence): string[] {
  if (one.log !== other.log) return [];
  return [...saidAfter(one, revocationsIn(other)), ...saidAfter(other, revocationsIn(one))];
}

/** Log index of the revocation, by the thumbprint of the key. */
function revocationsIn(evidence: Evidence): Map<string, number> {
  const revocations = new Map<string, number>();
  for (const { index, statement } of statementsIn(evidence)) {
    const revokes = statement.kind === 'key' ? statement.claims['revokes'] : undefined;
    const kid = (revokes as { kid?: unknown } | undefined)?.kid;
    if (typeof kid === 'string' && !revocations.has(kid)) revocations.set(kid, index);
  }
  return revocations;
}

function saidAfter(evidence: Evidence, revocations: ReadonlyMap<string, number>): string[] {
  return statementsIn(evidence).flatMap(({ index, statement }) => {
    const revokedAt = revocations.get(statement.header.kid);
    if (revokedAt === undefined || revokedAt >= index) return [];
    return [`entry ${index} is signed by a key that entry ${revokedAt} had revoked`];
  });
}

function statementsIn({ statements }: Evidence): { index: number; statement: Statement }[] {
  return statements.flatMap(({ index, sdjwt }) => {
    const read = readStatement(sdjwt, nodePrimitives);
    return read.ok ? [{ index, statement: read.statement }] : [];
  });
}
