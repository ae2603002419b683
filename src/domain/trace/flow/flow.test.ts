import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LotGraph, unknownAmount } from '../graph.ts';
import { originsOf, runOutputs } from '../origins.ts';
import { reachOf } from '../reach.ts';
import { type Flow, type FlowLots, flowOf } from './flow.ts';
import { fold } from './fold.ts';

type Edge = readonly [from: number, to: number, amount: number];

interface Chain {
  graph: LotGraph;
  amounts: Parameters<typeof flowOf>[3];
  lots: FlowLots;
}

/** Group of each lot by number; `units`: grams of one base unit where it is not 1. */
function chainOf(
  edges: readonly Edge[],
  produced: readonly number[],
  groups: readonly number[],
  {
    runs = [],
    units = {},
    hidden = [],
  }: { runs?: number[]; units?: Record<number, number>; hidden?: number[] } = {},
): Chain {
  const graph = new LotGraph();
  graph.growTo(produced.length);
  for (const run of runs) graph.markRun(run);
  for (const edge of edges) graph.addEdge(...edge);
  const outputs = runOutputs(graph);
  const drawn = new Map<number, number>();
  for (const [from, , amount] of edges) drawn.set(from, (drawn.get(from) ?? 0) + (amount >= 1 ? amount : 0));
  const made = Float64Array.from(outputs, (output, node) =>
    graph.isRun(node) ? output : (produced[node] ?? 0),
  );
  return {
    graph,
    amounts: { produced: made, unknownProduced: new Uint32Array(0), dimensions: new Uint8Array(0) },
    lots: {
      groupOf: (node) => groups[node]!,
      gramsPerUnit: (node) => units[node] ?? 1,
      drawnOf: (node) => drawn.get(node) ?? 0,
      isShown: (node) => !hidden.includes(node),
    },
  };
}

function flow({ graph, amounts, lots }: Chain, start: number, direction: 'back' | 'forward' = 'back'): Flow {
  return flowOf(graph, start, direction, amounts, lots);
}

function edgesOf({ edges }: Flow): Record<string, [number, number]> {
  return Object.fromEntries(
    [...edges.from].map((from, at) => [
      `${from}>${edges.to[at]}`,
      [Math.round(edges.movedGrams[at]!), Math.round(edges.containedGrams[at]!)],
    ]),
  );
}

const near = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-5 * Math.max(1, Math.abs(one), Math.abs(other));

const [farmA, farmB, gin, lint, seed, yarn] = [0, 1, 2, 3, 4, 5] as const;
const ginning: Edge[] = [
  [farmA, gin, 700],
  [farmB, gin, 300],
  [gin, lint, 380],
  [gin, seed, 580],
  [lint, yarn, 200],
];

test('two farms, a gin and a mill: what moved, what is contained, what was lost and what is left', () => {
  const chain = chainOf(ginning, [900, 300, 0, 380, 580, 180], [0, 1, 2, 2, 2, 3], { runs: [gin] });
  const { sums, edges, ...rest } = flow(chain, yarn);
  assert.deepEqual(edgesOf({ sums, edges, ...rest }), {
    '2>3': [200, 200],
    '0>2': [277, 146],
    '1>2': [119, 63],
  });
  assert.deepEqual([...sums.lots], [1, 1, 1, 1]);
  assert.deepEqual([...sums.grams.made], [900, 300, 380, 180]);
  assert.deepEqual([...sums.grams.born], [900, 300, 0, 0]);
  assert.deepEqual([...sums.grams.loss].map(Math.round), [0, 0, 16, 20]);
  assert.deepEqual([...sums.grams.gone], [700, 300, 200, 0]);
  assert.deepEqual([...sums.grams.contained].map(Math.round), [146, 63, 200, 180]);
});

