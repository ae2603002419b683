// Nobody can use more of a lot than came in at the door.
import { amountText, withTolerance } from '../../record/trade-bounds.ts';
import type { ChainLot, Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import type { DeliveryFindings } from './block.ts';
import { type Delivery, tradeFinding } from './delivery.ts';

/** `USED_BEYOND_RECEIPT`, for each lot and buyer that drew more of it than all shipments brought, with the first of these. By lot and buyer. */
export function usedFindings(context: JudgeContext, deliveries: readonly Delivery[]): DeliveryFindings[] {
  const { chain } = context;
  const found: DeliveryFindings[] = [];
  for (const [lot, buyers] of inOrder(broughtBy(deliveries))) {
    const at = chain.indexOf.get(lot);
    if (at === undefined) continue;
    for (const [buyer, brought] of inOrder(buyers)) {
      const excess = excessOf(context, chain.lots[at]!, buyer, brought);
      if (excess !== undefined) found.push({ delivery: brought[0]!, findings: [excess] });
    }
  }
  return found;
}

/** Shipments by lot, then by buyer. */
function broughtBy(deliveries: readonly Delivery[]): Map<string, Map<string, Delivery[]>> {
  const found = new Map<string, Map<string, Delivery[]>>();
  for (const delivery of deliveries) {
    const { trade, standing, lots } = delivery;
    if (trade.stage !== 'shipment' || standing.state === 'withdrawn') continue;
    for (const lot of lots) {
      const buyers = found.get(lot) ?? new Map<string, Delivery[]>();
      found.set(lot, buyers);
      const brought = buyers.get(trade.buyer);
      if (brought === undefined) buyers.set(trade.buyer, [delivery]);
      else brought.push(delivery);
    }
  }
  return found;
}

function inOrder<T>(named: ReadonlyMap<string, T>): (readonly [string, T])[] {
  return named.size < 2 ? [...named] : [...named].sort(([one], [other]) => (one < other ? -1 : 1));
}

function excessOf(
  { chain: { makings } }: JudgeContext,
  { index, lot, dimension, madeBy, drawnBy }: ChainLot,
  buyer: string,
  brought: readonly Delivery[],
): ClaimFinding | undefined {
  // What somebody made itself, it need not have received: it may have come back to it.
  if (madeBy.some((at) => makings[at]!.party === buyer)) return undefined;
  const by = drawnBy.map((at) => makings[at]!).filter((one) => one.party === buyer && one.kind === 'making');
  const amount = by.reduce((sum, making) => sum + drawnIn(making, index), 0);
  const limit = limitOf(brought, lot, dimension);
  if (limit === undefined || amount <= limit) return undefined;
  const detail = `${buyer} used ${amountText(amount, dimension)} of ${lot}, of which it received ${amountText(limit, dimension)} at most.`;
  const said = brought.flatMap(({ trade, standing }) => [trade, ...standing.answers]);
  const entries = [...by.flatMap((making) => making.entries), ...said.map(({ entry }) => entry)];
  return tradeFinding(brought[0]!, 'USED_BEYOND_RECEIPT', 'fail', detail, { lot, entries });
}

/** In the base unit of the lot: the known part, which is the least that was drawn. */
function drawnIn({ inputs }: Making, lot: number): number {
  let sum = 0;
  for (const input of inputs) if (input.lot === lot) sum += input.amount ?? 0;
  return sum;
}

/** What came in at most; undefined where a part is not known. Who has not answered yet may have received all. */
function limitOf(brought: readonly Delivery[], lot: string, dimension: string | null): number | undefined {
  let sum = 0;
  for (const { trade, standing } of brought) {
    if (standing.state === 'refused') continue;
    const lines = standing.received.length > 0 ? standing.received : trade.lines;
    for (const line of lines) {
      if (line.lot !== lot) continue;
      if (line.amount === null || line.dimension !== dimension) return undefined;
      sum += withTolerance(line.amount, trade.tolerancePpm);
    }
  }
  return sum;
}
