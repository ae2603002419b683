// What a caller is shown of a verdict, by level (as in lot/withhold.ts). Result, checks and codes are shown to everybody:
// that a claim fails, and by which rule, is never withheld.
//
//             result, checks, codes, wording   claimant, ids   kilograms, lots, yields, sentences
//  country                 yes                       -                        -
//  region                  yes                       -                        -
//  site                    yes                      yes                       -
//  full                    yes                      yes                      yes
//
// Of its own claim a party is shown the kilograms of its own lots as well, and so is who examines the claim (flow/review/authority.ts).
// Sentences and the lots on the way tell of others, and stay as the level has them.
import type { ClaimCheck, ClaimFinding, ClaimVerdict } from '#verifier';
import type { DoubleFinding, Level, StandingReport } from '../../flow/answers.ts';
import { showsAtLeast } from '../access/role.ts';
import type { Shown } from '../lot/withhold.ts';

export type ShownVerdict = Omit<Shown<ClaimVerdict>, 'checks' | 'findings'> & {
  checks: Shown<ClaimCheck>[];
  findings: Shown<ClaimFinding>[];
  level: Level;
};

/** Below `full` the lists of lots and yields are empty and grams are null; `lot` is shown where the caller named it. `isConcerned`: the caller
 * made the claim, or examines it. */
export function shownVerdict(
  verdict: ClaimVerdict,
  level: Level,
  askedLot: string | null,
  isConcerned: boolean = false,
): ShownVerdict {
  const site = showsAtLeast(level, 'site');
  const full = showsAtLeast(level, 'full');
  const own = full || isConcerned;
  return {
    ...verdict,
    level,
    claimant: site || isConcerned ? verdict.claimant : null,
    lot: own ? verdict.lot : askedLot,
    gramsClaimed: own ? verdict.gramsClaimed : null,
    gramsSubstantiated: own ? verdict.gramsSubstantiated : null,
    lots: full ? verdict.lots : own ? verdict.lots.filter(({ lot }) => lot === verdict.lot) : [],
    yields: full ? verdict.yields : [],
    // The sentences have the numbers in them.
    checks: verdict.checks.map((check) => ({ ...check, detail: full ? check.detail : null })),
    findings: verdict.findings.map((finding) => shownFinding(finding, level)),
  };
}

function shownFinding(finding: ClaimFinding, level: Level): Shown<ClaimFinding> {
  const full = showsAtLeast(level, 'full');
  return {
    ...finding,
    detail: full ? finding.detail : null,
    lot: full ? finding.lot : null,
    about: showsAtLeast(level, 'site') ? finding.about : null,
  };
}

/** Below `site` it says only what was found, and where in the log. */
export function shownReport(
  { judgedAtMs, findings }: StandingReport,
  level: Level,
): { judgedAtMs: number; level: Level; findings: Shown<DoubleFinding>[] } {
  const site = showsAtLeast(level, 'site');
  return {
    judgedAtMs,
    level,
    findings: findings.map((finding) => ({
      ...finding,
      detail: showsAtLeast(level, 'full') ? finding.detail : null,
      subject: site ? finding.subject : null,
      parties: site ? finding.parties : null,
    })),
  };
}