test('pieces weigh what somebody told, or what went into them; what cannot be weighed is kept apart', () => {
  const making: Edge[] = [
    [0, 1, 100],
    [0, 2, 50],
    [3, 2, unknownAmount],
  ];
  const told = chainOf(making, [150, 10, 5, 0], [0, 1, 2, 3], { units: { 1: 9, 2: 0, 3: 0 } });
  const shirts = flow(told, 1);
  assert.deepEqual([shirts.sums.grams.made[1], shirts.sums.grams.loss[1]], [90, 10]);
  const unweighed = chainOf(making, [150, 10, 5, 0], [0, 1, 2, 3], { units: { 1: 0, 2: 0, 3: 0 } });
  const byInputs = flow(unweighed, 1).sums;
  assert.deepEqual([byInputs.grams.made[1], byInputs.byInputs[1], byInputs.grams.loss[1]], [100, 1, 0]);
  const open = flow(unweighed, 2);
  assert.deepEqual([open.sums.apart[2], open.sums.grams.made[2]], [1, 0]);
  assert.deepEqual(
    [...open.edges.unknown].reduce((sum, one) => sum + one, 0),
    1,
  );
});

test('lots that are not shown are left out with what led to them', () => {
  const chain = chainOf(ginning, [900, 300, 0, 380, 580, 180], [0, 1, 2, 2, 2, 3], {
    runs: [gin],
    hidden: [farmB],
  });
  const shown = flow(chain, yarn);
  assert.deepEqual(Object.keys(edgesOf(shown)).sort(), ['0>2', '2>3']);
  assert.deepEqual([...shown.sums.lots], [1, 0, 1, 1]);
});

test('forward: what became of a farm, in grams of the farm', () => {
  const chain = chainOf(ginning, [700, 300, 0, 380, 580, 180], [0, 1, 2, 2, 2, 3], { runs: [gin] });
  const forward = flow(chain, farmA, 'forward');
  assert.deepEqual(edgesOf(forward), {
    '0>2': [700, 700],
    '2>3': [200, Math.round((700 * 380) / 960 / 1.9)],
  });
  const { amounts } = reachOf(chain.graph, farmA, chain.amounts);
  assert.ok(forward.containedGrams.every((grams, place) => near(grams, amounts[place]!)));
});

test('forward: what went no further is all that there was, where nothing is lost', () => {
  const chain = chainOf(ginning, [700, 300, 0, 380, 580, 200], [0, 1, 2, 2, 2, 3], { runs: [gin] });
  const { restGrams, nodes } = flow(chain, farmA, 'forward');
  const rest = Object.fromEntries([...nodes].map((node, place) => [node, Math.round(restGrams[place]!)]));
  assert.deepEqual(rest, { [farmA]: 0, [gin]: 0, [lint]: 131, [seed]: 423, [yarn]: 146 });
});

test('a loop ends, and its edges stand in both directions', () => {
  const loop: Edge[] = [
    [0, 1, 900],
    [3, 1, 100],
    [1, 2, 1000],
    [2, 3, 100],
  ];
  const recycled = flow(chainOf(loop, [900, 1000, 1000, 100], [0, 1, 2, 3]), 2);
  assert.equal(recycled.settled, true);
  assert.deepEqual(Object.keys(edgesOf(recycled)).sort(), ['0>1', '1>2', '2>3', '3>1']);
});

interface Layered {
  layers: number[];
  picks: number[];
  loss: number;
  loop: boolean;
  together: boolean;
}

/** Layers of lots with random links; `together`: each layer is made in one run. Amounts such that nothing is overdrawn. */
const layered = fc
  .record({
    layers: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 }),
    picks: fc.array(fc.nat(1_000_000), { minLength: 60, maxLength: 60 }),
    loss: fc.integer({ min: 0, max: 40 }),
    loop: fc.boolean(),
    together: fc.boolean(),
  })
  .map(layeredChain);

