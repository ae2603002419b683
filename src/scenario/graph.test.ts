import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateGraph, idOf, levelNames } from './graph.ts';
import { ancestorCounter, rootsByAncestors } from './graph-root.ts';

const plan = { lots: 400_000, edgesPerLot: 2.34, seed: 11 };
const graph = generateGraph(plan);

test('the mean number of inputs is the asked one, also another one', () => {
  assert.equal(graph.lots, 400_000);
  assert.equal(graph.from.length, graph.edges);
  assert.ok(Math.abs(graph.edges / graph.lots - 2.34) < 0.02, String(graph.edges / graph.lots));
  const denser = generateGraph({ ...plan, lots: 50_000, edgesPerLot: 3 });
  assert.ok(Math.abs(denser.edges / denser.lots - 3) < 0.1, String(denser.edges / denser.lots));
});

test('every edge leads one level on, no input is named twice, every lot but a farm’s has inputs', () => {
  const level = (lot: number): number => graph.levelStart.findLastIndex((start) => start <= lot);
  const hasInput = new Uint8Array(graph.lots);
  for (let edge = 0; edge < graph.edges; edge += 1) {
    const [from, to] = [graph.from[edge]!, graph.to[edge]!];
    if (edge % 97 === 0) assert.equal(level(to), level(from) + 1);
    if (edge > 0 && graph.to[edge - 1] === to) assert.ok(from > graph.from[edge - 1]!);
    hasInput[to] = 1;
  }
  assert.equal(hasInput.indexOf(1), graph.originCount);
  assert.equal(hasInput.indexOf(0, graph.originCount), -1);
});

test('laydowns open 40 to 120 bales', () => {
  const inputs = new Uint32Array(graph.lots);
  for (const lot of graph.to) inputs[lot]! += 1;
  const laydown = levelNames.indexOf('laydown');
  for (let lot = graph.levelStart[laydown]!; lot < graph.levelStart[laydown + 1]!; lot += 1) {
    assert.ok(inputs[lot]! >= 39 && inputs[lot]! <= 121, String(inputs[lot]));
  }
});

test('no lot gives more than it holds, none makes more than went in, all hold something', () => {
  const given = new Float64Array(graph.lots);
  const taken = new Float64Array(graph.lots);
  graph.amount.forEach((grams, edge) => {
    given[graph.from[edge]!]! += grams;
    taken[graph.to[edge]!]! += grams;
  });
  for (let lot = 0; lot < graph.lots; lot += 1) {
    assert.ok(given[lot]! <= graph.producedGrams[lot]!);
    assert.ok(lot < graph.originCount || graph.producedGrams[lot]! <= taken[lot]!);
    assert.ok(graph.producedGrams[lot]! > 0);
  }
});

test('there are roots of about 240, 5,000 and 100,000 ancestors', () => {
  const wanted = [240, 5000, 100_000];
  const count = ancestorCounter(graph);
  rootsByAncestors(graph, wanted, 60).forEach((root, index) => {
    assert.ok(Math.abs(root.ancestors / wanted[index]! - 1) < 0.15, `${root.ancestors} for ${wanted[index]}`);
    assert.equal(count(root.lot), root.ancestors);
  });
});

test('ancestors are those that a plain walk finds', () => {
  const { lot } = rootsByAncestors(graph, [240])[0]!;
  const reached = new Set([lot]);
  for (const one of reached) {
    for (let edge = 0; edge < graph.edges; edge += 1)
      if (graph.to[edge] === one) reached.add(graph.from[edge]!);
  }
  assert.equal(ancestorCounter(graph)(lot), reached.size - 1);
});

test('ids differ between levels and the same seed gives the same graph', () => {
  assert.notEqual(idOf(graph, 0), idOf(graph, graph.originCount));
  assert.match(idOf(graph, graph.lots - 1), /^https:\/\/id\.gs1\.org\/01\/\d{14}\/10\/\d{7}$/);
  const again = generateGraph(plan);
  assert.deepEqual(Buffer.compare(Buffer.from(again.from.buffer), Buffer.from(graph.from.buffer)), 0);
  assert.deepEqual(Buffer.compare(Buffer.from(again.amount.buffer), Buffer.from(graph.amount.buffer)), 0);
});
