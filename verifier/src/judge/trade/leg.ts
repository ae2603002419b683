// Goods handed from carrier to carrier: what goes in at one end of a shipment comes out at the other.
import type { Trade, TradeLine } from '../../record/record.ts';
import { amountText, withTolerance } from '../../record/trade-bounds.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import { type Delivery, standingNow, tradeFinding } from './delivery.ts';
import { differs } from './receipt.ts';

/** `LEG_DIFFERS` of a shipment whose legs were told, and `TRADE_DISPUTED` of its legs. By id of the leg, then by carrier. */
export function legFindings(context: JudgeContext, delivery: Delivery): ClaimFinding[] {
  const legs = legsOf(context, delivery);
  if (legs.length === 0 || delivery.trade.stage !== 'shipment') return [];
  return [...legs.flatMap((leg) => singleFindings(delivery, leg)), ...flowFindings(delivery, legs)];
}

/** A leg is a delivery of its own: of the same lots, with its own answers. */
function legsOf(context: JudgeContext, { trade, lots, places }: Delivery): Delivery[] {
  return handedOn(context, trade)
    .map((leg) => ({ trade: leg, standing: standingNow(context, leg), lots, places }))
    .filter(({ standing }) => standing.state !== 'withdrawn' && standing.state !== 'refused')
    .sort((a, b) => (a.trade.trade < b.trade.trade ? -1 : 1));
}

/** Legs that hang together from the seller on: anybody can say that it handed on goods which it never had. */
function handedOn({ book, atMs }: JudgeContext, shipment: Trade): Trade[] {
  const legs = book
    .tradesUnder(shipment.trade)
    .filter(({ stage, recordedAtMs }) => stage === 'leg' && recordedAtMs <= atMs);
  const givers = new Set([shipment.seller]);
  // A set that grows while it is walked.
  for (const giver of givers) for (const { seller, buyer } of legs) if (seller === giver) givers.add(buyer);
  return legs.filter(({ seller }) => givers.has(seller));
}

function singleFindings(shipment: Delivery, leg: Delivery): ClaimFinding[] {
  const { trade, standing } = leg;
  if (standing.state === 'disputed') {
    const detail = `${trade.buyer} disputes ${trade.trade}, a leg of ${shipment.trade.trade}, and it is not settled.`;
    return [tradeFinding(leg, 'TRADE_DISPUTED', 'fail', detail)];
  }
  if (standing.state === 'settled') return [];
  if (standing.received.length === 0) return unreceived(shipment, leg);
  const wrong = trade.lines.findIndex((line, at) =>
    differs(line, standing.received[at]!, trade.tolerancePpm),
  );
  if (wrong === -1) return [];
  const [sent, arrived] = [trade.lines[wrong]!, standing.received[wrong]!].map(textOf);
  const detail = `${trade.seller} handed over ${sent} in ${trade.trade}, ${trade.buyer} took ${arrived}.`;
  return [tradeFinding(leg, 'LEG_DIFFERS', 'fail', detail)];
}

/** Only once all has arrived: before that the goods may be under way. Then still not a failure: carriers forget to answer. */
function unreceived(shipment: Delivery, leg: Delivery): ClaimFinding[] {
  if (!hasArrived(shipment)) return [];
  const detail = `${leg.trade.buyer} never said that it took over ${leg.trade.trade}, a leg of ${shipment.trade.trade}.`;
  return [tradeFinding(leg, 'LEG_DIFFERS', 'note', detail)];
}

function hasArrived({ standing }: Delivery): boolean {
  return standing.received.length > 0;
}

/** Each carrier hands on what it took, the seller what it shipped; less of it only counts once the shipment has arrived. */
function flowFindings(shipment: Delivery, legs: readonly Delivery[]): ClaimFinding[] {
  const trades = legs.map(({ trade }) => trade);
  const dimensions = new Set(shipment.trade.lines.map(({ dimension }) => dimension));
  const givers = new Set(trades.map(({ seller }) => seller).sort());
  return [...givers].flatMap((giver) =>
    [...dimensions].flatMap((dimension) => {
      const had =
        giver === shipment.trade.seller ? [shipment.trade] : trades.filter(({ buyer }) => buyer === giver);
      const gave = trades.filter(({ seller }) => seller === giver);
      const [into, outOf] = [had, gave].map((some) => sumOf(some, dimension));
      if (into === undefined || outOf === undefined || !isOff(shipment, into, outOf)) return [];
      const detail = `${giver} had ${amountText(into, dimension)} of ${shipment.trade.trade} and handed on ${amountText(outOf, dimension)}.`;
      const entries = [...had, ...gave].map(({ entry }) => entry);
      return [tradeFinding(shipment, 'LEG_DIFFERS', 'fail', detail, { entries })];
    }),
  );
}

function isOff(shipment: Delivery, into: number, outOf: number): boolean {
  const { tolerancePpm } = shipment.trade;
  if (hasArrived(shipment)) {
    const dimension = null;
    return differs({ amount: into, dimension }, { amount: outOf, dimension }, tolerancePpm);
  }
  return outOf > withTolerance(into, tolerancePpm);
}

/** Undefined where some amount is not told, or all are told in another measure. */
function sumOf(trades: readonly Trade[], dimension: string | null): number | undefined {
  const lines = trades.flatMap((trade) => trade.lines);
  const same = lines.filter((line) => line.dimension === dimension);
  if (same.length === 0 || lines.some(({ amount }) => amount === null)) return undefined;
  return same.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

function textOf({ amount, dimension }: Pick<TradeLine, 'amount' | 'dimension'>): string {
  return amountText(amount ?? 0, dimension);
}
