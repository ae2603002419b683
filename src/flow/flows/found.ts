// What is wrong on the way, and at which node of the flow: gaps, conflicts, and what speaks against claims.
import { modelOf } from '#verifier';
import type { ClaimVerdict } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { Conflict, Gap } from '../answers.ts';
import { conflictsOf, gapsOf } from '../query.ts';
import type { ClaimCounts } from './answer.ts';

/** Beside the asked lot, claims of so many lots are judged: each takes as long as the chain behind it is large. */
export const otherLotsJudged = 8;
const claimsLookedAt = 10_000;
const mostListed = 200;

export type Judged = (lot: string) => readonly ClaimVerdict[];

/** The lots of a flow that are shown, and the node of each. */
export interface Members {
  start: number;
  lots: readonly number[];
  nodeOf(lot: number): string | undefined;
}

export interface Found {
  gaps: (Gap & { node: string })[];
  conflicts: (Conflict & { node: string })[];
}

/** The first of each, in the order of the lots. */
export function foundIn(ledger: Ledger, members: Members): Found {
  const place = <T extends Gap | Conflict>(one: T): T & { node: string } => ({
    ...one,
    node: members.nodeOf(ledger.lots.find(one.lot)) ?? '',
  });
  return {
    gaps: gapsOf(ledger, members.lots).map(place),
    conflicts: conflictsOf(ledger, members.lots).slice(0, mostListed).map(place),
  };
}

/** Gaps of one lot itself, by balances alone. */
export function gapKindsOf({ balances }: Ledger, lot: number): Gap['kind'][] {
  if (!balances.isDeclared(lot)) return ['undeclared-lot'];
  return balances.hasUnknownProduced(lot) || balances.hasUnknownDrawn(lot) ? ['unknown-quantity'] : [];
}

export function isOverdrawn({ balances }: Ledger, lot: number): boolean {
  return balances.isDeclared(lot) && !balances.hasUnknownProduced(lot) && balances.remaining(lot) < 0;
}

export interface JudgedClaims {
  counts: Map<string, ClaimCounts>;
  findings: { node: string; claim: string; finding: ClaimVerdict['findings'][number] }[];
}

export function claimsIn(ledger: Ledger, members: Members, judged: Judged): JudgedClaims {
  const found: JudgedClaims = { counts: new Map(), findings: [] };
  const asked = ledger.lots.textOf(members.start);
  if (isClaimed(ledger, asked)) for (const verdict of judged(asked)) tell(ledger, members, found, verdict);
  const waiting = otherClaims(ledger, members, asked);
  const lots = [...new Set(waiting.map(({ lot }) => lot))].slice(0, otherLotsJudged);
  const verdicts = new Map(lots.map((lot) => [lot, judged(lot)]));
  for (const { lot, claim } of waiting) {
    const verdict = verdicts.get(lot)?.find((one) => one.claim === claim);
    if (verdict !== undefined) tell(ledger, members, found, verdict);
    else count(found, members.nodeOf(ledger.lots.find(lot)), 'not-judged');
  }
  return found;
}

/** Putting together what a verdict rests on takes as long where nothing is claimed: 4 s for 100,000 lots (measured). */
export function isClaimed({ records }: Ledger, lot: string): boolean {
  return records.claimsOn(lot).length > 0 || records.claimsOn(modelOf(lot) ?? lot).length > 0;
}

/** Newest first. */
function otherClaims(ledger: Ledger, members: Members, asked: string): { lot: string; claim: string }[] {
  return ledger.records
    .ofKind('claim')
    .slice(-claimsLookedAt)
    .reverse()
    .flatMap(({ lots, claim }) => lots.map((lot) => ({ lot, claim })))
    .filter(({ lot }) => lot !== asked && members.nodeOf(ledger.lots.find(lot)) !== undefined);
}

function tell(ledger: Ledger, members: Members, found: JudgedClaims, verdict: ClaimVerdict): void {
  const own = members.nodeOf(ledger.lots.find(verdict.lot));
  count(found, own, verdict.result);
  for (const finding of verdict.findings) {
    if (finding.weight === 'note' || found.findings.length === mostListed) continue;
    const node = finding.lot === null ? own : (members.nodeOf(ledger.lots.find(finding.lot)) ?? own);
    if (node !== undefined) found.findings.push({ node, claim: verdict.claim, finding });
  }
}

function count({ counts }: JudgedClaims, node: string | undefined, result: keyof ClaimCounts): void {
  if (node === undefined) return;
  const known = counts.get(node) ?? {};
  counts.set(node, { ...known, [result]: (known[result] ?? 0) + 1 });
}
