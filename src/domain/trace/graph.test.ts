import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeArrays, encodeArrays } from '../lot/snapshot.ts';
import { LotGraph } from './graph.ts';

type Edge = [from: number, to: number, amount: number];
const nodes = 12;
const anyNode = fc.nat(nodes - 1);
const amount = fc.integer({ min: -50, max: 50 }).filter((grams) => grams !== 0);
const edges: fc.Arbitrary<Edge[]> = fc.array(fc.tuple(anyNode, anyNode, amount), { maxLength: 60 });

function backOf(graph: LotGraph, node: number): [number, number][] {
  const seen: [number, number][] = [];
  graph.back(node, (from, grams) => seen.push([from, grams]));
  return seen;
}

function forwardOf(graph: LotGraph, node: number): number[] {
  const seen: number[] = [];
  graph.forward(node, (to) => seen.push(to));
  return seen;
}

function assertHolds(graph: LotGraph, model: readonly Edge[]): void {
  assert.equal(graph.edges, model.length);
  for (let node = 0; node < nodes; node++) {
    assert.deepEqual(
      backOf(graph, node),
      model.filter((edge) => edge[1] === node).map(([from, , grams]) => [from, grams]),
    );
    assert.deepEqual(
      forwardOf(graph, node),
      model.filter((edge) => edge[0] === node).map(([, to]) => to),
    );
    assert.equal(
      graph.hasReversal('back', node),
      model.some(([, to, grams]) => to === node && grams < 0),
    );
    assert.equal(
      graph.hasReversal('forward', node),
      model.some(([from, , grams]) => from === node && grams < 0),
    );
  }
}

function restarted(graph: LotGraph): LotGraph {
  return LotGraph.restore(decodeArrays(new Uint8Array(Buffer.concat(encodeArrays(graph.snapshot())))));
}

test('holds its edges in the order they came, sealed or not, before and after restarts', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(edges, fc.boolean(), fc.boolean()), { maxLength: 4 }), (batches) => {
      const model: Edge[] = [];
      let graph = new LotGraph();
      graph.growTo(nodes);
      for (const [batch, seals, restarts] of batches) {
        for (const edge of batch) graph.addEdge(...edge);
        model.push(...batch);
        assertHolds(graph, model);
        if (seals) graph.seal();
        if (seals) assert.equal(graph.unsealed, 0);
        if (restarts) graph = restarted(graph);
        assertHolds(graph, model);
      }
    }),
    { numRuns: 60 },
  );
});

test('built at once or edge by edge and sealed, the bytes are the same', () => {
  fc.assert(
    fc.property(edges, (all) => {
      const grown = new LotGraph();
      grown.growTo(nodes);
      for (const edge of all) grown.addEdge(...edge);
      grown.seal();
      const [from, to] = [0, 1].map((end) => Uint32Array.from(all.map((edge) => edge[end]!))) as [
        Uint32Array,
        Uint32Array,
      ];
      const built = LotGraph.fromEdges(from, to, Float32Array.from(all.map((edge) => edge[2])), nodes);
      const { runs, reversedInto, reversedOutOf, ...sealed } = grown.snapshot();
      const { runs: _, reversedInto: into, reversedOutOf: outOf, ...builtSealed } = built.snapshot();
      assert.deepEqual(builtSealed, sealed);
      assert.deepEqual([into, outOf], [reversedInto, reversedOutOf]);
    }),
  );
});

test('the sealed index takes 12 bytes an edge and 8 a node', () => {
  const count = 1000;
  const from = Uint32Array.from({ length: count }, (_, edge) => edge % 400);
  const to = Uint32Array.from({ length: count }, (_, edge) => 400 + (edge % 100));
  const graph = LotGraph.fromEdges(from, to, new Float32Array(count).fill(1), 500);
  assert.equal(graph.sealedBytes, 12 * count + 8 * (500 + 1));
  assert.ok(graph.markBytes <= (3 * 500) / 8 + 12);
});

test('runs are known by number, and stay known', () => {
  const graph = new LotGraph();
  graph.markRun(70);
  assert.equal(graph.isRun(70), true);
  assert.equal(graph.isRun(69), false);
  assert.equal(graph.isRun(1_000_000), false);
  assert.equal(graph.nodes, 71);
  assert.equal(restarted(graph).isRun(70), true);
});

test('edges that say nothing or lead nowhere are refused', () => {
  const graph = new LotGraph();
  assert.throws(() => graph.addEdge(0, 1, 0), RangeError);
  assert.throws(() => graph.addEdge(0, 1, Number.NaN), RangeError);
  assert.throws(
    () => LotGraph.fromEdges(Uint32Array.of(0), Uint32Array.of(2), Float32Array.of(1), 2),
    RangeError,
  );
  assert.equal(graph.edges, 0);
});
