// Lots that left more than once, and lots that went round in a circle back to their maker.
import { amountText, type RecordBook, type Trade, tradeStateOf, withTolerance } from '#verifier';
import { type LotFacts, type ReportFacts, type ReportFinding, reportFinding } from './facts.ts';

interface Input {
  readonly book: RecordBook;
  readonly facts: ReportFacts;
  readonly atMs: number;
}

/** One shipment of one lot that was not turned back. */
interface Sent {
  readonly trade: Trade;
  readonly seller: string;
  readonly buyer: string;
  readonly atMs: number;
  /** As sent, and as received where that is told; null = not known, or not in the lot's dimension. */
  readonly sent: number | null;
  readonly arrived: number | null;
}

/**
 * `LOT_SHIPPED_TWICE`: somebody shipped and used more of a lot than it made and received of it. Goods that are sold on, or
 * come back and are sold again, are counted in as often as they are counted out.
 */
export function lotsShippedTwice(input: Input): ReportFinding[] {
  return shippedLots(input).flatMap(({ lot, made, all }) => {
    const sellers = [...new Set(all.map(({ seller }) => seller))].sort();
    return sellers.flatMap((seller) => shippedTwice(lot, seller, all, made));
  });
}

function shippedTwice(
  lot: string,
  seller: string,
  all: readonly Sent[],
  made: LotFacts | undefined,
): ReportFinding[] {
  const [out, into] = [all.filter((one) => one.seller === seller), all.filter((one) => one.buyer === seller)];
  const isMaker = made?.makers.includes(seller) ?? false;
  // Where a part of what somebody had is not known, or nothing of it, nobody can say that it gave away more.
  const own = isMaker ? (made?.produced ?? null) : 0;
  if (own === null || (!isMaker && into.length === 0) || into.some(({ arrived }) => arrived === null))
    return [];
  const had = own + into.reduce((sum, { arrived }) => sum + (arrived ?? 0), 0);
  const shipped = out.reduce((sum, { sent }) => sum + (sent ?? 0), 0);
  const used = made?.drawn.find(({ party }) => party === seller)?.amount ?? 0;
  const tolerancePpm = Math.max(...out.map(({ trade }) => trade.tolerancePpm));
  if (shipped === 0 || shipped + used <= withTolerance(had, tolerancePpm)) return [];
  const dimension = made?.dimension ?? dimensionOf(out, lot);
  const [shippedText, usedText, hadText] = [shipped, used, had].map((amount) =>
    amountText(amount, dimension),
  );
  const alsoUsed = used === 0 ? '' : ` and used ${usedText}`;
  const detail = `${seller} shipped ${shippedText}${alsoUsed} of ${lot}, of which it had ${hadText}.`;
  const entries = [...(made?.entries ?? []), ...[...out, ...into].map(({ trade }) => trade.entry)];
  return [
    reportFinding('LOT_SHIPPED_TWICE', lot, detail, [seller, ...out.map(({ buyer }) => buyer)], entries),
  ];
}

function dimensionOf(sent: readonly Sent[], lot: string): string | null {
  return sent[0]?.trade.lines.find((line) => line.lot === lot)?.dimension ?? null;
}

/** `CIRCULAR_TRADE`: a lot was sold back to its maker through others, later each time. What a buyer itself sends back is a return. */
export function circularTrades(input: Input): ReportFinding[] {
  return shippedLots(input).flatMap(({ lot, made, all }) => {
    // Goods sent for work go and come back as they should.
    const sold = all.filter(({ trade }) => !trade.subcontracting);
    return [...(made?.makers ?? [])].sort().flatMap((maker) => circleBackTo(maker, lot, sold));
  });
}

