// What a trade may be: part of its parent, within what that leaves, in the order of time (docs/protocol/record.md, "Trade").
import { formatQuantity } from '../quantity/format.ts';
import type { Dimension } from '../quantity/quantity.ts';
import type { RecordBook } from './book.ts';
import type { Trade, TradeLine, TradeStage } from './record.ts';
import { type TradeRefusal, tradeStateOf } from './trade-state.ts';

/** What each stage may be part of. */
const parentStage: Readonly<Record<TradeStage, TradeStage | null>> = {
  contract: null,
  order: 'contract',
  shipment: 'order',
  leg: 'shipment',
};

/**
 * Why a trade is not taken, in this order: `TRADE_WITH_ITSELF`, `TRADE_PARENT_INVALID`, `TRADE_DATE_ORDER`, `TRADE_EXCEEDED`.
 * A parent that nobody has declared yet refuses nothing: the verdict asks again once it has come. Whether the trade itself
 * is in the book already makes no difference. What the log took after `atMs` is left out.
 */
export function tradeRefusals(
  book: RecordBook,
  trade: Trade,
  atMs: number = Number.POSITIVE_INFINITY,
): TradeRefusal[] {
  const { seller, buyer } = trade;
  if (seller === buyer)
    return [
      {
        code: 'TRADE_WITH_ITSELF',
        detail: `${seller} is named as seller and as buyer of ${trade.trade}.`,
        entries: [],
      },
    ];
  const named = trade.under === null ? undefined : book.byId('trade', trade.under);
  const parent = named !== undefined && named.recordedAtMs <= atMs ? named : undefined;
  const wrongParent = parentRefusal(book, trade, parent, atMs);
  if (wrongParent !== undefined) return [wrongParent];
  return [
    ...dateRefusals(trade, parent),
    ...(parent === undefined ? [] : excessOf(book, trade, parent, atMs)),
  ];
}

function parentRefusal(
  book: RecordBook,
  trade: Trade,
  parent: Trade | undefined,
  atMs: number,
): TradeRefusal | undefined {
  const { under, stage, seller, buyer } = trade;
  if (under === null) return undefined;
  const code = 'TRADE_PARENT_INVALID';
  const asked = parentStage[stage];
  if (asked === null || under === trade.trade)
    return { code, detail: `${trade.trade} is a ${stage}: it cannot be under ${under}.`, entries: [] };
  if (parent === undefined) return undefined;
  const entries = [parent.entry];
  if (parent.stage !== asked)
    return {
      code,
      detail: `${under} is of stage ${parent.stage}; name the ${asked} of this ${stage}.`,
      entries,
    };
  // A leg is handed on between carriers, who need not be the two who trade.
  if (stage !== 'leg' && (parent.seller !== seller || parent.buyer !== buyer))
    return {
      code,
      detail: `${under} is between ${parent.seller} and ${parent.buyer}, not these two.`,
      entries,
    };
  return endedParent(book, parent, atMs);
}

function endedParent(book: RecordBook, parent: Trade, atMs: number): TradeRefusal | undefined {
  const standing = tradeStateOf(book, parent.trade, atMs);
  if (standing?.state !== 'refused' && standing?.state !== 'withdrawn') return undefined;
  const entries = [parent.entry, ...standing.answers.map(({ entry }) => entry)].sort((a, b) => a - b);
  return {
    code: 'TRADE_PARENT_INVALID',
    detail: `${parent.trade} is ${standing.state}: nothing more can be done under it.`,
    entries,
  };
}

function dateRefusals(trade: Trade, parent: Trade | undefined): TradeRefusal[] {
  const code = 'TRADE_DATE_ORDER';
  if (trade.dueMs !== null && trade.dueMs < trade.atMs)
    return [{ code, detail: `${trade.trade} is due before its own date.`, entries: [] }];
  if (parent === undefined || parent.atMs <= trade.atMs) return [];
  return [
    {
      code,
      detail: `${trade.trade} is dated before ${parent.trade}, which it is part of.`,
      entries: [parent.entry],
    },
  ];
}

/** Sums of lines by what they are about and their dimension; `''` is all lines of that dimension together. */
interface Sums {
  readonly amounts: ReadonlyMap<string, number>;
  /** What no limit can be told of, because an amount is not told. */
  readonly open: ReadonlySet<string>;
}

/**
 * Over all that was ever done under the parent, so that which child came last makes no difference. By product, and over
 * all lines of a dimension: the two parties may have different names for one product. Where units differ nothing is said.
 */
