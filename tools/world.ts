// Draws design/map/world.json: the land of the earth in map units, and one point for each country.
// Geometry: Natural Earth (public domain) through world-atlas. Land is drawn without borders, on purpose: any
// view of borders is a view of somebody, and no page of ours needs one. Run:
// `npm install --no-save world-atlas@2.0.2 topojson-client@3.1.0 && node tools/world.ts` (9 MB that nobody else needs).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GeoPermissibleObjects, geoArea, geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import { feature, type GeometryCollection, type Topology } from 'topojson-client';
import { mapMiddle, mapScale, middleLongitude } from '../design/map/projection.ts';

type Point = [number, number];
type Country = { id?: string | number; geometry: GeoPermissibleObjects };

/** Map units: a bend smaller than this is not drawn, an island smaller than this squared is not either. */
const bendUnits = 0.8;
const islandUnits2 = 14;
/** South of this there is only ice, and nobody makes clothes there. */
const southernmost = 760;

function atlas(name: string): Topology {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, `../node_modules/world-atlas/${name}.json`), 'utf8'),
  ) as Topology;
}

function ringsOf(shape: GeoPermissibleObjects): Point[][] {
  const rings: Point[][] = [];
  const projection = geoEqualEarth()
    .rotate([-middleLongitude, 0])
    .scale(mapScale)
    .translate([mapMiddle.x, mapMiddle.y]);
  const pen = {
    beginPath(): void {},
    arc(): void {},
    closePath(): void {},
    moveTo: (x: number, y: number): void => void rings.push([[x, y]]),
    lineTo: (x: number, y: number): void => void rings.at(-1)?.push([x, y]),
  };
  geoPath(projection.precision(0.6), pen)(shape);
  return rings;
}

function areaOf(ring: Point[]): number {
  return (
    Math.abs(
      ring.reduce(
        (sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * y,
        0,
      ),
    ) / 2
  );
}

/** Ramer-Douglas-Peucker on an open line. */
function simplified(line: Point[]): Point[] {
  const [first, last] = [line[0]!, line.at(-1)!];
  let [farthest, distance] = [0, 0];
  for (const [i, point] of line.entries()) {
    const far = distanceTo(point, first, last);
    if (far > distance) [farthest, distance] = [i, far];
  }
  if (distance <= bendUnits) return [first, last];
  return [...simplified(line.slice(0, farthest + 1)), ...simplified(line.slice(farthest)).slice(1)];
}

function distanceTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0
    ? Math.hypot(x - ax, y - ay)
    : Math.abs((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / length;
}

/** A closed ring is simplified as two lines, cut where it is farthest from its start. */
function simplifiedRing(ring: Point[]): Point[] {
  const [sx, sy] = ring[0]!;
  const far = ring.reduce(
    (best, [x, y], i) =>
      Math.hypot(x - sx, y - sy) > Math.hypot(ring[best]![0] - sx, ring[best]![1] - sy) ? i : best,
    0,
  );
  const points = [
    ...simplified(ring.slice(0, far + 1)),
    ...simplified([...ring.slice(far), ring[0]!]).slice(1),
  ];
  const whole = points.map(([x, y]): Point => [Math.round(x), Math.round(y)]);
  return whole
    .slice(0, -1)
    .filter(([x, y], i) => i === 0 || x !== whole[i - 1]![0] || y !== whole[i - 1]![1]);
}

/** Relative SVG path, without a byte that is not needed. */
function pathOf(ring: Point[]): string {
  const steps = ring.slice(1).flatMap(([x, y], i) => [x - ring[i]![0], y - ring[i]![1]]);
  const numbers = steps.map((step, i) => (i === 0 || step < 0 ? `${step}` : ` ${step}`)).join('');
  return `M${ring[0]!.join(' ')}l${numbers}z`;
}

function landOf(topology: Topology): { box: number[]; path: string }[] {
  const land = feature(topology, topology.objects['land'] as GeometryCollection);
  const rings = ringsOf(land).filter(
    (ring) => areaOf(ring) > islandUnits2 && ring.some(([, y]) => y < southernmost),
  );
  return rings
    .filter((ring) => !ring.every(([, y]) => y > southernmost - 60))
    .map(simplifiedRing)
    .filter((ring) => ring.length > 2)
    .sort((a, b) => areaOf(b) - areaOf(a))
    .map((ring) => ({ box: boxOf(ring), path: pathOf(ring) }));
}

function boxOf(ring: Point[]): number[] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Middle of the largest part of a country: the middle of France is not in the Atlantic. */
function pointOf(geometry: GeoPermissibleObjects): Point {
  const shape = geometry as unknown as { type: string; coordinates: unknown[] };
  const parts =
    shape.type === 'MultiPolygon'
      ? shape.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
      : [shape];
  const largest = parts.sort(
    (a, b) => geoArea(b as GeoPermissibleObjects) - geoArea(a as GeoPermissibleObjects),
  )[0];
  const [longitude, latitude] = geoCentroid(largest as GeoPermissibleObjects);
  return [Math.round(longitude * 10) / 10, Math.round(latitude * 10) / 10];
}

/** ISO 3166-1 numeric to alpha-2: Unicode's territory aliases know it (UTS 35, 3.2.1). */
function alpha2(numeric: string): string | undefined {
  const region = new Intl.Locale(`und-${numeric.padStart(3, '0')}`).region;
  return region !== undefined && /^[A-Z]{2}$/.test(region) ? region : undefined;
}

function countriesOf(topology: Topology): Record<string, Point> {
  const shapes = feature(topology, topology.objects['countries'] as GeometryCollection)
    .features as unknown as Country[];
  // The largest shape first: Australia and its Ashmore and Cartier Islands have one number.
  const named = shapes
    .filter((shape) => shape.id !== undefined)
    .sort((a, b) => geoArea(b.geometry) - geoArea(a.geometry))
    .map((shape): [string | undefined, Point] => [alpha2(String(shape.id)), pointOf(shape.geometry)]);
  const first = new Map<string, Point>();
  for (const [code, point] of named) if (code !== undefined && !first.has(code)) first.set(code, point);
  return Object.fromEntries([...first].sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (import.meta.main) {
  const world = {
    source: 'Natural Earth',
    land: landOf(atlas('land-110m')),
    countries: countriesOf(atlas('countries-50m')),
  };
  const rows = world.land.map((ring) => JSON.stringify(ring)).join(',\n');
  const text = `{"source":"${world.source}",\n"land":[\n${rows}],\n"countries":${JSON.stringify(world.countries)}}\n`;
  writeFileSync(join(import.meta.dirname, '../design/map/world.json'), text);
  const landBytes = world.land.reduce((sum, ring) => sum + ring.path.length, 0);
  console.log(
    `${world.land.length} pieces of land in ${landBytes} bytes, ${Object.keys(world.countries).length} countries`,
  );
}
