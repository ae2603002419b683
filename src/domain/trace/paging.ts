export interface Page {
  readonly nodes: Uint32Array;
  /** Where the next page begins; null after the last. */
  readonly next: number | null;
}

/** The nodes from place `from` on, at most `size` of them. Breadth-first order keeps, so pages never overlap. */
export function pageOf(nodes: Uint32Array, from: number, size: number): Page {
  const end = Math.min(from + size, nodes.length);
  return { nodes: nodes.subarray(from, end), next: end < nodes.length ? end : null };
}

export interface GroupShare {
  readonly group: string;
  readonly count: number;
  /** In the base units of the amounts that were added. */
  readonly amount: number;
  /** Of all groups together, 0 to 1; 0 where no amount is known. */
  readonly share: number;
}

/**
 * Amounts and shares by group (country, facility), largest first, then by name. A node without a group is left out
 * and counts in no share: so one summary per dimension is made by grouping only the nodes of that dimension.
 */
export function summaryOf(
  nodes: Uint32Array,
  amounts: Float64Array,
  groupOf: (node: number) => string | undefined,
): GroupShare[] {
  const groups = new Map<string, { count: number; amount: number }>();
  nodes.forEach((node, place) => {
    const name = groupOf(node);
    if (name === undefined) return;
    const group = groups.get(name) ?? { count: 0, amount: 0 };
    groups.set(name, { count: group.count + 1, amount: group.amount + amounts[place]! });
  });
  const total = [...groups.values()].reduce((sum, { amount }) => sum + amount, 0);
  return [...groups]
    .map(([group, sum]) => ({ group, ...sum, share: total > 0 ? sum.amount / total : 0 }))
    .sort((a, b) => b.amount - a.amount || (a.group < b.group ? -1 : 1));
}
