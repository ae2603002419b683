// What went from group to group.
import { withRoom } from '../../lot/room.ts';
import type { Traced } from './sums.ts';

/** Edge e leads from group from[e] to group to[e], in the order of the trade: from what went in to what was made. */
export interface FlowEdges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Grams that moved, into what is shown. */
  readonly movedGrams: Float64Array;
  /** Those that are in the start (back), or of the start (forward). */
  readonly containedGrams: Float64Array;
  /** Links of lots. */
  readonly links: Uint32Array;
  /** Links of which the amount, or the weight, is not known: not in the grams. */
  readonly unknown: Uint32Array;
}

/** Adds up edges by their two ends. */
export class EdgeSums {
  #places = new Map<number, number>();
  #from: Uint32Array = new Uint32Array(0);
  #to: Uint32Array = new Uint32Array(0);
  #moved: Float64Array = new Float64Array(0);
  #contained: Float64Array = new Float64Array(0);
  #links: Uint32Array = new Uint32Array(0);
  #unknown: Uint32Array = new Uint32Array(0);

  add(from: number, to: number, moved: number, contained: number, links: number, unknown: number): void {
    const edge = this.#edge(from, to);
    this.#moved[edge]! += moved;
    this.#contained[edge]! += contained;
    this.#links[edge]! += links;
    this.#unknown[edge]! += unknown;
  }

  get edges(): FlowEdges {
    const size = this.#places.size;
    return {
      from: this.#from.subarray(0, size),
      to: this.#to.subarray(0, size),
      movedGrams: this.#moved.subarray(0, size),
      containedGrams: this.#contained.subarray(0, size),
      links: this.#links.subarray(0, size),
      unknown: this.#unknown.subarray(0, size),
    };
  }

  #edge(from: number, to: number): number {
    const key = from * 2 ** 26 + to;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const edge = this.#places.size;
    this.#places.set(key, edge);
    this.#from = withRoom(this.#from, edge + 1);
    this.#to = withRoom(this.#to, edge + 1);
    this.#moved = withRoom(this.#moved, edge + 1);
    this.#contained = withRoom(this.#contained, edge + 1);
    this.#links = withRoom(this.#links, edge + 1);
    this.#unknown = withRoom(this.#unknown, edge + 1);
    [this.#from[edge], this.#to[edge]] = [from, to];
    return edge;
  }
}

export function sumEdges(traced: Traced): FlowEdges {
  const { subgraph, groups, weights, direction, capacity, arrived } = traced;
  const { offsets, neighbours, amounts } = subgraph.inputs;
  const shown = shownParts(traced);
  const sums = new EdgeSums();
  for (let place = 0; place < subgraph.size; place++) {
    const to = groups[place]!;
    if (to < 0) continue;
    for (let link = offsets[place]!; link < offsets[place + 1]!; link++) {
      const input = neighbours[link]!;
      const from = groups[input]!;
      if (from < 0 || from === to) continue;
      const grams = amounts[link]! * weights.perUnit[input]!;
      const source = direction === 'back' ? place : input;
      const part = capacity[source] === 0 ? 0 : arrived[source]! / capacity[source]!;
      const unit = weights.perUnit[direction === 'back' ? input : 0]!;
      const contained = part * amounts[link]! * unit;
      sums.add(from, to, grams * shown[place]!, contained, 1, grams === 0 ? 1 : 0);
    }
  }
  return sums.edges;
}

/** Of a lot all; of a run, the part of its outputs that is shown: what went into the rest is none of this chain. */
function shownParts({ graph, subgraph, groups, capacity }: Traced): Float64Array {
  const { offsets, neighbours, amounts } = subgraph.inputs;
  const parts = new Float64Array(subgraph.size);
  for (let place = 0; place < subgraph.size; place++) {
    const isRun = graph.isRun(subgraph.nodes[place]!);
    if (!isRun) parts[place] = 1;
    if (isRun || groups[place]! < 0) continue;
    for (let link = offsets[place]!; link < offsets[place + 1]!; link++) {
      const input = neighbours[link]!;
      if (!graph.isRun(subgraph.nodes[input]!) || capacity[input] === 0) continue;
      parts[input] = Math.min(1, parts[input]! + amounts[link]! / capacity[input]!);
    }
  }
  return parts;
}
