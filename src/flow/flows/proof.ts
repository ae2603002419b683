// What is proven of a product, lot by lot: claimed, substantiated, and what is missing on the way.
import type { ClaimResult, ClaimVerdict } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { walk } from '../../domain/trace/walk.ts';
import type { Answer } from '../node.ts';
import type { ProductIndex } from '../product-index.ts';
import { isRun, kindOf, lotView } from '../query.ts';
import { gapKindsOf, isClaimed, isOverdrawn, type Judged } from './found.ts';

/** Newest lots that are looked at to find batches among items. */
const lotsLookedAt = 2_000;
/** A chain behind one lot that is larger is not counted through: its gaps are null. */
const mostNodes = 200_000;

export interface ProofClaim {
  claim: string;
  scheme: string;
  code: string;
  result: ClaimResult;
  gramsClaimed: number | null;
  gramsSubstantiated: number | null;
  /** Substantiated of claimed, 0 to 1; null where either is not known. */
  share: number | null;
}

export interface ProofLot {
  id: string;
  kind: 'lot' | 'item' | 'other';
  bornAtMs: number | null;
  produced: number | null;
  dimension: string | null;
  claims: ProofClaim[];
  /** Lots behind it that nobody declared or told the amount of; null where there are too many lots to count. */
  gaps: number | null;
  conflicts: number | null;
}

export interface ProofFinding {
  code: string;
  /** Lots of the product that it touches. */
  lots: number;
  /** Its newest sentence. */
  detail: string;
  entries: number[];
}

export interface ProductProof {
  product: string;
  judgedAtMs: number;
  /** Lots and items of the product; `looked` of them, the newest batches, are judged here (items where there are no batches). */
  lots: number;
  looked: number;
  /** Of all claims on these lots whose kilograms are known; null where there are none. */
  gramsClaimed: number | null;
  gramsSubstantiated: number | null;
  share: number | null;
  /** Claims on lots whose kilograms are not known. */
  unweighed: number;
  gaps: number | null;
  conflicts: number | null;
  results: Partial<Record<ClaimResult, number>>;
  member: ProofLot[];
  /** What speaks against claims, most lots first. */
  findings: ProofFinding[];
}

export function productProof(
  ledger: Ledger,
  index: ProductIndex,
  { product, limit, nowMs }: { product: string; limit: number; nowMs: number },
  judged: Judged,
): Answer<ProductProof> {
  const newest = index.newest(ledger, product, lotsLookedAt);
  if (newest.length === 0 && !ledger.register.products.has(product))
    return {
      ok: false,
      refusals: [{ code: 'NO_SUCH_RESOURCE', field: 'id', detail: 'This node knows no product by that id.' }],
    };
  const batches = newest.filter((id) => kindOf(id) === 'lot');
  const looked = (batches.length > 0 ? batches : newest).slice(0, limit);
  const verdicts = looked.map((id) => (isClaimed(ledger, id) ? judged(id) : []));
  const member = looked.map((id, at) => proofLot(ledger, id, verdicts[at]!));
  const claims = member.flatMap((lot) => lot.claims);
  const weighed = claims.filter((claim) => claim.gramsClaimed !== null && claim.gramsSubstantiated !== null);
  const gramsClaimed = weighed.length === 0 ? null : sum(weighed.map((claim) => claim.gramsClaimed));
  const gramsSubstantiated =
    weighed.length === 0 ? null : sum(weighed.map((claim) => claim.gramsSubstantiated));
  const value: ProductProof = {
    product,
    judgedAtMs: nowMs,
    lots: index.count(ledger, product),
    looked: member.length,
    gramsClaimed,
    gramsSubstantiated,
    share: shareOf(gramsClaimed, gramsSubstantiated),
    unweighed: claims.length - weighed.length,
    gaps: sum(member.map(({ gaps }) => gaps)),
    conflicts: sum(member.map(({ conflicts }) => conflicts)),
    results: resultsOf(claims),
    member,
    findings: findingsOf(verdicts),
  };
  return { ok: true, value };
}

function proofLot(ledger: Ledger, id: string, verdicts: readonly ClaimVerdict[]): ProofLot {
  const view = lotView(ledger, id)!;
  const kind = view.kind === 'lot' || view.kind === 'item' ? view.kind : 'other';
  const claims = verdicts.map(({ claim, scheme, code, result, gramsClaimed, gramsSubstantiated }) => ({
    ...{ claim, scheme, code, result, gramsClaimed, gramsSubstantiated },
    share: shareOf(gramsClaimed, gramsSubstantiated),
  }));
  const { bornAtMs, produced, dimension } = view;
  return { id, kind, bornAtMs, produced, dimension, claims, ...behind(ledger, ledger.lots.find(id)) };
}

function behind(ledger: Ledger, lot: number): { gaps: number | null; conflicts: number | null } {
  ledger.graph.growTo(ledger.lots.size);
  const { nodes, stopped } = walk(ledger.graph, lot, 'back', { limit: mostNodes });
  if (stopped === 'limit') return { gaps: null, conflicts: null };
  let [gaps, conflicts] = [0, 0];
  for (const node of nodes) {
    if (isRun(ledger, node)) continue;
    gaps += gapKindsOf(ledger, node).length;
    if (isOverdrawn(ledger, node)) conflicts += 1;
  }
  return { gaps, conflicts };
}

function findingsOf(verdicts: readonly (readonly ClaimVerdict[])[]): ProofFinding[] {
  const found = new Map<string, ProofFinding>();
  for (const { findings } of verdicts.flat()) {
    const codes = new Set<string>();
    for (const { code, weight, detail, entries } of findings) {
      if (weight === 'note' || codes.has(code)) continue;
      codes.add(code);
      const known = found.get(code) ?? { code, lots: 0, detail, entries: [...entries] };
      found.set(code, { ...known, lots: known.lots + 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.lots - a.lots);
}

function resultsOf(claims: readonly ProofClaim[]): ProductProof['results'] {
  const results: ProductProof['results'] = {};
  for (const { result } of claims) results[result] = (results[result] ?? 0) + 1;
  return results;
}

/** Null where one of them is not known. */
function sum(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((all: number | null, one) => (all === null || one === null ? null : all + one), 0);
}

function shareOf(claimed: number | null, substantiated: number | null): number | null {
  if (claimed === null || substantiated === null || claimed === 0) return null;
  return Math.min(1, substantiated / claimed);
}
