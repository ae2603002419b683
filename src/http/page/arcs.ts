// Between which countries goods went on their way to a lot: as much of its flow as everybody is shown.
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Arc } from './map.ts';

const placesAsked = 200;
// More lines than these are a hair-ball.
const mostArcs = 16;

/** Each pair once, in the order of the flow; none where the flow cannot be told. */
export async function arcsTo(node: SelvedgeNode, id: string): Promise<Arc[]> {
  const answer = await node.flow(id, {
    direction: 'back',
    level: 'country',
    fromMs: null,
    untilMs: null,
    most: placesAsked,
    verdicts: false,
    lots: null,
  });
  if (!answer.ok) return [];
  const { nodes, edges } = answer.value;
  const countries = new Map(nodes.map(({ key, country }) => [key, country]));
  const arcs = edges.flatMap(({ from, to }): [string, Arc][] => {
    const [start, end] = [countries.get(from), countries.get(to)];
    if (start == null || end == null || start === end) return [];
    return [[`${start} ${end}`, { from: start, to: end }]];
  });
  return [...new Map(arcs).values()].slice(0, mostArcs);
}
