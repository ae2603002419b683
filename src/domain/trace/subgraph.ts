import { withRoom } from '../lot/room.ts';
import type { Frontier } from './frontier.ts';
import type { LotGraph } from './graph.ts';
import { eachInput, isUnknown } from './links.ts';

/** Links between the places of a search: those of place p are [offsets[p] … offsets[p + 1]). Amounts may be 0. */
export interface Links {
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
  readonly amounts: Float64Array;
}

/**
 * The part of the graph that a search reached, small and close together: nodes are their places in the search, so
 * that everything after runs in the processor's cache, and reversals are already settled.
 */
export interface Subgraph {
  readonly size: number;
  /** Node number by place. */
  readonly nodes: Uint32Array;
  /** From each place to its inputs among the places. */
  readonly inputs: Links;
  /** Whether some link into one of the nodes, also from elsewhere, has no amount; it counts as 0. */
  readonly unknownAmounts: boolean;
}

/** All standing links between the nodes that the frontier reached. The arrays are the caller's. */
export function subgraphOf(graph: LotGraph, frontier: Frontier): Subgraph {
  const size = frontier.reached;
  const offsets = new Uint32Array(size + 1);
  let neighbours: Uint32Array = new Uint32Array(size * 3);
  let amounts: Float64Array = new Float64Array(size * 3);
  let links = 0;
  let unknownAmounts = false;
  const add = (from: number, amount: number): void => {
    if (isUnknown(amount)) unknownAmounts = true;
    const place = frontier.placeOf(from);
    if (place < 0) return;
    if (links === neighbours.length) {
      neighbours = withRoom(neighbours, links + 1);
      amounts = withRoom(amounts, neighbours.length);
    }
    if (!isUnknown(amount)) amounts[links] = amount;
    neighbours[links++] = place;
  };
  for (let place = 0; place < size; place++) {
    eachInput(graph, frontier.queue[place]!, add);
    offsets[place + 1] = links;
  }
  return {
    size,
    nodes: frontier.queue.slice(0, size),
    inputs: { offsets, neighbours, amounts },
    unknownAmounts,
  };
}

/** The same links from the other end. */
export function turned(links: Links): Links {
  const size = links.offsets.length - 1;
  const count = links.offsets[size]!;
  const offsets = new Uint32Array(size + 1);
  for (let link = 0; link < count; link++) offsets[links.neighbours[link]! + 1]!++;
  for (let place = 0; place < size; place++) offsets[place + 1]! += offsets[place]!;
  const free = offsets.slice(0, size);
  const neighbours = new Uint32Array(count);
  const amounts = new Float64Array(count);
  for (let place = 0; place < size; place++) {
    for (let link = links.offsets[place]!; link < links.offsets[place + 1]!; link++) {
      const at = free[links.neighbours[link]!]!++;
      neighbours[at] = place;
      amounts[at] = links.amounts[link]!;
    }
  }
  return { offsets, neighbours, amounts };
}
