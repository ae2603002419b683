// What an evidence file holds, once its bytes are read (docs/protocol/evidence.md).
import type { ShownAnchor } from './anchors.ts';
import type { Holdings } from './holdings.ts';
import type { EvidenceStatement } from './statement.ts';

/** How much a file shows. */
export type Level = 'country' | 'region' | 'site' | 'full';

export interface Question {
  /** Canonical id of a lot, item or unit. */
  readonly id: string;
  readonly direction: 'back';
  /** As of when claims are judged, milliseconds since 1970. Only under selvedge-rules/2: the older rules judge none. */
  readonly atMs?: number;
}

/** What a file is counted and judged by. Files of older rules keep their verdicts. */
export type Rules = 'selvedge-rules/1' | 'selvedge-rules/2';

/** An earlier head of the same log, and the proof that the checkpoint's tree begins with it. */
export interface ShownConsistency {
  /** Leaves of the earlier tree, at least 1. */
  readonly from: number;
  /** Its root, base64. */
  readonly root: string;
  /** Base64. */
  readonly proof: readonly string[];
}

/** Form 1 bears no word of anybody outside: its `witnesses` and `anchors` are empty, its `holdings` null. */
export type EvidenceFormat = 'selvedge-evidence/1' | 'selvedge-evidence/2';

export interface Evidence {
  readonly format: EvidenceFormat;
  /** Has `atMs` exactly under selvedge-rules/2. */
  readonly question: Question;
  readonly level: Level;
  readonly rules: Rules;
  /** Verifier key of the log. */
  readonly log: string;
  /** Signed note. */
  readonly checkpoint: string;
  /** Verifier keys of those who cosigned the checkpoint, in the order of their signatures. */
  readonly witnesses: readonly string[];
  /** Subtree proof: hashes in base64. */
  readonly proof: readonly string[];
  readonly consistency: ShownConsistency | null;
  /** Ascending by chain. */
  readonly anchors: readonly ShownAnchor[];
  /** Only at level full: a leaf that is opened shows quantities. */
  readonly holdings: Holdings | null;
  /** Ascending by index. */
  readonly statements: readonly EvidenceStatement[];
}

export type EvidenceRefusalCode =
  | 'EVIDENCE_TOO_LARGE'
  | 'EVIDENCE_NOT_UTF8'
  | 'EVIDENCE_NOT_JSON'
  | 'EVIDENCE_NOT_CANONICAL'
  | 'EVIDENCE_MEMBER_INVALID'
  | 'TOO_MANY_STATEMENTS'
  | 'STATEMENTS_NOT_ASCENDING';

export const levels: readonly Level[] = ['country', 'region', 'site', 'full'];
export const formats: readonly EvidenceFormat[] = ['selvedge-evidence/1', 'selvedge-evidence/2'];
export const allRules: readonly Rules[] = ['selvedge-rules/1', 'selvedge-rules/2'];

export function isLevel(value: unknown): value is Level {
  return levels.includes(value as Level);
}
