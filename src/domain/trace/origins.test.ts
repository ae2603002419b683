import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Amounts } from './amounts.ts';
import { LotGraph, unknownAmount } from './graph.ts';
import { originsOf, runOutputs } from './origins.ts';
import { pageOf, summaryOf } from './paging.ts';
import { reachOf } from './reach.ts';

type Edge = [from: number, to: number, amount: number];

function graphOf(edges: readonly Edge[], runs: readonly number[] = []): LotGraph {
  const graph = new LotGraph();
  for (const run of runs) graph.markRun(run);
  for (const edge of edges) graph.addEdge(...edge);
  return graph;
}

/** Amounts of lots as given, of runs from the edges. */
function amountsOf(graph: LotGraph, producedOf: readonly number[]): Amounts {
  const outputs = runOutputs(graph);
  const produced = Float64Array.from(outputs, (output, node) =>
    graph.isRun(node) ? output : (producedOf[node] ?? 0),
  );
  return { produced, unknownProduced: new Uint32Array(0), dimensions: new Uint8Array(0) };
}

function contents(graph: LotGraph, target: number, amounts: Amounts): Record<number, number> {
  const { origins, originAmounts } = originsOf(graph, target, amounts);
  return Object.fromEntries(
    [...origins].map((node, place) => [node, Math.round(originAmounts[place]! * 1e6) / 1e6]),
  );
}

test('a gin: 1,000 kg of seed cotton become 380 kg lint, 480 kg seed and 140 kg trash', () => {
  const [farmA, farmB, gin, lint, seed, trash] = [0, 1, 2, 3, 4, 5] as const;
  const ginning: Edge[] = [
    [farmA, gin, 700],
    [farmB, gin, 300],
    [gin, lint, 380],
    [gin, seed, 480],
    [gin, trash, 140],
  ];
  const graph = graphOf(ginning, [gin]);
  const amounts = amountsOf(graph, [700, 300, 0, 380, 480, 140]);
  assert.deepEqual(contents(graph, lint, amounts), { [farmA]: 266, [farmB]: 114 });
  assert.deepEqual(contents(graph, trash, amounts), { [farmA]: 98, [farmB]: 42 });
  assert.equal(originsOf(graph, lint, amounts).total, 380);
  const part = originsOf(graph, lint, amounts, 38);
  assert.equal(Math.round(part.total), 38);
  const reach = reachOf(graph, farmA, amounts);
  assert.deepEqual([...reach.nodes], [farmA, gin, lint, seed, trash]);
  assert.deepEqual([...reach.amounts].map(Math.round), [700, 700, 266, 336, 98]);
  assert.deepEqual(
    [...reach.shares.slice(1)].map((share) => share.toFixed(6)),
    Array(4).fill('0.700000'),
  );
});

test('a blend of two origins, 60 to 40, and a loss in spinning that takes from both alike', () => {
  const [texas, gujarat, laydown, yarn] = [0, 1, 2, 3] as const;
  const graph = graphOf([
    [texas, laydown, 600],
    [gujarat, laydown, 400],
    [laydown, yarn, 1000],
  ]);
  const amounts = amountsOf(graph, [900, 400, 1000, 850]);
  assert.deepEqual(contents(graph, yarn, amounts), { [texas]: 600, [gujarat]: 400 });
  const { origins, originAmounts } = originsOf(graph, yarn, amounts, 85);
  const countries = new Map([
    [texas as number, 'US'],
    [gujarat as number, 'IN'],
  ]);
  assert.deepEqual(
    summaryOf(origins, originAmounts, (node) => countries.get(node)),
    [
      { group: 'US', count: 1, amount: 60, share: 0.6 },
      { group: 'IN', count: 1, amount: 40, share: 0.4 },
    ],
  );
  const { shares, amounts: reached } = reachOf(graph, texas, amounts);
  assert.deepEqual([...reached], [900, 600, 600]);
  assert.deepEqual([...shares], [1, 0.6, 0.6]);
});

test('cutting waste goes back into the yarn it came from: all of the yarn is still from the farm', () => {
  const [farm, yarn, cutting, waste, garments] = [0, 1, 2, 3, 4] as const;
  const recycling: Edge[] = [
    [farm, yarn, 900],
    [waste, yarn, 100],
    [yarn, cutting, 1000],
    [cutting, garments, 900],
    [cutting, waste, 100],
  ];
  const graph = graphOf(recycling, [cutting]);
  const amounts = amountsOf(graph, [900, 1000, 0, 100, 900]);
  const answer = originsOf(graph, garments, amounts);
  assert.deepEqual([...answer.origins], [farm]);
  assert.ok(Math.abs(answer.total - 900) < 1e-5, `${answer.total} kg`);
  assert.equal(answer.settled, true);
  const { nodes, shares } = reachOf(graph, farm, amounts);
  assert.equal(nodes.length, 5);
  for (const share of shares) assert.ok(Math.abs(share - 1) < 1e-6, `share ${share}`);
});

