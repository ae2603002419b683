// What a caller is shown of a flow and of a proof, by level, as of a trace (lot/withhold.ts): shares and that something is
// wrong to everybody; regions from `region` on; places, parties and ids of other lots from `site` on; amounts, coordinates
// and sentences with numbers at `full`. How finely places are told apart the node has decided by the same level.
import type {
  FlowAnswer,
  FlowEdge,
  FlowFinding,
  FlowLot,
  FlowNode,
  FlowTotals,
} from '../../flow/flows/answer.ts';
import type { ProductProof, ProofLot } from '../../flow/flows/proof.ts';
import type { Level } from '../../flow/answers.ts';
import { showsAtLeast } from '../access/role.ts';
import { type Shown, shownLot } from '../lot/withhold.ts';

export function shownFlow(answer: FlowAnswer, level: Level): Record<string, unknown> {
  const site = showsAtLeast(level, 'site');
  const full = showsAtLeast(level, 'full');
  return {
    ...answer,
    level,
    lot: shownLot(answer.lot, level),
    nodes: answer.nodes.map((node) => shownNode(node, full)),
    edges: answer.edges.map((edge) => shownEdge(edge, full)),
    totals: shownTotals(answer.totals, full),
    gaps: answer.gaps.map((gap) => (site ? gap : { ...gap, lot: null, detail: null })),
    conflicts: answer.conflicts.map((one) =>
      full ? one : { ...one, lot: site ? one.lot : null, detail: null, produced: null, drawn: null },
    ),
    findings: answer.findings.map((finding) => shownFinding(finding, site, full)),
    lots: answer.lots === null ? null : shownLots(answer.lots, level),
  };
}

/** Where a farm is, is told to about ten kilometres: it is often somebody's home. */
function shownNode(node: FlowNode, full: boolean): Shown<FlowNode> {
  const fine = (degrees: number | null): number | null =>
    degrees === null || node.stage !== 'field' ? degrees : Math.round(degrees * 10) / 10;
  if (full) return { ...node, latitude: fine(node.latitude), longitude: fine(node.longitude) };
  return {
    ...node,
    ...{ latitude: null, longitude: null, containedGrams: null, inGrams: null, bornGrams: null },
    ...{ openGrams: null, madeGrams: null, lossGrams: null, goneGrams: null, remainingGrams: null },
    apart: node.apart.map((one) => ({ ...one, amount: null })) as unknown as FlowNode['apart'],
  };
}

function shownEdge(edge: FlowEdge, full: boolean): Shown<FlowEdge> {
  return full ? edge : { ...edge, grams: null, containedGrams: null };
}

function shownTotals(totals: FlowTotals, full: boolean): Shown<FlowTotals> {
  return full ? totals : { ...totals, askedGrams: null, endGrams: null };
}

function shownFinding(finding: FlowFinding, site: boolean, full: boolean): Shown<FlowFinding> {
  return {
    ...finding,
    lot: full ? finding.lot : null,
    about: site ? finding.about : null,
    detail: full ? finding.detail : null,
  };
}

/** Below `site` the page is empty, because ids name their makers. */
function shownLots(lots: NonNullable<FlowAnswer['lots']>, level: Level): NonNullable<FlowAnswer['lots']> {
  if (!showsAtLeast(level, 'site')) return { ...lots, member: [], next: null };
  if (showsAtLeast(level, 'full')) return lots;
  const member = lots.member.map((lot) => ({
    ...lot,
    ...shownLot(lot, level),
    ...{ grams: null, containedGrams: null, leftGrams: null, buyers: [] },
  }));
  return { ...lots, member: member as FlowLot[] };
}

/** Ids of a product's own lots are those on its labels; grams and sentences are shown at `full`. */
export function shownProof(proof: ProductProof, level: Level): Record<string, unknown> {
  if (showsAtLeast(level, 'full')) return { ...proof, level };
  return {
    ...proof,
    level,
    gramsClaimed: null,
    gramsSubstantiated: null,
    member: proof.member.map(shownProofLot),
    findings: proof.findings.map((finding) => ({ ...finding, detail: null })),
  };
}

function shownProofLot(lot: ProofLot): Shown<ProofLot> {
  const claims = lot.claims.map((claim) => ({ ...claim, gramsClaimed: null, gramsSubstantiated: null }));
  return { ...lot, produced: null, claims };
}
