// Goods about which their trade says something wrong: nothing of them is proven in the hands of who received them.
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import type { Delivery } from './delivery.ts';

export type BlockWeight = 'fail' | 'unknown';

/** By place of the lot, then by party. */
export type TradeBlocks = ReadonlyMap<number, ReadonlyMap<string, BlockWeight>>;

export interface DeliveryFindings {
  readonly delivery: Delivery;
  readonly findings: readonly ClaimFinding[];
}

/** A finding about one lot stops that lot, any other all that the delivery carried. A failure outweighs what is unknown. */
export function blocksOf(context: JudgeContext, judged: readonly DeliveryFindings[]): TradeBlocks {
  const blocks = new Map<number, Map<string, BlockWeight>>();
  for (const { delivery, findings } of judged) {
    for (const { weight, lot } of findings) {
      if (weight === 'note') continue;
      const lots = lot !== null && delivery.lots.includes(lot) ? [lot] : delivery.lots;
      for (const one of lots) block(context, blocks, one, delivery.trade.buyer, weight);
    }
  }
  return blocks;
}

function block(
  context: JudgeContext,
  blocks: Map<number, Map<string, BlockWeight>>,
  lot: string,
  buyer: string,
  weight: BlockWeight,
): void {
  const place = context.chain.indexOf.get(lot);
  if (place === undefined) return;
  const parties = blocks.get(place) ?? new Map<string, BlockWeight>();
  blocks.set(place, parties);
  for (const party of hands(context, lot, buyer))
    if (parties.get(party) !== 'fail') parties.set(party, weight);
}

/** The buyer, and whoever got the lot through it. */
function hands({ book, atMs }: JudgeContext, lot: string, buyer: string): Set<string> {
  const reached = new Set([buyer]);
  const onward = book.tradesOf(lot).filter(({ recordedAtMs }) => recordedAtMs <= atMs);
  for (const party of reached)
    for (const trade of onward) if (trade.seller === party) reached.add(trade.buyer);
  return reached;
}
