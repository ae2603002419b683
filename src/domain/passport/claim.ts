// What is claimed of a lot and what becomes of it, for the public: result, reasons and certificates.
import { type ClaimVerdict, tellingFindings } from '#verifier';
import type { FindingState } from './finding.ts';
import type { Known, KnownCertificate, PassportLevel } from './known.ts';
import { rankOf } from './reason.ts';

/** `challenged`: it holds, and a case about it is open. */
export const claimOutcomes = ['holds', 'challenged', 'partly', 'fails', 'cannot-tell', 'withdrawn'] as const;

export interface PassportClaim {
  claim: string;
  /** As the scheme calls it. */
  title: string;
  outcome: (typeof claimOutcomes)[number];
  state: FindingState;
  /** What may be said, in the words of the scheme; null where it gives none. Never the claim itself unless it holds. */
  wording: string | null;
  /** What later words have made of it; null where nothing but its day. */
  standing: (typeof claimStandings)[number] | null;
  /** Codes, what weighs most first. Details name firms, so they are not for here. */
  reasons: string[];
  /** At level full only. */
  grams: { claimed: number | null; proven: number | null } | null;
  /** Name and version of the rules it was judged by. */
  rules: string | null;
  certificates: PassportCertificate[];
}

export interface PassportCertificate extends Omit<KnownCertificate, 'holder'> {
  /** null below level site. */
  holder: string | null;
}

const states: Readonly<Record<ClaimVerdict['result'], FindingState>> = {
  holds: 'checked',
  partly: 'partly',
  fails: 'contradicted',
  'cannot-tell': 'not-checked',
  withdrawn: 'contradicted',
};

export const claimStandings = [
  'confirmed',
  'disputed',
  'refuted',
  'suspended',
  'expired',
  'revoked',
  'withdrawn',
] as const;

export function claimsOf(
  verdicts: readonly ClaimVerdict[],
  known: Known,
  level: PassportLevel,
  atMs: number,
): PassportClaim[] {
  return verdicts.map((verdict) => claimOf(verdict, known, level, atMs));
}

function claimOf(verdict: ClaimVerdict, known: Known, level: PassportLevel, atMs: number): PassportClaim {
  const isChallenged = verdict.state === 'disputed' && verdict.result === 'holds';
  return {
    claim: verdict.claim,
    title: known.claimTitle(verdict.scheme, verdict.code) ?? `${verdict.scheme} ${verdict.code}`,
    outcome: isChallenged ? 'challenged' : verdict.result,
    state: isChallenged ? 'partly' : states[verdict.result],
    wording: verdict.wording,
    standing: claimStandings.find((one) => one === verdict.state) ?? null,
    reasons: reasonsOf(verdict),
    grams: level === 'full' ? { claimed: verdict.gramsClaimed, proven: verdict.gramsSubstantiated } : null,
    rules: verdict.pack === null ? null : `${verdict.pack.pack} ${verdict.pack.version}`,
    certificates: known
      .certificates(verdict.entries, atMs)
      .map((certificate) => certificateOf(certificate, level)),
  };
}

const reasonsShown = 4;

/** Each reason once. */
function reasonsOf(verdict: ClaimVerdict): string[] {
  if (verdict.result === 'holds') return [];
  const codes = tellingFindings(verdict).flatMap(([first]) => first?.code ?? []);
  return codes.sort((one, other) => rankOf(one) - rankOf(other)).slice(0, reasonsShown);
}

function certificateOf(certificate: KnownCertificate, level: PassportLevel): PassportCertificate {
  const named = level === 'site' || level === 'full';
  return { ...certificate, holder: named ? certificate.holder : null };
}
