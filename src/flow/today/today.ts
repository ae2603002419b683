// What waits for a party this day, worked out from the log when asked: nothing is kept, so nothing is forgotten or shown too long.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { Notice, TodayAnswer, TodayList, TodayName, TodayQuery } from '../answers.ts';
import type { HeldLots } from '../stock/held.ts';
import { confirmationsWaiting, confirmationWaiting } from './confirm.ts';
import { gapsWaiting, gapWaiting } from './gaps.ts';
import { casesWaiting, expiring, paperExpiring } from './papers.ts';
import { answerWaiting, tradesWaiting, tradeWaiting } from './trade.ts';

/** `noticesSince`: those of the party after an entry. With `list`, the others are counted only. */
export function todayAnswer(
  ledger: Ledger,
  held: HeldLots,
  query: TodayQuery,
  atMs: number,
  noticesSince: (entry: number) => Notice[],
): TodayAnswer {
  const { party, since } = query;
  const page = <S, T>(name: TodayName, all: readonly S[], describe: (one: S) => T): TodayList<T> =>
    listed(query, name, all, describe);
  const { toReceive, toAnswer } = tradesWaiting(ledger, party);
  const words = [
    ...toAnswer.map((trade) => () => answerWaiting(ledger, trade)),
    ...confirmationsWaiting(ledger, party, atMs).map((one) => () => confirmationWaiting(ledger, one)),
  ];
  return {
    party,
    atMs,
    receive: page('receive', toReceive, (trade) => tradeWaiting(ledger, trade)),
    confirm: page('confirm', words, (word) => word()),
    gaps: page('gaps', gapsWaiting(ledger, held, party), (gap) => gapWaiting(ledger, gap)),
    expiring: page('expiring', expiring(ledger, party, atMs), (one) => paperExpiring(one, atMs)),
    notices: page('notices', noticesSince(since ?? -1), (notice) => notice),
    cases: page('cases', casesWaiting(ledger, party, atMs), (one) => one),
  };
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
