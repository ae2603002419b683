// Two evidence files of one log, laid side by side: each may be good alone, and one of them leaves out or contradicts what
// the other shows (docs/protocol/evidence.md, "Two files").
import type { Primitives } from '../../primitives/primitives.ts';
import { purePrimitives } from '../../primitives/pure.ts';
import { parseEvidence } from '../form.ts';
import type { CheckName, Verdict } from '../verdict.ts';
import { verifyEvidence, type VerifyOptions } from '../verify.ts';
import type { BesideFinding } from './finding.ts';
import { forked } from './forked.ts';
import { type Laid, laid } from './laid.ts';
import { leftOut } from './left-out.ts';
import { differingMaps } from './maps.ts';
import { recordedLate } from './recorded-late.ts';
import { revokedBefore } from './revoked.ts';

export interface BesideReading {
  /** They could be compared, and nothing was found. */
  readonly ok: boolean;
  /** Of each file alone; what the reader asks of witnesses, age and blocks is asked of the first. */
  readonly one: Verdict;
  readonly other: Verdict;
  /** Why they cannot be compared; null where they can. */
  readonly why: string | null;
  /** What proves first. */
  readonly findings: readonly BesideFinding[];
}

/** Checks both files and lays them side by side. Like `verifyEvidence` it never throws, and has no clock. */
export function besideEvidence(
  one: Uint8Array,
  other: Uint8Array,
  options: VerifyOptions = {},
): BesideReading {
  const { primitives = purePrimitives, logKey, blocks } = options;
  const [first, second] = [parseEvidence(one), parseEvidence(other)];
  const verdicts = {
    one: verifyEvidence(one, options),
    other: verifyEvidence(other, { primitives, logKey, blocks }),
  };
  const not = (why: string): BesideReading => ({ ok: false, ...verdicts, why, findings: [] });
  if (!first.ok || !isProven(verdicts.one)) return not('The first file is not proven.');
  if (!second.ok || !isProven(verdicts.other)) return not('The file beside it is not proven.');
  if (first.evidence.log !== second.evidence.log) return not('The two files are of two logs.');
  const findings = contradictionsOf(
    laid(first.evidence, verdicts.one, primitives),
    laid(second.evidence, verdicts.other, primitives),
    primitives,
  );
  return { ok: findings.length === 0, ...verdicts, why: null, findings };
}

/** Of two forks, one says nothing of what the other leaves out. */
function contradictionsOf(one: Laid, other: Laid, primitives: Primitives): BesideFinding[] {
  const forks = forked(one, other);
  if (forks.length > 0) return forks;
  return [
    ...revokedBefore(one, other),
    ...differingMaps(one, other, primitives),
    ...recordedLate(one, other),
    ...leftOut(one, other),
  ];
}

const proving: ReadonlySet<CheckName> = new Set([
  ...(['form', 'disclosures', 'signatures', 'keys', 'inclusion', 'checkpoint'] as const),
]);

function isProven({ checks }: Verdict): boolean {
  return checks.every(({ name, result }) => result === 'pass' || !proving.has(name));
}
