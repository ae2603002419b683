// What stands twice anywhere in the log. Capture refuses what it can see at the time; this finds the rest, which only shows
// once both halves are there, whoever said them.
import type { RecordBook } from '#verifier';
import { reusedBales } from './bale.ts';
import { sharedNumbers, overdrawnCertificates } from './certificate.ts';
import { excludedClaims, spentUnits } from './claim.ts';
import type { ReportFacts, ReportFinding } from './facts.ts';
import { exceededLand } from './land.ts';
import { overdueAnswers } from './overdue.ts';
import { circularTrades, lotsShippedTwice } from './shipment.ts';

export interface ReportInput {
  readonly book: RecordBook;
  readonly facts: ReportFacts;
  /** Records that the log took later are left out. */
  readonly atMs: number;
}

/** By code, then subject, then sentence: the same log gives the same report. */
export function standingReport(input: ReportInput): ReportFinding[] {
  return [
    ...lotsShippedTwice(input),
    ...circularTrades(input),
    ...overdrawnCertificates(input),
    ...sharedNumbers(input),
    ...excludedClaims(input),
    ...spentUnits(input),
    ...reusedBales(input),
    ...exceededLand(input),
    ...overdueAnswers(input),
  ].sort(byCode);
}

function byCode(one: ReportFinding, other: ReportFinding): number {
  return (
    compare(one.code, other.code) || compare(one.subject, other.subject) || compare(one.detail, other.detail)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
