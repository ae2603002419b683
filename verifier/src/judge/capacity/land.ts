// What the land of producers can have given in one season.
import type { Membership } from '../../record/record.ts';
import { ascending } from '../authority/scope.ts';
import { bandFor } from '../band.ts';
import type { Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import { finding, kilograms } from '../finding.ts';
import { shareOf } from '../share.ts';
import type { ClaimFinding } from '../verdict.ts';

const squareMetresPerHectare = 10_000;
/** Harvests nearer than this are of one season. Picking lasts up to five months, and seasons begin about a year apart. */
export const seasonMs: number = 240 * 86_400_000;

/** Something harvested, with the most that a hectare gives of it. */
interface Harvest {
  readonly party: string;
  readonly atMs: number;
  readonly grams: number;
  readonly gramsPerHectare: number;
  readonly entries: readonly number[];
}

/**
 * `CAPACITY_EXCEEDED` for each producer, and each group with all its producers, that harvested more in a season than its
 * area gives. Whoever has not told its area is not judged; where it is withheld that is unknown.
 */
export function yieldOfLand(context: JudgeContext, origins: readonly Making[]): ClaimFinding[] {
  const limits = new Map<string, readonly number[]>();
  const harvests = origins.flatMap((making) => harvestsOf(context, making, limits));
  const parties = [...new Set(harvests.map(({ party }) => party))];
  const farms = new Set(parties.flatMap((party) => farmsAround(context, party)));
  return [...farms].sort().flatMap((farm) => judged(context, farm, harvests));
}

/** `limits`: what was looked up before. */
function harvestsOf(
  context: JudgeContext,
  making: Making,
  limits: Map<string, readonly number[]>,
): Harvest[] {
  const { party, atMs, entries, process, country } = making;
  return making.outputs.flatMap(({ lot, grams }) => {
    const category = context.categoryOf(context.chain.lots[lot]!.lot);
    if (category === null || grams === null) return [];
    const key = `${process} ${category} ${country}`;
    const known = limits.get(key) ?? limitsOf(context, making, category);
    limits.set(key, known);
    return known.map((gramsPerHectare) => ({ party, atMs, grams, gramsPerHectare, entries }));
  });
}

/** The most that a hectare gives, by each pack that says so. */
function limitsOf({ materials, processOf, use }: JudgeContext, making: Making, category: string): number[] {
  const process = processOf(making.process);
  return materials.flatMap(({ pack, adoption }) => {
    const bands = pack.perHectare ?? [];
    const at = bandFor(bands, process, category, making.country);
    const figure = bands[at]?.highGramsPerHectare;
    return figure === undefined ? [] : [use(figure, `perHectare.${at}.highGramsPerHectare`, adoption)];
  });
}

/** The party, and the groups that it is a producer of. */
function farmsAround({ book, atMs }: JudgeContext, party: string): string[] {
  const known = book
    .membershipsOf(party)
    .filter(({ as, recordedAtMs }) => as === 'producer' && recordedAtMs <= atMs);
  return [party, ...known.filter(({ member }) => member === party).map((one) => one.party)];
}

function judged(context: JudgeContext, farm: string, harvests: readonly Harvest[]): ClaimFinding[] {
  const own = producersOf(context, farm).filter(
    ({ withheld, areaSquareMetres }) => withheld || areaSquareMetres !== null,
  );
  if (own.length === 0) return [];
  const members = new Set([farm, ...own.filter(({ party }) => party === farm).map(({ member }) => member)]);
  const theirs = harvests.filter(({ party }) => members.has(party)).sort((a, b) => a.atMs - b.atMs);
  const worst = busiestSeason(theirs);
  if (worst === undefined) return [];
  const during = producersOf(context, farm).filter(
    ({ fromMs, untilMs }) => fromMs <= worst.untilMs && (untilMs ?? Infinity) >= worst.fromMs,
  );
  const about = { about: farm, entries: [...worst.entries, ...during.map(({ entry }) => entry)] };
  const area = areaOf(during);
  if (area === undefined) {
    if (!during.some(({ withheld }) => withheld)) return [];
    return [finding('CAPACITY_EXCEEDED', 'how-much', 'unknown', `The land of ${farm} is not shown.`, about)];
  }
  if (worst.neededSquareMetres <= area) return [];
  const hectares = (squareMetres: number): string => `${Math.floor(squareMetres / 100) / 100} ha`;
  const detail = `${farm} harvested ${kilograms(worst.grams)} in one season, for which ${hectares(worst.neededSquareMetres)} are needed; it has ${hectares(area)}.`;
  return [finding('CAPACITY_EXCEEDED', 'how-much', 'fail', detail, about)];
}

/** Memberships that tell of the farm's land: of a group those of its producers, of a producer its own. */
function producersOf({ book, atMs }: JudgeContext, farm: string): Membership[] {
  const known = book
    .membershipsOf(farm)
    .filter(
      (one) =>
        one.as === 'producer' &&
        one.recordedAtMs <= atMs &&
        !isOver(book.statusesOf(one.membership), one, atMs),
    );
  const group = known.filter(({ party }) => party === farm);
  return group.length > 0 ? group : known;
}

function isOver(
  statuses: readonly {
    readonly state: string;
    readonly issuer: string;
    readonly fromMs: number;
    readonly recordedAtMs: number;
  }[],
  { party }: Membership,
  atMs: number,
): boolean {
  return statuses.some(
    ({ state, issuer, recordedAtMs }) => state === 'withdrawn' && issuer === party && recordedAtMs <= atMs,
  );
}

/** Each member once, with the most that any membership tells: the same land may be told twice. Undefined where one tells none. */
function areaOf(memberships: readonly Membership[]): number | undefined {
  const areas = new Map<string, number>();
  for (const { member, areaSquareMetres } of memberships) {
    if (areaSquareMetres === null) return undefined;
    areas.set(member, Math.max(areas.get(member) ?? 0, areaSquareMetres));
  }
  return areas.size === 0 ? undefined : [...areas.values()].reduce((sum, one) => sum + one, 0);
}

interface Season {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly grams: number;
  readonly neededSquareMetres: number;
  readonly entries: readonly number[];
}

/** Of harvests in the order of time, the season that needs most land; undefined where there is no harvest. */
function busiestSeason(harvests: readonly Harvest[]): Season | undefined {
  let [from, needed, most, best] = [0, 0, -1, { from: 0, until: 0 }];
  harvests.forEach((harvest, until) => {
    needed += landFor(harvest);
    while (harvest.atMs - harvests[from]!.atMs >= seasonMs) needed -= landFor(harvests[from++]!);
    if (needed > most) [most, best] = [needed, { from, until }];
  });
  const season = harvests.slice(best.from, best.until + 1);
  if (season.length === 0) return undefined;
  return {
    fromMs: season[0]!.atMs,
    untilMs: season.at(-1)!.atMs,
    grams: season.reduce((sum, { grams }) => sum + grams, 0),
    neededSquareMetres: most,
    entries: ascending(season.flatMap(({ entries }) => entries)),
  };
}

/** Square metres, rounded down: a farm is only blamed for what is certain. */
function landFor({ grams, gramsPerHectare }: Harvest): number {
  return shareOf(grams, squareMetresPerHectare, gramsPerHectare);
}
