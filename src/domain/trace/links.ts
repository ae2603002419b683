import { type LotGraph, unknownAmount } from './graph.ts';

/** What the edges between two nodes come to. */
interface Sum {
  known: number;
  unknown: number;
  moved: number;
}

// Edge amounts are kept with 24 bits, so a sum of parts may miss the whole by about that much.
const rounding = 1e-6;

/**
 * The inputs of a node that stand after reversals, each once, with the sum of its edges (0 where no amount is known).
 * The slow way, for nodes that have a reversal.
 */
export function standingInputs(
  graph: LotGraph,
  node: number,
): Map<number, { amount: number; unknown: boolean }> {
  const sums = new Map<number, Sum>();
  graph.back(node, (from, amount) => {
    const sum = sums.get(from) ?? { known: 0, unknown: 0, moved: 0 };
    sums.set(from, sum);
    if (isUnknown(amount)) sum.unknown += Math.sign(amount);
    else {
      sum.known += amount;
      sum.moved += Math.abs(amount);
    }
  });
  const standing = [...sums].filter(([, sum]) => stands(sum));
  return new Map(standing.map(([from, sum]) => [from, { amount: knownPart(sum), unknown: sum.unknown > 0 }]));
}

/** The outputs of a node whose links stand after reversals, each once. The slow way, as above. */
export function standingOutputs(graph: LotGraph, node: number): Set<number> {
  const outputs = new Set<number>();
  graph.forward(node, (to) => outputs.add(to));
  for (const to of outputs) {
    if (graph.hasReversal('back', to) && !standingInputs(graph, to).has(node)) outputs.delete(to);
  }
  return outputs;
}

/** Visits the inputs of a node that stand, with their amounts (below 1: nobody said how much). */
export function eachInput(
  graph: LotGraph,
  node: number,
  visit: (from: number, amount: number) => void,
): void {
  if (!graph.hasReversal('back', node)) {
    graph.back(node, visit);
    return;
  }
  for (const [from, { amount, unknown }] of standingInputs(graph, node)) {
    if (amount > 0) visit(from, amount);
    if (unknown) visit(from, unknownAmount);
  }
}

/** Whether an edge's amount is the mark for "nobody said how much". */
export function isUnknown(amount: number): boolean {
  return Math.abs(amount) < 1;
}

function stands(sum: Sum): boolean {
  return sum.unknown > 0 || knownPart(sum) > 0;
}

function knownPart(sum: Sum): number {
  return sum.known > rounding * sum.moved ? sum.known : 0;
}
