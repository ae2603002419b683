// What accounts of claimed material really have: what came in bore the claim, and no more goes out than there is.
import type { JudgeContext } from '../context.ts';
import { shareOf } from '../share.ts';
import type { ClaimFinding } from '../verdict.ts';
import type { BookedAccount, BookedMove, Books } from './books.ts';
import { accountFindings, isMaker, type Settled } from './account/findings.ts';
import { factorPpm, neededOfLot, toAccount, toLot } from './conversion.ts';
import { type CreditOutcome, outcomesOf } from './credit.ts';
import type { Bearing } from './flow/bearing.ts';
import { type Gates, noAssurance } from './gates.ts';
import { rankOf } from './model.ts';
import type { Reach } from './reach.ts';

export class AccountFlow {
  readonly #context: JudgeContext;
  readonly #books: Books;
  readonly #gates: Gates;
  readonly #lots: readonly Bearing[];
  readonly #settled: (Settled | undefined)[];
  readonly #hasHidden: boolean;

  /** `lots`: what each lot bears, which the walk fills in as it goes. */
  constructor(context: JudgeContext, books: Books, gates: Gates, lots: readonly Bearing[]) {
    this.#context = context;
    this.#books = books;
    this.#gates = gates;
    this.#lots = lots;
    this.#settled = books.accounts.map(() => undefined);
    this.#hasHidden = [...books.accounts, ...books.elsewhere.accounts].some(({ withheld }) => withheld);
  }

  /** Whether some account gives to the lot: then its physical content counts for nothing. */
  gives(place: number): boolean {
    return this.#books.outOf.has(place);
  }

  /** Moves of some account are withheld: it may have taken in any goods, so that none are known to bear what they bore. */
  get hasHidden(): boolean {
    return this.#hasHidden;
  }

