// Kilograms of one claim: what is claimed of the asked lot, what of it is substantiated, and why not the rest.
import { type Assurance, assurances } from '../record/record.ts';
import { capacityFindings } from './capacity.ts';
import type { JudgeContext } from './context.ts';
import { OriginNumbers } from './custody/flow/ground.ts';
import { isPhysical, modelOf, rankOf } from './custody/model.ts';
import { physicalGrams } from './custody/physical.ts';
import type { Reach } from './custody/reach.ts';
import { regainFinding } from './custody/regain.ts';
import { type Goods, gatesOf, type Way, wayOf } from './custody/walk.ts';
import { wholeWalk } from './custody/whole-walk.ts';
import { finding, kilograms, percent } from './finding.ts';
import type { Materials } from './material.ts';
import type { OriginJudgement } from './origin.ts';
import { shareOf, wholePpm } from './share.ts';
import { subjectOf } from './subject.ts';
import type { TradeBlocks } from './trade/block.ts';
import type { ClaimFinding } from './verdict.ts';
import { type YieldJudgement, yieldsOf } from './yield.ts';

export interface Kilograms {
  readonly claimed: number | null;
  readonly substantiated: number | null;
  /** Of each reached lot, by its place: grams that bear the claim. */
  readonly bearing: (place: number) => number;
  readonly findings: readonly ClaimFinding[];
  readonly assurance: Assurance | null;
  /** Statements that carried it. */
  readonly entries: readonly number[];
  readonly reach: Reach;
  readonly materials: Materials;
  readonly origins: OriginJudgement;
  readonly yields: YieldJudgement;
  /** Certificates, and limits of them, were asked for. */
  readonly certificates: number;
  readonly limits: number;
}

/** `stopped`: goods of which nothing passes, because of what their trade says. */
export function kilogramsOf(context: JudgeContext, stopped: TradeBlocks): Kilograms {
  const yields = yieldsOf(context);
  const land = capacityFindings(context);
  const goods = { land, yields, stopped, origins: new OriginNumbers(context.chain) };
  const way = wayOf(context);
  const claimed = claimedGrams(context, way.materials);
  if (context.rule.basis === 'certificate') return bySubject(context, way, goods, claimed);
  const { asked, chain } = context;
  const place = chain.indexOf.get(asked) ?? -1;
  const unknown = claimed === null ? [unknownMass(context)] : [];
  if (chain.lots[place] === undefined)
    unknown.push(
      finding('ORIGIN_UNKNOWN', 'origin', 'unknown', `nobody shows who made ${asked}`, { lot: asked }),
    );
  const walked = wholeWalk(context, way, goods, claimed);
  const { grams: borne, model: rank, assurance } = walked.bearing(place);
  const credited = Math.min(borne, walked.credited(place));
  const grams = borne - credited;
  const model = modelFindings(context, grams, rank);
  const taken = creditedFindings(context, credited);
  const proven = model.length > 0 ? 0 : grams;
  const substantiated = claimed === null ? null : Math.min(claimed, proven);
  const found = [
    ...land,
    ...way.origins.findings,
    ...yields.findings,
    ...walked.findings,
    ...taken,
    ...unknown,
  ];
  return {
    ...way,
    yields,
    claimed,
    substantiated,
    bearing: (at) => walked.bearing(at).grams,
    findings: [
      ...found,
      ...model,
      ...missing(context, way.reach, way.materials, claimed, substantiated),
      ...hiddenFibre(context, way.reach, way.materials, proven),
    ],
    assurance: grams > 0 ? (assurances[assurance] ?? null) : null,
    entries: [...walked.entries, ...way.reach.accounts.flatMap((at) => way.books.accounts[at]!.entries)],
    certificates: walked.certificates,
    limits: walked.limits,
  };
}

function bySubject(context: JudgeContext, way: Way, goods: Goods, claimed: number | null): Kilograms {
  const gates = gatesOf(context, way, goods);
  const subject = subjectOf(context, way.reach, way.materials, gates);
  const { land, yields } = goods;
  return {
    ...way,
    yields,
    claimed,
    substantiated: subject.covered ? claimed : 0,
    findings: [...land, ...way.origins.findings, ...yields.findings, ...gates.findings, ...subject.findings],
    entries: [...gates.entries, ...subject.entries],
    bearing: () => 0,
    assurance: subject.assurance,
    certificates: gates.certificates + 1,
    limits: gates.limits,
  };
}

/** floor(fibre mass x share); null where mass or fibres cannot be known. */
export function claimedGrams({ chain, asked, claim }: JudgeContext, materials: Materials): number | null {
  const grams = chain.lots[chain.indexOf.get(asked) ?? -1]?.grams ?? null;
  const { fibrePpm } = materials.of(asked);
  if (grams === null || fibrePpm === null) return null;
  return shareOf(shareOf(grams, fibrePpm, wholePpm), claim.sharePpm, wholePpm);
}

