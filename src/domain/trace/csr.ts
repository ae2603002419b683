/**
 * Edges sorted by one of their ends (compressed sparse rows): the neighbours of node n are
 * neighbours[offsets[n] … offsets[n + 1]), in the order in which the edges were added.
 */
export interface Rows {
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
}

export interface WeighedRows extends Rows {
  readonly amounts: Float32Array;
}

/** New edges: keys[e] is the end to sort by, neighbours[e] the other one. */
interface NewEdges {
  readonly keys: Uint32Array;
  readonly neighbours: Uint32Array;
}

/** The rows with the new edges behind the old ones of each node; `nodes` rows. Two passes, no comparison. */
export function mergeRows(old: Rows, added: NewEdges, nodes: number): Rows {
  const { offsets, free } = layOut(old, added.keys, nodes);
  const neighbours = new Uint32Array(offsets[nodes]!);
  spread(old.offsets, offsets, old.neighbours, neighbours);
  placeNew(free, added, neighbours, undefined, undefined);
  return { offsets, neighbours };
}

/** mergeRows for rows with amounts. */
export function mergeWeighedRows(
  old: WeighedRows,
  added: NewEdges & { readonly amounts: Float32Array },
  nodes: number,
): WeighedRows {
  const { offsets, free } = layOut(old, added.keys, nodes);
  const neighbours = new Uint32Array(offsets[nodes]!);
  const amounts = new Float32Array(offsets[nodes]!);
  spread(old.offsets, offsets, old.neighbours, neighbours);
  spread(old.offsets, offsets, old.amounts, amounts);
  placeNew(free, added, neighbours, added.amounts, amounts);
  return { offsets, neighbours, amounts };
}

/** Where each row will begin, and where in it the first new edge goes. */
function layOut(old: Rows, keys: Uint32Array, nodes: number): { offsets: Uint32Array; free: Uint32Array } {
  const offsets = new Uint32Array(nodes + 1);
  const free = new Uint32Array(nodes);
  for (let edge = 0; edge < keys.length; edge++) free[keys[edge]!]!++;
  const oldNodes = old.offsets.length - 1;
  let end = 0;
  for (let node = 0; node < nodes; node++) {
    const added = free[node]!;
    free[node] = end + (node < oldNodes ? old.offsets[node + 1]! - old.offsets[node]! : 0);
    end = free[node]! + added;
    offsets[node + 1] = end;
  }
  return { offsets, free };
}

/** Moves the old rows apart, in blocks between two rows that grew. */
function spread<A extends Uint32Array | Float32Array>(
  oldOffsets: Uint32Array,
  offsets: Uint32Array,
  from: A,
  to: A,
): void {
  const oldNodes = oldOffsets.length - 1;
  let block = 0;
  for (let node = 0; node < oldNodes; node++) {
    const shift = offsets[node + 1]! - oldOffsets[node + 1]!;
    if (node + 1 < oldNodes && shift === offsets[node]! - oldOffsets[node]!) continue;
    to.set(from.subarray(oldOffsets[block]!, oldOffsets[node + 1]!), offsets[block]!);
    block = node + 1;
  }
}

function placeNew(
  free: Uint32Array,
  added: NewEdges,
  neighbours: Uint32Array,
  newAmounts: Float32Array | undefined,
  amounts: Float32Array | undefined,
): void {
  const { keys, neighbours: others } = added;
  for (let edge = 0; edge < keys.length; edge++) {
    const place = free[keys[edge]!]!++;
    neighbours[place] = others[edge]!;
    if (amounts !== undefined) amounts[place] = newAmounts![edge]!;
  }
}
