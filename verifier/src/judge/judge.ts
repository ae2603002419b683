// The judge: every check of a claim on a lot, from the facts alone. Node and verifier both call this, on the same data.
import type { Dossier } from '../dossier/dossier.ts';
import { type Assurance, assurances } from '../record/record.ts';
import { arranged, ruled } from './arrange.ts';
import { asOf } from './as-of.ts';
import { ascending } from './authority/scope.ts';
import { checksOf } from './check.ts';
import { compositionFindings } from './composition.ts';
import type { JudgeCase, JudgeContext } from './context.ts';
import { exclusivityFindings } from './exclusivity.ts';
import { finding, inOrder } from './finding.ts';
import { groundsOf } from './grounds.ts';
import { type Kilograms, kilogramsOf, roundings } from './kilograms.ts';
import { lotVerdicts } from './lots.ts';
import { productIdOf } from './product-word.ts';
import { resultOf } from './result.ts';
import { sparedOf } from './spare.ts';
import { claimState } from './state.ts';
import { tradeJudgement } from './trade.ts';
import type { ClaimFinding, ClaimVerdict } from './verdict.ts';
import { mayContradict, withheldOnWay } from './withheld.ts';
import { wordingOf } from './wording.ts';

/** All claims on the lot or its product that the log had taken by then, judged at that time; ascending by claim id. */
export function judgeLot(source: Dossier | JudgeCase, lot: string, atMs: number): ClaimVerdict[] {
  const facts = asOf(factsOf(source), atMs);
  const claims = [...facts.book.claimsOn(lot), ...facts.book.claimsOn(productIdOf(lot))];
  const ids = new Set(claims.filter(({ recordedAtMs }) => recordedAtMs <= atMs).map(({ claim }) => claim));
  return [...ids].sort().map((claim) => judgeClaim(facts, claim, lot, atMs));
}

/** One claim, as it stands for one lot by what the log had taken at that time. The claim must be in the facts: who asks for another has made a mistake. */
export function judgeClaim(
  source: Dossier | JudgeCase,
  claimId: string,
  lot: string,
  atMs: number,
): ClaimVerdict {
  const all = factsOf(source);
  const claim = all.book.byId('claim', claimId);
  if (claim === undefined) throw new Error(`no claim ${claimId} in the dossier`);
  const { context, uncertain } = ruled(asOf(all, atMs), claim, lot, atMs);
  const judged = context.adoption === null ? unruled(context) : judgedBy(context);
  return { ...judged, uncertain: uncertain() };
}

function factsOf(source: Dossier | JudgeCase): JudgeCase {
  return 'chain' in source ? source : arranged(source);
}

function unruled(context: JudgeContext): ClaimVerdict {
  const { claim, asked } = context;
  const detail = `no pack of ${claim.scheme} with ${claim.code} was in force when it was claimed`;
  const found = finding('PACK_UNKNOWN', 'pack', 'unknown', detail, {
    lot: asked,
    about: claim.scheme,
    entries: [claim.entry],
  });
  return verdictOf(context, undefined, [found]);
}

function judgedBy(context: JudgeContext): ClaimVerdict {
  const trade = tradeJudgement(context);
  const kilograms = kilogramsOf(context, trade.stopped);
  const found = [
    ...withheldFindings(context),
    // A certificate of the product or lot itself speaks of no kilograms: nothing on the way takes any.
    ...(context.rule.basis === 'custody' ? withheldOnWay(context, kilograms.reach) : []),
    ...kilograms.findings,
    ...assuranceFindings(context, kilograms.assurance),
    ...compositionFindings(context, kilograms.materials),
    ...trade.findings,
    ...exclusivityFindings(context),
  ];
  return verdictOf(context, kilograms, found, trade.deliveries);
}

/** What is hidden of a claim may be what contradicts it. */
function withheldFindings({ claim, asked }: JudgeContext): ClaimFinding[] {
  if (!claim.withheld) return [];
  const detail = 'something of the claim itself is withheld';
  return [
    finding('CLAIM_WITHHELD', 'what', 'unknown', detail, {
      lot: asked,
      about: claim.claim,
      entries: [claim.entry],
    }),
  ];
}

function assuranceFindings(
  { rule, claim, asked }: JudgeContext,
  assurance: Assurance | null,
): ClaimFinding[] {
  if (assurance === null || assurances.indexOf(assurance) >= assurances.indexOf(rule.minAssurance)) return [];
  const detail = `it rests on ${assurance}, ${rule.code} asks for ${rule.minAssurance} at least`;
  return [
    finding('ASSURANCE_TOO_LOW', 'who', 'fail', detail, {
      lot: asked,
      about: claim.claim,
      entries: [claim.entry],
    }),
  ];
}

function verdictOf(
  context: JudgeContext,
  kilograms: Kilograms | undefined,
  found: readonly ClaimFinding[],
  deliveries = 0,
): ClaimVerdict {
  const { claim, asked, atMs, adoption, rule } = context;
  const ordered = inOrder(found);
  const standing = claimState(context, claim, atMs);
  const [claimed, substantiated] = [kilograms?.claimed ?? null, kilograms?.substantiated ?? null];
  const assurance = kilograms?.assurance ?? null;
  const result = resultOf({
    asked,
    state: standing.state,
    findings: ordered,
    hasPack: adoption !== null,
    claimed,
    substantiated,
    roundings: kilograms === undefined ? 0 : roundings(kilograms.reach),
    byCertificate: rule.basis === 'certificate',
    assurance,
  });
  const { findings, spared } = sparedOf(ordered, result);
  const grounds = groundsOf(context, kilograms, standing, result, deliveries);
  const checks = checksOf(findings, grounds, spared);
  const proven = findings.some(mayContradict) ? nothingOf(kilograms) : kilograms;
  const lots =
    proven === undefined ? { lots: [], count: 0 } : lotVerdicts(context, proven, findings, mostLots);
  return {
    claim: claim.claim,
    claimant: claim.issuer,
    lot: asked,
    scheme: claim.scheme,
    code: claim.code,
    model: claim.model,
    sharePpm: claim.sharePpm,
    result,
    state: standing.state,
    assurance,
    wording: result === 'holds' && kilograms !== undefined ? wordingOf(context, kilograms.materials) : null,
    gramsClaimed: claimed,
    gramsSubstantiated: proven?.substantiated ?? null,
    checks,
    findings,
    lots: lots.lots,
    lotCount: lots.count,
    yields: kilograms?.yields.verdicts ?? [],
    pack: packOf(context),
    uncertain: [],
    rules: 'selvedge-rules/2',
    judgedAtMs: atMs,
    entries: ascending([claim.entry, ...checks.flatMap(({ entries }) => entries)]),
  };
}

/** As long as nobody knows what contradicts it, no kilogram is proven. */
function nothingOf(kilograms: Kilograms | undefined): Kilograms | undefined {
  if (kilograms === undefined) return undefined;
  const { substantiated } = kilograms;
  return { ...kilograms, substantiated: substantiated === null ? null : 0, bearing: () => 0 };
}

const mostLots = 200;

function packOf({ adoption }: JudgeContext): ClaimVerdict['pack'] {
  if (adoption === null) return null;
  const { pack, version, digest, entry } = adoption;
  return { pack, version, digest, entry };
}
