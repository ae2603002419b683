// Scans of one item's passport. One item is in one place: where its code is read by strangers in places too far apart, the
// code was copied. Honest owners travel, sell and give away; shops show one shirt to hundreds. None of that is a finding.
import { kilometresApart } from './distance.ts';

export interface Scan {
  /** Canonical id of the item. */
  readonly item: string;
  readonly atMs: number;
  /** ISO 3166-1, of the reader's address; null = not known. */
  readonly country: string | null;
  /** Opaque: the same for one visitor's reads, of nobody else's. */
  readonly visitor: string;
}

/** Only tells: a scan is nobody's statement, and an address can be wrong. */
export interface ScanFinding {
  readonly code: 'TAG_READ_BEFORE_MADE' | 'TAG_CLONED_VELOCITY' | 'TAG_CLONED_PLACE';
  readonly detail: string;
  readonly item: string;
  readonly scans: number;
}

/** None of them published by anybody: chosen so that honest cases stay silent, and to be tuned on real scans. */
export const thresholds: {
  readonly kilometresPerHour: number;
  readonly nearKilometres: number;
  readonly countries: number;
  readonly windowMs: number;
  readonly returns: number;
  readonly aheadMs: number;
} = {
  /** Faster than airliners from door to door. */
  kilometresPerHour: 900,
  /** Below this, addresses are too vague to say that two places are two. */
  nearKilometres: 300,
  /** One item may be bought, carried home and given away within a month: that is three countries. */
  countries: 3,
  windowMs: 30 * 86_400_000,
  /** Sold from one country to another and back, a third change of owner across the border in a month is none. */
  returns: 3,
  /** Labels are printed and tried in the shift before they are sewn in. */
  aheadMs: 86_400_000,
};

/** Of scans of one item, in any order, that was made at `madeMs` (null = nobody said). At most one finding of each code: the
 * first scan, then velocity, then place. */
export function scanFindings(scans: readonly Scan[], madeMs: number | null = null): ScanFinding[] {
  const sorted = inTime(scans);
  return [firstFinding(sorted, madeMs), velocityFinding(sorted), placeFinding(sorted)].flatMap(
    (one) => one ?? [],
  );
}

/** A code that is read before there is anything to read it on was given out in advance, or made up. */
function firstFinding(sorted: readonly Scan[], madeMs: number | null): ScanFinding | undefined {
  const [first] = sorted;
  if (first === undefined || madeMs === null || first.atMs >= madeMs - thresholds.aheadMs) return undefined;
  const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
  const detail = `The code of ${first.item} was read on ${day(first.atMs)}, and the item was only made on ${day(madeMs)}: the code was out before the item.`;
  return { code: 'TAG_READ_BEFORE_MADE', detail, item: first.item, scans: sorted.length };
}

/** When and where it was read first; undefined where it never was. */
export function firstScan(scans: readonly Scan[]): Scan | undefined {
  return inTime(scans)[0];
}

type Placed = Scan & { readonly country: string };

function inTime(scans: readonly Scan[]): Scan[] {
  return [...scans].sort(
    (a, b) => a.atMs - b.atMs || (a.visitor < b.visitor ? -1 : Number(a.visitor > b.visitor)),
  );
}

function isPlaced(scan: Scan): scan is Placed {
  return scan.country !== null;
}

/** Two visitors, one after the other, and nothing flies so fast. One visitor alone is a traveller, or uses a relay. */
function velocityFinding(sorted: readonly Scan[]): ScanFinding | undefined {
  const placed = sorted.filter(isPlaced);
  for (let at = 1; at < placed.length; at += 1) {
    const [before, after] = [placed[at - 1]!, placed[at]!];
    if (before.visitor === after.visitor || !isTooFast(before, after)) continue;
    const minutes = Math.floor((after.atMs - before.atMs) / 60_000);
    const detail = `Somebody read the code of ${after.item} in ${before.country}, and somebody else in ${after.country} ${minutes} minutes later. One item cannot have been in both places: the code may have been copied.`;
    return { code: 'TAG_CLONED_VELOCITY', detail, item: after.item, scans: placed.length };
  }
  return undefined;
}

function isTooFast(before: Placed, after: Placed): boolean {
  const kilometres = kilometresApart(before.country, after.country);
  if (kilometres === undefined || kilometres < thresholds.nearKilometres) return false;
  return kilometres * 3_600_000 > (after.atMs - before.atMs) * thresholds.kilometresPerHour;
}

function placeFinding(sorted: readonly Scan[]): ScanFinding | undefined {
  const placed = readByOthers(sorted.filter(isPlaced));
  let from = 0;
  for (let until = 0; until < placed.length; until += 1) {
    while (placed[until]!.atMs - placed[from]!.atMs > thresholds.windowMs) from += 1;
    const window = placed.slice(from, until + 1);
    const countries = [...new Set(window.map(({ country }) => country))];
    const returns = returnsOf(window);
    if (countries.length <= thresholds.countries && returns < thresholds.returns) continue;
    const item = placed[until]!.item;
    const how =
      countries.length > thresholds.countries
        ? `in ${countries.sort().join(', ')}`
        : `back and forth between ${countries.sort().join(' and ')}`;
    const detail = `Different people read the code of ${item} ${how} within ${thresholds.windowMs / 86_400_000} days. One item is hardly sold so often: the code may have been copied.`;
    return { code: 'TAG_CLONED_PLACE', detail, item, scans: window.length };
  }
  return undefined;
}

/** The first scan of each stay: further scans in the same country, and whatever a visitor reads on its travels, add nothing. */
function readByOthers(placed: readonly Placed[]): Placed[] {
  const homes = new Map<string, string>();
  for (const { visitor, country } of placed) if (!homes.has(visitor)) homes.set(visitor, country);
  const atHome = placed.filter(({ visitor, country }) => homes.get(visitor) === country);
  return atHome.filter(({ country }, at) => atHome[at - 1]?.country !== country);
}

/** How often it came back to a country, far from the last, in which it had been read before. */
function returnsOf(stays: readonly Placed[]): number {
  const been = new Set<string>();
  let returns = 0;
  stays.forEach(({ country }, at) => {
    const before = stays[at - 1]?.country ?? country;
    if (been.has(country) && (kilometresApart(before, country) ?? 0) >= thresholds.nearKilometres)
      returns += 1;
    been.add(country);
  });
  return returns;
}
