// Shipments and hand-overs by which lots came along the way. Others of the same lot, to others, say nothing of this claim.
import type { Trade } from '../../record/record.ts';
import { isDelivery, standingOf, type TradeStanding } from '../../record/trade-state.ts';
import { ascending } from '../authority/scope.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import type { Way } from '../way.ts';

export interface Delivery {
  readonly trade: Trade;
  readonly standing: TradeStanding;
  /** Those it carried along the way: the asked lot first, then by id. */
  readonly lots: readonly string[];
}

/** By id of the trade. A leg of a shipment stands with its shipment, not here. */
export function deliveriesOnWay(context: JudgeContext, way: Way): Delivery[] {
  const carried = new Map<Trade, string[]>();
  const takers = takersOf(context, way);
  for (const at of way.lots) {
    const { lot } = context.chain.lots[at]!;
    for (const trade of tradesTo(
      context,
      lot,
      lot === context.asked ? undefined : (takers.get(at) ?? none),
    )) {
      const lots = carried.get(trade);
      if (lots === undefined) carried.set(trade, [lot]);
      else lots.push(lot);
    }
  }
  return [...carried]
    .map(([trade, lots]) => ({
      trade,
      standing: standingNow(context, trade),
      lots: lots.sort((a, b) => rank(context, a) - rank(context, b) || (a < b ? -1 : 1)),
    }))
    .sort((a, b) => (a.trade.trade < b.trade.trade ? -1 : 1));
}

function rank({ asked }: JudgeContext, lot: string): number {
  return lot === asked ? 0 : 1;
}

const none: readonly string[] = [];

/** Who used each lot on the way, by its place: nearly always one party. */
function takersOf({ book }: JudgeContext, way: Way): Map<number, string[]> {
  const takers = new Map<number, string[]>();
  if (book.ofKind('trade').length === 0) return takers;
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

/** Deliveries to those parties, and through traders before them; of the asked lot (`takers` undefined) whatever began with who
 * had it: two strangers who dispute a delivery of somebody else's goods between them say nothing of these. */
function tradesTo(context: JudgeContext, lot: string, takers: readonly string[] | undefined): Trade[] {
  const all = context.book
    .tradesOf(lot)
    .filter(
      ({ stage, under, recordedAtMs }) =>
        isDelivery(stage) && !(stage === 'leg' && under !== null) && recordedAtMs <= context.atMs,
    );
  if (all.length === 0) return all;
  if (takers === undefined) return fromHolders(context, lot, all);
  const reached = new Set(takers);
  // A set that grows while it is walked: each seller on the way may have been a buyer before.
  for (const party of reached) {
    for (const { buyer, seller } of all) if (buyer === party) reached.add(seller);
  }
  return all.filter(({ buyer }) => reached.has(buyer));
}

/** By who made it or claims it, and by those whom it reached through them. Of a lot that nobody made yet, by anybody. */
function fromHolders({ chain, claim }: JudgeContext, lot: string, all: readonly Trade[]): Trade[] {
  const made = chain.lots[chain.indexOf.get(lot) ?? -1]?.madeBy ?? [];
  if (made.length === 0) return [...all];
  const holders = new Set([claim.issuer, ...made.map((at) => chain.makings[at]!.party)]);
  for (const holder of holders)
    for (const { seller, buyer } of all) if (seller === holder) holders.add(buyer);
  return all.filter(({ seller }) => holders.has(seller));
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
