import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowEdge, FlowLot, FlowNode } from '../../api/flow.ts';
import { columnsOf } from './columns.ts';
import { csvOf, geoJsonOf, lotsCsv, placesCsv } from './files.ts';
import { drawingOf } from './geometry.ts';
import { merged, restKey } from './merge.ts';
import { searchOf, viewOf } from './view.ts';

const empty = {
  ...{
    work: [],
    place: null,
    party: null,
    name: null,
    country: null,
    region: null,
    latitude: null,
    longitude: null,
  },
  ...{ merged: 1, lots: 1, custodialLots: 0, fromMs: null, untilMs: null, share: null, containedGrams: null },
  ...{ inGrams: null, bornGrams: null, openGrams: null, madeGrams: null, lossGrams: null, goneGrams: null },
  ...{ remainingGrams: null, lotsByInputs: 0, apart: [], gaps: 0, conflicts: 0, claims: {}, findings: {} },
};

function node(key: string, stage: FlowNode['stage'], more: Partial<FlowNode> = {}): FlowNode {
  return { ...empty, key, stage, ...more };
}

function edge(
  from: string,
  to: string,
  containedGrams: number | null = 100,
  share: number | null = 0.5,
): FlowEdge {
  return { from, to, share, grams: containedGrams, containedGrams, links: 1, unknown: 0 };
}

const chain = {
  nodes: [
    node('sew', 'making'),
    node('farm', 'field'),
    node('gin', 'gin'),
    node('card', 'yarn'),
    node('twist', 'yarn'),
    node('tear', 'recycling'),
    node('?', 'undeclared'),
    node('glue', 'other', { work: ['gluing'] }),
  ],
  edges: [
    edge('farm', 'gin'),
    edge('gin', 'card'),
    edge('card', 'twist'),
    edge('twist', 'sew'),
    edge('sew', 'tear', 10),
    edge('tear', 'card', 10),
    edge('?', 'sew', 0),
    edge('sew', 'glue'),
  ],
};

test('columns are in the order of the trade; what is fed stands behind, what nobody declared before what used it', () => {
  const { of, count } = columnsOf(chain.nodes, chain.edges);
  assert.deepEqual(Object.fromEntries(of), {
    farm: 0,
    gin: 1,
    tear: 2,
    card: 3,
    twist: 4,
    '?': 4,
    sew: 5,
    glue: 6,
  });
  assert.equal(count, 7);
});

test('columns end where work runs in a circle', () => {
  const nodes = [node('a', 'other'), node('b', 'other'), node('c', 'yarn'), node('d', 'yarn')];
  const edges = [edge('a', 'b'), edge('b', 'a'), edge('c', 'd'), edge('d', 'c')];
  assert.equal(columnsOf(nodes, edges).of.size, 4);
});

test('a drawing has every box and every link in it, in both directions of reading', () => {
  for (const rtl of [false, true]) {
    const { boxes, bands, width, height } = drawingOf(chain, { width: 1000, rtl });
    assert.deepEqual([boxes.length, bands.length], [8, 8]);
    for (const { x, y, height: tall } of boxes)
      assert.ok(x >= 0 && x <= width && y >= 0 && y + tall <= height, `${x} ${y} ${tall}`);
    for (const { path } of bands) assert.doesNotMatch(path, /NaN|undefined|Infinity/);
    assert.deepEqual(
      bands.filter(({ returns }) => returns).map(({ edge: { from } }) => from),
      ['sew'],
    );
    const at = (key: string): number => boxes.find((box) => box.node.key === key)!.x;
    assert.equal(at('farm') < at('sew'), !rtl);
  }
});

test('one place alone, and places of which nothing is weighed, can be drawn too', () => {
  const alone = drawingOf({ nodes: [node('farm', 'field')], edges: [] }, { width: 600, rtl: false });
  assert.ok(alone.boxes.every(({ x, y, height }) => [x, y, height].every(Number.isFinite)));
  const unweighed = {
    nodes: chain.nodes,
    edges: chain.edges.map(({ from, to }) => edge(from, to, null, null)),
  };
  const { boxes } = drawingOf(unweighed, { width: 600, rtl: false });
  assert.ok(boxes.every(({ x, y, height }) => [x, y, height].every(Number.isFinite)));
});

