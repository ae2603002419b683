// Which group each node of a search belongs to.
import type { LotGraph } from '../graph.ts';
import type { Links, Subgraph } from '../subgraph.ts';
import type { FlowLots } from './flow.ts';

/** By place; -1 where not shown. `along`: from each place to those that it reached. */
export function groupsOf(graph: LotGraph, subgraph: Subgraph, along: Links, lots: FlowLots): Int32Array {
  const groups = reachedGroups(graph, subgraph, along, lots);
  for (let place = 0; place < subgraph.size; place++) {
    const node = subgraph.nodes[place]!;
    if (graph.isRun(node) || !lots.isShown(node)) groups[place] = -1;
  }
  const { offsets, neighbours } = subgraph.inputs;
  for (let place = 0; place < subgraph.size; place++) {
    if (groups[place]! < 0) continue;
    for (let link = offsets[place]!; link < offsets[place + 1]!; link++) {
      const input = neighbours[link]!;
      if (groups[input]! < 0 && graph.isRun(subgraph.nodes[input]!)) groups[input] = groups[place]!;
    }
  }
  return groups;
}

/** A run hands on the group by which it was reached. */
function reachedGroups(graph: LotGraph, subgraph: Subgraph, along: Links, lots: FlowLots): Int32Array {
  const groups = new Int32Array(subgraph.size).fill(-1);
  const seen = new Uint8Array(subgraph.size);
  seen[0] = 1;
  const enter = (place: number, from: number): void => {
    const node = subgraph.nodes[place]!;
    groups[place] = graph.isRun(node) ? from : lots.groupOf(node, from);
  };
  enter(0, -1);
  for (let place = 0; place < subgraph.size; place++) {
    for (let link = along.offsets[place]!; link < along.offsets[place + 1]!; link++) {
      const next = along.neighbours[link]!;
      if (seen[next] === 1) continue;
      seen[next] = 1;
      enter(next, groups[place]!);
    }
  }
  return groups;
}
