import type { TradeAnswer } from '#verifier';
import { answerRefusal } from '#verifier';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function answerRefusals(said: TradeAnswer, { book }: Known): RecordRefusal[] {
  const found = answerRefusal(book, said);
  if (found === undefined) return [];
  const field = found.code === 'TRADE_DATE_ORDER' ? 'at' : 'word';
  const last = found.entries.at(-1);
  return [refuse(found.code, field, found.detail, last === undefined ? undefined : { entry: last })];
}
