// Where a claim stands by what was said of it: its certifiers' words, its cases, and time (claims.md, check `state`).
import type { Claim } from '../record/record.ts';
import { type CaseView, casesOn } from './authority/case.ts';
import { ascending, isoDay } from './authority/scope.ts';
import { standingAt } from './authority/words.ts';
import { claimWords } from './certificate/standing.ts';
import type { JudgeContext } from './context.ts';
import type { ClaimState } from './verdict.ts';

export { type CaseState, type CaseView, casesOn, caseView } from './authority/case.ts';

export type StateContext = Pick<JudgeContext, 'book' | 'rule' | 'use'>;

export interface ClaimStanding {
  readonly state: ClaimState;
  /** One plain sentence. */
  readonly detail: string;
  /** Statements that decided it, ascending. */
  readonly entries: readonly number[];
  /** About the claim, by then. */
  readonly cases: readonly CaseView[];
}

/** What was said outweighs time; a withdrawal, refutation or suspension outweighs an open challenge, and that a confirmation. */
export function claimState(context: StateContext, claim: Claim, atMs: number): ClaimStanding {
  const cases = casesOn(context.book, claim.claim, atMs);
  const { state, sinceMs, entries } = standingAt(claimWords(context.book, claim), atMs);
  const told = (now: ClaimState, detail: string, decided: readonly number[]): ClaimStanding => ({
    state: now,
    detail,
    entries: ascending([claim.entry, ...decided]),
    cases,
  });
  if (state !== null && state !== 'confirmed')
    return told(state, `the claim is ${state} from ${isoDay(sinceMs ?? 0)} on`, entries);
  const overMs = endOf(context, claim);
  if (overMs !== null && atMs > overMs) return told('expired', `the claim ended on ${isoDay(overMs)}`, []);
  const open = cases.find((one) => one.opening === 'challenges' && isOpen(one));
  if (open !== undefined)
    return told('disputed', `${open.openedBy} challenges the claim in case ${open.case}`, open.entries);
  return state === 'confirmed'
    ? told('confirmed', `the claim is confirmed from ${isoDay(sinceMs ?? 0)} on`, entries)
    : told('claimed', `${claim.issuer} claims it`, []);
}

/** Past its due date a case is still open: silence decides nothing. */
function isOpen({ state }: CaseView): boolean {
  return state === 'open' || state === 'overdue';
}

/** The earlier of its own end and that of its code's months since the log took it; null = neither is set. */
function endOf(context: StateContext, claim: Claim): number | null {
  const { rule } = context;
  const months = rule.validMonths;
  const byRule =
    months === null
      ? Infinity
      : monthsLater(claim.recordedAtMs, context.use(months, `claims.${rule.code}.validMonths`));
  const end = Math.min(claim.validUntilMs ?? Infinity, byRule);
  return end === Infinity ? null : end;
}

/** The same day of a later month in UTC, or that month's last day. */
export function monthsLater(atMs: number, months: number): number {
  const day = new Date(atMs);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  const later = new Date(atMs);
  later.setUTCDate(Math.min(day.getUTCDate(), last));
  later.setUTCMonth(day.getUTCMonth() + months);
  return later.getTime();
}
