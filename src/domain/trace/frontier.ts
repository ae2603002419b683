import { withRoom } from '../lot/room.ts';
import type { LotGraph } from './graph.ts';

/**
 * The nodes that one search has reached, in order. Its arrays are as large as the graph and serve one search after
 * another: stamps[n] >= base says that this search has reached n, and stamps[n] - base that it was the how-manyth;
 * what earlier searches left lies below base. 12 bytes a node, of which only the touched pages cost memory.
 */
export class Frontier {
  stamps: Uint32Array = new Uint32Array(0);
  queue: Uint32Array = new Uint32Array(0);
  depths: Uint32Array = new Uint32Array(0);
  base = 1;
  reached = 0;

  /** Forgets the search before. */
  begin(nodes: number): void {
    this.base += this.reached;
    this.reached = 0;
    this.stamps = withRoom(this.stamps, nodes);
    if (this.queue.length < nodes) {
      this.queue = new Uint32Array(this.stamps.length);
      this.depths = new Uint32Array(this.stamps.length);
    }
    if (this.base + nodes <= 0xffff_ffff) return;
    this.stamps.fill(0);
    this.base = 1;
  }

  /** The place of a node among those reached; negative where it was not reached. */
  placeOf(node: number): number {
    return this.stamps[node]! - this.base;
  }

  /** Reaches a node, unless it was reached before. */
  reach(node: number, depth: number): void {
    if (this.stamps[node]! >= this.base) return;
    this.stamps[node] = this.base + this.reached;
    this.queue[this.reached] = node;
    this.depths[this.reached++] = depth;
  }
}

// A search runs to its end before the next one begins, so one frontier a graph is enough.
const frontiers: WeakMap<LotGraph, Frontier> = new WeakMap();

/** The graph's frontier, empty, with room for all nodes. */
export function frontierOf(graph: LotGraph): Frontier {
  const frontier = frontiers.get(graph) ?? new Frontier();
  frontiers.set(graph, frontier);
  frontier.begin(graph.nodes);
  return frontier;
}
