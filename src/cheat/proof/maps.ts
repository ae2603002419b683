// Two evidence files of one log, laid side by side: "a later leaf MUST extend the chain of an earlier one"
// (docs/protocol/holdings.md), and what one of them shows of a lot must be counted in the other.
import {
  chainAfter,
  decodeBase64,
  equalBytes,
  type Evidence,
  type EvidenceStatement,
  type HoldingsLot,
  readEventsOf,
  readStatement,
  type Statement,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';

/** Why the maps of the two files cannot both be those of one log; empty where nothing speaks against it. */
export function differingMaps(one: Evidence, other: Evidence): string[] {
  if (one.log !== other.log || one.holdings === null || other.holdings === null) return [];
  const [earlier, later] = one.holdings.root.index <= other.holdings.root.index ? [one, other] : [other, one];
  return [...brokenHistories(earlier, later), ...uncounted(one, other), ...uncounted(other, one)];
}

function brokenHistories(earlier: Evidence, later: Evidence): string[] {
  const known = new Map(later.holdings!.lots.map((lot) => [lot.number, lot]));
  return earlier.holdings!.lots.flatMap((old) => {
    const young = known.get(old.number);
    if (young === undefined || continues(old, young)) return [];
    return [`the history of lot number ${old.number} was another one before`];
  });
}

/** The chains of the later leaf, from the one before its first link on; among them must be the earlier leaf's. */
function continues(old: HoldingsLot, young: HoldingsLot): boolean {
  if (old.count > young.count) return false;
  const before = young.count - young.links.length;
  // What lies before the links of the later file is not told in it.
  if (old.count < before) return true;
  const links = young.links.slice(0, old.count - before);
  return equalBytes(chainOf(young.before, links), chainOf(old.before, old.links));
}

function chainOf(before: string, links: HoldingsLot['links']): Uint8Array {
  return links.reduce(
    (chain, { entry, delta }) => chainAfter(chain, entry, decodeBase64(delta)!, nodePrimitives),
    decodeBase64(before)!,
  );
}

/** Draws that `told` shows of lots which `counting` opens, and does not count. */
function uncounted(told: Evidence, counting: Evidence): string[] {
  const { root, lots } = counting.holdings!;
  const opened = new Map(lots.map((lot) => [lot.number, lot]));
  const numbers = numbersIn(counting);
  return told.statements.flatMap((shown) => {
    const { index } = shown;
    if (index >= root.index) return [];
    return drawnBy(shown).flatMap((lot) => {
      const leaf = opened.get(numbers.get(lot) ?? -1);
      const [first] = leaf?.links ?? [];
      // Before the first link that is shown, a draw may be counted without being seen.
      const isMissing =
        leaf !== undefined &&
        first !== undefined &&
        (index > first.entry || leaf.links.length === leaf.count) &&
        leaf.links.every(({ entry }) => entry !== index);
      return isMissing
        ? [`entry ${index} draws from ${lot}, and the other file's balance does not count it`]
        : [];
    });
  });
}

function numbersIn({ statements }: Evidence): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { firstLot, sdjwt } of statements)
    for (const { lot, position } of statementOf(sdjwt)?.birthsShown ?? [])
      if (!numbers.has(lot)) numbers.set(lot, firstLot + position);
  return numbers;
}

function drawnBy(shown: EvidenceStatement): string[] {
  const statement = statementOf(shown.sdjwt);
  const readings = statement === undefined ? [] : readEventsOf({ ...shown, statement });
  return readings.flatMap((reading) =>
    reading.ok ? reading.event.movement.drawn.map(({ lot }) => lot) : [],
  );
}

function statementOf(sdjwt: string): Statement | undefined {
  const read = readStatement(sdjwt, nodePrimitives);
  return read.ok ? read.statement : undefined;
}
