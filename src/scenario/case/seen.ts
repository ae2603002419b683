// All that was seen while a case was played.
import type { ClaimVerdict } from '#verifier';
import type { Told } from './tell.ts';

/** A code with its sentence: of the standing report, or of the scans of an item. */
export interface Remark {
  readonly code: string;
  readonly detail: string;
}

export interface Seen {
  readonly told: readonly Told[];
  /** By name of the expectation; one is missing where the node has no such verdict. */
  readonly verdicts: ReadonlyMap<string, ClaimVerdict>;
  readonly report: readonly Remark[];
  readonly scans: readonly Remark[];
  /** Where an evidence file does not verify, or its verdicts are not the node's. */
  readonly evidence: readonly string[];
  /** Evidence files whose verdicts were compared. */
  readonly evidenceCompared: number;
}
