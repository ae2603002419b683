import type { ClaimFinding, ClaimVerdict } from './verdict.ts';

/** What speaks against the claim; where nothing does, what leaves it open. Those of one code together, in the order in which the
 * codes come first. Notes speak neither way. */
export function tellingFindings({ findings }: Pick<ClaimVerdict, 'findings'>): ClaimFinding[][] {
  const against = findings.filter(({ weight }) => weight === 'fail');
  const telling = against.length > 0 ? against : findings.filter(({ weight }) => weight === 'unknown');
  const byCode = new Map<string, ClaimFinding[]>();
  for (const one of telling) {
    const alike = byCode.get(one.code);
    if (alike === undefined) byCode.set(one.code, [one]);
    else alike.push(one);
  }
  return [...byCode.values()];
}
