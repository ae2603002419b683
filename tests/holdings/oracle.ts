// The map lot -> balance the slow way: from the statements of a log by the verifier's own counting, all anew for every
// entry. Shares nothing with the node but the hashes of a leaf.
import {
  chainAfter,
  deltaOf,
  emptyChain,
  holdingsLeaf,
  readRecord,
  readStatement,
  sealedTotals,
  voidLeaf,
} from '#verifier';
import type { Totals } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Shown } from '../../verifier/src/evidence/check/disclosures.ts';
import { accountOf } from '../../verifier/src/evidence/count/account.ts';
import { readEventsOf } from '../../verifier/src/evidence/count/event.ts';
import type { World } from '../../src/flow/world.ts';

const dimensions = ['mass', 'length', 'area', 'volume', 'count'];
const nothing: Totals = { dimension: 0, produced: 0, consumed: 0, unknown: 0, claimed: 0 };

interface Kept {
  secret: Uint8Array;
  totals: Totals;
  history: { count: number; last: number; chain: Uint8Array };
}

/** The leaves of all numbers as the entries before `size` make them. */
export function naiveLeaves({ entries, decodeBody }: World, size: number): Uint8Array[] {
  const shown: Shown[] = [];
  for (const row of entries.scan(0, size)) {
    if (row.kind !== 'statement') continue;
    const read = readStatement(decodeBody(row.body), nodePrimitives);
    if (!read.ok) throw new Error(read.refusal.code);
    const { seq: index, recordedAtMs, firstLot, lotCount } = row;
    shown.push({ index, recordedAtMs, firstLot, lotCount, statement: read.statement });
  }
  const lots = shown.reduce((sum, { lotCount }) => sum + lotCount, 0);
  const births = birthsOf(shown);
  const kept = new Map<string, Kept>();
  for (const [lot, { secret }] of births)
    kept.set(lot, { secret, totals: nothing, history: { count: 0, last: 0, chain: emptyChain } });
  for (let count = 1; count <= shown.length; count += 1) extend(kept, shown.slice(0, count));
  const byNumber = new Map([...births].map(([lot, { number }]) => [number, kept.get(lot)!]));
  return Array.from({ length: lots }, (_, number) => {
    const one = byNumber.get(number);
    if (one === undefined) return voidLeaf(number, nodePrimitives);
    return holdingsLeaf(
      number,
      one.history,
      sealedTotals(one.secret, one.totals, nodePrimitives),
      nodePrimitives,
    );
  });
}

function birthsOf(shown: readonly Shown[]): Map<string, { number: number; secret: Uint8Array }> {
  const births = new Map<string, { number: number; secret: Uint8Array }>();
  for (const { firstLot, statement } of shown)
    for (const { lot, position, secret } of statement.birthsShown)
      if (!births.has(lot)) births.set(lot, { number: firstLot + position, secret });
  return births;
}

/** One statement more: its links. */
function extend(kept: Map<string, Kept>, shown: readonly Shown[]): void {
  const entry = shown.at(-1)!.index;
  const now = totalsOf(shown);
  const named = namedBy(shown);
  for (const [lot, one] of kept) {
    const after = now.get(lot) ?? nothing;
    const before = one.totals;
    const change = {
      produced: after.produced - before.produced,
      consumed: after.consumed - before.consumed,
      unknown: after.unknown - before.unknown,
      claimed: after.claimed - before.claimed,
    };
    one.totals = after;
    if (!named.has(lot) && Object.values(change).every((amount) => amount === 0)) continue;
    const delta = deltaOf(one.secret, change, nodePrimitives);
    const chain = chainAfter(one.history.chain, entry, delta, nodePrimitives);
    one.history = { count: one.history.count + 1, last: entry, chain };
  }
}

function totalsOf(shown: readonly Shown[]): Map<string, Totals> {
  const totals = new Map<string, Totals>();
  for (const [lot, tally] of accountOf(shown).tallies) {
    const counted = tally.produced !== 0 || tally.drawn !== 0;
    totals.set(lot, {
      dimension: counted && tally.dimension !== null ? dimensions.indexOf(tally.dimension) + 1 : 0,
      produced: tally.produced,
      consumed: tally.drawn,
      unknown: tally.unknownProduced + tally.unknownDrawn,
      claimed: 0,
    });
  }
  for (const { statement } of shown) {
    const read = statement.kind === 'claim' ? readRecord(statement, nodePrimitives) : undefined;
    if (read?.ok !== true || read.record.kind !== 'claim') continue;
    for (const lot of new Set(read.record.lots)) {
      const before = totals.get(lot) ?? nothing;
      totals.set(lot, { ...before, claimed: before.claimed + 1 });
    }
  }
  return totals;
}

/** Lots that the last statement makes, draws from, packs as a unit or gives birth to, or takes any of that back of. */
function namedBy(shown: readonly Shown[]): Set<string> {
  const last = shown.at(-1)!;
  const events = shown.flatMap(readEventsOf).flatMap((reading) => (reading.ok ? [reading.event] : []));
  const own = events.filter(({ entry }) => entry === last.index);
  const named = new Set(last.statement.birthsShown.map(({ lot }) => lot));
  for (const { movement, party, entry } of own) {
    const id = movement.declaredInError ? movement.voids : movement.eventId;
    // Only the first word that an event was an error takes it back, and one that was an error before it came does nothing.
    if (id !== undefined && events.some((one) => one.movement.voids === id && one.entry < entry)) continue;
    const spoken = movement.declaredInError
      ? events.filter((one) => one.movement.eventId === id && one.party === party && one.entry < entry)
      : events.filter((one) => one.movement === movement);
    for (const { movement: made } of spoken) {
      for (const { lot } of [...made.produced, ...made.drawn]) named.add(lot);
      if (made.type === 'AggregationEvent' && made.unit !== undefined && made.packed.length > 0)
        named.add(made.unit);
    }
  }
  return named;
}
