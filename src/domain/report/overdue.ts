// Trade that the other party has left unanswered past its date.
import { answererOf, type RecordBook, tradeStateOf } from '#verifier';
import { type ReportFinding, reportFinding } from './facts.ts';

/** `ANSWER_OVERDUE`. */
export function overdueAnswers({
  book,
  atMs,
}: {
  readonly book: RecordBook;
  readonly atMs: number;
}): ReportFinding[] {
  return book
    .ofKind('trade')
    .filter(({ dueMs, recordedAtMs }) => recordedAtMs <= atMs && dueMs !== null && dueMs < atMs)
    .filter(({ trade }) => tradeStateOf(book, trade, atMs)?.state === 'declared')
    .map((trade) => {
      const detail = `${answererOf(trade)} has not answered ${trade.trade}, which was due ${new Date(trade.dueMs ?? 0).toISOString().slice(0, 10)}.`;
      return reportFinding('ANSWER_OVERDUE', trade.trade, detail, [answererOf(trade)], [trade.entry]);
    });
}
