import { type Amounts, capacities } from '../amounts.ts';
import { frontierOf } from '../frontier.ts';
import type { Direction, LotGraph } from '../graph.ts';
import { orderOf } from '../order.ts';
import { pour } from '../pour.ts';
import { type Links, subgraphOf, turned } from '../subgraph.ts';
import { search } from '../walk.ts';
import { groupsOf } from './groups.ts';
import { type FlowEdges, sumEdges } from './edges.ts';
import { type FlowSums, sumGroups } from './sums.ts';
import { weigh } from './weigh.ts';

/** What a flow asks of lots, by node number; of runs it asks nothing. */
export interface FlowLots {
  /** The group of a lot: a whole number from 0. `from`: that of the lot by which it was reached, -1 at the start. */
  groupOf(node: number, from: number): number;
  /** Grams of one base unit; 0 where nobody tells. */
  gramsPerUnit(node: number): number;
  /** Base units that events took out of it. */
  drawnOf(node: number): number;
  /** False: it is left out of all sums, and what led to it or from it is left out as well. */
  isShown(node: number): boolean;
}

/** A traced chain, summed up by groups of lots (places of work) and the edges between them. */
export interface Flow {
  /** Nodes reached, runs among them, the start first, breadth first. */
  readonly nodes: Uint32Array;
  /** Group of each node; -1 where it is not shown. A run has that of the first shown lot that it made. */
  readonly groups: Int32Array;
  /** Back: grams of each node that are in the start. Forward: grams of the start that are in it. */
  readonly containedGrams: Float64Array;
  /** Forward: of those, the grams that went no further, as far as links tell. Back: 0. */
  readonly restGrams: Float64Array;
  /** Of those that are contained, the grams of nodes that lead no further, as originsOf adds them up. */
  readonly endGrams: number;
  /** Grams of one base unit of each node; 0 where not known. */
  readonly perUnit: Float64Array;
  readonly sums: FlowSums;
  readonly edges: FlowEdges;
  /** Links followed. */
  readonly links: number;
  readonly unknownAmounts: boolean;
  /** False where a loop gives back nearly all that it takes (pour.ts). */
  readonly settled: boolean;
}

/**
 * The chain of `start` as flows between groups. For each group: grams that went in + those of lots that began there + those
 * of open inputs = made + lost; made = gone + remaining. What is contained comes to the same as in originsOf and reachOf.
 */
export function flowOf(
  graph: LotGraph,
  start: number,
  direction: Direction,
  amounts: Amounts,
  lots: FlowLots,
): Flow {
  const frontier = frontierOf(graph);
  const links = search(graph, frontier, start, direction, graph.nodes);
  const subgraph = subgraphOf(graph, frontier);
  const along = direction === 'back' ? subgraph.inputs : turned(subgraph.inputs);
  const { capacity, unknownAmounts } = capacities(subgraph, along, amounts);
  const order = orderOf(along, subgraph.size);
  const { amounts: arrived, settled } = pour(along, order, capacity, capacity[0]!);
  const originsFirst = direction === 'back' ? order.places.toReversed() : order.places;
  const weights = weigh(graph, frontier, originsFirst, capacity, (node) => lots.gramsPerUnit(node));
  const groups = groupsOf(graph, subgraph, along, lots);
  const unitOf = (place: number): number => weights.perUnit[direction === 'back' ? place : 0]!;
  const traced = { graph, subgraph, direction, capacity, arrived, weights, groups };
  const containedGrams = arrived.map((amount, place) => amount * unitOf(place));
  const isEnd = (place: number): boolean => along.offsets[place] === along.offsets[place + 1];
  return {
    nodes: subgraph.nodes,
    groups,
    containedGrams,
    restGrams: restOf(containedGrams, along, capacity, direction),
    endGrams: containedGrams.reduce((sum, grams, place) => (isEnd(place) ? sum + grams : sum), 0),
    perUnit: weights.perUnit,
    sums: sumGroups(traced, lots),
    edges: sumEdges(traced),
    links,
    unknownAmounts,
    settled,
  };
}

function restOf(
  containedGrams: Float64Array,
  along: Links,
  capacity: Float64Array,
  direction: Direction,
): Float64Array {
  if (direction === 'back') return new Float64Array(containedGrams.length);
  return containedGrams.map((grams, place) => {
    let passed = 0;
    for (let link = along.offsets[place]!; link < along.offsets[place + 1]!; link++)
      passed += along.amounts[link]!;
    return capacity[place] === 0 ? 0 : grams * Math.max(0, 1 - passed / capacity[place]!);
  });
}
