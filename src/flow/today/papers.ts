// Certificates of a party that end soon, and open cases about what is its own.
import { type CaseStep, caseView, type Certificate, type SaidRecord } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { stateOf } from '../../domain/record/state.ts';
import type { CaseWaiting, PaperExpiring } from '../answers.ts';
import { bornEvent, nameOf } from '../query.ts';
import { nameIn } from './trade.ts';

const dayMs = 86_400_000;
/** A renewal takes a certifier some weeks. */
const soonMs = 60 * dayMs;
/** What ended longer ago is history. */
const longAgoMs = 365 * dayMs;

/** Ending soon or ended, unless a later one of the same scheme and type goes on. What ends first stands first. Transaction certificates tell
 * of one shipment: that they end asks nothing of anybody. */
export function expiring({ records }: Ledger, party: string, atMs: number): Certificate[] {
  const own = records
    .certificatesOf(party)
    .filter(({ holder, type }) => holder === party && type !== 'transaction');
  const isCarriedOn = (one: Certificate): boolean =>
    own.some(
      (other) =>
        other.scheme === one.scheme &&
        other.type === one.type &&
        other.validUntilMs > Math.max(one.validUntilMs, atMs + soonMs),
    );
  return own
    .filter(({ validUntilMs }) => validUntilMs <= atMs + soonMs && validUntilMs >= atMs - longAgoMs)
    .filter((one) => !ended.has(stateOf(records, one, atMs) ?? '') && !isCarriedOn(one))
    .sort((one, other) => one.validUntilMs - other.validUntilMs);
}

const ended: ReadonlySet<string> = new Set(['revoked', 'withdrawn', 'refuted']);

export function paperExpiring(one: Certificate, atMs: number): PaperExpiring {
  const { certificate, type, scheme, number, validUntilMs } = one;
  return { certificate, type, scheme, number, validUntilMs, isExpired: validUntilMs < atMs };
}

/** What is due first stands first; without a date, last. */
export function casesWaiting(ledger: Ledger, party: string, atMs: number): CaseWaiting[] {
  const { records } = ledger;
  const opened = records.ofKind('case').filter((step) => opens(step) && isOf(ledger, party, step.about));
  const ids = new Set(opened.map((step) => step.case));
  return [...ids]
    .flatMap((id) => {
      const view = caseView(records, id, atMs);
      if (view === undefined || view.closedAtMs !== null) return [];
      const { opening, about, openedBy: by, openedAtMs, dueMs, state } = view;
      const byName = nameIn(ledger, by);
      return [{ case: id, opening, about, by, byName, openedAtMs, dueMs, isOverdue: state === 'overdue' }];
    })
    .sort((one, other) => (one.dueMs ?? Infinity) - (other.dueMs ?? Infinity));
}

function opens({ word }: CaseStep): boolean {
  return word === 'challenges' || word === 'reports';
}

/** Its claim, its certificate, a trade of which it is a side, or a lot that it made. */
function isOf(ledger: Ledger, party: string, about: string): boolean {
  const { records, lots } = ledger;
  const said: (SaidRecord | undefined)[] = [records.byId('claim', about), records.byId('certificate', about)];
  if (said.some((one) => one !== undefined))
    return said.some((one) => one !== undefined && ownerOf(one) === party);
  const trade = records.byId('trade', about);
  if (trade !== undefined) return trade.seller === party || trade.buyer === party;
  const lot = lots.find(about);
  const born = lot === -1 ? undefined : bornEvent(ledger, lot);
  return born !== undefined && nameOf(ledger, born.party) === party;
}

function ownerOf(record: SaidRecord): string {
  return record.kind === 'certificate' ? record.holder : record.issuer;
}
