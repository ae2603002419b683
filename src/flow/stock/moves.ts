// What one party did with a lot: made, received, drew, packed and sent of it. Told by its own events and by its trade; what others
// have or did of the same lot is theirs, and does not come in here.
import { isDelivery, tradeStateOf } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { dimensionOf } from '../query.ts';
import { isReceiving, isShipping } from './step.ts';

export type MoveKind =
  /** Brought into being by its own event. */
  | 'made'
  /** Taken out of a unit that it, or somebody else, packed. */
  | 'unpacked'
  | 'unpacked-of-others'
  /** Seen to come or go by an event, which tells no amount. */
  | 'seen-in'
  | 'seen-out'
  /** A line of a shipment that it received or sent. */
  | 'bought'
  | 'sold'
  | 'drawn'
  /** Into a unit that is still here, or has left. */
  | 'packed'
  | 'packed-and-left'
  /** It is a unit, and was emptied. */
  | 'emptied';

export interface Move {
  readonly kind: MoveKind;
  readonly atMs: number;
  /** Log index of the statement. */
  readonly entry: number;
  /** In base units of the lot; null = not known. */
  readonly amount: number | null;
  /** Where the party has it since then; null where that is not told. */
  readonly place: string | null;
  /** From or to whom; null where that is not told. */
  readonly partner: string | null;
}

export interface MovedLot {
  readonly id: string;
  /** -1: no event names it. */
  readonly number: number;
  /** An item or unit is in one place at a time: where somebody else has it, it is gone from here. */
  readonly isSingle: boolean;
}

/** In no order. */
export function movesOf(ledger: Ledger, party: string, lot: MovedLot): Move[] {
  const events = lot.number === -1 ? [] : movesByEvents(ledger, ledger.names.find(party) + 1, lot);
  return [...events, ...movesByTrade(ledger, party, lot)];
}

function movesByEvents(ledger: Ledger, party: number, { number: lot, isSingle }: MovedLot): Move[] {
  const { events, balances } = ledger;
  const dimension = balances.dimensionOf(lot);
  const moves: Move[] = [];
  const packings: Packing[] = [];
  events.mentions(lot, (event, role, measured, amount) => {
    if (events.isVoided(event)) return true;
    const known = measured === dimension && amount >= 0 ? amount : null;
    if (role === 'packed' || role === 'unpacked') packings.push({ event, role, amount: known });
    if (role === 'packed' || role === 'unpacked') return true;
    const isOwn = events.partyOf(event) === party;
    if (!isOwn && !isSingle) return true;
    const row = events.get(event);
    const done = row.declaresError ? undefined : kindOf(ledger, role, row);
    const kind = isOwn ? done : takings.has(done) ? 'seen-out' : undefined;
    if (kind !== undefined) moves.push(moveOf(ledger, kind, event, role === 'unit' ? 1 : known));
    return true;
  });
  return packings.length === 0 ? moves : [...moves, ...movesByUnits(ledger, party, packings, isSingle)];
}

/** What shows that a single thing is with whoever did it. */
const takings: ReadonlySet<MoveKind | undefined> = new Set(['made', 'seen-in', 'drawn']);

type Mention = 'produced' | 'drawn' | 'unit' | 'packed' | 'unpacked' | 'seen';

function kindOf(
  ledger: Ledger,
  role: Mention,
  row: { step: number; packs: boolean; unpacksAll: boolean },
): MoveKind | undefined {
  if (role === 'produced') return 'made';
  if (role === 'drawn') return 'drawn';
  if (role === 'unit') return row.packs ? 'made' : row.unpacksAll ? 'emptied' : undefined;
  if (isReceiving(ledger, row.step)) return 'seen-in';
  return isShipping(ledger, row.step) ? 'seen-out' : undefined;
}

function moveOf(ledger: Ledger, kind: MoveKind, event: number, amount: number | null): Move {
  const { timeMs: atMs, entry, place } = ledger.events.get(event);
  return {
    ...{ kind, atMs, entry, amount, partner: null },
    place: place === 0 ? null : ledger.names.textOf(place - 1),
  };
}

interface Packing {
  readonly event: number;
  readonly role: 'packed' | 'unpacked';
  readonly amount: number | null;
}

function movesByUnits(
  ledger: Ledger,
  party: number,
  packings: readonly Packing[],
  isSingle: boolean,
): Move[] {
  const byUnit = Map.groupBy(packings, ({ event }) => ledger.events.unitOf(event));
  return [...byUnit].flatMap(([unit, all]) => [
    ...all.flatMap((one) => movesByPacking(ledger, party, unit, one, isSingle)),
    ...movesByEmptying(ledger, party, unit, all, isSingle),
  ]);
}