test('five hundred places are laid out', (t) => {
  const nodes = Array.from({ length: 500 }, (_, at) =>
    node(`n${at}`, (['field', 'gin', 'yarn', 'fabric', 'making'] as const)[at % 5]!),
  );
  const edges = nodes.flatMap((_, at) =>
    at % 5 === 4 ? [] : [edge(`n${at}`, `n${at + 1}`), edge(`n${at}`, `n${(at + 6) % 500}`)],
  );
  const startedAt = performance.now();
  const drawing = drawingOf({ nodes, edges }, { width: 1000, rtl: false });
  assert.equal(drawing.boxes.length, 500);
  t.diagnostic(`laid out in ${Math.round(performance.now() - startedAt)} ms (target 2,000)`);
});

test('the smallest of a stage become one box, but none that needs looking at; its sums are theirs', () => {
  const farms = Array.from({ length: 10 }, (_, at) =>
    node(`farm${at}`, 'field', {
      containedGrams: 1000 - at,
      madeGrams: 1,
      country: 'BJ',
      ...(at === 9 && { gaps: 1 }),
    }),
  );
  const flow = { nodes: [...farms, node('gin', 'gin')], edges: farms.map(({ key }) => edge(key, 'gin', 10)) };
  const small = merged(flow, { most: 4, open: [], kept: ['farm8'] });
  const rest = small.nodes.find(({ key }) => key === restKey('field'));
  assert.deepEqual(
    small.nodes.map(({ key }) => key),
    ['farm0', 'farm1', 'farm2', 'farm8', 'farm9', restKey('field'), 'gin'],
  );
  assert.deepEqual([rest?.merged, rest?.madeGrams, rest?.country], [5, 5, 'BJ']);
  assert.equal(small.edges.find(({ from }) => from === restKey('field'))?.containedGrams, 50);
  assert.equal(small.boxOf.get('farm5'), restKey('field'));
  assert.equal(merged(flow, { most: 4, open: ['field'], kept: [] }).nodes.length, 11);
});

test('a list for a spreadsheet: quoted where it must be, and nothing that a spreadsheet would run', () => {
  assert.equal(
    csvOf(
      ['a', 'b'],
      [
        ['x,y', '=1+1'],
        ['"', null],
      ],
    ),
    `a,b\r\n"x,y",'=1+1\r\n"""",`,
  );
  const [, row] = placesCsv([node('gin', 'gin', { name: '@Gin', containedGrams: 1500 })]).split('\r\n');
  assert.ok(row?.startsWith("gin,,'@Gin,") && row.includes(',1.5,'), row);
  const lot = {
    id: 'urn:x:1',
    kind: 'lot',
    country: 'TR',
    produced: 5,
    dimension: 'count',
    remaining: 0,
    bornAtMs: null,
    buyers: [],
  };
  assert.match(
    lotsCsv([lot as unknown as FlowLot], () => 'a shop'),
    /urn:x:1,lot,a shop,/,
  );
});

test('a map file has places with coordinates only, longitude first', () => {
  const places = [node('a', 'gin', { latitude: 37, longitude: 30 }), node('b', 'gin', { country: 'TR' })];
  const { features } = JSON.parse(geoJsonOf(places)) as { features: { geometry: unknown }[] };
  assert.deepEqual(
    features.map(({ geometry }) => geometry),
    [{ type: 'Point', coordinates: [30, 37] }],
  );
});

test('the address restores the view, and nonsense in it is nothing', () => {
  const view = {
    direction: 'forward',
    from: '2025-01-31',
    until: undefined,
    open: ['field', 'gin'],
    place: 'gin|x',
    find: 'a b',
    beside: 'map',
  } as const;
  assert.deepEqual(viewOf(searchOf(view)), view);
  assert.deepEqual(searchOf(viewOf({})), {});
  assert.deepEqual(viewOf({ direction: 'up', from: 'then', open: '' }), viewOf({}));
});
