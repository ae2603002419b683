// What withholding may do to verdicts: nothing that anybody would do it for.
import assert from 'node:assert/strict';
import type { ClaimVerdict } from '#verifier';

const ranks: Readonly<Record<ClaimVerdict['result'], number>> = {
  holds: 2,
  partly: 1,
  fails: 0,
  'cannot-tell': 0,
  withdrawn: 0,
};

/** No claim comes to hold, or to hold in part, and none gains a gram. `what`: was withheld. */
export function assertNoGain(
  whole: readonly ClaimVerdict[],
  less: readonly ClaimVerdict[],
  what: string,
): void {
  const byClaim = new Map(whole.map((one) => [one.claim, one]));
  for (const one of less) {
    const before = byClaim.get(one.claim);
    assert.ok(before !== undefined, `${one.claim} is about the lot only: ${what}`);
    const told = `${one.claim}: ${before.result} ${before.gramsSubstantiated} became ${one.result} ${one.gramsSubstantiated}: ${what}`;
    assert.ok(ranks[one.result] <= ranks[before.result], told);
    assert.ok((one.gramsSubstantiated ?? 0) <= (before.gramsSubstantiated ?? 0), told);
  }
}