function circleBackTo(maker: string, lot: string, sold: readonly Sent[]): ReportFinding[] {
  const direct = new Set(sold.filter(({ seller }) => seller === maker).map(({ buyer }) => buyer));
  const arrivals = earliestArrivals(maker, sold);
  const back = sold.find(
    ({ seller, buyer, atMs }) =>
      buyer === maker &&
      seller !== maker &&
      !direct.has(seller) &&
      (arrivals.get(seller)?.atMs ?? Infinity) <= atMs,
  );
  if (back === undefined) return [];
  const circle = [back];
  for (let via = arrivals.get(back.seller); via !== undefined; via = arrivals.get(via.seller))
    circle.unshift(via);
  const way = [...circle.map(({ seller }) => seller), maker];
  const detail = `${lot} was sold in a circle: ${way.join(' to ')}.`;
  return [
    reportFinding(
      'CIRCULAR_TRADE',
      lot,
      detail,
      way,
      circle.map(({ trade }) => trade.entry),
    ),
  ];
}

/** By which shipment each party first had the lot, following shipments in the order of time from its maker. */
function earliestArrivals(maker: string, sold: readonly Sent[]): Map<string, Sent> {
  const arrivals = new Map<string, Sent>();
  for (let found = true; found; ) {
    found = false;
    for (const one of sold) {
      const hadIt = one.seller === maker || (arrivals.get(one.seller)?.atMs ?? Infinity) <= one.atMs;
      if (!hadIt || one.buyer === maker || arrivals.has(one.buyer)) continue;
      arrivals.set(one.buyer, one);
      found = true;
    }
  }
  return arrivals;
}

interface ShippedLot {
  readonly lot: string;
  readonly made: LotFacts | undefined;
  /** In the order of time, of shipments of one moment in the order of the log. */
  readonly all: readonly Sent[];
}

/** One walk over the shipments: asked lot by lot, a shipment of ten thousand lots would be walked through ten thousand times. */
function shippedLots({ book, facts, atMs }: Input): ShippedLot[] {
  const byLot = new Map<string, ShippedLot & { readonly all: Sent[] }>();
  for (const trade of book.ofKind('trade')) {
    if (trade.stage !== 'shipment' || trade.recordedAtMs > atMs) continue;
    for (const [lot, lines] of linesSent(book, trade, atMs)) {
      const known = byLot.get(lot) ?? { lot, made: facts.lot(lot), all: [] };
      byLot.set(lot, known);
      known.all.push(sentOf(trade, lines, known.made?.dimension ?? null));
    }
  }
  for (const { all } of byLot.values()) all.sort((a, b) => a.atMs - b.atMs || a.trade.entry - b.trade.entry);
  return [...byLot.values()].sort((a, b) => (a.lot < b.lot ? -1 : 1));
}

interface Lines {
  readonly sent: Line[];
  readonly arrived: Line[];
}

/** By lot; nothing of what was refused or withdrawn. */
function linesSent(book: RecordBook, trade: Trade, atMs: number): Map<string, Lines> {
  const byLot = new Map<string, Lines>();
  const standing = tradeStateOf(book, trade.trade, atMs);
  if (standing === undefined || standing.state === 'refused' || standing.state === 'withdrawn') return byLot;
  const put = (line: Line, side: keyof Lines): void => {
    if (line.lot === null) return;
    const lines = byLot.get(line.lot) ?? { sent: [], arrived: [] };
    byLot.set(line.lot, lines);
    lines[side].push(line);
  };
  for (const line of trade.lines) put(line, 'sent');
  for (const line of standing.received.length > 0 ? standing.received : trade.lines) put(line, 'arrived');
  return byLot;
}

function sentOf(trade: Trade, { sent, arrived }: Lines, dimension: string | null): Sent {
  const { seller, buyer, atMs } = trade;
  return { trade, seller, buyer, atMs, sent: sumOf(sent, dimension), arrived: sumOf(arrived, dimension) };
}

interface Line {
  readonly lot: string | null;
  readonly amount: number | null;
  readonly dimension: string | null;
}

function sumOf(lines: readonly Line[], dimension: string | null): number | null {
  let sum = 0;
  for (const line of lines) {
    if (line.amount === null || (dimension !== null && line.dimension !== dimension)) return null;
    sum += line.amount;
  }
  return sum;
}
