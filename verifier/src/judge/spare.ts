// What was found, beside a claim that holds all the same: it took kilograms that the claim does not need.
import type { ClaimFinding, ClaimResult } from './verdict.ts';

export interface Spared {
  readonly findings: readonly ClaimFinding[];
  /** Those that only tell, because the claim holds without what they took. */
  readonly spared: ReadonlySet<ClaimFinding>;
}

/** Where the claim holds no check may read as failed or unknown: what is left over is told as a note. */
export function sparedOf(findings: readonly ClaimFinding[], result: ClaimResult): Spared {
  const spared = new Set<ClaimFinding>();
  if (result !== 'holds') return { findings, spared };
  const told = findings.map((one) => {
    if (one.weight === 'note') return one;
    const detail = `${one.detail.replace(/\.$/, '')}; the claim holds without it`;
    const note: ClaimFinding = { ...one, weight: 'note', detail };
    spared.add(note);
    return note;
  });
  return { findings: told, spared };
}
