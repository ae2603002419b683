// Kilograms of one claim: what is claimed of the asked lot, what of it is substantiated, and why not the rest.
import { type Assurance, assurances } from '../record/record.ts';
import { capacityFindings } from './capacity.ts';
import type { JudgeContext } from './context.ts';
import { booksOf } from './custody/books.ts';
import { Flow } from './custody/flow.ts';
import { Gates } from './custody/gates.ts';
import { isPhysical, modelOf, rankOf } from './custody/model.ts';
import { physicalGrams } from './custody/physical.ts';
import { type Reach, reachOf } from './custody/reach.ts';
import { regainFinding } from './custody/regain.ts';
import { finding, kilograms, percent } from './finding.ts';
import { Materials } from './material.ts';
import { type OriginJudgement, originsOf } from './origin.ts';
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
  const { chain, asked, rule } = context;
  const books = booksOf(context);
  const reach = reachOf(context, books);
  const materials = new Materials(context);
  const origins = originsOf(context, reach, materials);
  const yields = yieldsOf(context);
  const land = capacityFindings(context);
  const blocks = new Map([...landBlocks(context, reach, land), ...origins.blocks]);
  const gates = new Gates(context, materials, blocks, reach);
  const shared = { reach, materials, origins, yields };
  const claimed = claimedGrams(context, materials);
  const unknown = claimed === null ? [unknownMass(context)] : [];
  if (rule.basis === 'certificate') {
    const subject = subjectOf(context, reach, materials, gates);
    const findings = [
      ...land,
      ...origins.findings,
      ...yields.findings,
      ...gates.findings,
      ...subject.findings,
    ];
    const substantiated = subject.covered ? claimed : 0;
    const entries = [...gates.entries, ...subject.entries];
    return {
      ...shared,
      claimed,
      substantiated,
      findings,
      entries,
      bearing: () => 0,
      assurance: subject.assurance,
      certificates: gates.certificates + 1,
      limits: gates.limits,
    };
  }
  const flow = new Flow(context, {
    materials,
    gates,
    books,
    reach,
    implausible: yields.implausible,
    stopped,
  });
  const place = chain.indexOf.get(asked) ?? -1;
  const bearing = flow.lots[place];
  const found = [
    ...land,
    ...origins.findings,
    ...yields.findings,
    ...gates.findings,
    ...flow.findings,
    ...unknown,
  ];
  if (bearing === undefined)
    found.push(
      finding('ORIGIN_UNKNOWN', 'origin', 'unknown', `nobody shows who made ${asked}`, { lot: asked }),
    );
  const model = modelFindings(context, bearing?.grams ?? 0, bearing?.model ?? 0);
  const grams = model.length > 0 ? 0 : (bearing?.grams ?? 0);
  const substantiated = claimed === null ? null : Math.min(claimed, grams);
  return {
    ...shared,
    claimed,
    substantiated,
    bearing: (at) => flow.lots[at]?.grams ?? 0,
    findings: [...found, ...model, ...missing(context, reach, materials, claimed, substantiated)],
    assurance: (bearing?.grams ?? 0) > 0 ? (assurances[bearing!.assurance] ?? null) : null,
    entries: [...gates.entries, ...reach.accounts.flatMap((at) => books.accounts[at]!.entries)],
    certificates: gates.certificates,
    limits: gates.limits,
  };
}

/** Of a harvest that the land cannot have given nobody can say which part is true, so none of it enters. */
function landBlocks(
  { chain }: JudgeContext,
  reach: Reach,
  land: readonly ClaimFinding[],
): [number, 'fail' | 'unknown'][] {
  return land.flatMap(({ entries, weight }) => {
    if (weight === 'note') return [];
    const told = new Set(entries);
    const harvests = reach.makings
      .map((at) => chain.makings[at]!)
      .filter((making) => making.inputs.length === 0 && making.entries.some((entry) => told.has(entry)));
    return harvests.flatMap(({ outputs }) =>
      outputs.map(({ lot }): [number, typeof weight] => [lot, weight]),
    );
  });
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
