import { type Amounts, capacities } from './amounts.ts';
import { frontierOf } from './frontier.ts';
import type { LotGraph } from './graph.ts';
import { eachInput, isUnknown } from './links.ts';
import { type Order, orderOf } from './order.ts';
import { mostRounds, pour, smallestChange } from './pour.ts';
import { type Subgraph, subgraphOf, turned } from './subgraph.ts';
import { search } from './walk.ts';

export interface Reach {
  /** Every node that the start went into, the start first, breadth first. */
  readonly nodes: Uint32Array;
  /** How much of the start is in all that was produced of each node, in base units of the start. */
  readonly amounts: Float64Array;
  /** The part of each node that stems from the start, 0 to 1, by the amounts of its inputs. */
  readonly shares: Float64Array;
  readonly edges: number;
  /** Some amount on the way is missing: amounts are too low, shares may be wrong. */
  readonly unknownAmounts: boolean;
  /** False where a loop gives back nearly all that it takes (pour.ts). */
  readonly settled: boolean;
}

/**
 * Where `asked` base units of the start went (all that was produced of it, if not said). Shares are of the whole
 * start. Inputs of one node in different dimensions cannot be added up: only those of its lowest dimension count
 * towards shares, so mass comes before pieces when mass has the lower number.
 */
export function reachOf(graph: LotGraph, start: number, amounts: Amounts, asked?: number): Reach {
  const frontier = frontierOf(graph);
  const edges = search(graph, frontier, start, 'forward', graph.nodes);
  const subgraph = subgraphOf(graph, frontier);
  const outputs = turned(subgraph.inputs);
  const { capacity, unknownAmounts } = capacities(subgraph, outputs, amounts);
  const order = orderOf(outputs, subgraph.size);
  const poured = pour(outputs, order, capacity, asked ?? capacity[0]!);
  const shares = sharesOf(graph, subgraph, order, amounts.dimensions);
  return { nodes: subgraph.nodes, ...poured, shares, edges, unknownAmounts };
}

/** A node's share is the mean of its inputs' shares, weighed by amount; inputs from elsewhere have the share 0. */
function sharesOf(graph: LotGraph, subgraph: Subgraph, order: Order, dimensions: Uint8Array): Float64Array {
  const { from, to } = order.loops;
  const weights = weightsOf(graph, subgraph, dimensions);
  const shares = new Float64Array(subgraph.size);
  shares[0] = 1;
  mix(subgraph, order, weights, shares, 1, from);
  for (let round = 0; round < mostRounds && from < to; round++) {
    if (mix(subgraph, order, weights, shares, Math.max(from, 1), to) <= smallestChange) break;
  }
  mix(subgraph, order, weights, shares, Math.max(to, 1), subgraph.size);
  return shares;
}

/** Computes the shares at the positions from…to of the order anew; returns the largest change. */
function mix(
  subgraph: Subgraph,
  order: Order,
  weights: Float64Array,
  shares: Float64Array,
  from: number,
  to: number,
): number {
  const { offsets, neighbours } = subgraph.inputs;
  let change = 0;
  for (let position = from; position < to; position++) {
    const place = order.places[position]!;
    let share = 0;
    for (let link = offsets[place]!; link < offsets[place + 1]!; link++) {
      share += shares[neighbours[link]!]! * weights[link]!;
    }
    change = Math.max(change, Math.abs(share - shares[place]!));
    shares[place] = Math.min(share, 1);
  }
  return change;
}

/** For each link of the subgraph, its part of all that went into its node, in the node's lowest input dimension. */
function weightsOf(graph: LotGraph, subgraph: Subgraph, dimensions: Uint8Array): Float64Array {
  const { offsets, neighbours, amounts } = subgraph.inputs;
  const weights = new Float64Array(offsets[subgraph.size]!);
  let lowest = 0;
  let inflow = 0;
  const add = (from: number, amount: number): void => {
    const dimension = from < dimensions.length ? dimensions[from]! : 0;
    if (isUnknown(amount) || (inflow > 0 && dimension > lowest)) return;
    inflow = dimension === lowest ? inflow + amount : amount;
    lowest = dimension;
  };
  for (let place = 0; place < subgraph.size; place++) {
    inflow = 0;
    eachInput(graph, subgraph.nodes[place]!, add);
    for (let link = offsets[place]!; link < offsets[place + 1]!; link++) {
      const dimension = dimensions[subgraph.nodes[neighbours[link]!]!] ?? 0;
      if (dimension === lowest && inflow > 0) weights[link] = amounts[link]! / inflow;
    }
  }
  return weights;
}
