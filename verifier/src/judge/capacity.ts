// How much can have been harvested on land of a known size (docs/protocol/claims.md, "how much"). Volumes of certificates are
// kept where the material enters: custody/volume.ts.
import { yieldOfLand } from './capacity/land.ts';
import type { JudgeContext } from './context.ts';
import type { ClaimFinding } from './verdict.ts';
import { wayBack } from './way.ts';

/** `CAPACITY_EXCEEDED` by party. Nothing where no area was told. */
export function capacityFindings(context: JudgeContext): ClaimFinding[] {
  const { makings } = wayBack(context.chain, context.asked);
  const origins = makings.filter(({ kind, inputs }) => kind === 'making' && inputs.length === 0);
  return yieldOfLand(context, origins);
}
