// What is said of a claim, and why (docs/protocol/claims.md). Ids and whole numbers only: the same dossier gives the same bytes.
import type { Assurance, CustodyModel } from '../record/record.ts';

/** `fails`: something shown contradicts it. `partly`: it holds for fewer kilograms than claimed. `cannot-tell`: something
 * needed is missing or withheld. `withdrawn`: it was revoked, refuted or suspended, or has lapsed. */
export type ClaimResult = 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn';

export type ClaimState =
  | 'claimed'
  | 'confirmed'
  | 'disputed'
  | 'refuted'
  | 'suspended'
  | 'expired'
  | 'revoked'
  | 'withdrawn';

/** In this order in every verdict. */
export const claimChecks = [
  'pack',
  'state',
  'who',
  'what',
  'when',
  'how-much',
  'custody',
  'composition',
  'origin',
  'trade',
  'yield',
  'exclusivity',
] as const;
export type ClaimCheckName = (typeof claimChecks)[number];

export interface ClaimFinding {
  readonly code: string;
  readonly check: ClaimCheckName;
  /** `fail` takes kilograms away or refutes; `unknown` leaves them open; `note` only tells. */
  readonly weight: 'fail' | 'unknown' | 'note';
  /** One plain sentence with the numbers. */
  readonly detail: string;
  readonly lot: string | null;
  /** Certificate, trade, case or account it is about. */
  readonly about: string | null;
  /** Log indexes of the statements that decided it, ascending. */
  readonly entries: readonly number[];
}

export interface ClaimCheck {
  readonly name: ClaimCheckName;
  readonly result: 'pass' | 'fail' | 'unknown' | 'not-checked';
  readonly detail: string;
  /** Codes of the findings that decided it, each once, ascending. */
  readonly codes: readonly string[];
  readonly entries: readonly number[];
}

export interface LotVerdict {
  readonly lot: string;
  /** Grams that bear the claim by what is said, and by what is proven; null = cannot be known. */
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
  /** Codes of the findings that took the rest. */
  readonly codes: readonly string[];
}

/** A process whose yield lies outside what is usual, or inside. */
export interface YieldVerdict {
  readonly entry: number;
  readonly index: number;
  readonly process: string;
  readonly site: string | null;
  readonly inGrams: number;
  readonly outGrams: number;
  readonly yieldPpm: number;
  readonly lowPpm: number;
  readonly highPpm: number;
  readonly verdict: 'ok' | 'high-yield' | 'low-yield';
}

export interface ClaimVerdict {
  readonly claim: string;
  readonly claimant: string;
  /** The lot that was asked about. */
  readonly lot: string;
  readonly scheme: string;
  readonly code: string;
  readonly model: CustodyModel;
  readonly sharePpm: number;
  readonly result: ClaimResult;
  readonly state: ClaimState;
  /** The weakest of what it rests on; null where it rests on nothing that was shown. */
  readonly assurance: Assurance | null;
  /** The sentence that may be said of it, in the model's words; null unless it holds. */
  readonly wording: string | null;
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
  /** All of them, in the order of `claimChecks`. */
  readonly checks: readonly ClaimCheck[];
  readonly findings: readonly ClaimFinding[];
  /** The asked lot first, then by id; lots on the way that are claimed or should be. At most 200; `lotCount` says how many there are. */
  readonly lots: readonly LotVerdict[];
  readonly lotCount: number;
  readonly yields: readonly YieldVerdict[];
  readonly pack: {
    readonly pack: string;
    readonly version: string;
    readonly digest: string;
    readonly entry: number;
  } | null;
  /** Figures of packs that were used and are marked uncertain: `pack version: path`. */
  readonly uncertain: readonly string[];
  readonly rules: 'selvedge-rules/2';
  readonly judgedAtMs: number;
  /** Statements that decided anything, ascending. */
  readonly entries: readonly number[];
}
