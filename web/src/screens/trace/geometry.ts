// Where boxes and links stand in the drawing. Geometry by d3-sankey; links that lead back (recycling) are drawn around it.
import type { SankeyLink, SankeyNode } from 'd3-sankey';
import type { FlowEdge, FlowNode } from '../../api/flow.ts';
import { columnsOf } from './columns.ts';
import { boxWidth, headHeight, labelHeight, type Link, type Node, placedBy } from './sankey.ts';

export interface Box {
  readonly node: FlowNode;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface Band {
  readonly edge: FlowEdge;
  readonly path: string;
  readonly width: number;
  /** Leads back in the order of the trade. */
  readonly returns: boolean;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** From the start of a column to that of the next: room for a box and its words. */
  readonly columnWidth: number;
  readonly boxes: readonly Box[];
  readonly bands: readonly Band[];
  /** Start of each column, and what stands in it. */
  readonly columns: readonly { readonly x: number; readonly stage: string; readonly work: string | null }[];
}

/** What is missing has no weight, and must be seen all the same. */
const gapHeight = 20;
const leastColumn = 88;
const mostTogether = 220;

/** Text of the direction is the reader's: in `rtl` the trade runs from right to left. */
export function drawingOf(
  flow: { nodes: readonly FlowNode[]; edges: readonly FlowEdge[] },
  { width: wanted, rtl }: { width: number; rtl: boolean },
): Drawing {
  const columns = columnsOf(flow.nodes, flow.edges);
  const columnOf = (key: string): number => columns.of.get(key) ?? 0;
  const width = Math.max(wanted, columns.count * leastColumn);
  const tallest = Math.max(
    0,
    ...Array.from(
      { length: columns.count },
      (_, at) => flow.nodes.filter(({ key }) => columnOf(key) === at).length,
    ),
  );
  const height = headHeight + tallest * labelHeight + mostTogether;
  const measure = measureOf(flow.edges);
  const forward = flow.edges.filter(({ from, to }) => columnOf(from) < columnOf(to));
  const columnWidth = Math.min(190, Math.floor(width / Math.max(1, columns.count)));
  const inner = columns.count <= 1 ? columnWidth : width - columnWidth + boxWidth;
  const placed = placedBy(flow.nodes, forward, columnOf, columns.count, measure, { width: inner, height });
  const turn = (x: number): number => (rtl ? width - x : x);
  const boxes = flow.nodes.map((node): Box => {
    const { x0 = 0, y0 = 0, y1 = 0 } = placed.nodes.get(node.key)!;
    return {
      node,
      column: columnOf(node.key),
      x: rtl ? width - x0 - boxWidth : x0,
      y: y0,
      height: Math.max(node.stage === 'undeclared' ? gapHeight : 4, y1 - y0),
    };
  });
  const bands = placed.links.map(({ link, edge }) => ({ edge, returns: false, ...bandOf(link, turn) }));
  const back = flow.edges.filter(({ from, to }) => columnOf(from) >= columnOf(to));
  const scale = scaleOf(placed.links.map(({ link }) => link));
  const heads = headsOf(boxes, columns.count);
  return {
    width,
    height: height + back.length * 14,
    columnWidth,
    boxes,
    bands: [
      ...bands,
      ...back.map((edge, at) => backBand(edge, boxes, height + at * 14, measure(edge) * scale, rtl)),
    ],
    columns: heads,
  };
}

/** Grams where the reader may know them, else shares, else how many links: one measure for the whole drawing. */
function measureOf(edges: readonly FlowEdge[]): (edge: FlowEdge) => number {
  const isKnown = edges.some(({ containedGrams }) => (containedGrams ?? 0) > 0);
  if (isKnown) return ({ containedGrams }) => containedGrams ?? 0;
  if (edges.some(({ share }) => (share ?? 0) > 0)) return ({ share }) => share ?? 0;
  return ({ links }) => links;
}

function bandOf(link: SankeyLink<Node, Link>, turn: (x: number) => number): { path: string; width: number } {
  const [source, target] = [link.source, link.target] as [SankeyNode<Node, Link>, SankeyNode<Node, Link>];
  const [from, to] = [turn(source.x1 ?? 0), turn(target.x0 ?? 0)];
  const middle = (from + to) / 2;
  const [y0, y1] = [link.y0 ?? 0, link.y1 ?? 0].map((y) => y.toFixed(1));
  const path = `M${from.toFixed(1)} ${y0}C${middle.toFixed(1)} ${y0} ${middle.toFixed(1)} ${y1} ${to.toFixed(1)} ${y1}`;
  return { path, width: Math.max(1.5, link.width ?? 0) };
}

/** Units of height for each unit of what the links carry. */
function scaleOf(links: readonly SankeyLink<Node, Link>[]): number {
  const [widest] = links.toSorted((a, b) => b.value - a.value);
  return widest === undefined || widest.value === 0 ? 0 : (widest.width ?? 0) / widest.value;
}

/** Around below: out of the end of its box, along under all, into the start of the other. */
function backBand(edge: FlowEdge, boxes: readonly Box[], y: number, width: number, rtl: boolean): Band {
  const [from, to] = [edge.from, edge.to].map((key) => boxes.find(({ node }) => node.key === key)!) as [
    Box,
    Box,
  ];
  const side = rtl ? -1 : 1;
  const [out, into] = [from.x + (rtl ? 0 : boxWidth), to.x + (rtl ? boxWidth : 0)];
  const [y0, y1] = [from.y + from.height - 2, to.y + to.height - 2];
  const path = `M${out} ${y0}C${out + side * 60} ${y0} ${out + side * 60} ${y} ${out} ${y}L${into} ${y}C${into - side * 60} ${y} ${into - side * 60} ${y1} ${into} ${y1}`;
  return { edge, path, width: Math.min(5, Math.max(1.5, width)), returns: true };
}

function headsOf(boxes: readonly Box[], count: number): Drawing['columns'] {
  return Array.from({ length: count }, (_, column) => {
    const here = boxes.filter((box) => box.column === column);
    const declared = here.find(({ node }) => node.stage !== 'undeclared') ?? here[0];
    const stage = declared?.node.stage ?? 'other';
    return { x: declared?.x ?? 0, stage, work: stage === 'other' ? (declared?.node.work[0] ?? null) : null };
  });
}
