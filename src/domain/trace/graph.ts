import type { TypedArray } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';
import { mergeRows, mergeWeighedRows, type Rows, type WeighedRows } from './csr.ts';
import { Delta } from './delta.ts';
import { NodeSet } from './node-set.ts';

/**
 * The amount of an edge of which nobody said how much. Real amounts are whole base units, so anything below 1 is a
 * mark and not a weight; it has a sign like the others, so that taking back works alike.
 */
export const unknownAmount: number = 2 ** -10;

/** Back: what a lot was made of. Forward: what became of it. */
export type Direction = 'back' | 'forward';

const mostNodes = 0xffff_fffe;

/**
 * What was made of what. Nodes are lot numbers and *runs*: a process with many inputs and many outputs is a node of
 * its own, so that it costs inputs + outputs edges and not inputs x outputs. An edge says how much of its input, in
 * base units of the input, went into its output; of a run as input, how much of the run's total output the lot is.
 * A negative amount takes back what an earlier (or later) edge said; a link stands while the sum of
 * its known amounts, or that of its unknown ones, is positive.
 *
 * Most edges are *sealed*: sorted once by each end, 12 bytes an edge and 8 a node (marks: three bits a node more).
 * New ones wait in a small delta until seal(). Reading looks at both, and sees the same order before and after.
 */
