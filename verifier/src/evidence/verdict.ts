// What the verifier says of an evidence file.
import type { ClaimVerdict } from '../judge/verdict.ts';
import type { Dimension } from '../quantity/quantity.ts';
import type { Level, Question } from './form/evidence.ts';
import type { OutsideTrust } from './trust.ts';

export type CheckName =
  | 'form'
  | 'disclosures'
  | 'signatures'
  | 'keys'
  | 'inclusion'
  | 'checkpoint'
  | 'consistency'
  | 'witnesses'
  | 'anchors'
  | 'holdings'
  | 'balances'
  | 'trace'
  | 'gaps';

export interface Check {
  readonly name: CheckName;
  readonly result: 'pass' | 'fail' | 'not-checked';
  /** One plain sentence. */
  readonly detail: string;
  /** Log indexes of the statements that it is about. */
  readonly entries?: readonly number[];
  /** Of a failure, for programs. */
  readonly code?: string;
}

/** What is wrong, with the entries that show it. */
export interface Finding {
  readonly code: string;
  readonly detail: string;
  readonly entries: readonly number[];
}

export interface Signer {
  readonly party: string;
  /** null: no shown statement names the party. */
  readonly name: string | null;
  /** Who held the keys: their owner's device, or a node for it. */
  readonly custody: 'device' | 'custodial';
  /** How many of the shown statements are signed so. */
  readonly statements: number;
}

export interface Origin {
  readonly id: string;
  /** Of it in all that was produced of the asked lot, in base units, to six decimals; null where something on the way is not shown or not known. */
  readonly amount: number | null;
  readonly dimension: Dimension | null;
  /** 0 to 1, of all origins of this dimension, to six decimals; null unless the amounts of all origins are known. */
  readonly share: number | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly place: string | null;
  readonly party: string | null;
}

export interface CountryOfOrigin {
  readonly country: string | null;
  readonly grams: number | null;
  readonly share: number | null;
  readonly origins: number;
}

export interface Gap {
  readonly kind: 'undeclared-lot' | 'unknown-quantity' | 'unit-mismatch' | 'withheld';
  /** The lot that is not known, or what was made of something that is withheld. */
  readonly lot: string;
  readonly detail: string;
  readonly entries: readonly number[];
}

export interface Answer {
  /** Largest amount first, those without amount last, then by id. */
  readonly origins: readonly Origin[];
  readonly countries: readonly CountryOfOrigin[];
  /** Lots, items and units on the way, the asked one and the origins counted. */
  readonly lots: number;
  /** Shown events that made or packed them. */
  readonly events: number;
  readonly gaps: readonly Gap[];
  /** Shown statements that were signed by a key which a node held for its party. */
  readonly custodialStatements: number;
}

export interface Verdict {
  /** No check failed, and form, disclosures, signatures, keys, inclusion and checkpoint all passed. */
  readonly ok: boolean;
  /** All of the file's form, in the order of docs/protocol/evidence.md: ten, or of form 2 thirteen. */
  readonly checks: readonly Check[];
  /** What the file answers; null where it has not the form of one. Compare it with what you asked. */
  readonly question: Question | null;
  readonly level: Level | null;
  readonly log: { readonly origin: string; readonly size: number; readonly pinned: boolean } | null;
  readonly signers: readonly Signer[];
  /** null where the checks do not carry one. */
  readonly answer: Answer | null;
  /** What becomes of each claim on the asked lot, by id of the claim; null where the checks do not carry it. Absent under
   * selvedge-rules/1, which judge no claims. `ok` says that the file is true, not that a claim is. */
  readonly claims?: readonly ClaimVerdict[] | null;
  /** What it rests on beside the signatures. Absent for form 1, which has nothing of the kind. */
  readonly trust?: OutsideTrust;
}

export function passed(name: CheckName, detail: string): Check {
  return { name, result: 'pass', detail };
}

export function notChecked(name: CheckName, detail: string): Check {
  return { name, result: 'not-checked', detail };
}

/** A check failed by these findings: the first one's sentence, everybody's entries. */
export function failed(name: CheckName, findings: readonly Finding[]): Check {
  const [first, ...others] = findings;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const entries = [...new Set(findings.flatMap((finding) => finding.entries))].sort(
    (left, right) => left - right,
  );
  return {
    name,
    result: 'fail',
    detail: `${first?.detail}${more}`,
    entries,
    ...(first && { code: first.code }),
  };
}

/** `1 lot`, `2 lots`. */
export function counted(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
