// The map of a journey: land without borders, a dot for each country, cut to where something happened.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MapPoint, project } from '../../../design/map/projection.ts';
import { type Html, html } from './html.ts';
import type { Words } from './language/words.ts';
import { weaveCount } from './weave.ts';

interface WorldMap {
  land: { box: [number, number, number, number]; path: string }[];
  countries: Record<string, [number, number]>;
}

export interface MapMark {
  country: string;
  /** Of all raw material; null where none began there. */
  percent: number | null;
  /** Numbers of the steps of the journey that happened there. */
  steps: number[];
}

/** Between two countries that goods went from and to. */
export interface Arc {
  from: string;
  to: string;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface PlacedMark extends MapMark, MapPoint {
  radius: number;
}

const world = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../design/map/world.json'), 'utf8'),
) as WorldMap;

/** Size of the picture in its own units; the largest letters that the style sheet sets are this tall. */
const picture = { width: 640, height: 440 };
const letterUnits = 21;
const widestWorldUnits = 1780;
const closestWorldUnits = 420;

/** Undefined where no country of the marks can be placed. */
export function journeyMap(marks: readonly MapMark[], arcs: readonly Arc[], words: Words): Html | undefined {
  const known = marks.filter(({ country }) => world.countries[country] !== undefined);
  if (known.length === 0) return undefined;
  const points = known.map(({ country }) => project(...world.countries[country]!));
  const view = viewOf(points);
  const scale = picture.width / view.width;
  const placed = known.map((mark, at) => placedMark(mark, points[at]!, view, scale));
  const land = world.land.filter(({ box }) =>
    overlaps({ x: box[0], y: box[1], width: box[2] - box[0], height: box[3] - box[1] }, view),
  );
  const shift = `scale(${scale.toFixed(4)}) translate(${-Math.round(view.x)} ${-Math.round(view.y)})`;
  return html`<svg class="map" viewBox="0 0 ${picture.width} ${picture.height}" role="img" aria-labelledby="map-title"><title id="map-title">${words.t('page.map')} ${placed.map((mark) => spoken(mark, words)).join(' ')}</title><rect class="sea" width="${picture.width}" height="${picture.height}"/><g class="land" transform="${shift}"><path d="${land.map(({ path }) => path).join('')}"/></g>${arcs.map((arc) => arcPath(arc, placed))}${placed.map(dot)}${labels(placed, words)}</svg>`;
}

// As much as holds all points with room around, in the shape of the picture, neither too close nor wider than the world.
function viewOf(points: MapPoint[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const shape = picture.width / picture.height;
  const wanted = Math.max((right - left) * 1.45, (bottom - top) * 1.6 * shape, closestWorldUnits);
  const width = Math.min(wanted, widestWorldUnits);
  const height = width / shape;
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

function placedMark(mark: MapMark, point: MapPoint, view: Box, scale: number): PlacedMark {
  const radius = mark.percent === null ? 5 : 9 + 2.1 * Math.sqrt(mark.percent);
  return { ...mark, x: (point.x - view.x) * scale, y: (point.y - view.y) * scale, radius };
}

function dot({ x, y, radius, percent }: PlacedMark, at: number): Html {
  // The weave is that of the country's share in the ribbon.
  const weave = at % weaveCount;
  const kind = percent === null ? html`class="stop"` : html`class="origin" fill="url(#weave${weave})"`;
  return html`<circle ${kind} cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="${radius.toFixed(1)}"/>`;
}

function spoken({ country, percent, steps }: PlacedMark, words: Words): string {
  const name = words.country(country);
  const began =
    percent === null
      ? []
      : [words.t('page.mapBegan', { country: name, share: words.formats.share(percent) })];
  const numbers = steps.map((step) => words.formats.number(step));
  const worked =
    steps.length === 0
      ? []
      : [words.t('page.mapWorked', { count: steps.length, country: name, steps: numbers })];
  return [...began, ...worked].join(' ');
}

/** How far an arc bows, as a part of its length. */
const bow = 0.18;

/** Bows to the left of its way, so that there and back are two; a tick in its middle points on. */
function arcPath({ from, to }: Arc, placed: readonly PlacedMark[]): Html | false {
  const [start, end] = [from, to].map((code) => placed.find(({ country }) => country === code));
  if (start === undefined || end === undefined) return false;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const middle = { x: (start.x + end.x) / 2 + dy * bow, y: (start.y + end.y) / 2 - dx * bow };
  const top = { x: (start.x + end.x + 2 * middle.x) / 4, y: (start.y + end.y + 2 * middle.y) / 4 };
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
  const points = [start, middle, end].map(({ x, y }) => `${x.toFixed(0)} ${y.toFixed(0)}`);
  return html`<path class="arc" d="M${points[0]}Q${points[1]} ${points[2]}"/><path class="tick" transform="translate(${top.x.toFixed(0)} ${top.y.toFixed(0)}) rotate(${angle.toFixed(0)})" d="M-4-5 4 0-4 5"/>`;
}

/** Each beside its dot where it hides nothing; where there is no such place, the table below has to say it. */
function labels(placed: PlacedMark[], words: Words): Html[] {
  const taken: Box[] = placed.map(({ x, y, radius }) => ({
    x: x - radius,
    y: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  return placed.flatMap((mark) => {
    const lines = [
      words.country(mark.country),
      mark.percent === null
        ? mark.steps.map((step) => words.formats.number(step)).join(' · ')
        : words.formats.share(mark.percent),
    ];
    const size = {
      width: Math.max(...lines.map(lettersWide)) * letterUnits,
      height: letterUnits * 2.2,
    };
    const place = placesBeside(mark, size).find(
      (box) => isInside(box) && !taken.some((other) => overlaps(other, box)),
    );
    if (place === undefined) return [];
    taken.push(place);
    const x =
      place.anchor === 'start'
        ? place.x
        : place.anchor === 'end'
          ? place.x + place.width
          : place.x + place.width / 2;
    const y = place.y + size.height / 2;
    return html`<text text-anchor="${place.anchor}" x="${x.toFixed(0)}" y="${y.toFixed(0)}"><tspan class="name" x="${x.toFixed(0)}" dy="-0.15em">${lines[0]}</tspan><tspan class="more" x="${x.toFixed(0)}" dy="1.1em">${lines[1]}</tspan></text>`;
  });
}

/** Width of a line in letters' heights, about: ideographs fill a square. */
function lettersWide(line: string): number {
  return [...line].reduce((width, letter) => width + (/\p{Script=Han}/u.test(letter) ? 1 : 0.56), 0);
}

function placesBeside(
  { x, y, radius }: PlacedMark,
  { width, height }: { width: number; height: number },
): (Box & { anchor: string })[] {
  const gap = radius + 8;
  const middle = y - height / 2;
  return [
    { x: x + gap, y: middle, width, height, anchor: 'start' },
    { x: x - gap - width, y: middle, width, height, anchor: 'end' },
    { x: x - width / 2, y: y + gap, width, height, anchor: 'middle' },
    { x: x - width / 2, y: y - gap - height, width, height, anchor: 'middle' },
  ];
}

function isInside({ x, y, width, height }: Box): boolean {
  return x >= 4 && y >= 4 && x + width <= picture.width - 4 && y + height <= picture.height - 4;
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
