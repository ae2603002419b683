// Through whose hands a lot came: from who made it, by deliveries and transaction certificates. What a stranger says that it
// delivered is no delivery (docs/protocol/claims.md, "trade").
import type { RecordBook } from '../../record/book.ts';
import { isDelivery } from '../../record/trade-state.ts';
import type { JudgeContext } from '../context.ts';

export interface Holders {
  readonly parties: ReadonlySet<string>;
  /** One of them sold something to somebody who is not shown: anybody may be one. */
  readonly isDoubtful: boolean;
}

/** `others`: who else has it for certain. Anybody of a lot that nobody made yet. */
export function holdersOf(
  { chain, book, atMs }: JudgeContext,
  lot: string,
  others: Iterable<string>,
): Holders | 'anybody' {
  const made = chain.lots[chain.indexOf.get(lot) ?? -1]?.madeBy ?? [];
  if (made.length === 0) return 'anybody';
  const makers = made.flatMap((at) => chain.makings[at]!.events.map(({ party }) => party));
  const parties = new Set([...makers, ...others]);
  const hidden = hiddenSales(book);
  const trades = book.tradesOf(lot).filter((one) => isDelivery(one.stage) && one.recordedAtMs <= atMs);
  const certified = book.certificatesFor(lot).filter(({ type }) => type === 'transaction');
  const sales: Sale[] = [
    ...trades.map(({ seller, buyer }) => ({ from: seller, to: buyer })),
    ...certified.map(({ holder, buyer }) => ({ from: holder, to: buyer })),
  ];
  // A set that grows while it is walked.
  for (const party of parties) {
    for (const { from, to } of [...sales, ...(hidden.get(party) ?? [])])
      if (from === party && to !== null) parties.add(to);
  }
  return { parties, isDoubtful: [...parties].some((party) => sellsUnseen(hidden.get(party) ?? [])) };
}

interface Sale {
  readonly from: string;
  /** null = not shown. */
  readonly to: string | null;
}

function sellsUnseen(sales: readonly Sale[]): boolean {
  return sales.some(({ to }) => to === null);
}

const known = new WeakMap<RecordBook, ReadonlyMap<string, readonly Sale[]>>();

/** By seller, sales of which the lots are withheld: they may be of any lot. */
function hiddenSales(book: RecordBook): ReadonlyMap<string, readonly Sale[]> {
  const before = known.get(book);
  if (before !== undefined) return before;
  const found = new Map<string, Sale[]>();
  const add = (from: string, to: string | null): void => {
    found.set(from, [...(found.get(from) ?? []), { from, to }]);
  };
  for (const { withheld, stage, lines, seller, buyer } of book.ofKind('trade'))
    if (withheld && lines.length === 0 && isDelivery(stage)) add(seller, buyer);
  for (const { withheld, type, lots, holder, buyer } of book.ofKind('certificate'))
    if (withheld && type === 'transaction' && (lots.length === 0 || buyer === null)) add(holder, buyer);
  known.set(book, found);
  return found;
}
