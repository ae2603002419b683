// Whether some certificate covers a making, a lot or a product on the axes of who, what and when (claims.md).
import type { CertificateAsked } from '../../pack/pack.ts';
import { ascending } from '../authority/scope.ts';
import type { ClaimFinding } from '../verdict.ts';
import { type AxesContext, type Covered, standingFinding, whenFindings } from './axes.ts';
import { candidatesForMaking, candidatesForSubject, type SubjectAsked } from './candidates.ts';
import type { Candidate, CoveredBy } from './memory.ts';

export type { CoveredBy } from './memory.ts';

export type CoverageContext = AxesContext;

/** A making at a time. `entry`: its statement. */
export interface MakingCovered extends Covered {
  readonly site: string | null;
  readonly process: string | null;
  readonly atMs: number;
  readonly entry: number;
}

/** A lot or product at a time, with the parties whose certificate it may be: who made it, and who claims. */
export interface SubjectCovered extends SubjectAsked {
  readonly atMs: number;
  readonly entry: number;
}

/** Findings name the making's statement, but no lot: the caller knows for which it asked. */
export type Coverage = CoveredBy | { readonly covered: false; readonly findings: readonly ClaimFinding[] };

/**
 * Of all certificates that cover, the one that assures most, then the first by id. Where none does, the findings of the
 * one that fails on fewest axes: what is unknown fails less than what is wrong, another scheme is the last to be named.
 * `asked`: any of them will do; give the rule's own list, answers are remembered by it.
 */
export function coverageOf(
  context: CoverageContext,
  making: MakingCovered,
  asked: readonly CertificateAsked[],
  code: string,
): Coverage {
  const candidates = candidatesForMaking(context, making, asked, code);
  const missing = (): string =>
    `${making.party} shows no ${nounOf(asked)} for ${making.process ?? 'a process that is not told'} at ${making.site ?? 'a site that is not told'}`;
  return bestOf(candidates, making, missing);
}

/** A product or lot by certificates that name it, or that name nothing and are held by one of its parties. A facility certificate never proves a lot. */
export function subjectCoverage(
  context: CoverageContext,
  subject: SubjectCovered,
  asked: readonly CertificateAsked[],
  code: string,
): Coverage {
  const candidates = candidatesForSubject(context, subject, asked, code);
  const missing = (): string =>
    `there is no ${nounOf(asked)} for ${subject.lot ?? subject.product ?? 'what is claimed'}`;
  return bestOf(candidates, subject, missing);
}

/** All that cover the making, best first: a walk that counts what enters under each may need the next. */
export function coveringAll(
  context: CoverageContext,
  making: MakingCovered,
  asked: readonly CertificateAsked[],
  code: string,
): CoveredBy[] {
  const seen = new Set<string>();
  return candidatesForMaking(context, making, asked, code).flatMap((candidate) => {
    const id = candidate.certificate.certificate;
    if (seen.has(id) || !covers(candidate, making.atMs)) return [];
    seen.add(id);
    return [coveredBy(candidate, making.atMs)];
  });
}

type Moment = Pick<MakingCovered, 'atMs' | 'entry'>;

function bestOf(candidates: readonly Candidate[], moment: Moment, missing: () => string): Coverage {
  const covering = coveringOf(candidates, moment.atMs);
  if (covering !== undefined) return covering;
  const failing = candidates.map((candidate) => failingAt(candidate, moment)).sort(byNearness);
  return { covered: false, findings: failing[0]?.findings ?? [missingFinding(missing(), moment.entry)] };
}

/** By the first that covers at the time. */
export function coveringOf(candidates: readonly Candidate[], atMs: number): CoveredBy | undefined {
  for (const candidate of candidates) if (covers(candidate, atMs)) return coveredBy(candidate, atMs);
  return undefined;
}

/** The quick way to the same answer as no findings. */
function covers({ certificate, always, standing, lapse }: Candidate, atMs: number): boolean {
  if (always.length > 0 || atMs < certificate.validFromMs || atMs > certificate.validUntilMs) return false;
  return standingFinding(certificate, standing(atMs)).length === 0 && lapse(atMs) === undefined;
}

/** One value for each state of the certificate: a chain asks thousands of times, and is told the same. */
function coveredBy(candidate: Candidate, atMs: number): CoveredBy {
  const { certificate, assurance, entries, told } = candidate;
  const standing = candidate.standing(atMs);
  const known = told.get(standing);
  if (known !== undefined) return known;
  const decided = ascending([...entries, ...standing.entries]);
  const coverage: CoveredBy = { covered: true, certificate, assurance, entries: decided };
  told.set(standing, coverage);
  return coverage;
}

interface Failing {
  readonly candidate: Candidate;
  readonly findings: readonly ClaimFinding[];
  readonly axesWrong: number;
  readonly axes: number;
}

function failingAt(candidate: Candidate, { atMs, entry }: Moment): Failing {
  const { certificate, always, standing, lapse } = candidate;
  const when = whenFindings(certificate, atMs, standing(atMs), lapse(atMs));
  const findings = [...always, ...when].map((one) => ({
    ...one,
    entries: ascending([...one.entries, entry]),
  }));
  const wrong = findings.filter(({ weight }) => weight === 'fail');
  return { candidate, findings, axesWrong: axesOf(wrong), axes: axesOf(findings) };
}

function axesOf(findings: readonly ClaimFinding[]): number {
  return new Set(findings.map(({ check }) => check)).size;
}

function byNearness(one: Failing, other: Failing): number {
  const [id, otherId] = [one.candidate.certificate.certificate, other.candidate.certificate.certificate];
  return (
    one.axesWrong - other.axesWrong ||
    one.axes - other.axes ||
    Number(one.candidate.isOtherScheme) - Number(other.candidate.isOtherScheme) ||
    (id < otherId ? -1 : Number(id > otherId))
  );
}

function missingFinding(detail: string, entry: number): ClaimFinding {
  return {
    code: 'CERTIFICATE_MISSING',
    check: 'what',
    weight: 'fail',
    detail,
    lot: null,
    about: null,
    entries: [entry],
  };
}

function nounOf(asked: readonly CertificateAsked[]): string {
  const names = asked.map(({ scheme, types }) => `${types.join(' or ')} certificate of ${scheme}`);
  return [...new Set(names)].join(' or ') || 'certificate';
}
