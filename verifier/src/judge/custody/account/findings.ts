// What is wrong with accounts on the way, move by move.
import type { JudgeContext } from '../../context.ts';
import { day, finding, kilograms } from '../../finding.ts';
import { wholePpm } from '../../share.ts';
import type { ClaimFinding } from '../../verdict.ts';
import type { BookedAccount, BookedMove, Books } from '../books.ts';
import { conversionOf, toLot } from '../conversion.ts';
import type { CreditOutcome } from '../credit.ts';
import type { Bearing } from '../flow/bearing.ts';
import type { Reach } from '../reach.ts';

/** An account as it closes by what its lots bear. */
export interface Settled {
  /** Of each move in, account grams that bear the claim. */
  readonly founded: readonly number[];
  readonly outcomes: readonly CreditOutcome[];
  readonly assurance: number;
  readonly open: boolean;
}

export interface KnownAccounts {
  readonly books: Books;
  /** What each lot bears, by its place. */
  readonly lots: readonly Bearing[];
  /** Each account, by its number. */
  readonly settled: readonly (Settled | undefined)[];
}

export function accountFindings(
  context: JudgeContext,
  known: KnownAccounts,
  { accounts, hasLot }: Reach,
): ClaimFinding[] {
  const { books } = known;
  const others = books.elsewhere.accounts.map((account) => ({ ...account, entries: [account.entry] }));
  const hidden = [...books.accounts, ...others].filter((account) => account.withheld).map(withheld);
  const told = accounts.map((number) => known.books.accounts[number]!).filter((one) => !one.withheld);
  const found = told.flatMap((account) =>
    account.moves.flatMap((move) =>
      move.act === 'in'
        ? unfounded(known, account, move)
        : [
            ...overdrawn(known, account, move),
            ...given(context, known.books, account, move, move.place >= 0 && hasLot[move.place] === 1),
            ...spent(known.books, account, move),
          ],
    ),
  );
  const strange = books.accounts.flatMap((account) =>
    account.moves.flatMap((move) => strangers(account, move, hasLot[move.place] === 1)),
  );
  return [...hidden, ...found, ...strange];
}

/** An account gives to what was made at its site, or elsewhere by its party where no site is told. */
export function isMaker(
  { chain }: JudgeContext,
  { party, site }: BookedAccount,
  { place }: BookedMove,
): boolean {
  const makers = (chain.lots[place]?.madeBy ?? []).map((at) => chain.makings[at]!);
  return makers.some((making) => making.party === party && (making.site === null || making.site === site));
}

function withheld({ site, entries }: Pick<BookedAccount, 'site' | 'entries'>): ClaimFinding {
  const detail = `moves of the account at ${site} are withheld, so it cannot be told whether it closes`;
  return finding('ACCOUNT_WITHHELD', 'custody', 'unknown', detail, { about: site, entries });
}

function unfounded(
  { settled, lots }: KnownAccounts,
  account: BookedAccount,
  move: BookedMove,
): ClaimFinding[] {
  const founded = settled[move.account]!.founded[move.at]!;
  if (founded >= move.grams) return [];
  const open = lots[move.place]?.open === true || move.part === 'unknown';
  const detail = `${kilograms(move.grams)} of ${move.lot ?? 'no lot'} were booked in on ${day(move.atMs)}, of which ${kilograms(founded)} bear the claim`;
  return [about(account, 'CREDIT_UNFOUNDED', open ? 'unknown' : 'fail', detail, move)];
}

/** Of lots on the way, told beside what their own parties say: it changes nothing. */
function strangers(account: BookedAccount, move: BookedMove, onWay: boolean): ClaimFinding[] {
  if (move.part !== 'none' || !onWay) return [];
  const what = move.act === 'in' ? 'takes in' : 'gives to';
  const detail = `the account of ${account.party} at ${account.site} ${what} ${move.lot}, in which it had no part`;
  return [about(account, 'CREDIT_UNFOUNDED', 'note', detail, move)];
}

function overdrawn({ settled }: KnownAccounts, account: BookedAccount, move: BookedMove): ClaimFinding[] {
  const { granted, problem } = settled[move.account]!.outcomes[move.at]!;
  if (problem === null) return [];
  const detail = `${kilograms(move.grams)} were booked out on ${day(move.atMs)}, for which the account had ${kilograms(granted)}`;
  return [about(account, problem, 'fail', detail, move)];
}

/** Of what goes to a lot on the way: whether it was made there, and by which factor grams of the account are grams of it. */
function given(
  context: JudgeContext,
  books: Books,
  account: BookedAccount,
  move: BookedMove,
  onWay: boolean,
): ClaimFinding[] {
  if (!onWay || move.part === 'none') return [];
  if (!isMaker(context, account, move)) {
    const detail = `the account of ${account.party} at ${account.site} gives to ${move.lot}, which was not made there`;
    return [about(account, 'CREDIT_UNFOUNDED', 'fail', detail, move)];
  }
  const conversion = conversionOf(context, move.place, move.atMs);
  if (conversion === undefined || conversion.factorPpm === wholePpm) return [];
  const { factorPpm, source } = conversion;
  // So that nobody looks for grams that only another measure took; a fault where enough was given but for that.
  const detail = `${kilograms(move.grams)} of the account stand for ${kilograms(toLot(move.grams, factorPpm))} of ${move.lot}: factor ${factorPpm} ppm by ${source}`;
  const weight = isShortOf(context, books, move, factorPpm) ? 'fail' : 'note';
  return [about(account, 'CONVERSION_APPLIED', weight, detail, move)];
}

/** As many grams as the lot weighs were given, but they stand for fewer of it: by more than rounding takes. */
function isShortOf(
  { chain }: JudgeContext,
  { outOf }: Books,
  { place }: BookedMove,
  factorPpm: number,
): boolean {
  const whole = chain.lots[place]?.grams ?? null;
  const moves = outOf.get(place) ?? [];
  const all = moves.reduce((sum, { grams }) => sum + grams, 0);
  return whole !== null && all >= whole && toLot(all, factorPpm) + moves.length < whole;
}

function spent({ issued, retired }: Books, account: BookedAccount, move: BookedMove): ClaimFinding[] {
  const { act, unit } = move;
  if (unit === null || (act !== 'issue' && act !== 'retire')) return [];
  const times = (act === 'issue' ? issued : retired).get(unit)?.length ?? 0;
  if (times < 2) return [];
  const detail = `unit ${unit} was ${act}d ${times} times`;
  return [about(account, 'UNIT_SPENT', 'fail', detail, move)];
}

function about(
  { site }: BookedAccount,
  code: string,
  weight: ClaimFinding['weight'],
  detail: string,
  { lot, entry }: BookedMove,
): ClaimFinding {
  return finding(code, 'custody', weight, detail, { lot, about: site, entries: [entry] });
}
