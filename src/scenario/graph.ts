// A cotton graph of millions of lots as typed arrays, for measuring traces: eleven levels, inputs from a sliding window.
import { type Chance, chance } from './chance.ts';
import { lotId, productId } from './identifier.ts';

export interface GraphPlan {
  lots: number;
  /** Mean inputs of a lot over the whole graph. */
  edgesPerLot: number;
  seed: number;
}

/** Lots are numbered level by level, farms first: an edge always leads from a lower number to a higher one. */
export interface CottonGraph {
  lots: number;
  edges: number;
  from: Uint32Array;
  to: Uint32Array;
  /** Grams drawn; the draws of a lot never exceed what it holds. */
  amount: Uint32Array;
  producedGrams: Float64Array;
  /** Lots 0 to originCount - 1 are the farms' and have no inputs. */
  originCount: number;
  /** The first lot of each level, and behind the last level the number of lots. */
  levelStart: readonly number[];
}

interface Level {
  name: string;
  /** Part of all lots. */
  share: number;
  /** Fewest and most inputs, before scaling to the asked mean. */
  inputs: readonly [number, number];
  /** Width of the window of the level before from which inputs come, in lots. */
  window: number;
  /** Grams out for grams in. */
  yield: number;
}

const table: readonly Level[] = [
  { name: 'farm', share: 0.38, inputs: [0, 0], window: 0, yield: 1 },
  { name: 'gin module', share: 0.13, inputs: [2, 4], window: 200, yield: 1 },
  { name: 'bale', share: 0.3, inputs: [1, 2], window: 8, yield: 0.38 },
  { name: 'laydown', share: 0.0075, inputs: [40, 120], window: 3000, yield: 1 },
  { name: 'yarn', share: 0.04, inputs: [1, 2], window: 6, yield: 0.9 },
  { name: 'greige', share: 0.04, inputs: [6, 10], window: 60, yield: 0.965 },
  { name: 'dyed', share: 0.03, inputs: [2, 4], window: 40, yield: 0.95 },
  { name: 'finished', share: 0.03, inputs: [1, 3], window: 20, yield: 0.97 },
  { name: 'cut', share: 0.025, inputs: [6, 10], window: 120, yield: 0.84 },
  { name: 'sewn', share: 0.01, inputs: [3, 7], window: 200, yield: 0.99 },
  { name: 'packed', share: 0.0075, inputs: [10, 22], window: 1300, yield: 1 },
];

/** Levels from farm to packed, by the index used in `levelStart`. */
export const levelNames: readonly string[] = table.map(({ name }) => name);

const farmGrams: readonly [number, number] = [80_000, 4_000_000];
const products: readonly string[] = table.map((_, level) => productId('9520990', level + 1));

/** Builds the graph of the plan; measured: 10 million edges in 0.8 s on one core. */
export function generateGraph(plan: GraphPlan): CottonGraph {
  const random = chance(plan.seed);
  const levelStart = startsOf(plan.lots);
  const sizes = inputSizes(plan, random, levelStart);
  const edges = sizes.reduce((sum, size) => sum + size, 0);
  const graph: CottonGraph = {
    lots: plan.lots,
    edges,
    from: new Uint32Array(edges),
    to: new Uint32Array(edges),
    amount: new Uint32Array(edges),
    producedGrams: new Float64Array(plan.lots),
    originCount: levelStart[1]!,
    levelStart,
  };
  for (let lot = 0; lot < graph.originCount; lot += 1) graph.producedGrams[lot] = random.whole(...farmGrams);
  let next = 0;
  for (let level = 1; level < table.length; level += 1) {
    const first = next;
    next = chooseInputs(graph, random, level, sizes, first);
    shareOut(graph, level, first, next);
  }
  return graph;
}

/** The address of a lot of the graph. */
export function idOf(graph: CottonGraph, lot: number): string {
  const level = graph.levelStart.findLastIndex((start) => start <= lot);
  return lotId(products[level]!, String(lot - graph.levelStart[level]!).padStart(7, '0'));
}

function startsOf(lots: number): number[] {
  const starts = [0];
  let share = 0;
  for (const level of table) {
    share += level.share;
    starts.push(Math.round(lots * share));
  }
  starts[table.length] = lots;
  return starts;
}

/** How many inputs each lot has. The table's mean is scaled to the asked one, with chance deciding the fractions. */
function inputSizes(plan: GraphPlan, random: Chance, starts: number[]): Uint16Array {
  const sizes = new Uint16Array(plan.lots);
  const factor =
    plan.edgesPerLot /
    table.reduce((sum, { share, inputs }) => sum + (share * (inputs[0] + inputs[1])) / 2, 0);
  for (let level = 1; level < table.length; level += 1) {
    const [fewest, most] = table[level]!.inputs;
    const before = starts[level]! - starts[level - 1]!;
    for (let lot = starts[level]!; lot < starts[level + 1]!; lot += 1) {
      const wanted = Math.floor(random.whole(fewest, most) * factor + random.fraction());
      sizes[lot] = Math.min(Math.max(1, wanted), before);
    }
  }
  return sizes;
}

// Inputs of a lot are neighbours in a window that slides through the level before; steps of at least one keep them apart.
function chooseInputs(
  graph: CottonGraph,
  random: Chance,
  level: number,
  sizes: Uint16Array,
  first: number,
): number {
  const [before, start, end] = [
    graph.levelStart[level - 1]!,
    graph.levelStart[level]!,
    graph.levelStart[level + 1]!,
  ];
  const available = start - before;
  let edge = first;
  for (let lot = start; lot < end; lot += 1) {
    const size = sizes[lot]!;
    const width = Math.min(available, Math.max(size, table[level]!.window));
    const middle = ((lot - start + 0.5) / (end - start)) * available;
    const low = before + Math.min(available - width, Math.max(0, Math.floor(middle - width / 2)));
    for (let input = 0; input < size; input += 1) {
      const slot = Math.floor((width * input) / size);
      const room = Math.floor((width * (input + 1)) / size) - slot;
      graph.from[edge] = low + slot + random.whole(0, room - 1);
      graph.to[edge] = lot;
      edge += 1;
    }
  }
  return edge;
}

// Every lot is shared out evenly among those that draw on it, which needs no bookkeeping and cannot overdraw.
function shareOut(graph: CottonGraph, level: number, first: number, end: number): void {
  const before = graph.levelStart[level - 1]!;
  const uses = new Uint32Array(graph.levelStart[level]! - before);
  for (let edge = first; edge < end; edge += 1) uses[graph.from[edge]! - before]! += 1;
  for (let edge = first; edge < end; edge += 1) {
    const source = graph.from[edge]!;
    const grams = Math.floor(graph.producedGrams[source]! / uses[source - before]!);
    graph.amount[edge] = grams;
    graph.producedGrams[graph.to[edge]!]! += grams;
  }
  for (let lot = graph.levelStart[level]!; lot < graph.levelStart[level + 1]!; lot += 1) {
    graph.producedGrams[lot] = Math.floor(graph.producedGrams[lot]! * table[level]!.yield);
  }
}
