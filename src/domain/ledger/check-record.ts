// The rules about records, asked of the ledger and of the records that are offered together with this one.
import { RecordBook, withEntry } from '#verifier';
import type { Known } from '../record/known.ts';
import { recordRefusals } from '../record/refusals.ts';
import type { Facts, RecordFacts } from './facts.ts';
import { knownLots } from './known-lots.ts';
import type { Ledger } from './ledger.ts';
import type { Refusal } from './refusal.ts';

export function isRecordFacts(facts: Facts): facts is RecordFacts {
  return 'record' in facts;
}

/** Records offered together, in their order: each is checked against the ledger and those before it. */
export class RecordTrial {
  readonly #ledger: Ledger;
  readonly #known: Known;
  readonly #recordedAtMs: number;

  constructor(ledger: Ledger, nowMs: number) {
    const { register, primitives, records } = ledger;
    this.#ledger = ledger;
    // A book over the ledger's: nothing of that one is copied or changed.
    this.#known = { book: new RecordBook(records), register, primitives, lots: knownLots(ledger) };
    this.#recordedAtMs = Math.max(nowMs, ledger.recordedAtMs);
  }

  /** `at`: its place among all statements that are offered. */
  refusals({ record }: RecordFacts, at: number): Refusal[] {
    const said = withEntry(record, this.#ledger.size + at, this.#recordedAtMs);
    const found = recordRefusals(said, this.#known);
    if (found.length === 0) this.#known.book.add(said);
    return found;
  }
}
