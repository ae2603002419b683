// Which column each place stands in: in the order of the trade, what went in before what was made of it.
import { stages } from '../../../../src/domain/trace/stage.ts';
import type { FlowEdge, FlowNode } from '../../api/flow.ts';

/** Places of one stage that feed each other stand in columns of their own, at most so many. */
const deepestStage = 4;
const step = 100;

export interface Columns {
  /** Column of each node by its key, 0 where the trade begins. */
  readonly of: ReadonlyMap<string, number>;
  readonly count: number;
}

export function columnsOf(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Columns {
  const ranks = ranksOf(nodes, edges);
  const distinct = [...new Set(ranks.values())].sort((a, b) => a - b);
  const place = new Map(distinct.map((rank, at) => [rank, at]));
  return {
    of: new Map([...ranks].map(([key, rank]) => [key, place.get(rank)!])),
    count: distinct.length,
  };
}

/** Known stages have their place in the trade; other work comes after all that feeds it; what nobody declared, before what used it. */
function ranksOf(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const { key, stage } of nodes) if (isKnown(stage)) ranks.set(key, stages.indexOf(stage) * step);
  deepen(nodes, edges, ranks);
  placeOthers(nodes, edges, ranks);
  for (const { key, stage } of nodes) {
    if (stage !== 'undeclared') continue;
    const used = edges.filter(({ from }) => from === key).map(({ to }) => ranks.get(to) ?? 0);
    ranks.set(key, before(ranks, Math.min(...used, Number.MAX_SAFE_INTEGER)));
  }
  return ranks;
}

function isKnown(stage: FlowNode['stage']): boolean {
  return stage !== 'other' && stage !== 'undeclared';
}

/** Within a stage, whoever is fed by another stands behind it; a loop stops at the deepest column. */
function deepen(nodes: readonly FlowNode[], edges: readonly FlowEdge[], ranks: Map<string, number>): void {
  const stageOf = new Map(nodes.map(({ key, stage }) => [key, stage]));
  const inside = edges.filter(({ from, to }) => ranks.has(from) && stageOf.get(from) === stageOf.get(to));
  const there = new Set(inside.map(({ from, to }) => `${from} ${to}`));
  for (let round = 1; round < deepestStage; round += 1) {
    for (const { from, to } of inside) {
      const deeper = Math.min(
        ranks.get(from)! + 1,
        stages.indexOf(stageOf.get(to)!) * step + deepestStage - 1,
      );
      if (!there.has(`${to} ${from}`)) ranks.set(to, Math.max(ranks.get(to)!, deeper));
    }
  }
}

function placeOthers(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  ranks: Map<string, number>,
): void {
  const waiting = nodes.filter(({ stage }) => stage === 'other').map(({ key }) => key);
  const feeding = new Map(
    waiting.map((key) => [key, edges.filter(({ to }) => to === key).map(({ from }) => from)]),
  );
  for (let round = 0; round < waiting.length && waiting.some((key) => !ranks.has(key)); round += 1) {
    const ready = waiting.filter(
      (key) => !ranks.has(key) && feeding.get(key)!.every((from) => ranks.has(from) || !feeding.has(from)),
    );
    // Nothing is ready where all that is left runs in a circle: then the first breaks it.
    const next = ready.length > 0 ? ready : waiting.filter((key) => !ranks.has(key)).slice(0, 1);
    for (const key of next)
      ranks.set(key, Math.max(-1, ...feeding.get(key)!.map((from) => ranks.get(from) ?? -1)) + 1);
  }
}

/** The next rank that is taken before this one; a new one where there is none. */
function before(ranks: ReadonlyMap<string, number>, rank: number): number {
  const lower = [...ranks.values()].filter((one) => one < rank);
  return lower.length === 0 ? -1 : Math.max(...lower);
}
