// Deliveries on their way to a party, and words of trade that wait for its answer.
import { answererOf, isDelivery, type Trade, tradeStateOf } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { TradeWaiting, WordWaiting } from '../answers.ts';

export interface TradesWaiting {
  toReceive: Trade[];
  toAnswer: Trade[];
}

/** One walk over all trade; most of what is answered is passed by without weighing its answers. */
export function tradesWaiting({ records }: Ledger, party: string): TradesWaiting {
  const found: TradesWaiting = { toReceive: [], toAnswer: [] };
  for (const trade of records.ofKind('trade')) {
    if (answererOf(trade) !== party || !isOpen(records, trade)) continue;
    if (trade.stage === 'shipment') found.toReceive.push(trade);
    else found.toAnswer.push(trade);
  }
  found.toReceive.reverse();
  found.toAnswer.reverse();
  return found;
}

/** A shipment or leg waits until it is received, the rest until anything is said. */
function isOpen(records: Ledger['records'], trade: Trade): boolean {
  if (records.answersTo(trade.trade).length === 0) return true;
  const state = tradeStateOf(records, trade.trade)?.state;
  return state === 'declared' || (state === 'acknowledged' && isDelivery(trade.stage));
}

export function tradeWaiting(ledger: Ledger, trade: Trade): TradeWaiting {
  const { seller, atMs, dueMs, lines, stage } = trade;
  return {
    ...{ trade: trade.trade, stage, from: seller, fromName: nameIn(ledger, seller), atMs, dueMs },
    state: tradeStateOf(ledger.records, trade.trade)?.state ?? 'declared',
    lines: lines.length,
    amounts: sumsOf(trade),
  };
}

function sumsOf({ lines }: Trade): { dimension: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { dimension, amount } of lines) {
    if (dimension !== null && amount !== null) sums.set(dimension, (sums.get(dimension) ?? 0) + amount);
  }
  return [...sums].map(([dimension, amount]) => ({ dimension, amount }));
}

export function answerWaiting(ledger: Ledger, trade: Trade): WordWaiting {
  const by = trade.stage === 'order' ? trade.buyer : trade.seller;
  return {
    kind: trade.stage as 'contract' | 'order' | 'leg',
    ...{ id: trade.trade, by, byName: nameIn(ledger, by), scheme: null, atMs: trade.atMs },
  };
}

export function nameIn({ register }: Ledger, party: string): string | null {
  return register.parties.get(party)?.name ?? null;
}
