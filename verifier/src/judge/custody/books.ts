// Accounts of claimed material that could carry this claim: whose moves bring lots in, and which lots they give to.
import type { Account, AccountMove } from '../../record/record.ts';
import type { JudgeContext } from '../context.ts';
import { holdersOf } from '../trade/holders.ts';

/** `none`: it takes nothing of the lot, and gives it nothing. `unknown`: it may have taken some, and brings nothing in. */
export type Part = 'some' | 'unknown' | 'none';

export interface BookedMove extends AccountMove {
  /** Place in `Books.accounts`, and in the account's moves. */
  readonly account: number;
  readonly at: number;
  readonly entry: number;
  /** Place of the lot in the chain; -1 where it names none, or one that the dossier does not know. */
  readonly place: number;
  /** What its party had to do with the lot. */
  readonly part: Part;
}

/** All that was said of one account, by the party of its site. */
export interface BookedAccount {
  readonly site: string;
  readonly party: string;
  readonly model: Account['model'];
  readonly method: Account['method'];
  /** Some of its moves are not shown: then nobody can say that it closes. */
  readonly withheld: boolean;
  readonly moves: readonly BookedMove[];
  readonly entries: readonly number[];
}

export interface Books {
  readonly accounts: readonly BookedAccount[];
  /** By place of the lot: moves that bring it in; that give out to it (`out`, `retire`). */
  readonly into: ReadonlyMap<number, readonly BookedMove[]>;
  readonly outOf: ReadonlyMap<number, readonly BookedMove[]>;
  /** By unit. */
  readonly issued: ReadonlyMap<string, readonly BookedMove[]>;
  readonly retired: ReadonlyMap<string, readonly BookedMove[]>;
  /** What accounts of the scheme's other codes took in: the same kilograms are not used twice under two names. */
  readonly elsewhere: Elsewhere;
}

export interface TakenElsewhere {
  readonly atMs: number;
  readonly grams: number;
  readonly site: string;
  readonly entry: number;
}

export interface Elsewhere {
  /** By place of the lot. */
  readonly into: ReadonlyMap<number, readonly TakenElsewhere[]>;
  readonly accounts: readonly Account[];
}

export function booksOf(context: JudgeContext): Books {
  const groups = new Map<string, Account[]>();
  for (const account of context.book.ofKind('account')) {
    if (!isOfClaim(context, account)) continue;
    const { site, material, model, method, issuer } = account;
    put(groups, [site, material, model, method, issuer].join(' '), account);
  }
  const keys = [...groups.keys()].sort();
  const accounts = keys.map((key, number) => bookedAccount(context, groups.get(key)!, number));
  return { accounts, ...indexed(accounts), elsewhere: elsewhereOf(context) };
}

/** Accounts that stand behind these moves: their own, and where a retired unit was issued. */
export function sourcesOf(books: Books, moves: readonly BookedMove[]): number[] {
  return moves.flatMap(({ account, unit }) => [
    account,
    ...(books.issued.get(unit ?? '') ?? []).map((issue) => issue.account),
  ]);
}

function isOfClaim({ claim }: JudgeContext, { scheme, code }: Account): boolean {
  return scheme === claim.scheme && code === claim.code;
}

function bookedAccount(context: JudgeContext, said: readonly Account[], account: number): BookedAccount {
  const { site, issuer, model, method } = said[0]!;
  const moves = said.flatMap(({ moves: some, entry }) =>
    some.filter(({ atMs }) => atMs <= context.atMs).map((move) => ({ ...move, entry })),
  );
  return {
    site,
    party: issuer,
    model,
    method,
    withheld: said.some(({ withheld }) => withheld),
    moves: moves.sort(byTime).map((move, at) => {
      const place = move.lot === null ? -1 : (context.chain.indexOf.get(move.lot) ?? -1);
      return { ...move, account, at, place, part: partOf(context, issuer, move, place) };
    }),
    entries: said.map(({ entry }) => entry),
  };
}

/**
 * Nobody takes in goods that it neither made, used, packed nor got, nor gives to goods that others made. Where something is
 * withheld, anybody may have had a part in the goods: of a lot that nobody tells the making of, it makes no difference.
 */
function partOf(context: JudgeContext, party: string, { act }: AccountMove, place: number): Part {
  const lot = context.chain.lots[place];
  if (lot === undefined || lot.madeBy.length === 0) return 'some';
  const { makings } = context.chain;
  const isOneOf = (all: readonly number[]): boolean =>
    all.some((at) => makings[at]!.events.some((event) => event.party === party));
  if (isOneOf(lot.madeBy)) return 'some';
  if (act !== 'in') return 'none';
  if (isOneOf(lot.drawnBy)) return 'some';
  const holders = holdersOf(context, lot.lot, []);
  if (holders === 'anybody' || holders.parties.has(party)) return 'some';
  return holders.isDoubtful || context.withheld !== undefined ? 'unknown' : 'none';
}

/** What comes in at the same moment comes in first; the rest by what it names, not by when it was told. */
function byTime(left: AccountMove, right: AccountMove): number {
  return left.atMs - right.atMs || (keyOf(left) < keyOf(right) ? -1 : 1);
}

function keyOf({ act, lot, unit, grams }: AccountMove): string {
  return `${act === 'in' ? 0 : 1} ${act} ${lot ?? ''} ${unit ?? ''} ${String(grams).padStart(16, '0')}`;
}

function elsewhereOf(context: JudgeContext): Elsewhere {
  const { book, claim, chain } = context;
  const accounts = book
    .ofKind('account')
    .filter(({ scheme, code }) => scheme === claim.scheme && code !== claim.code);
  const into = new Map<number, TakenElsewhere[]>();
  for (const { site, entry, moves, issuer } of accounts) {
    for (const move of moves) {
      const { act, lot, grams, atMs } = move;
      const place = act !== 'in' || lot === null ? undefined : chain.indexOf.get(lot);
      if (place === undefined || atMs > context.atMs || partOf(context, issuer, move, place) === 'none')
        continue;
      put(into, place, { atMs, grams, site, entry });
    }
  }
  return { into, accounts };
}

function indexed(accounts: readonly BookedAccount[]): Omit<Books, 'accounts' | 'elsewhere'> {
  const into = new Map<number, BookedMove[]>();
  const outOf = new Map<number, BookedMove[]>();
  const issued = new Map<string, BookedMove[]>();
  const retired = new Map<string, BookedMove[]>();
  for (const move of accounts.flatMap(({ moves }) => moves)) {
    const { act, place, unit, part } = move;
    const hasLot = place >= 0 && part !== 'none';
    if (act === 'in' && hasLot) put(into, place, move);
    if ((act === 'out' || act === 'retire') && hasLot) put(outOf, place, move);
    if (act === 'issue' && unit !== null) put(issued, unit, move);
    if (act === 'retire' && unit !== null) put(retired, unit, move);
  }
  return { into, outOf, issued, retired };
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
