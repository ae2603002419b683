// What POST /capture/preview answers, as plain data.
import type { Refusal } from '../answers.ts';

/** Not a refusal: the event would be recorded, and its party may want to look again. Amounts are grams or base units. */
export interface PreviewWarning extends Refusal {
  /** Of YIELD_HIGH and YIELD_LOW: what went in and came out, and what is usual (parts per million of the input). */
  process?: string;
  category?: string;
  inGrams?: number;
  outGrams?: number;
  yieldPpm?: number;
  lowPpm?: number;
  highPpm?: number;
}

export interface EventPreview {
  index: number;
  eventId: string | null;
  /** `new`: it would be recorded, if all events were sent that are new. */
  status: 'new' | 'already-recorded' | 'refused';
  /** Log index of the statement that holds it already. */
  entry: number | null;
  refusals: Refusal[];
  warnings: PreviewWarning[];
}

/** A lot as it would be with all new events recorded. Base units of `dimension`; null = not known, or not for this caller. */
export interface BalanceAfter {
  lot: string;
  /** No event that is recorded mentions it. */
  isNew: boolean;
  dimension: string | null;
  produced: number | null;
  drawn: number | null;
  remaining: number | null;
}

export interface CapturePreview {
  /** What capture would answer with the behaviour that was asked for. */
  outcome: 'recorded' | 'refused';
  events: EventPreview[];
  /** Of the whole, where they are of no single event. */
  refusals: Refusal[];
  warnings: PreviewWarning[];
  balances: BalanceAfter[];
}
