// More delivered than the land can have given, over all gins together: each gin alone sees a plausible farm.
import {
  type MaterialPack,
  type Membership,
  type RecordBook,
  seasonMs,
  type TradeState,
  tradeStateOf,
} from '#verifier';
import { type ReportFacts, type ReportFinding, reportFinding } from './facts.ts';

interface Input {
  readonly book: RecordBook;
  readonly facts: ReportFacts;
  readonly atMs: number;
}

/** What a producer brought, with the land it takes. */
interface Brought {
  readonly atMs: number;
  readonly grams: number;
  readonly squareMetres: number;
  readonly to: string | null;
  readonly entry: number;
}

/** One producer, or a group with all its producers, and the land that was told of it. */
interface Farm {
  readonly farm: string;
  /** Whoever speaks of its harvests. */
  readonly parties: readonly string[];
  readonly areaSquareMetres: number;
  readonly entries: readonly number[];
}

/** `CAPACITY_EXCEEDED`, by farm: harvested by its own word, or shipped, in one season beyond area x yield. */
export function exceededLand(input: Input): ReportFinding[] {
  const packs = materialPacks(input);
  const { producers, groups } = farmsOf(input);
  const found = producers.flatMap((farm) => exceeded(input, packs, farm));
  const named = new Set(found.map(({ subject }) => subject));
  // A group is named for what it brought itself, not once more for a producer who is named already.
  const rest = groups.filter(({ parties }) => !parties.some((party) => named.has(party)));
  return [...found, ...rest.flatMap((farm) => exceeded(input, packs, farm))];
}

function exceeded(
  input: Input,
  packs: readonly MaterialPack[],
  { farm, parties, ...land }: Farm,
): ReportFinding[] {
  // What is harvested is shipped later: one is not added to the other.
  const worst = [harvestsOf, shipmentsOf]
    .map((brought) => busiestSeason(parties.flatMap((party) => brought(input, packs, party))))
    .sort((a, b) => landFor(b) - landFor(a))[0];
  if (worst === undefined || landFor(worst) <= land.areaSquareMetres) return [];
  const buyers = [...new Set(worst.flatMap(({ to }) => to ?? []))].sort();
  const grams = worst.reduce((sum, one) => sum + one.grams, 0);
  const to = buyers.length === 0 ? '' : ` to ${buyers.join(' and ')}`;
  const detail = `${farm} brought ${grams} g${to} in one season, for which ${landFor(worst)} m2 are needed; it has ${land.areaSquareMetres} m2.`;
  const all = [...land.entries, ...worst.map(({ entry }) => entry)];
  return [reportFinding('CAPACITY_EXCEEDED', farm, detail, [farm, ...buyers], all)];
}

function farmsOf(input: Input): { producers: Farm[]; groups: Farm[] } {
  const memberships = producersOf(input);
  const members = [...new Set(memberships.map(({ member }) => member))].sort();
  const parties = [...new Set(memberships.map(({ party }) => party))].sort();
  const producers = members.flatMap(
    (member) =>
      farmOf(
        member,
        memberships.filter((one) => one.member === member),
      ) ?? [],
  );
  // A group of which one producer has told no area is not judged: nobody knows its land.
  const groups = parties.flatMap(
    (group) =>
      farmOf(
        group,
        memberships.filter(({ party }) => party === group),
      ) ?? [],
  );
  return { producers, groups };
}

function farmOf(farm: string, memberships: readonly Membership[]): Farm | undefined {
  const areas = new Map<string, number>();
  for (const { member, areaSquareMetres } of memberships) {
    if (areaSquareMetres === null) return undefined;
    // Where groups tell different areas of one producer, the largest: the same land may be told twice.
    areas.set(member, Math.max(areas.get(member) ?? 0, areaSquareMetres));
  }
  return {
    farm,
    parties: [...new Set([farm, ...areas.keys()])],
    areaSquareMetres: [...areas.values()].reduce((sum, area) => sum + area, 0),
    entries: memberships.map(({ entry }) => entry),
  };
}

