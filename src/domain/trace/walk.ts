import { type Frontier, frontierOf } from './frontier.ts';
import type { Direction, LotGraph } from './graph.ts';
import { standingInputs, standingOutputs } from './links.ts';

export interface Walk {
  /** Breadth first, the start before all. Runs are among them. */
  readonly nodes: Uint32Array;
  /** Lots passed on the way by which the node was first reached; entering a run is no step. */
  readonly depths: Uint32Array;
  /** Links followed: every edge; at a node with reversals, every neighbour whose edges do not cancel out. */
  readonly edges: number;
  readonly maxDepth: number;
  /** `limit`: there was more, and the walk stopped at as many nodes as it was allowed. */
  readonly stopped: 'end' | 'limit';
}

/** Everything that the start was made of (back) or went into (forward), at most `limit` nodes of it. */
export function walk(
  graph: LotGraph,
  start: number,
  direction: Direction,
  options: { readonly limit?: number } = {},
): Walk {
  const frontier = frontierOf(graph);
  const limit = options.limit ?? graph.nodes;
  const edges = search(graph, frontier, start, direction, limit);
  const nodes = frontier.queue.slice(0, Math.min(limit, frontier.reached));
  const depths = frontier.depths.slice(0, nodes.length);
  const stopped = frontier.reached > limit ? 'limit' : 'end';
  return { nodes, depths, edges, maxDepth: highest(depths), stopped };
}

/** Fills the frontier with all that can be reached, or with more than `limit` nodes; returns the links followed. */
export function search(
  graph: LotGraph,
  frontier: Frontier,
  start: number,
  direction: Direction,
  limit: number,
): number {
  if (!(start >= 0 && start < graph.nodes)) throw new RangeError(`${start} is no node of the graph`);
  const expand = expander(graph, frontier, direction);
  let edges = 0;
  frontier.reach(start, 0);
  for (let place = 0; place < frontier.reached && frontier.reached <= limit; place++) {
    edges += expand(frontier.queue[place]!, frontier.depths[place]!);
  }
  return edges;
}

/** A function that reaches all neighbours of a node and returns how many links it followed. */
function expander(
  graph: LotGraph,
  frontier: Frontier,
  direction: Direction,
): (node: number, depth: number) => number {
  const { offsets, neighbours } = direction === 'back' ? graph.sealedBack : graph.sealedForward;
  const sealedNodes = offsets.length - 1;
  const { hasReversals, hasRuns, delta } = graph;
  const { last, next } = delta[direction];
  const others = direction === 'back' ? delta.from : delta.to;

  return (node, depth) => {
    if (hasReversals && graph.hasReversal(direction, node))
      return expandStanding(graph, frontier, direction, node, depth);
    const first = node < sealedNodes ? offsets[node]! : 0;
    const end = node < sealedNodes ? offsets[node + 1]! : 0;
    let edges = end - first;
    for (let edge = first; edge < end; edge++) {
      const other = neighbours[edge]!;
      frontier.reach(other, hasRuns && graph.isRun(other) ? depth : depth + 1);
    }
    const newest = node < last.length ? last[node]! : 0;
    for (let link = newest; link !== 0; ) {
      link = next[link - 1]!;
      const other = others[link - 1]!;
      frontier.reach(other, graph.isRun(other) ? depth : depth + 1);
      edges++;
      if (link === newest) break;
    }
    return edges;
  };
}

function expandStanding(
  graph: LotGraph,
  frontier: Frontier,
  direction: Direction,
  node: number,
  depth: number,
): number {
  const standing = direction === 'back' ? standingInputs(graph, node).keys() : standingOutputs(graph, node);
  let edges = 0;
  for (const other of standing) {
    frontier.reach(other, graph.isRun(other) ? depth : depth + 1);
    edges++;
  }
  return edges;
}

function highest(depths: Uint32Array): number {
  let most = 0;
  for (let place = 0; place < depths.length; place++) if (depths[place]! > most) most = depths[place]!;
  return most;
}
