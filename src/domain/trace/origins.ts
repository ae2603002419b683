import { type Amounts, capacities } from './amounts.ts';
import { frontierOf } from './frontier.ts';
import type { LotGraph } from './graph.ts';
import { orderOf } from './order.ts';
import { pour } from './pour.ts';
import { type Subgraph, subgraphOf } from './subgraph.ts';
import { search } from './walk.ts';

export interface Origins {
  /** The nodes that nothing shown was made into, and how much of each is in the target, in base units of each. */
  readonly origins: Uint32Array;
  readonly originAmounts: Float64Array;
  /** Sum of originAmounts. It means something where all origins are of one dimension. */
  readonly total: number;
  /** Every node the target was made of (the target first, breadth first), and how much of each is in it. */
  readonly nodes: Uint32Array;
  readonly amounts: Float64Array;
  readonly edges: number;
  /** Some amount on the way is missing: the origins are all there, but their amounts are too low. */
  readonly unknownAmounts: boolean;
  /** False where a loop gives back nearly all that it takes, so that amounts are too low (pour.ts). */
  readonly settled: boolean;
}

/**
 * How much of each origin is contained in `asked` base units of the target (all that was produced of it, if not
 * said). A lot contains of an input: its own share that is in the target x the amount of the input that went into
 * it. What was made together is taken to be mixed evenly. A lot may be among its own inputs (recycling).
 *
 * A run whose inputs were all taken back stands as an origin itself, so that nothing disappears from the sum.
 */
export function originsOf(graph: LotGraph, target: number, amounts: Amounts, asked?: number): Origins {
  const frontier = frontierOf(graph);
  const edges = search(graph, frontier, target, 'back', graph.nodes);
  const subgraph = subgraphOf(graph, frontier);
  const { capacity, unknownAmounts } = capacities(subgraph, subgraph.inputs, amounts);
  const order = orderOf(subgraph.inputs, subgraph.size);
  const poured = pour(subgraph.inputs, order, capacity, asked ?? capacity[0]!);
  const unknown = unknownAmounts || (asked === undefined && capacity[0] === 0);
  const { nodes } = subgraph;
  return { ...endsOf(subgraph, poured.amounts), nodes, ...poured, edges, unknownAmounts: unknown };
}

function endsOf(
  subgraph: Subgraph,
  amounts: Float64Array,
): Pick<Origins, 'origins' | 'originAmounts' | 'total'> {
  const { offsets } = subgraph.inputs;
  const origins = new Uint32Array(subgraph.size);
  const originAmounts = new Float64Array(subgraph.size);
  let count = 0;
  let total = 0;
  for (let place = 0; place < subgraph.size; place++) {
    if (offsets[place] !== offsets[place + 1]) continue;
    origins[count] = subgraph.nodes[place]!;
    originAmounts[count++] = amounts[place]!;
    total += amounts[place]!;
  }
  return { origins: origins.slice(0, count), originAmounts: originAmounts.slice(0, count), total };
}

/** The produced amounts of all runs, from the edges alone: one pass over the whole graph. 0 at all other nodes. */
export function runOutputs(graph: LotGraph): Float64Array {
  const outputs = new Float64Array(graph.nodes);
  const add = (from: number, amount: number): void => {
    if (graph.isRun(from)) outputs[from]! += amount;
  };
  for (let node = 0; node < graph.nodes; node++) graph.back(node, add);
  return outputs;
}
