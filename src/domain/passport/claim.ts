// What is claimed of a lot and what becomes of it, for the public: result, reasons and certificates in plain words.
import { type ClaimVerdict, tellingFindings } from '#verifier';
import type { FindingState } from './finding.ts';
import type { Known, KnownCertificate, PassportLevel } from './known.ts';
import { rankOf, reasonOf } from './reason.ts';

export interface PassportClaim {
  claim: string;
  /** As the scheme calls it. */
  title: string;
  /** The one word of the verdict, and its colour. */
  word: string;
  state: FindingState;
  /** Sentences: what may be said, or what became of the claim. Never the claim itself unless it holds. */
  says: string[];
  reasons: string[];
  /** At level full only. */
  grams: { claimed: number | null; proven: number | null } | null;
  /** Name and version of the rules it was judged by. */
  rules: string | null;
  certificates: PassportCertificate[];
}

export interface PassportCertificate {
  title: string;
  /** null below level site. */
  holder: string | null;
  fromMs: number;
  untilMs: number;
  state: string;
  says: string;
}

/** By result: what a reader sees first. */
const words: Readonly<
  Record<ClaimVerdict['result'], readonly [word: string, state: FindingState, says: string]>
> = {
  holds: ['proven', 'checked', 'Every step behind this claim was checked and holds.'],
  partly: ['in part', 'partly', 'Only a part of the goods is proven to be what was claimed.'],
  fails: [
    'does not hold',
    'contradicted',
    'A claim was made about these goods, and the records do not bear it out.',
  ],
  'cannot-tell': [
    'cannot be told',
    'not-checked',
    'A claim was made about these goods, and too little is shown to check it.',
  ],
  withdrawn: ['withdrawn', 'contradicted', 'A claim was made about these goods and no longer counts.'],
};

const states: Readonly<Partial<Record<ClaimVerdict['state'], string>>> = {
  confirmed: 'An accredited certifier has confirmed it.',
  disputed: 'It is being challenged: somebody who may know doubts it, and the case is open.',
  refuted: 'An accredited certifier has said that it is not true.',
  suspended: 'It is suspended for now.',
  expired: 'It has run out.',
  revoked: 'It was taken back by who had given it.',
  withdrawn: 'Whoever claimed it has withdrawn it.',
};

export function claimsOf(
  verdicts: readonly ClaimVerdict[],
  known: Known,
  level: PassportLevel,
  atMs: number,
): PassportClaim[] {
  return verdicts.map((verdict) => claimOf(verdict, known, level, atMs));
}

function claimOf(verdict: ClaimVerdict, known: Known, level: PassportLevel, atMs: number): PassportClaim {
  const [word, state, sentence] = words[verdict.result];
  const disputed = verdict.state === 'disputed' && state === 'checked';
  return {
    claim: verdict.claim,
    title: known.claimTitle(verdict.scheme, verdict.code) ?? `${verdict.scheme} ${verdict.code}`,
    word: disputed ? 'proven, and challenged' : word,
    state: disputed ? 'partly' : state,
    says: [verdict.wording ?? sentence, states[verdict.state] ?? ''].filter((says) => says !== ''),
    reasons: reasonsOf(verdict),
    grams: level === 'full' ? { claimed: verdict.gramsClaimed, proven: verdict.gramsSubstantiated } : null,
    rules: verdict.pack === null ? null : `${verdict.pack.pack} ${verdict.pack.version}`,
    certificates: known
      .certificates(verdict.entries, atMs)
      .map((certificate) => certificateOf(certificate, level)),
  };
}

const reasonsShown = 4;

/** Each reason once. Details name firms, so a code without a sentence stays a code. */
function reasonsOf(verdict: ClaimVerdict): string[] {
  if (verdict.result === 'holds') return [];
  const codes = tellingFindings(verdict).flatMap(([first]) => first?.code ?? []);
  codes.sort((one, other) => rankOf(one) - rankOf(other));
  return codes.map((code) => reasonOf(code) ?? code).slice(0, reasonsShown);
}

const certificateStates: Readonly<Record<string, string>> = {
  revoked: 'It was taken back; what was made before that day still counts',
  refuted: 'It was found to be untrue',
  suspended: 'It is suspended',
  withdrawn: 'Its holder has given it up',
};

function certificateOf(certificate: KnownCertificate, level: PassportLevel): PassportCertificate {
  const { title, holder, fromMs, untilMs, state, issuer, assurance } = certificate;
  const named = level === 'site' || level === 'full';
  const by = issuer === null ? 'Given by a certifier whose name is not told' : `Given by ${issuer}`;
  const bad = certificateStates[state];
  const says = `${assurance === 'third-party' ? by : (weakWords[assurance] ?? by)}.${bad === undefined ? '' : ` ${bad}.`}`;
  return { title, holder: named ? holder : null, fromMs, untilMs, state, says };
}

const weakWords: Readonly<Record<string, string>> = {
  'self-declared': 'The firm’s own word',
  'self-assessed': 'The firm’s own check of itself',
  'imported-document': 'A paper that the firm has handed in, which nobody here has checked with its issuer',
  'imported-credential': 'A signed certificate from elsewhere',
  'second-party': 'Checked by a customer',
};
