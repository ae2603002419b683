// As many places as can be read: the smallest of each column become one, unless the reader opened it.
import type { FlowEdge, FlowNode } from '../../api/flow.ts';

/** Places a stage that a drawing shows before it puts the smallest together. */
export const boxesAStage = 9;

/** Key of the box that stands for the rest of a stage. */
export const restKey = (stage: string): string => `rest|${stage}`;

export interface Merged {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** The box in which each node stands, by the node's key. */
  readonly boxOf: ReadonlyMap<string, string>;
}

/**
 * At most `most` boxes a stage; `open`: stages of which all are shown. What needs looking at (gaps, conflicts, findings,
 * `kept`) is never put away.
 */
export function merged(
  flow: { nodes: readonly FlowNode[]; edges: readonly FlowEdge[] },
  { most, open, kept }: { most: number; open: readonly string[]; kept: readonly string[] },
): Merged {
  const boxOf = new Map<string, string>();
  const nodes = [...new Set(flow.nodes.map(({ stage }) => stage))].flatMap((stage) => {
    const all = flow.nodes.filter((node) => node.stage === stage);
    const sorted = all.toSorted((a, b) => weight(b) - weight(a));
    const isShown = (node: FlowNode, at: number): boolean =>
      at < most - 1 || needsLook(node) || kept.includes(node.key);
    const rest = sorted.filter((node, at) => !isShown(node, at));
    const isWhole = open.includes(stage) || rest.length < 2;
    for (const { key } of sorted) boxOf.set(key, key);
    if (isWhole) return sorted;
    for (const { key } of rest) boxOf.set(key, restKey(stage));
    return [...sorted.filter(isShown), restOf(restKey(stage), rest)];
  });
  return { nodes, edges: mergedEdges(flow.edges, boxOf), boxOf };
}

export function needsLook({ gaps, conflicts, findings, stage }: FlowNode): boolean {
  return stage === 'undeclared' || gaps + conflicts > 0 || Object.keys(findings).length > 0;
}

function weight(node: FlowNode): number {
  return node.containedGrams ?? node.share ?? node.lots;
}

function restOf(key: string, nodes: readonly FlowNode[]): FlowNode {
  const [first] = nodes;
  const sum = (of: (node: FlowNode) => number | null): number | null =>
    nodes.reduce((all: number | null, node) => add(all, of(node)), 0);
  const ends = (of: (node: FlowNode) => number | null): number[] => nodes.flatMap((node) => of(node) ?? []);
  const countries = new Set(nodes.map(({ country }) => country));
  const [from, until] = [ends((node) => node.fromMs), ends((node) => node.untilMs)];
  return {
    ...first!,
    ...{ key, place: null, party: null, name: null, region: null, latitude: null, longitude: null },
    country: countries.size === 1 ? first!.country : null,
    work: [...new Set(nodes.flatMap((node) => node.work))],
    merged: sum((node) => node.merged)!,
    lots: sum((node) => node.lots)!,
    custodialLots: sum((node) => node.custodialLots)!,
    fromMs: from.length === 0 ? null : Math.min(...from),
    untilMs: until.length === 0 ? null : Math.max(...until),
    share: sum((node) => node.share),
    containedGrams: sum((node) => node.containedGrams),
    inGrams: sum((node) => node.inGrams),
    bornGrams: sum((node) => node.bornGrams),
    openGrams: sum((node) => node.openGrams),
    madeGrams: sum((node) => node.madeGrams),
    lossGrams: sum((node) => node.lossGrams),
    goneGrams: sum((node) => node.goneGrams),
    remainingGrams: sum((node) => node.remainingGrams),
    lotsByInputs: sum((node) => node.lotsByInputs)!,
    apart: nodes.flatMap((node) => node.apart),
    gaps: sum((node) => node.gaps)!,
    conflicts: sum((node) => node.conflicts)!,
  };
}

function mergedEdges(edges: readonly FlowEdge[], boxOf: ReadonlyMap<string, string>): FlowEdge[] {
  const sums = new Map<string, FlowEdge>();
  for (const edge of edges) {
    const [from, to] = [boxOf.get(edge.from), boxOf.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const known = sums.get(`${from} ${to}`);
    sums.set(`${from} ${to}`, known === undefined ? { ...edge, from, to } : together(known, edge));
  }
  return [...sums.values()];
}

function together(one: FlowEdge, other: FlowEdge): FlowEdge {
  return {
    ...one,
    share: add(one.share, other.share),
    grams: add(one.grams, other.grams),
    containedGrams: add(one.containedGrams, other.containedGrams),
    links: one.links + other.links,
    unknown: one.unknown + other.unknown,
  };
}

/** Null where either is not known. */
function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
