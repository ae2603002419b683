// What a party has: the lots that it made or received, newest first, with what is left of each.
import { modelOf } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { stateOf } from '../../domain/record/state.ts';
import type { StockLot, StockQuery } from '../answers.ts';
import { bornEvent, dimensionOf, kindOf, productFor } from '../query.ts';
import { type Here, hereFor } from '../site/here.ts';
import { arrivalOf, figuresOf } from './figures.ts';
import type { HeldLot, HeldLots } from './held.ts';
import { type Move, movesOf } from './moves.ts';

/** `next`: the cursor of the page after this one, null where it is the last. */
export function stockAnswer(
  ledger: Ledger,
  held: HeldLots,
  query: StockQuery,
  atMs: number,
): { lots: StockLot[]; next: string | null } {
  const all = held.of(ledger, query.party);
  const here = hereFor(ledger, query.party, query.sites);
  const lots: StockLot[] = [];
  const from = query.after === null ? all.length : Math.min(Number(query.after), all.length);
  for (let at = from - 1; at >= 0; at -= 1) {
    const found = wanted(ledger, all[at]!, query, atMs, here);
    if (found === undefined) continue;
    if (lots.length === query.perPage) return { lots, next: String(at + 1) };
    lots.push(found);
  }
  return { lots, next: null };
}

/** One lot as its party has it; undefined where it never had any of it. */
export function stockLot(ledger: Ledger, party: string, id: string, atMs: number): StockLot | undefined {
  const number = ledger.lots.find(id);
  return wanted(
    ledger,
    number === -1 ? id : number,
    { party, state: 'all', place: null, search: null },
    atMs,
  );
}

function wanted(
  ledger: Ledger,
  lot: HeldLot,
  { party, state, place, search }: Omit<StockQuery, 'perPage' | 'after'>,
  atMs: number,
  here: Here = () => true,
): StockLot | undefined {
  const id = typeof lot === 'string' ? lot : ledger.lots.textOf(lot);
  const number = typeof lot === 'string' ? ledger.lots.find(id) : lot;
  if (search !== null && !isCalled(ledger, id, search)) return undefined;
  const kind = kindOf(id);
  const isSingle = kind === 'item' || kind === 'unit';
  const moves = movesOf(ledger, party, { id, number, isSingle });
  const figures = figuresOf(moves, isSingle, mayBeLeft(ledger, number));
  const { isHeld, isInStock, ...amounts } = figures;
  if (!isHeld || (state === 'in-stock' && !isInStock)) return undefined;
  const view = {
    ...described(ledger, party, { id, number }, moves, atMs),
    kind,
    ...amounts,
    inStock: isInStock,
  };
  return (place === null || view.place === place) && here([view.place]) ? view : undefined;
}

/** Whether nobody can say that all of it is used up. */
function mayBeLeft({ balances }: Ledger, lot: number): boolean {
  if (lot === -1 || !balances.isDeclared(lot) || balances.hasUnknownProduced(lot)) return true;
  return balances.remaining(lot) > 0;
}

/** By any part of its id, or of the name of its product. */
function isCalled(ledger: Ledger, id: string, search: string): boolean {
  const text = search.toLowerCase();
  if (id.toLowerCase().includes(text)) return true;
  const name = ledger.register.products.get(modelOf(id) ?? '')?.name;
  return name?.toLowerCase().includes(text) ?? false;
}

type Described = Omit<
  StockLot,
  'kind' | 'inStock' | 'produced' | 'received' | 'drawn' | 'shipped' | 'remaining'
>;

function described(
  ledger: Ledger,
  party: string,
  { id, number }: { id: string; number: number },
  moves: readonly Move[],
  atMs: number,
): Described {
  const product = modelOf(id);
  const born = number === -1 ? undefined : bornEvent(ledger, number);
  const came = arrivalOf(moves);
  const partner = came?.partner ?? moves.find(({ kind }) => kind === 'bought')?.partner ?? null;
  return {
    id,
    product,
    productName:
      product === null ? null : (productFor(ledger, product, id, Number.MAX_SAFE_INTEGER)?.name ?? null),
    dimension: (number === -1 ? null : dimensionOf(ledger, number)) ?? tradedIn(ledger, id),
    made: moves.some(({ kind }) => kind === 'made'),
    declared: born !== undefined,
    from: partner,
    place: came?.place ?? null,
    bornAtMs: born?.timeMs ?? null,
    cameAtMs: came?.atMs ?? 0,
    certificates: certificatesOn(ledger, party, id, atMs),
    claims: claimsOn(ledger, id, product, atMs),
  };
}

function tradedIn({ records }: Ledger, id: string): string | null {
  const lines = records.tradesOf(id).flatMap((trade) => trade.lines);
  return lines.find(({ lot, dimension }) => lot === id && dimension !== null)?.dimension ?? null;
}

/** Those that were given to the party or by it: which lots a certificate of others names is theirs to tell. */
function certificatesOn(
  { records }: Ledger,
  party: string,
  id: string,
  atMs: number,
): StockLot['certificates'] {
  return records
    .certificatesFor(id)
    .filter(({ issuer, holder, buyer }) => issuer === party || holder === party || buyer === party)
    .map((one) => ({
      id: one.certificate,
      type: one.type,
      scheme: one.scheme,
      state: stateOf(records, one, atMs),
    }));
}

function claimsOn({ records }: Ledger, id: string, product: string | null, atMs: number): StockLot['claims'] {
  return [...records.claimsOn(id), ...(product === null ? [] : records.claimsOn(product))].map((one) => ({
    id: one.claim,
    scheme: one.scheme,
    code: one.code,
    state: stateOf(records, one, atMs),
  }));
}
