// What waits for a party this day, worked out from the log when asked: nothing is kept, so nothing is forgotten or shown too long.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { Notice, TodayAnswer, TodayList, TodayName, TodayQuery } from '../answers.ts';
import { hereFor, placesOf, placesOfPaper, placesOfTrade } from '../site/here.ts';
import type { HeldLots } from '../stock/held.ts';
import { confirmationsWaiting, confirmationWaiting } from './confirm.ts';
import { gapsWaiting, gapWaiting, isGapHere } from './gaps.ts';
import { casesWaiting, expiring, paperExpiring } from './papers.ts';
import { answerWaiting, tradesWaiting, tradeWaiting } from './trade.ts';

/** `noticesSince`: those of the party after an entry. With `list`, the others are counted only; with `sites`, what concerns other sites alone is left out. */
export function todayAnswer(
  ledger: Ledger,
  held: HeldLots,
  query: TodayQuery,
  atMs: number,
  noticesSince: (entry: number) => Notice[],
): TodayAnswer {
  const { party, since } = query;
  const here = hereFor(ledger, party, query.sites);
  const isHere = (id: string): boolean => here(placesOf(ledger, id));
  const page = <S, T>(name: TodayName, all: readonly S[], describe: (one: S) => T): TodayList<T> =>
    listed(query, name, all, describe);
  const { toReceive, toAnswer } = tradesWaiting(ledger, party);
  const words = [
    ...toAnswer
      .filter((trade) => here(placesOfTrade(trade)))
      .map((trade) => () => answerWaiting(ledger, trade)),
    ...confirmationsWaiting(ledger, party, atMs).map((one) => () => confirmationWaiting(ledger, one)),
  ];
  const deliveries = toReceive.filter((trade) => here(placesOfTrade(trade)));
  const gaps = gapsWaiting(ledger, held, party).filter((gap) => isGapHere(ledger, party, gap, here));
  const papers = expiring(ledger, party, atMs).filter((one) => here(placesOfPaper(one)));
  const notices = noticesSince(since ?? -1).filter((notice) => touched(notice).some(isHere));
  const cases = casesWaiting(ledger, party, atMs).filter(({ about }) => isHere(about));
  return {
    party,
    atMs,
    receive: page('receive', deliveries, (trade) => tradeWaiting(ledger, trade)),
    confirm: page('confirm', words, (word) => word()),
    gaps: page('gaps', gaps, (gap) => gapWaiting(ledger, gap)),
    expiring: page('expiring', papers, (one) => paperExpiring(one, atMs)),
    notices: page('notices', notices, (notice) => notice),
    cases: page('cases', cases, (one) => one),
  };
}

/** What of the party rests on it; else what it says something of. */
function touched({ touches, about }: Notice): readonly string[] {
  return touches.length > 0 ? touches : [about];
}

/** Only what is shown is described. */
function listed<S, T>(
  { list, offset, perList }: TodayQuery,
  name: TodayName,
  all: readonly S[],
  describe: (one: S) => T,
): TodayList<T> {
  const from = list === null ? 0 : offset;
  const shown = list === null || list === name ? all.slice(from, from + perList) : [];
  return { count: all.length, member: shown.map(describe) };
}
