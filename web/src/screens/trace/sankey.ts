// The geometry of boxes and links, by d3-sankey.
import { sankey, type SankeyGraph, type SankeyLink, type SankeyNode } from 'd3-sankey';
import type { FlowEdge, FlowNode } from '../../api/flow.ts';

export const boxWidth = 16;
export const headHeight = 56;
export const labelHeight = 58;

export type Node = { key: string; column: number; fixedValue: number };
export type Link = { edge: FlowEdge | undefined };

export interface Placed {
  nodes: ReadonlyMap<string, SankeyNode<Node, Link>>;
  links: { link: SankeyLink<Node, Link>; edge: FlowEdge }[];
}

// d3-sankey has as many layers as the longest way has: a thread of empty boxes, one a column, gives it all of ours. It divides by
// how many there are beyond the first, and by what runs through: hence at least two, and something for a place that stands alone.
export function placedBy(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  columnOf: (key: string) => number,
  count: number,
  measure: (edge: FlowEdge) => number,
  { width, height }: { width: number; height: number },
): Placed {
  const thread = Array.from(
    { length: Math.max(2, count) },
    (_, column): Node => ({ key: `thread ${column}`, column, fixedValue: 0 }),
  );
  const least = Math.max(...edges.map(measure), 1e-9) / 1e6;
  const alone = edges.length === 0 ? 1 : 0;
  const graph = {
    nodes: [
      ...nodes.map(
        ({ key }): Node => ({
          key,
          column: columnOf(key),
          fixedValue: through(key, edges, measure) || alone,
        }),
      ),
      ...thread,
    ],
    links: [
      ...edges.map((edge) => ({
        source: edge.from,
        target: edge.to,
        value: Math.max(measure(edge), least),
        edge,
      })),
      ...thread
        .slice(1)
        .map(({ key }, at) => ({ source: `thread ${at}`, target: key, value: 0, edge: undefined })),
    ],
  } as unknown as SankeyGraph<Node, Link>;
  const layout = sankey<Node, Link>()
    .nodeId(({ key }) => key)
    .nodeAlign(({ column }) => column)
    .nodeWidth(boxWidth)
    .nodePadding(labelHeight)
    .iterations(12)
    .extent([
      [0, headHeight],
      [width, height - 8],
    ]);
  const done = layout(graph);
  return {
    nodes: new Map(done.nodes.map((node) => [node.key, node])),
    links: done.links.flatMap((link) => (link.edge === undefined ? [] : [{ link, edge: link.edge }])),
  };
}

/** What runs through a box: what comes or what goes, whichever is more. */
function through(key: string, edges: readonly FlowEdge[], measure: (edge: FlowEdge) => number): number {
  let [into, out] = [0, 0];
  for (const edge of edges) {
    if (edge.to === key) into += measure(edge);
    if (edge.from === key) out += measure(edge);
  }
  return Math.max(into, out);
}
