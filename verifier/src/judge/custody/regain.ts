// Moisture and dyes make goods heavier than the fibre in them: that weight is nobody's claim, and no fault of it either.
import type { JudgeContext } from '../context.ts';
import { finding, kilograms } from '../finding.ts';
import type { Materials } from '../material.ts';
import { shareOf, wholePpm } from '../share.ts';
import type { ClaimFinding } from '../verdict.ts';
import { physicalGrams } from './physical.ts';
import type { Reach } from './reach.ts';

/**
 * Commercial moisture regain of cotton, 8.5 % of the dry mass (packs/README.md, "Weights are as traded"): the most by which a
 * lot may outweigh the fibre that went into it before the difference is a part that bears no claim.
 */
export const regainMaxPpm = 85_000;

/**
 * `REGAIN_NOT_CLAIMED` where all that is missing of the claim is weight that no fibre brought in: the claimed share of the
 * fibre that did go in is substantiated, to the gram but for rounding. Nothing is claimed that did not go in.
 */
export function regainFinding(
  context: JudgeContext,
  reach: Reach,
  materials: Materials,
  claimed: number,
  substantiated: number,
  roundings: number,
): ClaimFinding | undefined {
  const { asked, claim, chain } = context;
  const whole = chain.lots[chain.indexOf.get(asked) ?? -1]?.grams ?? null;
  const { fibrePpm } = materials.of(asked);
  const fibre = physicalGrams(context, reach, (lot) => materials.of(lot).fibrePpm);
  if (whole === null || fibrePpm === null || fibre === null) return undefined;
  const beyond = shareOf(whole, fibrePpm, wholePpm) - fibre;
  if (beyond <= 0 || beyond > shareOf(fibre, regainMaxPpm, wholePpm)) return undefined;
  const needed = shareOf(fibre, claim.sharePpm, wholePpm);
  if (substantiated + roundings < needed || substantiated >= claimed) return undefined;
  const detail = `${asked} weighs ${kilograms(beyond)} more than the fibre that went into it, as by moisture: ${kilograms(substantiated)} of the ${kilograms(claimed)} are claimed`;
  return finding('REGAIN_NOT_CLAIMED', 'custody', 'note', detail, { lot: asked, entries: [claim.entry] });
}
