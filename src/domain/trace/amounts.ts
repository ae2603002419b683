import type { Links, Subgraph } from './subgraph.ts';

/**
 * What tracing needs to know of each node, by node number, as Balances keeps it. Of a run, `produced` is the sum of
 * the amounts on the edges that lead out of it: whoever projects an event keeps it so (runOutputs builds it anew).
 * An array that is too short says 0: nothing is known.
 */
export interface Amounts {
  readonly produced: Float64Array;
  readonly unknownProduced: Uint32Array;
  readonly dimensions: Uint8Array;
}

/** By place, what `links` are parts of: the produced amount, 0 where none is known. */
export function capacities(
  subgraph: Subgraph,
  links: Links,
  amounts: Amounts,
): { capacity: Float64Array; unknownAmounts: boolean } {
  const capacity = new Float64Array(subgraph.size);
  let unknownAmounts = subgraph.unknownAmounts;
  for (let place = 0; place < subgraph.size; place++) {
    const node = subgraph.nodes[place]!;
    capacity[place] = amounts.produced[node] ?? 0;
    if (links.offsets[place] === links.offsets[place + 1]) continue;
    if (capacity[place] === 0 || (amounts.unknownProduced[node] ?? 0) > 0) unknownAmounts = true;
  }
  return { capacity, unknownAmounts };
}