function excessOf(book: RecordBook, trade: Trade, parent: Trade, atMs: number): TradeRefusal[] {
  if (parent.withheld) return [];
  const siblings = book.tradesUnder(parent.trade).filter((child) => counts(book, child, trade, atMs));
  const about = (line: TradeLine): string[] => [keyOfLine(line), line.lot ?? '', ''];
  const limits = sumsOf(parent.lines, about);
  const within = (line: TradeLine): string[] => aboutWithin(limits, line);
  const sums = sumsOf(
    [...siblings, trade].flatMap(({ lines }) => lines),
    within,
  );
  const own = new Set(trade.lines.flatMap((line) => within(line).map((what) => groupOf(line, what))));
  const group = [...own].find((one) => isBeyond(one, sums, limits, parent.tolerancePpm));
  if (group === undefined) return [];
  const entries = [parent, ...siblings].map(({ entry }) => entry).sort((a, b) => a - b);
  return [{ code: 'TRADE_EXCEEDED', detail: excessText(trade, parent, group, sums, limits), entries }];
}

/** Of a shipment each giver hands on no more than was shipped; what was refused or taken back delivers nothing. */
function counts(book: RecordBook, child: Trade, trade: Trade, atMs: number): boolean {
  if (child.trade === trade.trade || child.stage !== trade.stage || child.seller !== trade.seller)
    return false;
  if (child.stage !== 'leg' && child.buyer !== trade.buyer) return false;
  const state = tradeStateOf(book, child.trade, atMs)?.state;
  return state !== undefined && state !== 'refused' && state !== 'withdrawn';
}

function sumsOf(lines: readonly TradeLine[], about: (line: TradeLine) => string[]): Sums {
  const amounts = new Map<string, number>();
  const open = new Set<string>();
  for (const line of lines) {
    for (const what of new Set(about(line))) {
      if (line.amount === null) open.add(what);
      else amounts.set(groupOf(line, what), (amounts.get(groupOf(line, what)) ?? 0) + line.amount);
    }
  }
  return { amounts, open };
}

function groupOf({ dimension }: TradeLine, what: string): string {
  return `${dimension ?? ''} ${what}`;
}

function keyOfLine({ product, lot }: TradeLine): string {
  return product ?? modelOf(lot) ?? lot ?? '';
}

/** The product or lot of the parent's that a line is taken from, if it names one, and all of its dimension. */
function aboutWithin(limits: Sums, line: TradeLine): string[] {
  const names = [line.lot, line.product, modelOf(line.lot)].flatMap((name) => name ?? []);
  const named = names.find((name) => limits.open.has(name) || limits.amounts.has(groupOf(line, name)));
  return named === undefined ? [''] : [named, ''];
}

function isBeyond(group: string, sums: Sums, limits: Sums, tolerancePpm: number): boolean {
  const [sum, limit] = [sums.amounts.get(group), limits.amounts.get(group)];
  if (sum === undefined || limit === undefined) return false;
  if (limits.open.has(group.slice(group.indexOf(' ') + 1))) return false;
  return sum > withTolerance(limit, tolerancePpm);
}

function excessText(trade: Trade, parent: Trade, group: string, sums: Sums, limits: Sums): string {
  const [dimension, what] = [group.slice(0, group.indexOf(' ')), group.slice(group.indexOf(' ') + 1)];
  const [sum, limit] = [sums, limits].map(({ amounts }) => amountText(amounts.get(group) ?? 0, dimension));
  const of = what === '' ? '' : ` of ${what}`;
  return `With ${trade.trade}, ${sum}${of} is done under ${parent.trade}, which agrees ${limit} (tolerance ${parent.tolerancePpm} ppm).`;
}

/** `412.5 kg`; the bare number where the dimension is not told. */
export function amountText(amount: number, dimension: string | null): string {
  const known = dimensions.find((one) => one === dimension);
  return known === undefined ? String(amount) : formatQuantity({ dimension: known, amount });
}

const dimensions: readonly Dimension[] = ['mass', 'length', 'area', 'volume', 'count'];

/** `amount` and so many parts per million more, rounded down. */
export function withTolerance(amount: number, tolerancePpm: number): number {
  return amount + partOf(amount, tolerancePpm);
}

/** `amount` less so many parts per million, rounded up. */
export function lessTolerance(amount: number, tolerancePpm: number): number {
  return Math.max(0, amount - partOf(amount, tolerancePpm));
}

/** Rounded down; exact where the product is beyond what a number holds. */
function partOf(amount: number, ppm: number): number {
  const product = amount * ppm;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / 1_000_000);
  return Number((BigInt(amount) * BigInt(ppm)) / 1_000_000n);
}

/** The product (GTIN) of a lot or an item; null where its id names none. */
export function modelOf(id: string | null): string | null {
  return id === null ? null : (/^https:\/\/id\.gs1\.org\/01\/\d{14}(?=\/|$)/.exec(id)?.[0] ?? null);
}
