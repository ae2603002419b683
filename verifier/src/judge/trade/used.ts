// Nobody can use more of a lot than came in at the door.
import { amountText, withTolerance } from '../../record/trade-bounds.ts';
import type { ChainLot, Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import type { DeliveryFindings } from './block.ts';
import { type Delivery, tradeFinding } from './delivery.ts';

/** `USED_BEYOND_RECEIPT`, for each lot and buyer that drew more of it than all shipments brought, with the first of these. By lot and buyer. */
export function usedFindings(context: JudgeContext, deliveries: readonly Delivery[]): DeliveryFindings[] {
  const found: DeliveryFindings[] = [];
  for (const [place, brought] of broughtBy(deliveries)) {
    const lot = context.chain.lots[place]!;
    for (const came of byBuyer(brought)) {
      const excess = excessOf(context, lot, came);
      if (excess !== undefined) found.push({ delivery: came[0]!, findings: [excess] });
    }
  }
  return found.length < 2 ? found : found.sort(byLotAndBuyer);
}

/** Shipments by place of the lot. */
function broughtBy(deliveries: readonly Delivery[]): Map<number, Delivery[]> {
  const found = new Map<number, Delivery[]>();
  for (const delivery of deliveries) {
    const { trade, standing, places } = delivery;
    if (trade.stage !== 'shipment' || standing.state === 'withdrawn') continue;
    for (const place of places) {
      const brought = found.get(place);
      if (brought === undefined) found.set(place, [delivery]);
      else brought.push(delivery);
    }
  }
  return found;
}

function byBuyer(brought: readonly Delivery[]): readonly (readonly Delivery[])[] {
  if (brought.length === 1) return [brought];
  const buyers = new Set(brought.map(({ trade }) => trade.buyer));
  return [...buyers].map((buyer) => brought.filter(({ trade }) => trade.buyer === buyer));
}

function byLotAndBuyer(one: DeliveryFindings, other: DeliveryFindings): number {
  const [lot, otherLot] = [one, other].map(({ findings }) => findings[0]?.lot ?? '') as [string, string];
  if (lot !== otherLot) return lot < otherLot ? -1 : 1;
  return one.delivery.trade.buyer < other.delivery.trade.buyer ? -1 : 1;
}

/** `all`: to one buyer. */
function excessOf(
  { chain: { makings } }: JudgeContext,
  { index, lot, dimension, madeBy, drawnBy }: ChainLot,
  all: readonly Delivery[],
): ClaimFinding | undefined {
  const { buyer } = all[0]!.trade;
  const known = all.filter(({ isDoubtful }) => isDoubtful !== true);
  // What may be no delivery at all fills nothing up, and where there is no other says nothing for certain.
  const brought = known.length > 0 ? known : all;
  // What somebody made itself, it need not have received: it may have come back to it.
  for (const at of madeBy) if (makings[at]!.party === buyer) return undefined;
  const limit = limitOf(brought, lot, dimension);
  let amount = 0;
  for (const at of drawnBy) amount += drawnIn(makings[at]!, index, buyer);
  if (limit === undefined || amount <= limit) return undefined;
  const detail = `${buyer} used ${amountText(amount, dimension)} of ${lot}, of which it received ${amountText(limit, dimension)} at most.`;
  const by = drawnBy.map((at) => makings[at]!).filter((making) => isUseBy(making, buyer));
  const said = brought.flatMap(({ trade, standing }) => [trade, ...standing.answers]);
  const entries = [...by.flatMap((making) => making.entries), ...said.map(({ entry }) => entry)];
  const weight = known.length > 0 ? 'fail' : 'unknown';
  return tradeFinding(brought[0]!, 'USED_BEYOND_RECEIPT', weight, detail, { lot, entries });
}

/** In the base unit of the lot: the known part, which is the least that was drawn. */
function drawnIn(making: Making, lot: number, buyer: string): number {
  let sum = 0;
  if (!isUseBy(making, buyer)) return sum;
  for (const input of making.inputs) if (input.lot === lot) sum += input.amount ?? 0;
  return sum;
}

function isUseBy({ kind, party }: Making, buyer: string): boolean {
  return kind === 'making' && party === buyer;
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