function layeredChain({ layers, picks, loss, loop, together }: Layered): {
  chain: Chain;
  last: number;
  first: number;
  bands: number[];
} {
  const edges: Edge[] = [];
  const produced: number[] = [];
  const groups: number[] = [];
  const runs: number[] = [];
  let pick = 0;
  const drawFrom = (input: number, into: number, parts: number): number => {
    const amount = picks[pick++ % picks.length]! % Math.max(1, Math.floor(produced[input]! / parts));
    if (amount >= 1) edges.push([input, into, amount]);
    return amount;
  };
  const sum = (all: number[]): number => all.reduce((one, other) => one + other, 0);
  const kept = (grams: number): number => Math.max(1, Math.floor((grams * (100 - loss)) / 100));
  let before: number[] = [];
  layers.forEach((size, layer) => {
    const run = together && layer > 0 ? produced.push(0) - 1 : undefined;
    if (run !== undefined) runs.push(run);
    const brought = run === undefined ? 0 : sum(before.map((input) => drawFrom(input, run, 1)));
    const isMade = run !== undefined && brought > 0;
    before = Array.from({ length: size }, () => {
      const lot = produced.push(1000) - 1;
      groups[lot] = layer * 2 + (together ? 0 : lot % 2);
      if (isMade) produced[lot] = kept(brought / size);
      if (isMade) edges.push([run, lot, produced[lot]!]);
      else if (layer > 0 && !together)
        produced[lot] = kept(sum(before.map((input) => drawFrom(input, lot, size))));
      return lot;
    });
  });
  const last = produced.length - 1;
  if (loop && !together && layers.length > 2) edges.push([last, layers[0]!, 1]);
  const bands = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
  return { chain: chainOf(edges, produced, groups, { runs }), last, first: 0, bands };
}

test('for each group: in + born + open = made + loss, edges bring in what went in, of what is gone', () => {
  fc.assert(
    fc.property(layered, ({ chain, last }) => {
      const { sums, edges, groups } = flow(chain, last);
      const { made, in: into, born, open, loss, gone } = sums.grams;
      const brought = new Float64Array(sums.groups);
      const taken = new Float64Array(sums.groups);
      edges.to.forEach((to, at) => {
        brought[to]! += edges.movedGrams[at]!;
        taken[edges.from[at]!]! += edges.movedGrams[at]!;
      });
      for (let group = 0; group < sums.groups; group++) {
        assert.ok(near(into[group]! + born[group]! + open[group]!, made[group]! + loss[group]!));
        if (!groups.includes(group)) continue;
        assert.ok(taken[group]! <= gone[group]! * 1.00001, `group ${group}: ${taken[group]} ${gone[group]}`);
        assert.ok(near(brought[group]!, into[group]!), `group ${group}: ${brought[group]} ${into[group]}`);
      }
    }),
    { numRuns: 200 },
  );
});

test('the same totals as originsOf and reachOf, and folding changes none of them', () => {
  fc.assert(
    fc.property(layered, fc.integer({ min: 1, max: 6 }), ({ chain, last, first, bands }, most) => {
      const back = flow(chain, last);
      const origins = originsOf(chain.graph, last, chain.amounts);
      assert.ok(near(back.endGrams, origins.total), `${back.endGrams} ${origins.total}`);
      assert.deepEqual(back.nodes, origins.nodes);
      const reach = reachOf(chain.graph, first, chain.amounts);
      const forward = flow(chain, first, 'forward');
      assert.ok(forward.containedGrams.every((grams, place) => near(grams, reach.amounts[place]!)));
      const folded = fold(back.sums, back.edges, (group) => bands[group]!, most);
      const all = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);
      assert.ok(near(all(folded.sums.grams.made), all(back.sums.grams.made)));
      assert.ok(near(all(folded.sums.grams.contained), all(back.sums.grams.contained)));
      assert.equal(
        folded.merged.reduce((sum, one) => sum + one, 0),
        back.sums.groups,
      );
    }),
    { numRuns: 200 },
  );
});

test('folding keeps the largest of each band and makes one of the rest', () => {
  const spread: Edge[] = [1, 2, 3, 4, 5].map((farm) => [farm, 0, farm * 10] as const);
  const { sums, edges } = flow(chainOf(spread, [150, 10, 20, 30, 40, 50], [0, 1, 2, 3, 4, 5]), 0);
  const folded = fold(sums, edges, (group) => (group === 0 ? 0 : 1), 3);
  assert.deepEqual([...folded.kept], [0, -1, 4, 5]);
  assert.deepEqual([...folded.merged], [1, 3, 1, 1]);
  assert.deepEqual([...folded.sums.grams.made], [150, 60, 40, 50]);
  assert.deepEqual([...folded.edges.movedGrams].toSorted(), [40, 50, 60]);
});