export class LotGraph {
  #back: WeighedRows = {
    offsets: new Uint32Array(1),
    neighbours: new Uint32Array(0),
    amounts: new Float32Array(0),
  };
  #forward: Rows = { offsets: new Uint32Array(1), neighbours: new Uint32Array(0) };
  #delta: Delta = new Delta();
  #runs: NodeSet = new NodeSet();
  #reversedInto: NodeSet = new NodeSet();
  #reversedOutOf: NodeSet = new NodeSet();
  #nodes = 0;

  /** A sealed graph of all these edges at once: edge e goes from[e] -> to[e]; all three are as long as each other. */
  static fromEdges(from: Uint32Array, to: Uint32Array, amounts: Float32Array, nodes: number): LotGraph {
    const graph = new LotGraph();
    graph.#nodes = nodes;
    for (let edge = 0; edge < from.length; edge++) {
      if (from[edge]! >= nodes || to[edge]! >= nodes)
        throw new RangeError(`edge ${edge} leads out of the graph`);
      if (amounts[edge]! < 0) graph.#markReversal(from[edge]!, to[edge]!);
    }
    graph.#merge(from, to, amounts);
    return graph;
  }

  get nodes(): number {
    return this.#nodes;
  }

  get edges(): number {
    return this.#back.neighbours.length + this.#delta.size;
  }

  /** Edges that wait for seal(). */
  get unsealed(): number {
    return this.#delta.size;
  }

  /** Bytes of the sealed index: offsets, neighbours and amounts; not the marks (markBytes) nor the delta. */
  get sealedBytes(): number {
    const { offsets, neighbours, amounts } = this.#back;
    const forward = this.#forward.offsets.byteLength + this.#forward.neighbours.byteLength;
    return offsets.byteLength + neighbours.byteLength + amounts.byteLength + forward;
  }

  /** Bytes of the marks: which nodes are runs, which have an edge that was taken back. */
  get markBytes(): number {
    return [this.#runs, this.#reversedInto, this.#reversedOutOf].reduce(
      (sum, set) => sum + set.words.byteLength,
      0,
    );
  }

  /** Makes all numbers below `nodes` nodes of the graph, with or without edges. */
  growTo(nodes: number): void {
    if (nodes > mostNodes) throw new RangeError(`${nodes} nodes are too many`);
    this.#nodes = Math.max(this.#nodes, nodes);
  }

  markRun(node: number): void {
    this.growTo(node + 1);
    this.#runs.add(node);
  }

  isRun(node: number): boolean {
    return this.#runs.has(node);
  }

  get hasRuns(): boolean {
    return this.#runs.size > 0;
  }

  /** Adds an edge. `amount` is finite and not 0: a link of which the amount is missing has `unknownAmount`. */
  addEdge(from: number, to: number, amount: number): void {
    if (!Number.isFinite(amount) || amount === 0) throw new RangeError(`an edge cannot carry ${amount}`);
    this.growTo(Math.max(from, to) + 1);
    this.#delta.add(from, to, amount, this.#nodes);
    if (amount < 0) this.#markReversal(from, to);
  }

  /** Merges the delta into the sealed edges: time and passing memory as for building the whole anew. */
  seal(): void {
    const { size, from, to, amounts } = this.#delta;
    this.#merge(from.subarray(0, size), to.subarray(0, size), amounts.subarray(0, size));
    this.#delta.clear();
  }

  /** Visits each edge that leads into the node, oldest first, those taken back and their reversals included. */
  back(node: number, visit: (from: number, amount: number) => void): void {
    const { offsets, neighbours, amounts } = this.#back;
    const end = node + 1 < offsets.length ? offsets[node + 1]! : 0;
    for (let edge = offsets[node]!; edge < end; edge++) visit(neighbours[edge]!, amounts[edge]!);
    if (this.#delta.size === 0) return;
    this.#eachNew('back', node, (edge) => visit(this.#delta.from[edge]!, this.#delta.amounts[edge]!));
  }

  /** Visits each edge that leads out of the node, oldest first; reversals included, so some are visited twice. */
  forward(node: number, visit: (to: number) => void): void {
    const { offsets, neighbours } = this.#forward;
    const end = node + 1 < offsets.length ? offsets[node + 1]! : 0;
    for (let edge = offsets[node]!; edge < end; edge++) visit(neighbours[edge]!);
    if (this.#delta.size === 0) return;
    this.#eachNew('forward', node, (edge) => visit(this.#delta.to[edge]!));
  }

  /** Whether some edge of the node in this direction was taken back, so that its links need adding up (links.ts). */
  hasReversal(direction: Direction, node: number): boolean {
    return (direction === 'back' ? this.#reversedInto : this.#reversedOutOf).has(node);
  }

  get hasReversals(): boolean {
    return this.#reversedInto.size > 0;
  }

  /** The sealed arrays themselves, for the loops in which a call per edge would be felt. Read only. */
  get sealedBack(): WeighedRows {
    return this.#back;
  }

  /** As sealedBack. */
  get sealedForward(): Rows {
    return this.#forward;
  }

  /** The new edges themselves; their rings know all nodes once there is one edge. Read only. */
  get delta(): Delta {
    return this.#delta;
  }

  snapshot(): Record<string, TypedArray> {
    const { size, from, to, amounts } = this.#delta;
    return {
      nodes: Float64Array.of(this.#nodes),
      backOffsets: this.#back.offsets,
      backNeighbours: this.#back.neighbours,
      backAmounts: this.#back.amounts,
      forwardOffsets: this.#forward.offsets,
      forwardNeighbours: this.#forward.neighbours,
      runs: this.#runs.words,
      reversedInto: this.#reversedInto.words,
      reversedOutOf: this.#reversedOutOf.words,
      deltaFrom: from.subarray(0, size),
      deltaTo: to.subarray(0, size),
      deltaAmounts: amounts.subarray(0, size),
    };
  }

  /** Takes the arrays over. Only the edges of the delta are gone through again. */
  static restore(arrays: Record<string, TypedArray>): LotGraph {
    const words = (name: string): Uint32Array => arrayOf(arrays, name, Uint32Array);
    const graph = new LotGraph();
    graph.#nodes = arrayOf(arrays, 'nodes', Float64Array)[0]!;
    const amounts = arrayOf(arrays, 'backAmounts', Float32Array);
    graph.#back = { offsets: words('backOffsets'), neighbours: words('backNeighbours'), amounts };
    graph.#forward = { offsets: words('forwardOffsets'), neighbours: words('forwardNeighbours') };
    graph.#runs = new NodeSet(words('runs'));
    graph.#reversedInto = new NodeSet(words('reversedInto'));
    graph.#reversedOutOf = new NodeSet(words('reversedOutOf'));
    const newAmounts = arrayOf(arrays, 'deltaAmounts', Float32Array);
    words('deltaFrom').forEach((from, edge) => {
      graph.addEdge(from, words('deltaTo')[edge]!, newAmounts[edge]!);
    });
    return graph;
  }

  #markReversal(from: number, to: number): void {
    this.#reversedInto.add(to);
    this.#reversedOutOf.add(from);
  }

  #merge(from: Uint32Array, to: Uint32Array, amounts: Float32Array): void {
    this.#back = mergeWeighedRows(this.#back, { keys: to, neighbours: from, amounts }, this.#nodes);
    this.#forward = mergeRows(this.#forward, { keys: from, neighbours: to }, this.#nodes);
  }

  #eachNew(direction: Direction, node: number, visit: (edge: number) => void): void {
    const { last, next } = this.#delta[direction];
    const newest = node < last.length ? last[node]! : 0;
    if (newest === 0) return;
    let link = newest;
    do {
      link = next[link - 1]!;
      visit(link - 1);
    } while (link !== newest);
  }
}
