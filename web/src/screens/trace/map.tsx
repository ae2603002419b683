// Where the places are: land without borders, a dot for each place, arcs as wide as what went between them.
import { memo, type ReactNode, useMemo } from 'react';
import { type MapPoint, project } from '../../../../design/map/projection.ts';
import world from '../../../../design/map/world.json';
import type { FlowEdge, FlowNode } from '../../api/flow.ts';
import { useWords } from '../../language/words.tsx';
import type { Merged } from './merge.ts';
import { useFlowWords } from './words.ts';

const picture = { width: 640, height: 420 };
const closestUnits = 260;
const widestUnits = 1780;
const labelsShown = 8;

interface Spot extends MapPoint {
  readonly nodes: readonly FlowNode[];
  readonly weight: number;
}

/** Where it is told to be, else the middle of its country. */
export function placeOnMap({ latitude, longitude, country }: FlowNode): MapPoint | undefined {
  if (latitude !== null && longitude !== null) return project(longitude, latitude);
  const middle = (world.countries as unknown as Record<string, [number, number] | undefined>)[country ?? ''];
  return middle === undefined ? undefined : project(...middle);
}

export function PlacesMap(props: {
  flow: Merged;
  box: string | undefined;
  onPick: (key: string) => void;
}): ReactNode {
  const { flow, box, onPick } = props;
  const { t } = useWords();
  const spots = useMemo(() => spotsOf(flow.nodes), [flow.nodes]);
  const view = useMemo(() => viewOf(spots), [spots]);
  if (spots.length === 0) return <p className="quiet">{t('trace.noMap')}</p>;
  const scale = picture.width / view.width;
  const at = ({ x, y }: MapPoint): MapPoint => ({ x: (x - view.x) * scale, y: (y - view.y) * scale });
  const spotOf = new Map(spots.flatMap((spot) => spot.nodes.map((node) => [node.key, spot] as const)));
  return (
    <figure className="flow-map">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing of buttons has no element of its own */}
      <svg viewBox={`0 0 ${picture.width} ${picture.height}`} role="group" aria-label={t('trace.mapTitle')}>
        <rect className="flow-sea" width={picture.width} height={picture.height} />
        <g className="flow-land" transform={`scale(${scale}) translate(${-view.x} ${-view.y})`}>
          <path d={world.land.map(({ path }) => path).join('')} />
        </g>
        <Arcs edges={flow.edges} spotOf={spotOf} at={at} box={box} />
        {spots.map((spot, index) => (
          <Dot
            key={spot.nodes[0]!.key}
            {...{ spot, onPick, ...at(spot) }}
            isNamed={index < labelsShown}
            isPicked={spot.nodes.some(({ key }) => key === box)}
          />
        ))}
      </svg>
      <figcaption className="quiet">{t('trace.mapCaption')}</figcaption>
    </figure>
  );
}

/** Places at the same point are one dot; the heaviest first. */
function spotsOf(nodes: readonly FlowNode[]): Spot[] {
  const spots = new Map<string, { point: MapPoint; nodes: FlowNode[] }>();
  for (const node of nodes) {
    const point = placeOnMap(node);
    if (point === undefined) continue;
    const key = `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    const spot = spots.get(key) ?? { point, nodes: [] };
    spot.nodes.push(node);
    spots.set(key, spot);
  }
  const weightOf = (node: FlowNode): number => node.containedGrams ?? node.share ?? node.lots;
  return [...spots.values()]
    .map((spot) => ({ ...spot.point, nodes: spot.nodes, weight: Math.max(...spot.nodes.map(weightOf)) }))
    .sort((a, b) => b.weight - a.weight);
}

function viewOf(spots: readonly MapPoint[]): { x: number; y: number; width: number } {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const shape = picture.width / picture.height;
  const wanted = Math.max((right - left) * 1.35, (bottom - top) * 1.4 * shape, closestUnits);
  const width = Math.min(wanted, widestUnits);
  return { x: (left + right - width) / 2, y: (top + bottom - width / shape) / 2, width };
}

function Arcs(props: {
  edges: readonly FlowEdge[];
  spotOf: ReadonlyMap<string, Spot>;
  at: (point: MapPoint) => MapPoint;
  box: string | undefined;
}): ReactNode {
  const { edges, spotOf, at, box } = props;
  const weightOf = ({ containedGrams, share, links }: FlowEdge): number => containedGrams ?? share ?? links;
  const heaviest = Math.max(...edges.map(weightOf), 1e-9);
  return edges.map((edge) => {
    const [from, to] = [spotOf.get(edge.from), spotOf.get(edge.to)];
    if (from === undefined || to === undefined || from === to) return null;
    const isPicked = edge.from === box || edge.to === box;
    return (
      <path
        key={`${edge.from} ${edge.to}`}
        className={isPicked ? 'flow-arc picked' : 'flow-arc'}
        d={arcOf(at(from), at(to))}
        strokeWidth={1 + 6 * Math.sqrt(weightOf(edge) / heaviest)}
      />
    );
  });
}

/** Bent a little, so that there and back are two. */
function arcOf(from: MapPoint, to: MapPoint): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [x, y] = [(from.x + to.x) / 2 + dy * 0.18, (from.y + to.y) / 2 - dx * 0.18];
  return [from, { x, y }, to]
    .map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`)
    .reduce((d, point, at) => `${d}${at === 1 ? 'Q' : ' '}${point}`, 'M')
    .replace('M ', 'M');
}

const Dot = memo(function Dot(props: {
  spot: Spot;
  x: number;
  y: number;
  isPicked: boolean;
  isNamed: boolean;
  onPick: (key: string) => void;
}): ReactNode {
  const { spot, x, y, isPicked, isNamed, onPick } = props;
  const words = useFlowWords();
  const [first] = spot.nodes;
  const stage = words.stage(first!.stage, first!.work[0] ?? null);
  const names = `${stage}: ${spot.nodes.map((node) => words.place(node)).join(', ')}`;
  const isEnd = x > picture.width - 150;
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML's button cannot stand in a drawing
    <g
      className={isPicked ? 'flow-spot picked' : 'flow-spot'}
      role="button"
      tabIndex={0}
      aria-label={names}
      onClick={() => onPick(first!.key)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onPick(first!.key);
      }}
    >
      <title>{names}</title>
      <circle className="flow-reach" cx={x} cy={y} r="16" />
      <circle cx={x} cy={y} r={isPicked ? 8 : 5.5} />
      {(isNamed || isPicked) && (
        <text x={x + (isEnd ? -11 : 11)} y={y + 5} textAnchor={isEnd ? 'end' : 'start'}>
          {stage}
        </text>
      )}
    </g>
  );
});