function movesByPacking(
  ledger: Ledger,
  party: number,
  unit: number,
  { event, role, amount }: Packing,
  isSingle: boolean,
): Move[] {
  if (ledger.events.partyOf(event) !== party)
    return isSingle ? [moveOf(ledger, 'seen-out', event, amount)] : [];
  const isOwn = isPackedBy(ledger, party, unit);
  const left = role === 'packed' && hasLeft(ledger, party, unit);
  const kind =
    role === 'packed' ? (left ? 'packed-and-left' : 'packed') : isOwn ? 'unpacked' : 'unpacked-of-others';
  return [moveOf(ledger, kind, event, amount)];
}

/** Whoever empties a unit has all that lay in it by then. */
function movesByEmptying(
  ledger: Ledger,
  party: number,
  unit: number,
  packings: readonly Packing[],
  isSingle: boolean,
): Move[] {
  const { events } = ledger;
  const emptyings = emptyingsOf(ledger, unit);
  const moves: Move[] = [];
  let fromMs = Number.NEGATIVE_INFINITY;
  for (const event of emptyings) {
    const toMs = events.timeOf(event);
    const inside = packings.filter(
      (one) => events.timeOf(one.event) > fromMs && events.timeOf(one.event) <= toMs,
    );
    fromMs = toMs;
    const amount = netOf(inside);
    if (amount === 0) continue;
    if (events.partyOf(event) !== party) {
      if (isSingle) moves.push(moveOf(ledger, 'seen-out', event, amount));
      continue;
    }
    const isOwn = isPackedBy(ledger, party, unit);
    moves.push(moveOf(ledger, isOwn ? 'unpacked' : 'unpacked-of-others', event, amount));
  }
  return moves;
}

function netOf(packings: readonly Packing[]): number | null {
  let sum = 0;
  for (const { role, amount } of packings) {
    if (amount === null) return null;
    sum += role === 'packed' ? amount : -amount;
  }
  return sum;
}

/** Events that took everything out of the unit, in the order of time. */
function emptyingsOf({ events }: Ledger, unit: number): number[] {
  const found: number[] = [];
  events.mentions(unit, (event, role) => {
    if (role === 'unit' && !events.isVoided(event) && events.get(event).unpacksAll) found.push(event);
    return true;
  });
  return found.sort((one, other) => events.timeOf(one) - events.timeOf(other));
}

function isPackedBy({ events }: Ledger, party: number, unit: number): boolean {
  let found = false;
  events.mentions(unit, (event, role) => {
    found =
      role === 'unit' &&
      events.partyOf(event) === party &&
      !events.isVoided(event) &&
      events.get(event).packs;
    return !found;
  });
  return found;
}

function hasLeft(ledger: Ledger, party: number, unit: number): boolean {
  const { events, records, lots, names } = ledger;
  let found = false;
  events.mentions(unit, (event, role) => {
    const isOwn = role === 'seen' && events.partyOf(event) === party && !events.isVoided(event);
    found = isOwn && isShipping(ledger, events.get(event).step);
    return !found;
  });
  const seller = names.textOf(party - 1);
  return found || records.tradesOf(lots.textOf(unit)).some((trade) => trade.seller === seller);
}

function movesByTrade(ledger: Ledger, party: string, { id, number }: MovedLot): Move[] {
  const dimension = number === -1 ? undefined : dimensionOf(ledger, number);
  return ledger.records.tradesOf(id).flatMap((trade) => {
    const isSold = trade.seller === party;
    const standing = tradeStateOf(ledger.records, trade.trade);
    if (!isDelivery(trade.stage) || trade.stage === 'leg' || standing === undefined) return [];
    if (!isSold && trade.buyer !== party) return [];
    if (isSold && (standing.state === 'refused' || standing.state === 'withdrawn')) return [];
    const receipt = standing.answers.find(({ word }) => word === 'receives');
    if (!isSold && receipt === undefined) return [];
    const lines = (isSold ? trade.lines : standing.received).filter(({ lot }) => lot === id);
    const common = isSold
      ? { kind: 'sold' as const, atMs: trade.atMs, entry: trade.entry, place: null, partner: trade.buyer }
      : {
          kind: 'bought' as const,
          atMs: receipt!.atMs,
          entry: receipt!.entry,
          place: trade.toSite,
          partner: trade.seller,
        };
    return lines.map((line) => ({ ...common, amount: fits(line, dimension) ? line.amount : null }));
  });
}

function fits(
  line: { amount: number | null; dimension: string | null },
  dimension: string | null | undefined,
): boolean {
  return dimension === undefined || dimension === null || line.dimension === dimension;
}