test('a loop that gives back all it takes ends too, and says that it has no answer', () => {
  const graph = graphOf([
    [0, 1, 100],
    [1, 0, 100],
    [2, 0, 50],
  ]);
  const answer = originsOf(graph, 1, amountsOf(graph, [100, 100, 50]));
  assert.equal(answer.settled, false);
  assert.deepEqual([...answer.origins], [2]);
  assert.deepEqual([...answer.originAmounts], [50]);
});

test('a loop that gives back 95 of 100 is not settled in 200 rounds, but nearly', () => {
  const [farm, bath, reclaimed] = [0, 1, 2] as const;
  const reclaiming: Edge[] = [
    [farm, bath, 5],
    [reclaimed, bath, 95],
    [bath, reclaimed, 95],
  ];
  const answer = originsOf(graphOf(reclaiming), bath, amountsOf(graphOf(reclaiming), [5, 100, 95]));
  assert.equal(answer.settled, false);
  assert.ok(answer.total < 100 && answer.total > 99.99, `${answer.total}`);
});

test('an unknown amount hides no origin', () => {
  const graph = graphOf([
    [0, 2, unknownAmount],
    [1, 2, 60],
    [3, 0, 10],
  ]);
  const amounts = amountsOf(graph, [10, 60, 100, 10]);
  const answer = originsOf(graph, 2, amounts);
  assert.deepEqual([...answer.origins].sort(), [1, 3]);
  assert.equal(answer.unknownAmounts, true);
  assert.equal(answer.total, 60);
  assert.equal(originsOf(graph, 0, amounts).unknownAmounts, false);
  const nothingProduced = originsOf(graph, 2, amountsOf(graph, []));
  assert.deepEqual([nothingProduced.unknownAmounts, nothingProduced.total], [true, 0]);
  assert.deepEqual([...nothingProduced.origins].sort(), [1, 3]);
});

test('pieces do not dilute kilograms: shares follow the lowest dimension among the inputs', () => {
  const [fabric, buttons, shirts] = [0, 1, 2] as const;
  const graph = graphOf([
    [fabric, shirts, 250],
    [buttons, shirts, 8000],
  ]);
  const amounts = { ...amountsOf(graph, [250, 8000, 1000]), dimensions: Uint8Array.of(1, 2, 2) };
  assert.deepEqual([...reachOf(graph, fabric, amounts).shares], [1, 1]);
  assert.deepEqual([...reachOf(graph, buttons, amounts).shares], [1, 0]);
});

/**
 * A mill: each step takes some of what remains of earlier lots and turns all of it into new lots, waste among them.
 * With `reclaim` a step also takes from a lot made later, which closes a loop.
 */
interface Step {
  takes: [lot: number, amount: number][];
  splits: number[];
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  takes: fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 4 }),
  splits: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
});

interface Mill {
  edges: Edge[];
  produced: number[];
  runs: number[];
}

function millOf(farms: readonly number[], steps: readonly Step[]): Mill {
  const mill: Mill = { edges: [], produced: [...farms], runs: [] };
  const remaining = new Map(farms.map((amount, farm) => [farm, amount]));
  for (const { takes, splits } of steps) {
    const lots = [...remaining.keys()];
    const taken = new Map<number, number>();
    for (const [pick, most] of takes) {
      const lot = lots[pick % lots.length]!;
      const amount = Math.min(most, remaining.get(lot)!);
      remaining.set(lot, remaining.get(lot)! - amount);
      if (amount > 0) taken.set(lot, (taken.get(lot) ?? 0) + amount);
    }
    const total = [...taken.values()].reduce((sum, amount) => sum + amount, 0);
    if (total < splits.length) continue;
    const run = mill.produced.push(total) - 1;
    mill.runs.push(run);
    for (const [lot, amount] of taken) mill.edges.push([lot, run, amount]);
    let left = total;
    splits.forEach((weight, index) => {
      const share =
        index === splits.length - 1
          ? left
          : Math.min(left - (splits.length - 1 - index), Math.max(1, Math.floor((total * weight) / 30)));
      left -= share;
      const lot = mill.produced.push(share) - 1;
      remaining.set(lot, share);
      mill.edges.push([run, lot, share]);
    });
  }
  return mill;
}

