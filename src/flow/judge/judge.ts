// Verdicts on claims, by the same rules and the same facts as a stranger with an evidence file (docs/protocol/claims.md). Answers that
// hold many of them are of one moment of the log, and nobody waits for them but who asked.
import type { ClaimVerdict } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { Answer } from '../node.ts';
import { type KeptLot, KeptLots, type Question } from './kept.ts';
import { Turns } from './turns.ts';

/** Of a product, only its newest lots are judged: a model may have had many thousands. */
export const lotsJudgedOfProduct = 20;

/** If the log keeps taking words about these very lots, the answer is put together while it takes none. */
const mostRounds = 4;

/** Verdicts as an answer asks for them: on one claim on the lot, or (null) on all claims on it and its product. */
export type Judged = (lot: string, claim: string | null) => readonly ClaimVerdict[];

/** When an answer judges. */
export interface Time {
  readonly atMs: number;
  /** Verdicts as of so much earlier will do; 0 if not given. */
  readonly withinMs?: number;
}

export class Judge {
  readonly #ledger: () => Ledger;
  readonly #kept = new KeptLots();
  readonly #turns = new Turns();
  readonly #running = new Map<string, Promise<unknown>>();
  /** Lots that running questions need. */
  readonly #needed = new Set<ReadonlyMap<string, unknown>>();

  constructor(ledger: () => Ledger) {
    this.#ledger = ledger;
  }

  /**
   * What `answer` gives when every verdict that it asks for is at hand. It is called anew until it is so, and each time goes by the log
   * as it is then: its last call is all of one moment. `question`: what it answers; who asks the same while it is worked
   * out and the log has grown by nothing is given the same. A reader who has just said something is never given an answer from before.
   */
  answered<T>(question: unknown, time: Time, answer: (judged: Judged) => T): Promise<T> {
    const key = JSON.stringify([question, this.#ledger().size]);
    const running = this.#running.get(key);
    if (running !== undefined) return running as Promise<T>;
    const working = this.#workedOut(time, answer).finally(() => this.#running.delete(key));
    this.#running.set(key, working);
    return working;
  }

  async #workedOut<T>({ atMs, withinMs = 0 }: Time, answer: (judged: Judged) => T): Promise<T> {
    const needed = new Map<string, Question>();
    this.#needed.add(needed);
    try {
      for (let round = 1; ; round += 1) {
        const missing: Question[] = [];
        const value = answer((lot, claim) => {
          const question = { lot, claim, atMs, withinMs };
          needed.set(lot, question);
          if (round === mostRounds) return this.#kept.gathered(this.#ledger(), lot).judged(question);
          const known = this.#kept.of(this.#ledger(), lot)?.known(question);
          if (known === undefined) missing.push(question);
          return known ?? [];
        });
        if (missing.length === 0) return value;
        for (const question of missing) await this.#judge(question);
      }
    } finally {
      this.#needed.delete(needed);
      this.#kept.trim((lot) => [...this.#needed].some((lots) => lots.has(lot)));
    }
  }

  /**
   * What `work` comes to. It gives way where it yields, and is begun anew where the log has taken something meanwhile, so that all of it
   * is of one moment; the last time it is done in one piece.
   */
  async ofOneMoment<T>(work: (ledger: Ledger) => Generator<undefined, T>): Promise<T> {
    for (let round = 1; ; round += 1) {
      const ledger = this.#ledger();
      const { size } = ledger;
      const pieces = work(ledger);
      for (let piece = pieces.next(); ; piece = pieces.next()) {
        if (piece.done === true) return piece.value;
        if (round === mostRounds) continue;
        await this.#turns.next();
        if (this.#ledger() !== ledger || ledger.size !== size) break;
      }
    }
  }

  /** In three pieces that take about as long: finding what bears on the lot, arranging it, judging by it. */
  async #judge(question: Question): Promise<void> {
    const { lot } = question;
    if (this.#whole(lot) === undefined) {
      await this.#turns.next();
      this.#kept.gathered(this.#ledger(), lot);
    }
    await this.#turns.next();
    this.#whole(lot)?.arranged();
    await this.#turns.next();
    this.#whole(lot)?.judged(question);
  }

  /** Undefined also where the log has taken something about the lot meanwhile. */
  #whole(lot: string): KeptLot | undefined {
    const kept = this.#kept.of(this.#ledger(), lot);
    return kept?.isWhole === true ? kept : undefined;
  }
}

/** On all claims on the lot or its product, by id of the claim. */
export function verdictsOf(ledger: Ledger, lot: string, judged: Judged): Answer<ClaimVerdict[]> {
  const isKnown = ledger.lots.find(lot) !== -1 || ledger.records.claimsOn(lot).length > 0;
  if (!isKnown) return unknown('LOT_UNKNOWN', `No statement in this log mentions ${lot}.`);
  return { ok: true, value: [...judged(lot, null)] };
}

/** `lotsOf`: newest lots of a product. `most`: of more lots only the first are judged. */
export function verdictsOnClaim(
  ledger: Ledger,
  { claim: id, most = Number.MAX_SAFE_INTEGER }: { claim: string; most?: number | undefined },
  lotsOf: (product: string, limit: number) => string[],
  judged: Judged,
): Answer<ClaimVerdict[]> {
  const claim = ledger.records.byId('claim', id);
  if (claim === undefined) return unknown('NO_SUCH_RESOURCE', `Nobody has made a claim ${id} in this log.`);
  const lots =
    claim.product === null ? claim.lots : lotsOf(claim.product, Math.min(most, lotsJudgedOfProduct));
  return { ok: true, value: lots.slice(0, most).flatMap((lot) => judged(lot, id)) };
}

function unknown(
  code: string,
  detail: string,
): { ok: false; refusals: { code: string; detail: string; field: string }[] } {
  return { ok: false, refusals: [{ code, field: 'id', detail }] };
}
