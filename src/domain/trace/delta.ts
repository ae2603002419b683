import { withRoom } from '../lot/room.ts';

/**
 * The edges of each node on one side, as rings through one array: `last` holds the newest edge of a node (+ 1; 0 =
 * none), `next` of the newest is the oldest. So one number a node is enough to append, and to read oldest first.
 */
export interface Rings {
  last: Uint32Array;
  next: Uint32Array;
}

/** The edges that came since the graph was sealed. */
export class Delta {
  readonly back: Rings = { last: new Uint32Array(0), next: new Uint32Array(0) };
  readonly forward: Rings = { last: new Uint32Array(0), next: new Uint32Array(0) };
  from: Uint32Array = new Uint32Array(0);
  to: Uint32Array = new Uint32Array(0);
  amounts: Float32Array = new Float32Array(0);
  size = 0;

  /** `nodes`: all nodes of the graph; the rings know each of them afterwards. */
  add(from: number, to: number, amount: number, nodes: number): void {
    const edge = this.size++;
    this.from = withRoom(this.from, this.size);
    this.to = withRoom(this.to, this.size);
    this.amounts = withRoom(this.amounts, this.size);
    this.from[edge] = from;
    this.to[edge] = to;
    this.amounts[edge] = amount;
    join(this.back, to, edge, nodes);
    join(this.forward, from, edge, nodes);
  }

  clear(): void {
    this.size = 0;
    this.back.last.fill(0);
    this.forward.last.fill(0);
  }
}

function join(rings: Rings, node: number, edge: number, nodes: number): void {
  rings.last = withRoom(rings.last, nodes);
  rings.next = withRoom(rings.next, edge + 1);
  const newest = rings.last[node]!;
  rings.next[edge] = newest === 0 ? edge + 1 : rings.next[newest - 1]!;
  if (newest !== 0) rings.next[newest - 1] = edge + 1;
  rings.last[node] = edge + 1;
}