/** The plain way: w(input) = sum over what it went into, by recursion with a memory. Only without loops. */
function plainContents(mill: Mill, target: number): Map<number, number> {
  const known = new Map<number, number>();
  const weight = (node: number): number => {
    if (node === target) return mill.produced[target]!;
    const before = known.get(node);
    if (before !== undefined) return before;
    const sum = mill.edges
      .filter(([from]) => from === node)
      .reduce((total, [, to, amount]) => total + (weight(to) / mill.produced[to]!) * amount, 0);
    known.set(node, sum);
    return sum;
  };
  return new Map(mill.produced.map((_, node) => [node, weight(node)]));
}

const anyMill: fc.Arbitrary<Mill> = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 }),
    fc.array(anyStep, { maxLength: 25 }),
  )
  .map(([farms, steps]) => millOf(farms, steps));

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-6 * Math.max(1, expected), `${actual} instead of ${expected}`);
}

test('contents are those of the plain way, and nothing is lost or made: origins add up to the target', () => {
  fc.assert(
    fc.property(anyMill, fc.nat(), fc.nat(), (mill, pick, sealAt) => {
      const graph = new LotGraph();
      graph.growTo(mill.produced.length);
      for (const run of mill.runs) graph.markRun(run);
      mill.edges.forEach((edge, count) => {
        graph.addEdge(...edge);
        if (count === sealAt % 40) graph.seal();
      });
      const amounts = amountsOf(graph, mill.produced);
      const target = pick % mill.produced.length;
      const expected = plainContents(mill, target);
      const answer = originsOf(graph, target, amounts);
      answer.nodes.forEach((node, place) => {
        near(answer.amounts[place]!, expected.get(node)!);
      });
      near(answer.total, mill.produced[target]!);
      assert.equal(answer.unknownAmounts, false);
    }),
    { numRuns: 300 },
  );
});

test('reach and origins agree: the farm has sent to a lot what the lot contains of the farm', () => {
  fc.assert(
    fc.property(anyMill, fc.nat(), (mill, pick) => {
      const graph = graphOf(mill.edges, mill.runs);
      graph.growTo(mill.produced.length);
      const amounts = amountsOf(graph, mill.produced);
      const farm = pick % mill.produced.length;
      const reach = reachOf(graph, farm, amounts);
      reach.nodes.forEach((node, place) => {
        const back = originsOf(graph, node, amounts);
        near(reach.amounts[place]!, back.amounts[back.nodes.indexOf(farm)]!);
        near(reach.shares[place]! * mill.produced[node]!, reach.amounts[place]!);
      });
    }),
    { numRuns: 100 },
  );
});

test('in any graph whatever, with loops and contradictions, every answer is a number', () => {
  const edges = fc.array(
    fc.tuple(
      fc.nat(9),
      fc.nat(9),
      fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(unknownAmount, -5)),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(edges, fc.array(fc.nat(1000), { maxLength: 10 }), fc.nat(9), (all, produced, node) => {
      const graph = graphOf(all as Edge[]);
      graph.growTo(10);
      const back = originsOf(graph, node, amountsOf(graph, produced));
      const forward = reachOf(graph, node, amountsOf(graph, produced));
      for (const amount of [...back.amounts, ...forward.amounts])
        assert.ok(Number.isFinite(amount) && amount >= 0);
      for (const share of forward.shares) assert.ok(share >= 0 && share <= 1);
    }),
    { numRuns: 300 },
  );
});

test('loops agree with the equations they stand for', () => {
  const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 100 })), { maxLength: 30 });
  fc.assert(
    fc.property(edges, fc.nat(9), (all, target) => {
      const graph = graphOf(all as Edge[]);
      graph.growTo(10);
      // Everything that goes out of a lot, and half as much again: so no loop gives back all that it takes.
      const produced = Array.from({ length: 10 }, (_, node) => {
        const drawn = all.filter(([from]) => from === node).reduce((sum, [, , amount]) => sum + amount, 0);
        return Math.max(1, drawn * 2);
      });
      const { nodes, amounts, settled } = originsOf(graph, target, amountsOf(graph, produced));
      assert.equal(settled, true);
      const weight = new Map([...nodes].map((node, place) => [node, amounts[place]!]));
      nodes.forEach((node, place) => {
        const fed = all
          .filter(([from, to]) => from === node && weight.has(to))
          .reduce((sum, [, to, amount]) => sum + (weight.get(to)! / produced[to]!) * amount, 0);
        near(amounts[place]!, fed + (node === target ? produced[target]! : 0));
      });
    }),
    { numRuns: 300 },
  );
});

test('pages follow each other without gap or overlap', () => {
  const nodes = Uint32Array.from({ length: 10 }, (_, node) => node * 7);
  const seen: number[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const page = pageOf(nodes, from, 4);
    seen.push(...page.nodes);
    from = page.next;
  }
  assert.deepEqual(seen, [...nodes]);
});