/** A producer that has told no area of its own is still counted with the group. */
function producersOf({ book, atMs }: Input): Membership[] {
  return book
    .ofKind('membership')
    .filter((one) => one.as === 'producer' && one.recordedAtMs <= atMs && !isWithdrawn(book, one));
}

function isWithdrawn(book: RecordBook, { membership, party }: Membership): boolean {
  return book.statusesOf(membership).some(({ state, issuer }) => state === 'withdrawn' && issuer === party);
}

function materialPacks({ book, atMs }: Input): MaterialPack[] {
  const names = [...new Set(book.ofKind('pack').map(({ pack }) => pack))].sort();
  return names.flatMap((name) => {
    const content = book.packAt(name, atMs)?.content;
    return content?.kind === 'material' ? [content] : [];
  });
}

function harvestsOf({ facts }: Input, packs: readonly MaterialPack[], producer: string): Brought[] {
  return [...facts.harvestsOf(producer)].flatMap(({ lot, grams, atMs, entry }) => {
    const squareMetres = landNeeded(packs, facts, lot, producer, grams);
    return squareMetres === undefined ? [] : [{ atMs, grams, squareMetres, to: null, entry }];
  });
}

function shipmentsOf(
  { book, facts, atMs }: Input,
  packs: readonly MaterialPack[],
  producer: string,
): Brought[] {
  return book
    .ofKind('trade')
    .filter(
      ({ stage, seller, recordedAtMs }) =>
        stage === 'shipment' && seller === producer && recordedAtMs <= atMs,
    )
    .filter(({ trade }) => !turnedBack.includes(tradeStateOf(book, trade, atMs)?.state))
    .flatMap(({ atMs: shippedAtMs, lines, buyer: to, entry }) =>
      lines.flatMap(({ lot, product, amount, dimension }) => {
        const grams = dimension === 'mass' ? amount : null;
        const what = lot ?? product;
        if (grams === null || what === null) return [];
        const squareMetres = landNeeded(packs, facts, what, producer, grams);
        return squareMetres === undefined ? [] : [{ atMs: shippedAtMs, grams, squareMetres, to, entry }];
      }),
    );
}

const turnedBack: readonly (TradeState | undefined)[] = ['refused', 'withdrawn'];

/** Rounded down, by the most that any pack in force says a hectare gives there; undefined where none says. */
function landNeeded(
  packs: readonly MaterialPack[],
  facts: ReportFacts,
  what: string,
  producer: string,
  grams: number,
): number | undefined {
  const [category, country] = [facts.categoryOf(what), facts.countryOf(producer)];
  const bands = packs
    .flatMap(({ perHectare }) => perHectare ?? [])
    .filter((band) => band.category === category);
  const there = bands.filter(({ countries }) => country !== null && countries.includes(country));
  const counting = there.length > 0 ? there : bands.filter(({ countries }) => countries.includes('*'));
  if (counting.length === 0) return undefined;
  const most = Math.max(...counting.map(({ highGramsPerHectare }) => highGramsPerHectare.value));
  return Math.floor((grams * 10_000) / most);
}

/** Of the land it takes; empty where nothing was brought. */
function busiestSeason(brought: readonly Brought[]): Brought[] {
  const sorted = [...brought].sort((a, b) => a.atMs - b.atMs || a.entry - b.entry);
  let [from, needed, most, best] = [0, 0, -1, { from: 0, until: -1 }];
  sorted.forEach((one, until) => {
    needed += one.squareMetres;
    while (one.atMs - sorted[from]!.atMs >= seasonMs) needed -= sorted[from++]!.squareMetres;
    if (needed > most) [most, best] = [needed, { from, until }];
  });
  return sorted.slice(best.from, best.until + 1);
}

function landFor(season: readonly Brought[]): number {
  return season.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
}
