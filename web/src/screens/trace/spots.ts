// The map's geometry: where places stand, how much of the world is shown, arcs between them, and which words have room.
import { type MapPoint, project } from '../../../../design/map/projection.ts';
import world from '../../../../design/map/world.json';
import type { FlowEdge, FlowNode } from '../../api/flow.ts';

export interface Spot extends MapPoint {
  readonly nodes: readonly FlowNode[];
  readonly weight: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of the world that a picture shows: map units of its corner, and picture units for each map unit. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const closestUnits = 120;
const widestUnits = 1780;

/** Where it is told to be, else the middle of its country. */
function placeOnMap({ latitude, longitude, country }: FlowNode): MapPoint | undefined {
  if (latitude !== null && longitude !== null) return project(longitude, latitude);
  const middle = (world.countries as unknown as Record<string, [number, number] | undefined>)[country ?? ''];
  return middle === undefined ? undefined : project(...middle);
}

/**
 * Places at the same point are one spot; the heaviest first. What nobody declared stands where it was used.
 */
export function spotsOf(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Spot[] {
  const spots = new Map<string, { point: MapPoint; nodes: FlowNode[] }>();
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const userOf = ({ key }: FlowNode): MapPoint | undefined => {
    const user = byKey.get(edges.find(({ from }) => from === key)?.to ?? '');
    return user && placeOnMap(user);
  };
  for (const node of nodes) {
    const point = placeOnMap(node) ?? (node.stage === 'undeclared' ? userOf(node) : undefined);
    if (point === undefined) continue;
    const key = `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    const spot = spots.get(key) ?? { point, nodes: [] };
    spot.nodes.push(node);
    spots.set(key, spot);
  }
  const weightOf = (node: FlowNode): number => node.containedGrams ?? node.share ?? node.lots;
  return [...spots.values()]
    .map((spot) => ({
      ...spot.point,
      nodes: spot.nodes.sort((a, b) => weightOf(b) - weightOf(a)),
      weight: Math.max(...spot.nodes.map(weightOf)),
    }))
    .sort((a, b) => b.weight - a.weight);
}

export function mapViewOf(spots: readonly MapPoint[], { width, height }: Size): MapView {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const shape = width / height;
  const wanted = Math.max((right - left) * 1.3, (bottom - top) * 1.4 * shape, closestUnits);
  const units = Math.min(wanted, widestUnits);
  return { x: (left + right - units) / 2, y: (top + bottom - units / shape) / 2, scale: width / units };
}

export interface Arc {
  readonly edge: FlowEdge;
  readonly path: string;
  readonly width: number;
}

export function arcsOf(
  edges: readonly FlowEdge[],
  spots: readonly Spot[],
  at: (point: MapPoint) => MapPoint,
): Arc[] {
  const spotOf = new Map(spots.flatMap((spot) => spot.nodes.map((node) => [node.key, spot] as const)));
  const weightOf = ({ containedGrams, share, links }: FlowEdge): number => containedGrams ?? share ?? links;
  const heaviest = edges.reduce((most, edge) => Math.max(most, weightOf(edge)), 1e-9);
  return edges.flatMap((edge) => {
    const [from, to] = [spotOf.get(edge.from), spotOf.get(edge.to)];
    if (from === undefined || to === undefined || from === to) return [];
    const width = 0.75 + 4.5 * Math.sqrt(weightOf(edge) / heaviest);
    return [{ edge, width, path: arcBetween(at(from), at(to)) }];
  });
}

/** Bent a little, so that there and back are two. */
function arcBetween(from: MapPoint, to: MapPoint): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const text = ({ x, y }: MapPoint): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  const middle = { x: (from.x + to.x) / 2 + dy * 0.18, y: (from.y + to.y) / 2 - dx * 0.18 };
  return `M${text(from)}Q${text(middle)} ${text(to)}`;
}

export interface Sign {
  readonly text: string;
  /** Beside the dot on the left, where there is no room on its right. */
  readonly isBefore: boolean;
}

const letterUnits = 7;
const lineUnits = 16;

/** Words beside the heaviest dots, as long as they do not run into each other: by index, undefined = none. */
export function signsOf(
  dots: readonly (MapPoint & { text: string })[],
  { width }: Size,
): (Sign | undefined)[] {
  const taken: { left: number; right: number; y: number }[] = [];
  return dots.map(({ x, y, text }) => {
    const length = text.length * letterUnits + 14;
    const isBefore = x + length > width;
    const [left, right] = isBefore ? [x - length, x] : [x, x + length];
    const isFree = taken.every(
      (one) => right < one.left || left > one.right || Math.abs(one.y - y) > lineUnits,
    );
    if (!isFree) return undefined;
    taken.push({ left, right, y });
    return { text, isBefore };
  });
}

/** Half the way to the next dot, so that none lies under the reach of another; a fingertip where there is room. */
export function reachesOf(dots: readonly MapPoint[]): number[] {
  return dots.map((dot) => {
    const nearest = dots.reduce(
      (least, other) =>
        other === dot ? least : Math.min(least, Math.hypot(other.x - dot.x, other.y - dot.y)),
      2 * fingertip,
    );
    return Math.max(leastReach, nearest / 2);
  });
}

const fingertip = 18;
const leastReach = 5;