function unknownMass({ chain, asked, claim }: JudgeContext): ClaimFinding {
  const lot = chain.lots[chain.indexOf.get(asked) ?? -1];
  const what = (lot?.grams ?? null) === null ? 'the mass' : 'the share of fibre';
  const detail = `${what} of ${asked} is not known, so the kilograms claimed cannot be told`;
  return finding('AMOUNT_UNKNOWN', 'custody', 'unknown', detail, { lot: asked, entries: [claim.entry] });
}

function creditedFindings({ claim, asked }: JudgeContext, credited: number): ClaimFinding[] {
  if (credited === 0) return [];
  const detail = `${kilograms(credited)} of ${asked} are booked into accounts: the goods themselves do not bear them any more`;
  return [finding('CREDITED_ALREADY', 'custody', 'fail', detail, { lot: asked, entries: [claim.entry] })];
}

function modelFindings({ rule, claim, asked }: JudgeContext, grams: number, rank: number): ClaimFinding[] {
  const about = { lot: asked, entries: [claim.entry] };
  if (!rule.models.includes(claim.model)) {
    const detail = `${rule.code} is not claimed under ${claim.model}, but under ${rule.models.join(', ')}`;
    return [finding('MODEL_NOT_ALLOWED', 'custody', 'fail', detail, about)];
  }
  if (grams === 0 || rank <= rankOf(claim.model)) return [];
  const detail = `${kilograms(grams)} bear the claim under ${modelOf(rank)}, which is weaker than ${claim.model} as claimed`;
  return [finding('MODEL_WEAKER', 'custody', 'fail', detail, about)];
}

/** Why less is substantiated than claimed, where the goods themselves say it. */
function missing(
  context: JudgeContext,
  reach: Reach,
  materials: Materials,
  claimed: number | null,
  substantiated: number | null,
): ClaimFinding[] {
  if (claimed === null || substantiated === null || substantiated >= claimed) return [];
  if (!isPhysical(context.claim.model)) return [];
  const regain = regainFinding(context, reach, materials, claimed, substantiated, roundings(reach));
  return regain === undefined ? missingMaterial(context, reach, materials, claimed) : [regain];
}

/**
 * What went in as fibre does not become trims or coating by telling it of the product: the share is also one of the fibre that
 * the origins hold, where that is more than the product is said to have.
 */
function hiddenFibre(
  context: JudgeContext,
  reach: Reach,
  materials: Materials,
  proven: number,
): ClaimFinding[] {
  const { claim, asked, chain } = context;
  const { fibrePpm } = materials.of(asked);
  const mass = chain.lots[chain.indexOf.get(asked) ?? -1]?.grams ?? null;
  if (fibrePpm === null || fibrePpm === wholePpm || mass === null || !isPhysical(claim.model)) return [];
  const there = physicalGrams(context, reach, (lot) => materials.of(lot).fibrePpm);
  const told = shareOf(mass, fibrePpm, wholePpm);
  if (there === null || there <= told + roundings(reach)) return [];
  const needed = shareOf(there, claim.sharePpm, wholePpm);
  if (proven === 0 || proven + roundings(reach) >= needed) return [];
  const detail = `${asked} is said to hold ${kilograms(told)} of fibre, but ${kilograms(there)} went into it: ${percent(claim.sharePpm)} of that is more than the ${kilograms(proven)} that bear the claim`;
  return [finding('SHARE_OVERSTATED', 'composition', 'fail', detail, { lot: asked, entries: [claim.entry] })];
}

/** Less material than claimed went in, claimed or not; each making on the way may have rounded one gram away. */
function missingMaterial(
  context: JudgeContext,
  reach: Reach,
  materials: Materials,
  claimed: number,
): ClaimFinding[] {
  const { claim, asked } = context;
  const there = physicalGrams(context, reach, (lot) => knownShare(materials, lot));
  if (there === null || claimed <= there + roundings(reach)) return [];
  const share = percent(claim.sharePpm);
  const detail = `${share} is claimed, which is ${kilograms(claimed)}, but only ${kilograms(there)} of a material that can bear it went into ${asked}`;
  return [finding('SHARE_OVERSTATED', 'composition', 'fail', detail, { lot: asked, entries: [claim.entry] })];
}

/** null where not all that the lot is made of is known. */
function knownShare(materials: Materials, lot: string): number | null {
  const { known, bearingPpm } = materials.of(lot);
  return known ? bearingPpm : null;
}

/** Grams that rounding down can have taken on the way: at most one for each input and output. */
export function roundings({ lots, makings }: Reach): number {
  return lots.length + makings.length;
}
