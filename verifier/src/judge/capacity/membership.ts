// What memberships tell of land: for how long, how much, and which groups farm the same. The verdict and the standing report
// ask the same (docs/protocol/claims.md, "how much").
import type { RecordBook } from '../../record/book.ts';
import type { Membership } from '../../record/record.ts';

/** A time, and the last entry that tells what was harvested then. */
export interface HarvestTime {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly entry: number;
}

/**
 * Whether the member belonged to its group at some moment of that time. An end that the group tells only after the harvest
 * was told takes no land away from it: nobody un-tells what a harvest was weighed by.
 */
export function isMemberIn(
  book: RecordBook,
  { membership, party, fromMs, untilMs }: Membership,
  time: HarvestTime,
): boolean {
  if (fromMs > time.untilMs) return false;
  const ends = book
    .statusesOf(membership)
    .filter(({ state, issuer, entry }) => isEnd(state) && issuer === party && entry < time.entry)
    .map((status) => status.fromMs);
  return Math.min(untilMs ?? Infinity, ...ends) >= time.fromMs;
}

function isEnd(state: string): boolean {
  return state === 'withdrawn' || state === 'revoked';
}

/** Each member once, with the most that any membership tells: the same land may be told twice. Undefined where one tells none, 0 where there are none. */
export function areaOf(memberships: readonly Membership[]): number | undefined {
  const areas = new Map<string, number>();
  for (const { member, areaSquareMetres } of memberships) {
    if (areaSquareMetres === null) return undefined;
    areas.set(member, Math.max(areas.get(member) ?? 0, areaSquareMetres));
  }
  return [...areas.values()].reduce((sum, one) => sum + one, 0);
}

/** `lands`: of each group the memberships that it told. Groups that share a member, over others too, two or more each. */
export function groupsTogether(lands: readonly (readonly Membership[])[]): string[][] {
  let together: Joined[] = [];
  for (const land of lands) {
    const own = {
      groups: land.map(({ party }) => party),
      members: new Set(land.map(({ member }) => member)),
    };
    if (new Set(own.groups).size !== 1) continue;
    const shares = together.filter(({ members }) => land.some(({ member }) => members.has(member)));
    const joined = [own, ...shares];
    together = together.filter((one) => !shares.includes(one));
    together.push({
      groups: [...new Set(joined.flatMap(({ groups }) => groups))],
      members: new Set(joined.flatMap(({ members }) => [...members])),
    });
  }
  return together.filter(({ groups }) => groups.length > 1).map(({ groups }) => groups.sort());
}

interface Joined {
  readonly groups: string[];
  readonly members: ReadonlySet<string>;
}
