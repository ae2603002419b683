// A flow of many groups made small: the least of each band become one.
import { EdgeSums, type FlowEdges } from './edges.ts';
import { emptySums, type FlowSums, gramSums } from './sums.ts';

export interface Folded {
  readonly sums: FlowSums;
  readonly edges: FlowEdges;
  /** New group of each old one. */
  readonly groups: Uint32Array;
  /** The old group that a new one is; -1 where it is the rest of its band. */
  readonly kept: Int32Array;
  /** How many old groups each new one stands for. */
  readonly merged: Uint32Array;
  /** Band of each new group. */
  readonly bands: Uint32Array;
}

/**
 * Keeps at most `most` groups as they are, the largest by what is contained (then by lots, then the earlier one), and of
 * each band at least its largest. All others of a band become one group, unless there is only one.
 */
export function fold(
  sums: FlowSums,
  edges: FlowEdges,
  bandOf: (group: number) => number,
  most: number,
): Folded {
  const bands = Uint32Array.from({ length: sums.groups }, (_, group) => bandOf(group));
  const isKept = keptGroups(sums, bands, most);
  const groups = new Uint32Array(sums.groups);
  const kept: number[] = [];
  const rests = new Map<number, number>();
  for (let group = 0; group < sums.groups; group++) {
    const rest = isKept[group] === 1 ? undefined : rests.get(bands[group]!);
    groups[group] = rest ?? kept.length;
    if (rest !== undefined) continue;
    if (isKept[group] === 0) rests.set(bands[group]!, kept.length);
    kept.push(isKept[group] === 1 ? group : -1);
  }
  const merged = new Uint32Array(kept.length);
  const newBands = new Uint32Array(kept.length);
  groups.forEach((group, old) => {
    merged[group]!++;
    newBands[group] = bands[old]!;
  });
  return {
    sums: foldedSums(sums, groups, kept.length),
    edges: foldedEdges(edges, groups),
    groups,
    kept: Int32Array.from(kept),
    merged,
    bands: newBands,
  };
}

function keptGroups({ groups, lots, grams }: FlowSums, bands: Uint32Array, most: number): Uint8Array {
  const isKept = new Uint8Array(groups);
  if (groups <= most) return isKept.fill(1);
  const bySize = Uint32Array.from({ length: groups }, (_, group) => group).sort(
    (a, b) => grams.contained[b]! - grams.contained[a]! || lots[b]! - lots[a]! || a - b,
  );
  const seen = new Set<number>();
  let count = 0;
  for (const group of bySize) {
    if (seen.has(bands[group]!)) continue;
    seen.add(bands[group]!);
    isKept[group] = 1;
    count++;
  }
  for (const group of bySize) {
    if (count >= most) break;
    if (isKept[group] === 1) continue;
    isKept[group] = 1;
    count++;
  }
  return loneOnesKept(isKept, bands);
}

/** A rest of one is that one. */
function loneOnesKept(isKept: Uint8Array, bands: Uint32Array): Uint8Array {
  const left = new Map<number, number>();
  isKept.forEach((kept, group) => {
    if (kept === 0) left.set(bands[group]!, (left.get(bands[group]!) ?? 0) + 1);
  });
  return isKept.map((kept, group) => (kept === 1 || left.get(bands[group]!) === 1 ? 1 : 0));
}

function foldedSums(sums: FlowSums, groups: Uint32Array, size: number): FlowSums {
  const folded = emptySums(size);
  groups.forEach((group, old) => {
    folded.lots[group]! += sums.lots[old]!;
    folded.apart[group]! += sums.apart[old]!;
    folded.byInputs[group]! += sums.byInputs[old]!;
    for (const name of gramSums) folded.grams[name][group]! += sums.grams[name][old]!;
  });
  return folded;
}

function foldedEdges(edges: FlowEdges, groups: Uint32Array): FlowEdges {
  const sums = new EdgeSums();
  edges.from.forEach((from, edge) => {
    const [source, target] = [groups[from]!, groups[edges.to[edge]!]!];
    if (source === target) return;
    const { movedGrams, containedGrams, links, unknown } = edges;
    sums.add(source, target, movedGrams[edge]!, containedGrams[edge]!, links[edge]!, unknown[edge]!);
  });
  return sums.edges;
}
