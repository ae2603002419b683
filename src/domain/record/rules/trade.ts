// A trade is told by one of its two parties; what it may be part of is the same for node and verifier (trade-bounds.ts).
import type { Trade, TradeLine } from '#verifier';
import { tradeRefusals as boundRefusals, declarerOf, tradeStateOf } from '#verifier';
import type { RecordBook } from '#verifier';
import type { Known, KnownLot } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function tradeRefusals(said: Trade, known: Known): RecordRefusal[] {
  const declarer = declarerOf(said);
  if (said.issuer !== declarer) {
    const detail = `${said.stage === 'order' ? 'The buyer' : 'The seller'} tells of this ${said.stage}: let ${declarer} sign it.`;
    return [refuse('NOT_YOURS_TO_SAY', said.stage === 'order' ? 'buyer' : 'seller', detail)];
  }
  return [
    ...boundRefusals(known.book, said).map(({ code, detail, entries }) => {
      const last = entries.at(-1);
      return refuse(code, fieldOf[code] ?? 'trade', detail, last === undefined ? undefined : { entry: last });
    }),
    ...siteRefusals(said, known),
    ...shippedRefusals(said, known),
  ];
}

const fieldOf: Readonly<Record<string, string>> = {
  TRADE_WITH_ITSELF: 'buyer',
  TRADE_PARENT_INVALID: 'under',
  TRADE_DATE_ORDER: 'at',
  TRADE_EXCEEDED: 'lines',
};

function siteRefusals({ fromSite, toSite, seller, buyer }: Trade, { register }: Known): RecordRefusal[] {
  const told = [
    ['fromSite', fromSite, seller],
    ['toSite', toSite, buyer],
  ] as const;
  return told.flatMap(([field, site, party]) => {
    const facility = site === null ? undefined : register.facilities.get(site);
    if (facility === undefined || facility.party === party) return [];
    const detail = `${site} is a site of ${facility.party}, not of ${party}: name a site of ${party}.`;
    return [refuse('SITE_OF_ANOTHER_PARTY', field, detail, facility)];
  });
}

function shippedRefusals(said: Trade, known: Known): RecordRefusal[] {
  if (said.stage !== 'shipment') return [];
  const lots = new Set(said.lines.flatMap(({ lot }) => lot ?? []));
  const shipped = new ShippedLines();
  return [...lots].flatMap((lot) => shippedTwice(said, lot, shipped, known));
}

/** Lines by lot, put in order once for each trade: two trades of ten thousand lots have a hundred million pairs of lines. */
class ShippedLines {
  readonly #byTrade = new Map<Trade, ReadonlyMap<string, readonly TradeLine[]>>();

  sum(trades: readonly Trade[], id: string, { dimension }: KnownLot): number {
    const counted = trades
      .flatMap((trade) => this.#linesOf(trade).get(id) ?? [])
      .filter((line) => line.dimension === dimension);
    return counted.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  }

  #linesOf(trade: Trade): ReadonlyMap<string, readonly TradeLine[]> {
    const known = this.#byTrade.get(trade) ?? linesByLot(trade);
    this.#byTrade.set(trade, known);
    return known;
  }
}

function linesByLot({ lines }: Trade): Map<string, TradeLine[]> {
  const byLot = new Map<string, TradeLine[]>();
  for (const line of lines) {
    if (line.lot === null) continue;
    const same = byLot.get(line.lot);
    if (same === undefined) byLot.set(line.lot, [line]);
    else same.push(line);
  }
  return byLot;
}

/**
 * Goods may be sold on, and may come back. So who made a lot can ship what was made and what came back; anybody else what
 * was made, or what came in if that is more. Amounts in other units than the lot's say nothing.
 */
function shippedTwice(said: Trade, id: string, lines: ShippedLines, { book, lots }: Known): RecordRefusal[] {
  const lot = lots.lot(id);
  if (lot === undefined || lot.produced === null || lot.dimension === null) return [];
  const standing = book.tradesOf(id).filter((trade) => trade.stage === 'shipment' && stands(book, trade));
  const earlier = standing.filter(({ seller }) => seller === said.seller);
  const shipped = lines.sum(earlier, id, lot);
  const came = lines.sum(
    standing.filter(({ buyer }) => buyer === said.seller),
    id,
    lot,
  );
  const most = lot.maker === said.seller ? lot.produced + came : Math.max(lot.produced, came);
  const asked = lines.sum([said], id, lot);
  if (asked === 0 || shipped + asked <= most) return [];
  const detail = `${said.seller} has shipped ${id} before: with this shipment it would be more than there was of it. Correct the quantity, or name the lot that is really shipped.`;
  const refusal = refuse('LOT_SHIPPED_TWICE', 'lines', detail, earlier.at(-1) ?? lot);
  return [{ ...refusal, lot: id, asked, available: Math.max(0, most - shipped) }];
}

function stands(book: RecordBook, { trade }: Trade): boolean {
  const state = tradeStateOf(book, trade)?.state;
  return state !== 'refused' && state !== 'withdrawn';
}
