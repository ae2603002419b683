// Cases: who challenged what, until when it must be answered, and how an accredited certifier decided it.
import type { RecordBook } from '../../record/book.ts';
import type { CaseStep } from '../../record/record.ts';
import { accreditedFor } from './chain.ts';

export type CaseState = 'open' | 'overdue' | 'upheld' | 'dismissed' | 'withdrawn';

export interface CaseView {
  readonly case: string;
  /** A report (of a consumer, by the operator) tells, but never decides. */
  readonly opening: 'challenges' | 'reports';
  readonly openedBy: string;
  readonly openedAtMs: number;
  readonly about: string;
  readonly dueMs: number | null;
  readonly state: CaseState;
  /** When it was closed; null while it is open. */
  readonly closedAtMs: number | null;
  /** Those recorded by then, in the order of the log. */
  readonly steps: readonly CaseStep[];
  /** Statements that opened and closed it, ascending. */
  readonly entries: readonly number[];
}

/** The case as it stood at a moment; undefined where nobody had opened it. Words of those who may not say them are steps, but decide nothing. */
export function caseView(book: RecordBook, id: string, atMs: number): CaseView | undefined {
  const steps = book
    .stepsOf(id)
    .filter(({ recordedAtMs }) => recordedAtMs <= atMs)
    .sort((one, other) => one.entry - other.entry);
  const opened = steps.find((step) => opens(book, step));
  if (opened === undefined) return undefined;
  const closing = steps.find((step) => step.entry > opened.entry && closes(book, opened, step));
  return {
    case: id,
    opening: opened.word === 'reports' ? 'reports' : 'challenges',
    openedBy: opened.issuer,
    openedAtMs: opened.recordedAtMs,
    about: opened.about,
    dueMs: opened.dueMs,
    state: stateOf(opened, closing, atMs),
    closedAtMs: closing?.recordedAtMs ?? null,
    steps,
    entries: [opened.entry, ...(closing === undefined ? [] : [closing.entry])],
  };
}

/** All cases about a claim, certificate, trade or lot, by their first statement. */
export function casesOn(book: RecordBook, about: string, atMs: number): CaseView[] {
  const ids = new Set(book.casesAbout(about).map((step) => step.case));
  return [...ids]
    .flatMap((id) => caseView(book, id, atMs) ?? [])
    .filter((view) => view.about === about)
    .sort((one, other) => (one.entries[0] ?? 0) - (other.entries[0] ?? 0));
}

function stateOf(opened: CaseStep, closing: CaseStep | undefined, atMs: number): CaseState {
  if (closing === undefined) return opened.dueMs !== null && opened.dueMs < atMs ? 'overdue' : 'open';
  if (closing.word === 'upholds') return 'upheld';
  return closing.word === 'dismisses' ? 'dismissed' : 'withdrawn';
}

/** Nobody challenges itself: it could then let the case be dismissed, and look examined. */
function opens(book: RecordBook, step: CaseStep): boolean {
  if (step.word === 'reports') return true;
  return step.word === 'challenges' && step.issuer !== subjectOf(book, step.about).party;
}

function closes(book: RecordBook, opened: CaseStep, step: CaseStep): boolean {
  if (step.word === 'withdraws') return step.issuer === opened.issuer;
  return (step.word === 'upholds' || step.word === 'dismisses') && mayDecideCase(book, opened, step);
}

/** An upholding or dismissal: by a certifier accredited for the scheme when the log took it, and never in its own case. */
export function mayDecideCase(
  book: RecordBook,
  opened: CaseStep,
  decision: CaseStep,
  asOfEntry: number = Infinity,
): boolean {
  const { party, scheme } = subjectOf(book, opened.about);
  if (decision.issuer === party) return false;
  const schemes = scheme === null ? schemesOf(book, decision.issuer) : [scheme];
  return schemes.some((one) => certifierOf(book, decision.issuer, one, decision.recordedAtMs, asOfEntry));
}

function certifierOf(
  book: RecordBook,
  party: string,
  scheme: string,
  atMs: number,
  asOfEntry: number,
): boolean {
  const asked = { roles: ['certification-body', 'auditor'] as const, scheme };
  return accreditedFor(book, party, asked, atMs, asOfEntry).ok;
}

/** A lot or trade is of no scheme: there any accreditation will do. */
function schemesOf(book: RecordBook, party: string): string[] {
  const accredited = book.accreditationsOf(party).flatMap(({ schemes }) => schemes);
  const anchored = book
    .ofKind('trust')
    .flatMap(({ anchors }) => anchors.filter((anchor) => anchor.party === party))
    .flatMap(({ schemes }) => schemes);
  return [...new Set([...accredited, ...anchored])];
}

/** Whom a case is about, and the scheme; null where that is not known, or of no scheme. */
function subjectOf(book: RecordBook, about: string): { party: string | null; scheme: string | null } {
  const claim = book.byId('claim', about);
  if (claim !== undefined) return { party: claim.issuer, scheme: claim.scheme };
  const certificate = book.byId('certificate', about);
  if (certificate !== undefined) return { party: certificate.holder, scheme: certificate.scheme };
  return { party: book.byId('trade', about)?.seller ?? null, scheme: null };
}
