// More delivered than the land can have given, over all gins together: each gin alone sees a plausible farm.
import {
  type MaterialPack,
  type Membership,
  type RecordBook,
  areaOfMembers,
  groupsTogether,
  isMemberIn,
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

/** One producer, a group with all its producers, or groups that share producers; with the memberships that tell of the land. */
interface Farm {
  readonly farms: readonly string[];
  readonly land: readonly Membership[];
}

/** `CAPACITY_EXCEEDED`, by farm: harvested by its own word, or shipped, in one season beyond area x yield. */
export function exceededLand(input: Input): ReportFinding[] {
  const packs = materialPacks(input);
  const { producers, groups } = farmsOf(input);
  const found = producers.flatMap((farm) => exceeded(input, packs, farm));
  const named = new Set(found.map(({ subject }) => subject));
  // A group is named for what it brought itself, not once more for a producer who is named already.
  const rest = groups.filter(({ land }) => !land.some(({ member }) => named.has(member)));
  const alone = rest.flatMap((farm) => exceeded(input, packs, farm));
  for (const { subject } of alone) named.add(subject);
  const bringing = groups.filter((farm) => broughtBy(input, packs, farm).some((all) => all.length > 0));
  const together = groupsTogether(bringing.map(({ land }) => land))
    .filter((farms) => !farms.some((farm) => named.has(farm)))
    .map((farms) => ({
      farms,
      land: bringing.filter((one) => farms.includes(one.farms[0]!)).flatMap(({ land }) => land),
    }));
  return [...found, ...alone, ...together.flatMap((farm) => exceeded(input, packs, farm))];
}

function exceeded(input: Input, packs: readonly MaterialPack[], farm: Farm): ReportFinding[] {
  const worst = broughtBy(input, packs, farm)
    .map(busiestSeason)
    .sort((a, b) => landFor(b) - landFor(a))[0];
  if (worst === undefined || worst.length === 0) return [];
  const land = landDuring(input, farm, worst);
  const squareMetres = land === undefined ? undefined : areaOfMembers(land);
  if (land === undefined || squareMetres === undefined || landFor(worst) <= squareMetres) return [];
  const name = farm.farms.join(' and ');
  const buyers = [...new Set(worst.flatMap(({ to }) => to ?? []))].sort();
  const grams = worst.reduce((sum, one) => sum + one.grams, 0);
  const to = buyers.length === 0 ? '' : ` to ${buyers.join(' and ')}`;
  const detail = `${name} brought ${grams} g${to} in one season, for which ${landFor(worst)} m2 are needed; it has ${squareMetres} m2.`;
  const all = [...land.map(({ entry }) => entry), ...worst.map(({ entry }) => entry)];
  return [reportFinding('CAPACITY_EXCEEDED', farm.farms[0]!, detail, [...farm.farms, ...buyers], all)];
}

/** Harvests and shipments: what is harvested is shipped later, one is not added to the other. */
function broughtBy(input: Input, packs: readonly MaterialPack[], { farms, land }: Farm): Brought[][] {
  const members = land.filter(({ party }) => farms.includes(party));
  const parties = new Set([...farms, ...members.map(({ member }) => member)]);
  return [harvestsOf, shipmentsOf].map((brought) =>
    [...parties].flatMap((party) =>
      brought(input, packs, party).filter(
        (one) =>
          farms.includes(party) ||
          members.some((membership) => membership.member === party && isIn(input, membership, [one])),
      ),
    ),
  );
}

/** Undefined where nobody tells of land: a group that told of some and has none left has none. */
function landDuring(
  input: Input,
  { farms, land }: Farm,
  season: readonly Brought[],
): Membership[] | undefined {
  const during = land.filter((membership) => isIn(input, membership, season));
  const isToldByGroup = land.some(
    ({ party, areaSquareMetres }) => farms.includes(party) && areaSquareMetres !== null,
  );
  return during.length > 0 || isToldByGroup ? during : undefined;
}

function isIn({ book }: Input, membership: Membership, season: readonly Brought[]): boolean {
  const [first, last] = [season[0]!, season.at(-1)!];
  const entry = season.reduce((latest, one) => Math.max(latest, one.entry), 0);
  return isMemberIn(book, membership, { fromMs: first.atMs, untilMs: last.atMs, entry });
}

function farmsOf(input: Input): { producers: Farm[]; groups: Farm[] } {
  const memberships = producersOf(input);
  const members = [...new Set(memberships.map(({ member }) => member))].sort();
  const parties = [...new Set(memberships.map(({ party }) => party))].sort();
  return {
    producers: members.map((member) => ({
      farms: [member],
      land: memberships.filter((one) => one.member === member),
    })),
    // A group of which one producer has told no area is not judged: nobody knows its land.
    groups: parties.map((group) => ({
      farms: [group],
      land: memberships.filter(({ party }) => party === group),
    })),
  };
}

/** A producer that has told no area of its own is still counted with the group. */
function producersOf({ book, atMs }: Input): Membership[] {
  return book.ofKind('membership').filter((one) => one.as === 'producer' && one.recordedAtMs <= atMs);
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
    const squareMetres = landNeeded(packs, facts, { id: lot, entry }, producer, grams);
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
        const squareMetres = landNeeded(packs, facts, { id: what, entry }, producer, grams);
        return squareMetres === undefined ? [] : [{ atMs: shippedAtMs, grams, squareMetres, to, entry }];
      }),
    );
}

const turnedBack: readonly (TradeState | undefined)[] = ['refused', 'withdrawn'];

/** `what`: a lot or product, and the entry that names it. Rounded down, by the most that any pack in force says a hectare gives there; undefined where none says. */
function landNeeded(
  packs: readonly MaterialPack[],
  facts: ReportFacts,
  what: { readonly id: string; readonly entry: number },
  producer: string,
  grams: number,
): number | undefined {
  const [category, country] = [facts.categoryOf(what.id, what.entry), facts.countryOf(producer)];
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
