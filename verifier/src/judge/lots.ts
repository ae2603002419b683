// Lot for lot on the way: kilograms that are claimed or should be, and what of them is substantiated.
import { productIdOf } from './product-word.ts';
import type { JudgeContext } from './context.ts';
import type { Kilograms } from './kilograms.ts';
import { shareOf, wholePpm } from './share.ts';
import type { ClaimFinding, LotVerdict } from './verdict.ts';

export interface LotVerdicts {
  /** The asked lot first, the others by id; no more than `most`. */
  readonly lots: readonly LotVerdict[];
  /** How many there are. */
  readonly count: number;
}

export function lotVerdicts(
  context: JudgeContext,
  kilograms: Kilograms,
  findings: readonly ClaimFinding[],
  most: number,
): LotVerdicts {
  const { chain, asked } = context;
  const codes = codesByLot(findings);
  const claimed = claimedGramsOf(context, kilograms);
  const first = {
    lot: asked,
    gramsClaimed: kilograms.claimed,
    gramsSubstantiated: kilograms.substantiated,
    codes: codes.get(asked) ?? [],
  };
  const lots: LotVerdict[] = [first];
  let count = 1;
  for (const place of chain.byName) {
    const { lot, isUnit } = chain.lots[place]!;
    if (kilograms.reach.hasLot[place] === 0 || isUnit || lot === asked) continue;
    const gramsClaimed = claimed(place);
    if (gramsClaimed === 0) continue;
    count += 1;
    if (lots.length >= most) continue;
    const proven = context.rule.basis === 'certificate' ? null : kilograms.bearing(place);
    const gramsSubstantiated =
      gramsClaimed === null || proven === null ? null : Math.min(gramsClaimed, proven);
    lots.push({ lot, gramsClaimed, gramsSubstantiated, codes: codes.get(lot) ?? [] });
  }
  return { lots, count };
}

/** By a claim of the same code on it, else all material in it that should bear the claim; null = cannot be known. */
function claimedGramsOf(context: JudgeContext, { materials }: Kilograms): (place: number) => number | null {
  const shares = sharesOfClaimsAlike(context);
  return (place) => {
    const { lot, grams } = context.chain.lots[place]!;
    const { fibrePpm, bearingPpm, known } = materials.at(place);
    const share = shares.get(lot) ?? shares.get(productIdOf(lot));
    const most = Math.max(share ?? 0, shares.get(productIdOf(lot)) ?? 0);
    if (known && bearingPpm === 0 && share === undefined) return 0;
    if (grams === null || !known || fibrePpm === null) return null;
    if (share === undefined) return shareOf(grams, bearingPpm, wholePpm);
    return shareOf(shareOf(grams, fibrePpm, wholePpm), most, wholePpm);
  };
}

/** By lot or product: the largest share that claims of the same scheme and code say of it. */
function sharesOfClaimsAlike({ book, claim, atMs }: JudgeContext): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { scheme, code, recordedAtMs, lots, product, sharePpm } of book.ofKind('claim')) {
    if (scheme !== claim.scheme || code !== claim.code || recordedAtMs > atMs) continue;
    for (const subject of product === null ? lots : [...lots, product])
      shares.set(subject, Math.max(shares.get(subject) ?? 0, sharePpm));
  }
  return shares;
}

function codesByLot(findings: readonly ClaimFinding[]): Map<string, string[]> {
  const codes = new Map<string, Set<string>>();
  for (const { lot, code, weight } of findings) {
    if (lot === null || weight === 'note') continue;
    const of = codes.get(lot) ?? new Set();
    codes.set(lot, of.add(code));
  }
  return new Map([...codes].map(([lot, of]) => [lot, [...of].sort()]));
}
