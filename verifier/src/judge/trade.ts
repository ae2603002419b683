// What was agreed, sent and received, against what was done with it (docs/protocol/claims.md, "trade").
import type { Trade } from '../record/record.ts';
import { tradeRefusals } from '../record/trade-bounds.ts';
import type { JudgeContext } from './context.ts';
import { blocksOf, type TradeBlocks } from './trade/block.ts';
import { type Delivery, deliveriesOnWay, tradeFinding } from './trade/delivery.ts';
import { legFindings } from './trade/leg.ts';
import { receiptFindings } from './trade/receipt.ts';
import { usedFindings } from './trade/used.ts';
import type { ClaimFinding } from './verdict.ts';
import { type Way, wayBack } from './way.ts';

/**
 * Of the shipments of lots on the way, by trade: `TRADE_DISPUTED`, `RECEIPT_DIFFERS`, `LEG_DIFFERS`, `TRADE_EXCEEDED`,
 * `TRADE_DATE_ORDER`; then `USED_BEYOND_RECEIPT` and, where lines of a trade between parties of the way are not shown,
 * `TRADE_WITHHELD`. Nothing where nobody told of any shipment: then there is nothing to compare.
 */
export function tradeFindings(context: JudgeContext): ClaimFinding[] {
  return tradeJudgement(context).findings;
}

export interface TradeJudgement {
  readonly findings: ClaimFinding[];
  /** Goods that did not come as was said, in the hands of who received them. */
  readonly stopped: TradeBlocks;
  /** How many shipments there were to look at: with none, the check has nothing to say. */
  readonly deliveries: number;
}

export function tradeJudgement(context: JudgeContext): TradeJudgement {
  const way = wayBack(context.chain, context.asked);
  const deliveries = deliveriesOnWay(context, way);
  const judged = [
    ...deliveries.map((delivery) => ({ delivery, findings: singleFindings(context, delivery) })),
    ...usedFindings(context, deliveries),
  ];
  const findings = judged.flatMap((one) => one.findings);
  return {
    findings: [...findings, ...withheldFindings(context, way)],
    stopped: blocksOf(context, judged),
    deliveries: deliveries.length,
  };
}

function singleFindings(context: JudgeContext, delivery: Delivery): ClaimFinding[] {
  return [
    ...disputeFindings(delivery),
    ...receiptFindings(delivery),
    ...legFindings(context, delivery),
    ...boundFindings(context, delivery),
  ];
}

function disputeFindings(delivery: Delivery): ClaimFinding[] {
  const { trade, standing } = delivery;
  if (standing.state !== 'disputed') return [];
  const detail = `${trade.buyer} disputes ${trade.trade} from ${trade.seller}, and it is not settled.`;
  return [tradeFinding(delivery, 'TRADE_DISPUTED', 'fail', detail)];
}

/** The door refuses these where it knows the parent; here they are asked again, for parents that came late. */
function boundFindings({ book, atMs }: JudgeContext, delivery: Delivery): ClaimFinding[] {
  const { trade } = delivery;
  const order = trade.under === null ? undefined : book.byId('trade', trade.under);
  const known = order !== undefined && order.recordedAtMs <= atMs ? [trade, order] : [trade];
  return known.flatMap((one) =>
    tradeRefusals(book, one, atMs).map(({ code, detail, entries }) =>
      // Whoever takes the id of an order that is still to come shall not be able to fail the goods of others by it.
      tradeFinding(delivery, code, code === 'TRADE_PARENT_INVALID' ? 'note' : 'fail', detail, {
        about: one.trade,
        entries: [one.entry, ...entries],
      }),
    ),
  );
}

function withheldFindings({ book, atMs }: JudgeContext, way: Way): ClaimFinding[] {
  const hidden = book
    .ofKind('trade')
    .filter(({ withheld, lines, recordedAtMs }) => withheld && lines.length === 0 && recordedAtMs <= atMs);
  if (hidden.length === 0) return [];
  const parties = new Set(way.makings.map(({ party }) => party));
  const isOnWay = ({ seller, buyer }: Trade): boolean => parties.has(seller) || parties.has(buyer);
  // Carriers make nothing: a leg is on the way where its shipment is.
  const shipmentOf = (trade: Trade): Trade => book.byId('trade', trade.under ?? '') ?? trade;
  return hidden
    .filter((trade) => isOnWay(trade) || isOnWay(shipmentOf(trade)))
    .map(({ trade, seller, buyer, entry }) => ({
      code: 'TRADE_WITHHELD',
      check: 'trade',
      weight: 'unknown',
      detail: `What ${seller} and ${buyer} traded in ${trade} is not shown.`,
      lot: null,
      about: trade,
      entries: [entry],
    }));
}
