import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Direction, LotGraph, unknownAmount } from './graph.ts';
import { walk } from './walk.ts';

type Edge = [from: number, to: number, amount: number];

/** The plain way: sets of names, links that stand by their sums (known and unknown amounts apart), one level after the other. */
function plainWalk(edges: readonly Edge[], start: number, direction: Direction): Map<number, number> {
  const sums = new Map<string, { known: number; unknown: number }>();
  for (const [from, to, amount] of edges) {
    const sum = sums.get(`${from},${to}`) ?? { known: 0, unknown: 0 };
    sums.set(`${from},${to}`, sum);
    sum[Math.abs(amount) < 1 ? 'unknown' : 'known'] += amount;
  }
  const links = [...sums]
    .filter(([, { known, unknown }]) => known > 0 || unknown > 0)
    .map(([key]) => key.split(',').map(Number) as [number, number]);
  const depths = new Map([[start, 0]]);
  for (const [node, depth] of depths) {
    for (const [from, to] of links) {
      if (direction === 'back' && to === node && !depths.has(from)) depths.set(from, depth + 1);
      if (direction === 'forward' && from === node && !depths.has(to)) depths.set(to, depth + 1);
    }
  }
  return depths;
}

const anyNode = fc.nat(14);
const amount = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: -9, max: -1 }),
  fc.constantFrom(-unknownAmount, unknownAmount),
);
const anyEdges: fc.Arbitrary<Edge[]> = fc.array(fc.tuple(anyNode, anyNode, amount), { maxLength: 50 });
const onlyNew: fc.Arbitrary<Edge[]> = fc.array(fc.tuple(anyNode, anyNode, fc.constant(3)), { maxLength: 50 });
const anyDirection = fc.constantFrom<Direction>('back', 'forward');

test('reaches what the plain way reaches, in as many steps, with loops and reversals, sealed or not', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyEdges, onlyNew),
      fc.nat(50),
      anyNode,
      anyDirection,
      (edges, sealAt, start, direction) => {
        const graph = new LotGraph();
        graph.growTo(15);
        edges.forEach((edge, count) => {
          if (count === sealAt) graph.seal();
          graph.addEdge(...edge);
        });
        const expected = plainWalk(edges, start, direction);
        for (let again = 0; again < 2; again++) {
          const { nodes, depths, maxDepth, stopped } = walk(graph, start, direction);
          assert.deepEqual(new Map([...nodes].map((node, place) => [node, depths[place]])), expected);
          assert.equal(maxDepth, Math.max(...expected.values()));
          assert.equal(stopped, 'end');
        }
        const before = walk(graph, start, direction);
        graph.seal();
        assert.deepEqual(walk(graph, start, direction), before, 'sealing changes no answer');
      },
    ),
    { numRuns: 500 },
  );
});

test('a limit stops the walk, keeps the order, and leaves nothing behind for the next one', () => {
  const graph = new LotGraph();
  for (let farm = 1; farm <= 5; farm++) graph.addEdge(farm, 0, 100);
  graph.addEdge(6, 5, 100);
  const whole = walk(graph, 0, 'back');
  assert.deepEqual([...whole.nodes], [0, 1, 2, 3, 4, 5, 6]);
  assert.equal(whole.edges, 6);
  const part = walk(graph, 0, 'back', { limit: 4 });
  assert.deepEqual([...part.nodes], [0, 1, 2, 3]);
  assert.equal(part.stopped, 'limit');
  assert.equal(
    walk(graph, 0, 'back', { limit: 7 }).stopped,
    'end',
    'a limit that is just enough stops nothing',
  );
  assert.deepEqual(walk(graph, 0, 'back'), whole);
  assert.deepEqual([...walk(graph, 6, 'forward').nodes], [6, 5, 0]);
});

test('a run is no step: lot, run, lot is one deep', () => {
  const graph = new LotGraph();
  graph.markRun(3);
  graph.addEdge(0, 3, 100);
  graph.addEdge(1, 3, 100);
  graph.addEdge(3, 2, 150);
  const { nodes, depths, maxDepth } = walk(graph, 2, 'back');
  assert.deepEqual([...nodes], [2, 3, 0, 1]);
  assert.deepEqual([...depths], [0, 0, 1, 1]);
  assert.equal(maxDepth, 1);
});

test('a lot unpacked from its carton is no longer in it', () => {
  const graph = new LotGraph();
  const [shirts, carton] = [0, 1];
  graph.addEdge(shirts, carton, 20_000_001);
  graph.addEdge(shirts, carton, -10_000_001);
  assert.equal(walk(graph, carton, 'back').nodes.length, 2, 'half is still inside');
  graph.addEdge(shirts, carton, -10_000_000);
  assert.equal(walk(graph, carton, 'back').nodes.length, 1);
  assert.equal(walk(graph, shirts, 'forward').nodes.length, 1);
});

test('a chain of 200,000 steps is walked without recursion', () => {
  const length = 200_000;
  const from = Uint32Array.from({ length }, (_, step) => step);
  const to = Uint32Array.from({ length }, (_, step) => step + 1);
  const graph = LotGraph.fromEdges(from, to, new Float32Array(length).fill(1), length + 1);
  assert.equal(walk(graph, length, 'back').maxDepth, length);
});

test('a start that is no node is a bug of the caller', () => {
  const graph = new LotGraph();
  graph.growTo(3);
  assert.throws(() => walk(graph, 3, 'back'), RangeError);
  assert.throws(() => walk(graph, -1, 'back'), RangeError);
  assert.deepEqual([...walk(graph, 2, 'back').nodes], [2], 'a lot without edges is its own origin');
});
