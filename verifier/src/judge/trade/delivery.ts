// Shipments and hand-overs by which lots came along the way. Others of the same lot, to others, say nothing of this claim.
import type { Trade } from '../../record/record.ts';
import { isDelivery, standingOf, type TradeStanding } from '../../record/trade-state.ts';
import { ascending } from '../authority/scope.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import type { Way } from '../way.ts';
import { holdersOf } from './holders.ts';

export interface Delivery {
  readonly trade: Trade;
  readonly standing: TradeStanding;
  /** Those it carried along the way: the asked lot first, then by id. */
  readonly lots: readonly string[];
  /** Beside them, their places in the chain. */
  readonly places: readonly number[];
  /** Whether who sent it had it may be withheld. */
  readonly isDoubtful?: boolean;
}

/** By id of the trade. A leg of a shipment stands with its shipment, not here. */
export function deliveriesOnWay(context: JudgeContext, way: Way): Delivery[] {
  const { chain, book } = context;
  if (book.ofKind('trade').length === 0) return [];
  const carried = new Map<Trade, number[]>();
  const doubtful = new Set<Trade>();
  const takers = takersOf(way);
  const asked = chain.indexOf.get(context.asked) ?? -1;
  const carry = (place: number, to: readonly string[] | undefined): void => {
    for (const { trade, isDoubtful } of tradesTo(context, chain.lots[place]!.lot, to)) {
      if (isDoubtful) doubtful.add(trade);
      const places = carried.get(trade);
      if (places === undefined) carried.set(trade, [place]);
      else places.push(place);
    }
  };
  if (asked !== -1) carry(asked, undefined);
  for (const place of chain.byName)
    if (place !== asked && way.lots.has(place)) carry(place, takers.get(place) ?? none);
  return [...carried]
    .map(([trade, places]) => ({
      trade,
      standing: standingNow(context, trade),
      lots: places.map((place) => chain.lots[place]!.lot),
      places,
      isDoubtful: doubtful.has(trade),
    }))
    .sort((a, b) => (a.trade.trade < b.trade.trade ? -1 : 1));
}

const none: readonly string[] = [];

const taken = new WeakMap<Way, ReadonlyMap<number, readonly string[]>>();

/** Who used each lot on the way, by its place: nearly always one party. Whatever is claimed, it is the same. */
function takersOf(way: Way): ReadonlyMap<number, readonly string[]> {
  const known = taken.get(way);
  if (known !== undefined) return known;
  const takers = new Map<number, string[]>();
  taken.set(way, takers);
  const take = (at: number, party: string): void => {
    const parties = takers.get(at);
    if (parties === undefined) takers.set(at, [party]);
    else if (!parties.includes(party)) parties.push(party);
  };
  for (const { party, inputs } of way.makings) {
    for (const { lot, unit } of inputs) {
      take(lot, party);
      if (unit !== -1) take(unit, party);
    }
  }
  return takers;
}

/**
 * Deliveries to those parties, and through traders before them; of the asked lot (`takers` undefined) all. Only by who had the
 * lot, or what the buyer says that it received: strangers who deliver, or dispute, somebody else's goods say nothing of these.
 */
function tradesTo(context: JudgeContext, lot: string, takers: readonly string[] | undefined): Carried[] {
  const all = context.book
    .tradesOf(lot)
    .filter(
      ({ stage, under, recordedAtMs }) =>
        isDelivery(stage) && !(stage === 'leg' && under !== null) && recordedAtMs <= context.atMs,
    );
  if (all.length === 0) return [];
  const holders = holdersOf(context, lot, [context.claim.issuer, ...(takers ?? none)]);
  const coming = takers === undefined ? all : comingTo(all, takers);
  if (holders === 'anybody') return coming.map((trade) => ({ trade, isDoubtful: false }));
  return coming.flatMap((trade) => {
    const isKnown = holders.parties.has(trade.seller) || (takers !== undefined && isReceived(context, trade));
    return isKnown || holders.isDoubtful ? [{ trade, isDoubtful: !isKnown }] : [];
  });
}

interface Carried {
  readonly trade: Trade;
  readonly isDoubtful: boolean;
}

function comingTo(all: readonly Trade[], takers: readonly string[]): Trade[] {
  const reached = new Set(takers);
  // A set that grows while it is walked: each seller on the way may have been a buyer before.
  for (const party of reached) {
    for (const { buyer, seller } of all) if (buyer === party) reached.add(seller);
  }
  return all.filter(({ buyer }) => reached.has(buyer));
}

function isReceived(context: JudgeContext, trade: Trade): boolean {
  return standingNow(context, trade).answers.some(({ word }) => word === 'receives');
}

/** Where a trade stood at the time of judging. */
export function standingNow({ book, atMs }: JudgeContext, trade: Trade): TradeStanding {
  return standingOf(
    trade,
    book.answersTo(trade.trade).filter(({ recordedAtMs }) => recordedAtMs <= atMs),
  );
}

interface Told {
  readonly lot?: string;
  readonly about?: string;
  readonly entries?: readonly number[];
}

/** A finding about a delivery; it names the statements of trade and answers, and those in `told`. */
export function tradeFinding(
  { trade, standing, lots }: Delivery,
  code: string,
  weight: ClaimFinding['weight'],
  detail: string,
  told: Told = {},
): ClaimFinding {
  const said = [trade, ...standing.answers].map(({ entry }) => entry);
  return {
    code,
    check: 'trade',
    weight,
    detail,
    lot: told.lot ?? lots[0] ?? null,
    about: told.about ?? trade.trade,
    entries: ascending([...said, ...(told.entries ?? [])]),
  };
}
