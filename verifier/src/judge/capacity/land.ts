// What the land of producers can have given in one season.
import type { RecordBook } from '../../record/book.ts';
import type { Membership } from '../../record/record.ts';
import { ascending } from '../authority/scope.ts';
import { bandFor } from '../band.ts';
import type { Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import { finding, kilograms } from '../finding.ts';
import { shareOf } from '../share.ts';
import type { ClaimFinding } from '../verdict.ts';
import { kindOf, type MakingKind } from '../kind.ts';
import { areaOf, groupsTogether, isMemberIn } from './membership.ts';
import { Lands } from './told.ts';

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
 * `CAPACITY_EXCEEDED` for each producer, each group with all its producers, and groups together that share producers, that
 * harvested more in a season than their area gives. Whoever has not told its area is not judged; where it is withheld that is unknown.
 */
export function yieldOfLand(context: JudgeContext, origins: readonly Making[]): ClaimFinding[] {
  const harvests = harvestsOf(context, origins);
  const parties = [...new Set(harvests.map(({ party }) => party))];
  const lands = new Lands(context);
  const farms = [...new Set(parties.flatMap((party) => lands.around(party)))].sort();
  const alone = farms.flatMap((farm) => judged(context, lands, [farm], harvests));
  const named = new Set(alone.map(({ about }) => about));
  const together = groupsTogether(farms.map((farm) => lands.of([farm]))).filter(
    (groups) => !groups.some((group) => named.has(group)),
  );
  return [...alone, ...together.flatMap((groups) => judged(context, lands, groups, harvests))];
}

function harvestsOf(context: JudgeContext, origins: readonly Making[]): Harvest[] {
  const harvests: Harvest[] = [];
  const limits = new Map<MakingKind, Map<string, readonly number[]>>();
  for (const making of origins) {
    const kind = kindOf(context, making);
    const known = limits.get(kind) ?? new Map<string, readonly number[]>();
    limits.set(kind, known);
    for (const { lot, grams } of making.outputs) {
      const category = context.productAt(lot)?.category ?? null;
      if (category === null || grams === null) continue;
      const most = known.get(category) ?? limitsOf(context, kind, category);
      known.set(category, most);
      for (const gramsPerHectare of most) harvests.push(harvestOf(making, grams, gramsPerHectare));
    }
  }
  return harvests;
}

function harvestOf({ party, atMs, entries }: Making, grams: number, gramsPerHectare: number): Harvest {
  return { party, atMs, grams, gramsPerHectare, entries };
}

/** The most that a hectare gives, by each pack that says so. */
function limitsOf({ materials, processOf, use }: JudgeContext, kind: MakingKind, category: string): number[] {
  const process = processOf(kind.process);
  return materials.flatMap(({ pack, adoption }) => {
    const bands = pack.perHectare ?? [];
    const at = bandFor(bands, process, category, kind.country);
    const figure = bands[at]?.highGramsPerHectare;
    return figure === undefined ? [] : [use(figure, `perHectare.${at}.highGramsPerHectare`, adoption)];
  });
}

/** `farms`: a producer, a group, or several groups that share producers. */
function judged(
  context: JudgeContext,
  lands: Lands,
  farms: readonly string[],
  harvests: readonly Harvest[],
): ClaimFinding[] {
  const told = lands.of(farms);
  if (!told.some(({ withheld, areaSquareMetres }) => withheld || areaSquareMetres !== null)) return [];
  const theirs = harvests
    .filter((harvest) => farms.includes(harvest.party) || isMembers(context, told, farms, harvest))
    .sort((a, b) => a.atMs - b.atMs);
  const worst = busiestSeason(theirs);
  if (worst === undefined) return [];
  const during = told.filter((one) => counts(context.book, one, worst));
  // A group that told of land and has none left has none; a producer that left its group is its own again.
  if (during.length === 0 && !told.some(({ party }) => farms.includes(party))) return [];
  const name = farms.join(' and ');
  const about = { about: farms[0]!, entries: [...worst.entries, ...during.map(({ entry }) => entry)] };
  const area = areaOf(during);
  if (area === undefined) {
    if (!during.some(({ withheld }) => withheld)) return [];
    return [finding('CAPACITY_EXCEEDED', 'how-much', 'unknown', `The land of ${name} is not shown.`, about)];
  }
  if (worst.neededSquareMetres <= area) return [];
  const hectares = (squareMetres: number): string => `${Math.floor(squareMetres / 100) / 100} ha`;
  const detail = `${name} harvested ${kilograms(worst.grams)} in one season, for which ${hectares(worst.neededSquareMetres)} are needed; it has ${hectares(area)}.`;
  return [finding('CAPACITY_EXCEEDED', 'how-much', 'fail', detail, about)];
}

/** What a producer harvests while it belongs to a group is the group's. */
function isMembers(
  { book }: JudgeContext,
  told: readonly Membership[],
  farms: readonly string[],
  { party, atMs, entries }: Harvest,
): boolean {
  const moment = { fromMs: atMs, untilMs: atMs, entries };
  return told.some((one) => one.member === party && farms.includes(one.party) && counts(book, one, moment));
}

function counts(
  book: RecordBook,
  membership: Membership,
  { fromMs, untilMs, entries }: Pick<Season, 'fromMs' | 'untilMs' | 'entries'>,
): boolean {
  return isMemberIn(book, membership, { fromMs, untilMs, entry: entries.at(-1)! });
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
