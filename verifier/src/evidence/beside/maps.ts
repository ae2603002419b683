// "A later leaf MUST extend the chain of an earlier one" (docs/protocol/holdings.md), and what one of the files shows of a
// lot must be counted in the balance that the other opens.
import { equalBytes } from '../../bytes/bytes.ts';
import { chainAfter } from '../../holdings/leaf.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import { birthsIn } from '../check/holdings/births.ts';
import type { Shown } from '../check/disclosures.ts';
import { readEventsOf } from '../count/event.ts';
import type { Holdings, HoldingsLot } from '../form/holdings.ts';
import { bytesOfHash } from '../form/hash.ts';
import type { BesideFinding } from './finding.ts';
import type { Laid } from './laid.ts';

/** Why the maps of the two files cannot both be those of one log. */
export function differingMaps(one: Laid, other: Laid, primitives: Primitives): BesideFinding[] {
  const [mine, yours] = [mapOf(one), mapOf(other)];
  const histories = mine === null || yours === null ? [] : brokenHistories(mine, yours, primitives);
  return [...histories, ...uncounted(one.shown, other), ...uncounted(other.shown, one)];
}

/** Null where the file opens no balances, or they do not hold. */
function mapOf({ evidence, verdict }: Laid): Holdings | null {
  return (verdict.trust?.holdings ?? null) === null ? null : evidence.holdings;
}

function brokenHistories(one: Holdings, other: Holdings, primitives: Primitives): BesideFinding[] {
  const [earlier, later] = one.root.index <= other.root.index ? [one, other] : [other, one];
  const known = new Map(later.lots.map((lot) => [lot.number, lot]));
  const entries = [earlier.root.index, later.root.index];
  return earlier.lots.flatMap((old) => {
    const young = known.get(old.number);
    if (young === undefined || continues(old, young, primitives)) return [];
    const detail = `The balance of lot number ${old.number} has one history in entry ${entries[0]} and another one in entry ${entries[1]}.`;
    return [{ code: 'MAPS_DIFFER', detail, entries, proves: true } as const];
  });
}

/** The chains of the later leaf, from the one before its first link on; among them must be the earlier leaf's. */
function continues(old: HoldingsLot, young: HoldingsLot, primitives: Primitives): boolean {
  if (old.count > young.count) return false;
  const before = young.count - young.links.length;
  // What lies before the links of the later file is not told in it.
  if (old.count < before) return true;
  const links = young.links.slice(0, old.count - before);
  return equalBytes(chainOf(young.before, links, primitives), chainOf(old.before, old.links, primitives));
}

function chainOf(before: string, links: HoldingsLot['links'], primitives: Primitives): Uint8Array {
  return links.reduce(
    (chain, { entry, delta }) => chainAfter(chain, entry, bytesOfHash(delta), primitives),
    bytesOfHash(before),
  );
}

/** Draws that are shown of lots which `counting` opens, and does not count. */
function uncounted(told: readonly Shown[], counting: Laid): BesideFinding[] {
  const map = mapOf(counting);
  if (map === null) return [];
  const { byLot } = birthsIn(counting.shown);
  const opened = new Map(map.lots.map((lot) => [lot.number, lot]));
  return told
    .filter(({ index }) => index < map.root.index)
    .flatMap((said) =>
      drawnBy(said).flatMap((lot) => {
        const leaf = opened.get(byLot.get(lot)?.number ?? -1);
        return leaf !== undefined && isMissing(said.index, leaf) ? [notCounted(said.index, lot, map)] : [];
      }),
    );
}

/** Before the first link that is shown, a draw may be counted without being seen. */
function isMissing(index: number, { links, count }: HoldingsLot): boolean {
  const isTold = links.length === count || index > (links[0]?.entry ?? index);
  return isTold && links.every(({ entry }) => entry !== index);
}

function notCounted(index: number, lot: string, { root }: Holdings): BesideFinding {
  const detail = `Entry ${index} draws from ${lot}, and the balance that the other file opens does not count it.`;
  return { code: 'MAPS_DIFFER', detail, entries: [index, root.index], proves: true };
}

function drawnBy(said: Shown): string[] {
  const lots = readEventsOf(said).flatMap((reading) =>
    reading.ok ? reading.event.movement.drawn.map(({ lot }) => lot) : [],
  );
  return [...new Set(lots)];
}
