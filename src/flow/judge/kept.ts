// Lots that were judged, with the facts that they were judged by, kept as long as the log takes nothing that they rest on.
import { arranged, type ClaimVerdict, type JudgeCase, judgeClaim, judgeLot } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { dossierOf } from '../dossier.ts';
import { type DossierSelection, selectFor } from '../select.ts';
import type { Asked } from '../select/asked.ts';
import { isTouched, type Moment, momentOf, touchedSince } from './touched.ts';

/** Verdicts that an answer asks for. */
export interface Question {
  readonly lot: string;
  /** null = on all claims on the lot and its product. */
  readonly claim: string | null;
  readonly atMs: number;
  /** A verdict as of so much earlier will do. */
  readonly withinMs: number;
}

/** Of one lot: the same claim is asked for as of so many times at once at most. */
const mostVerdicts = 64;
/** A lot of T-shirts of the demonstration takes 1 MB, and 5 MB more with its facts (measured); without those it still has its verdicts. */
const mostLots = 128;
const mostWithFacts = 24;

/**
 * What bears on one lot, and the verdicts by it. Nothing in here changes when the log grows: which events and records bear on it is found
 * out at once, and none of them is ever another.
 */
export class KeptLot {
  readonly asked: Asked;
  readonly #ledger: Ledger;
  #selection: DossierSelection | undefined;
  #facts: JudgeCase | undefined;
  /** When the log took any of it, ascending. */
  #recordedMs: readonly number[] = [];
  readonly #verdicts: { question: Question; verdicts: readonly ClaimVerdict[] }[] = [];

  constructor(ledger: Ledger, lot: string) {
    this.#ledger = ledger;
    this.#selection = selectFor(ledger, lot);
    this.asked = this.#selection.asked;
  }

  /** Whether it can judge what was not judged by it before. */
  get isWhole(): boolean {
    return this.#selection !== undefined;
  }

  /** Only the verdicts stay. */
  forgetFacts(): void {
    [this.#selection, this.#facts] = [undefined, undefined];
  }

  known(question: Question): readonly ClaimVerdict[] | undefined {
    return this.#verdicts.find((kept) => this.#answers(kept.question, question))?.verdicts;
  }

  /** It MUST be whole. */
  judged(question: Question): readonly ClaimVerdict[] {
    const known = this.known(question);
    if (known !== undefined) return known;
    const { lot, claim, atMs } = question;
    const facts = this.arranged();
    const verdicts = claim === null ? judgeLot(facts, lot, atMs) : [judgeClaim(facts, claim, lot, atMs)];
    this.#verdicts.unshift({ question, verdicts });
    this.#verdicts.splice(mostVerdicts);
    return verdicts;
  }

  /** The facts as the judge wants them. It MUST be whole. */
  arranged(): JudgeCase {
    if (this.#selection === undefined) throw new Error('what bears on the lot was forgotten');
    this.#facts ??= arranged(dossierOf(this.#ledger, this.#selection));
    this.#recordedMs = this.#facts.recordedMs;
    return this.#facts;
  }

  /** An earlier time is as good where the log took nothing between the two. */
  #answers(kept: Question, { claim, atMs, withinMs }: Question): boolean {
    if (kept.claim !== claim || kept.atMs > atMs || kept.atMs < atMs - withinMs) return false;
    return kept.atMs === atMs || !this.#recordedMs.some((ms) => ms > kept.atMs && ms <= atMs);
  }
}

export class KeptLots {
  /** Those used last at the end. */
  readonly #lots = new Map<string, KeptLot>();
  #ledger: Ledger | undefined;
  #size = -1;
  #moment: Moment = { events: 0, records: 0 };

  /** What is kept of the lot, if the log of now would not tell it otherwise. */
  of(ledger: Ledger, lot: string): KeptLot | undefined {
    this.#carryOn(ledger);
    return this.#lots.get(lot);
  }

  /** The same, whole: found out now where it is not kept. */
  gathered(ledger: Ledger, lot: string): KeptLot {
    const known = this.of(ledger, lot);
    const kept = known?.isWhole === true ? known : new KeptLot(ledger, lot);
    this.#lots.delete(lot);
    this.#lots.set(lot, kept);
    return kept;
  }

  /** Forgets the lots that were gathered least lately, but none that somebody waits for. */
  trim(isNeeded: (lot: string) => boolean): void {
    const spare = [...this.#lots].filter(([lot]) => !isNeeded(lot));
    for (const [lot] of spare.slice(0, Math.max(0, this.#lots.size - mostLots))) this.#lots.delete(lot);
    for (const [, kept] of spare.slice(0, Math.max(0, this.#lots.size - mostWithFacts))) kept.forgetFacts();
  }

  #carryOn(ledger: Ledger): void {
    if (this.#ledger === ledger && this.#size === ledger.size) return;
    // After an erasure, or a commit that failed, another ledger takes the place of this one.
    const touched = this.#ledger === ledger ? touchedSince(ledger, this.#moment) : undefined;
    for (const [lot, { asked }] of this.#lots)
      if (touched === undefined || isTouched(ledger, asked, touched)) this.#lots.delete(lot);
    [this.#ledger, this.#size, this.#moment] = [ledger, ledger.size, momentOf(ledger)];
  }
}