  /** Grams of the lot itself that accounts took in: the goods do not bear them any more. */
  credited(place: number): number {
    const borne = this.#lots[place]?.grams ?? 0;
    if (this.#hasHidden || borne === 0) return borne;
    return Math.min(borne, this.#allWanted(place));
  }

  /** Accounts that took in some of the lot: their sites, and the statements that say it. */
  takers(place: number): { readonly sites: readonly string[]; readonly entries: readonly number[] } {
    const moves = this.#books.into.get(place) ?? [];
    const others = this.#books.elsewhere.into.get(place) ?? [];
    const sites = new Set([
      ...moves.map((move) => this.#account(move).site),
      ...others.map(({ site }) => site),
    ]);
    return { sites: [...sites].sort(), entries: [...moves, ...others].map(({ entry }) => entry) };
  }

  given(place: number): Pick<Bearing, 'grams' | 'model' | 'assurance' | 'open'> {
    const given = { grams: 0, model: 0, assurance: noAssurance, open: false };
    for (const move of this.#books.outOf.get(place) ?? []) {
      const source = move.act === 'retire' ? this.#issueOf(move) : move;
      const settled = source === undefined ? undefined : this.#settled[source.account];
      given.model = Math.max(
        given.model,
        move.act === 'retire' ? rankOf('book-and-claim') : rankOf(this.#account(move).model),
      );
      if (source === undefined || settled === undefined || !isMaker(this.#context, this.#account(move), move))
        continue;
      const grams = Math.min(move.grams, settled.outcomes[source.at]!.granted);
      given.grams += toLot(grams, factorPpm(this.#context, place, move.atMs));
      given.open ||= settled.open;
      if (grams > 0) given.assurance = Math.min(given.assurance, settled.assurance);
    }
    return given;
  }

  /** Computes an account from what its lots bear by now; in a loop, one that looks back over a window gives nothing. */
  settle(number: number, inLoop: boolean): boolean {
    const account = this.#books.accounts[number]!;
    const before = this.#settled[number]?.outcomes.map(({ granted }) => granted).join();
    const { rule } = this.#context;
    const rolls = account.method === 'rolling-average' && rule.windowMonths !== null;
    const closed = !account.withheld && !(inLoop && rolls);
    const ins = account.moves.filter(({ act }) => act === 'in');
    const founded = account.moves.map((move) => (closed && move.act === 'in' ? this.#founded(move) : 0));
    const outcomes = outcomesOf(
      account.moves.filter(counts).map((move) => ({
        atMs: move.atMs,
        into: move.act === 'in',
        grams: move.act === 'in' ? founded[move.at]! : move.grams,
        told: move.grams,
      })),
      this.#rules(account),
    );
    const bearings = ins.flatMap(({ place }) => this.#lots[place] ?? []);
    this.#settled[number] = {
      founded,
      outcomes: spread(account.moves, outcomes),
      assurance: bearings.reduce(
        (least, { grams, assurance }) => (grams > 0 ? Math.min(least, assurance) : least),
        noAssurance,
      ),
      open: !closed || bearings.some(({ open }) => open) || ins.some(({ part }) => part === 'unknown'),
    };
    return before !== this.#settled[number]?.outcomes.map(({ granted }) => granted).join();
  }

  findings(reach: Reach): ClaimFinding[] {
    const known = { books: this.#books, lots: this.#lots, settled: this.#settled };
    return accountFindings(this.#context, known, reach);
  }

  /** What of a move in bears the claim: accounts that want more of a lot than it bears share it by what they want. */
  #founded(move: BookedMove): number {
    const bearing = this.#lots[move.place];
    if (bearing === undefined || move.part !== 'some') return 0;
    const all = this.#allWanted(move.place);
    const wanted = this.#wanted(move);
    const { chain } = this.#context;
    const lot = chain.lots[move.place]!;
    const makers = lot.madeBy.map((at) => chain.makings[at]!);
    const { party } = this.#account(move);
    const sold = makers.some((maker) => maker.party === party)
      ? all
      : this.#gates.sale(move.place, party, move.atMs).grams;
    const share = all <= bearing.grams ? wanted : shareOf(bearing.grams, wanted, all);
    if (sold < all) this.#gates.tellShort(move.place, party, move.atMs);
    const most = sold >= all ? share : Math.min(share, shareOf(sold, wanted, all));
    return Math.min(move.grams, toAccount(most, factorPpm(this.#context, move.place, move.atMs)));
  }

  /** Grams of the lot that accounts of this code and of the scheme's others took in. */
  #allWanted(place: number): number {
    const moves = this.#books.into.get(place) ?? [];
    const others = this.#books.elsewhere.into.get(place) ?? [];
    const own = moves.reduce((sum, move) => sum + this.#wanted(move), 0);
    return others.reduce((sum, { grams, atMs }) => {
      return sum + neededOfLot(grams, factorPpm(this.#context, place, atMs));
    }, own);
  }

  #wanted({ grams, place, atMs }: BookedMove): number {
    return neededOfLot(grams, factorPpm(this.#context, place, atMs));
  }

  /** The issue of a retired unit: of one that was issued once and retired once. */
  #issueOf({ unit }: BookedMove): BookedMove | undefined {
    const issues = this.#books.issued.get(unit ?? '') ?? [];
    const retired = this.#books.retired.get(unit ?? '') ?? [];
    return issues.length === 1 && retired.length === 1 ? issues[0] : undefined;
  }

  #account(move: BookedMove): BookedAccount {
    return this.#books.accounts[move.account]!;
  }

  #rules({ method }: BookedAccount): { creditMonths: number | null; windowMonths: number | null } {
    const { rule, use } = this.#context;
    const { creditMonths, windowMonths } = rule;
    const path = `claims.${rule.code}`;
    return {
      creditMonths:
        method === 'credit' && creditMonths !== null ? use(creditMonths, `${path}.creditMonths`) : null,
      windowMonths:
        method === 'rolling-average' && windowMonths !== null
          ? use(windowMonths, `${path}.windowMonths`)
          : null,
    };
  }
}

/** A retired unit left the account that issued it; this one only says for which goods it is used. */
function counts({ act }: BookedMove): boolean {
  return act !== 'retire';
}

function spread(moves: readonly BookedMove[], outcomes: readonly CreditOutcome[]): CreditOutcome[] {
  let next = 0;
  return moves.map((move) => (counts(move) ? outcomes[next++]! : { granted: move.grams, problem: null }));
}
