// Where in a generated graph the traces of a wanted size begin.
import type { CottonGraph } from './graph.ts';

/** A lot and how many lots it goes back to, itself not counted. */
export interface Root {
  lot: number;
  ancestors: number;
}

/** For each wanted number of ancestors the root that comes nearest, among `perLevel` lots of each level, evenly spread. */
export function rootsByAncestors(graph: CottonGraph, wanted: readonly number[], perLevel = 20): Root[] {
  const count = ancestorCounter(graph);
  const roots: Root[] = [];
  for (let level = 1; level < graph.levelStart.length - 1; level += 1) {
    const [start, end] = [graph.levelStart[level]!, graph.levelStart[level + 1]!];
    for (let sample = 0; sample < perLevel; sample += 1) {
      const lot = start + Math.floor(((sample + 0.5) / perLevel) * (end - start));
      roots.push({ lot, ancestors: count(lot) });
    }
  }
  const distance = (root: Root, target: number): number => Math.abs(root.ancestors - target);
  return wanted.map((target) =>
    roots.reduce((best, root) => (distance(root, target) < distance(best, target) ? root : best)),
  );
}

/** Counts ancestors by walking back; edges are grouped by `to` in rising order, so that a lot's inputs lie together. */
export function ancestorCounter(graph: CottonGraph): (lot: number) => number {
  const firstEdge = new Uint32Array(graph.lots + 1);
  for (const lot of graph.to) firstEdge[lot + 1]! += 1;
  for (let lot = 0; lot < graph.lots; lot += 1) firstEdge[lot + 1]! += firstEdge[lot]!;
  const seenIn = new Uint32Array(graph.lots);
  let walk = 0;
  return (root) => {
    walk += 1;
    const reached = [root];
    for (let at = 0; at < reached.length; at += 1) {
      const lot = reached[at]!;
      for (let edge = firstEdge[lot]!; edge < firstEdge[lot + 1]!; edge += 1) {
        const source = graph.from[edge]!;
        if (seenIn[source] === walk) continue;
        seenIn[source] = walk;
        reached.push(source);
      }
    }
    return reached.length - 1;
  };
}
