// What lots come to, group by group.
import type { Direction, LotGraph } from '../graph.ts';
import type { Subgraph } from '../subgraph.ts';
import type { FlowLots } from './flow.ts';
import { knownInputs, noInputs, type Weights } from './weigh.ts';

/** A search with all that was found out about its places. */
export interface Traced {
  readonly graph: LotGraph;
  readonly subgraph: Subgraph;
  readonly direction: Direction;
  /** Produced by place, in base units. */
  readonly capacity: Float64Array;
  /** Contained by place (pour.ts): back in base units of the place, forward in those of the start. */
  readonly arrived: Float64Array;
  readonly weights: Weights;
  readonly groups: Int32Array;
}

export const gramSums = ['made', 'in', 'born', 'open', 'loss', 'gone', 'contained'] as const;
export type GramSum = (typeof gramSums)[number];

/** By group. in + born + open = made + loss; what remains is made - gone. */
export interface FlowSums {
  readonly groups: number;
  readonly lots: Uint32Array;
  /** Lots that cannot be weighed: in none of the grams. */
  readonly apart: Uint32Array;
  /** Lots that weigh what went into them, because nobody told more. */
  readonly byInputs: Uint32Array;
  /** `born`: made of nothing shown. `open`: what lots weigh beyond those of their inputs that are weighed, where not all are. */
  readonly grams: Readonly<Record<GramSum, Float64Array>>;
}

export function emptySums(groups: number): FlowSums {
  const grams = Object.fromEntries(gramSums.map((name) => [name, new Float64Array(groups)]));
  return {
    groups,
    lots: new Uint32Array(groups),
    apart: new Uint32Array(groups),
    byInputs: new Uint32Array(groups),
    grams: grams as Record<GramSum, Float64Array>,
  };
}

export function sumGroups(traced: Traced, lots: FlowLots): FlowSums {
  const { graph, subgraph, groups } = traced;
  const sums = emptySums(groups.reduce((most, group) => Math.max(most, group + 1), 0));
  for (let place = 0; place < subgraph.size; place++) {
    const node = subgraph.nodes[place]!;
    if (groups[place]! < 0 || graph.isRun(node)) continue;
    sums.lots[groups[place]!]!++;
    addLot(sums, traced, place, lots.drawnOf(node));
  }
  return sums;
}

function addLot({ grams, apart, byInputs }: FlowSums, traced: Traced, place: number, drawn: number): void {
  const { weights, capacity, arrived, direction } = traced;
  const group = traced.groups[place]!;
  const unit = weights.perUnit[place]!;
  grams.contained[group]! += arrived[place]! * (direction === 'back' ? unit : weights.perUnit[0]!);
  if (unit === 0) {
    apart[group]!++;
    return;
  }
  const made = capacity[place]! * unit;
  const into = weights.inGrams[place]!;
  const inputs = weights.inputs[place]!;
  byInputs[group]! += weights.byInputs[place]!;
  grams.made[group]! += made;
  grams.gone[group]! += drawn * unit;
  grams.in[group]! += into;
  if (inputs === noInputs) grams.born[group]! += made;
  else if (inputs === knownInputs) grams.loss[group]! += into - made;
  else grams.open[group]! += made - into;
}
