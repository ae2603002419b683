// What waits for whoever certifies: claims and certificates to confirm, cases to decide, own certificates that end.
import {
  accreditedFor,
  type Accreditation,
  caseView,
  type Certificate,
  type Claim,
  standingOf,
} from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { stateOf } from '../../domain/record/state.ts';
import type { CaseWaiting, PaperExpiring, TodayList } from '../answers.ts';
import { paperExpiring } from '../today/papers.ts';
import { nameIn } from '../today/trade.ts';
import { authorityOf } from './authority.ts';
import { type AccreditationStep, stepsOf } from './paper.ts';

export type ReviewName = 'confirm' | 'cases' | 'expiring';

export interface ReviewQuery {
  party: string;
  /** Only members of this one; null = the first few of each. */
  list: ReviewName | null;
  offset: number;
  perList: number;
}

/** A word of somebody that the party may confirm or refuse. */
export interface WordToReview {
  kind: 'claim' | 'certificate';
  id: string;
  entry: number;
  by: string;
  byName: string | null;
  /** Whom it is about: the claimant, or the holder. */
  of: string;
  ofName: string | null;
  scheme: string;
  /** Code of a claim, type of a certificate. */
  what: string;
  state: string;
  recordedAtMs: number;
  validUntilMs: number | null;
}

export interface OwnAccreditation {
  accreditation: string;
  entry: number;
  role: string;
  schemes: readonly string[];
  countries: readonly string[];
  processes: readonly string[];
  validFromMs: number;
  validUntilMs: number;
  by: string;
  byName: string | null;
  state: string;
  /** Whether a chain joins it to a trust anchor now, and that chain. */
  counts: boolean;
  steps: AccreditationStep[];
}

export interface ReviewAnswer {
  party: string;
  atMs: number;
  accreditations: OwnAccreditation[];
  confirm: TodayList<WordToReview>;
  cases: TodayList<CaseWaiting>;
  expiring: TodayList<PaperExpiring & { holder: string; holderName: string | null }>;
}

export function reviewAnswer(ledger: Ledger, query: ReviewQuery, atMs: number): ReviewAnswer {
  const { party } = query;
  const own = ledger.records.accreditationsOf(party).filter((one) => one.party === party);
  return {
    party,
    atMs,
    accreditations: own.map((one) => accreditation(ledger, one, atMs)),
    confirm: page(query, 'confirm', toConfirm(ledger, party, atMs), (one) => wordToReview(ledger, one, atMs)),
    cases: page(query, 'cases', toDecide(ledger, party, atMs), (one) => one),
    expiring: page(query, 'expiring', ending(ledger, party, atMs), (one) => {
      return { ...paperExpiring(one, atMs), holder: one.holder, holderName: nameIn(ledger, one.holder) };
    }),
  };
}

/** Only what is shown is described. */
function page<S, T>(
  { list, offset, perList }: ReviewQuery,
  name: ReviewName,
  all: readonly S[],
  describe: (one: S) => T,
): TodayList<T> {
  const from = list === null ? 0 : offset;
  const shown = list === null || list === name ? all.slice(from, from + perList) : [];
  return { count: all.length, member: shown.map(describe) };
}

function accreditation(ledger: Ledger, one: Accreditation, atMs: number): OwnAccreditation {
  const {
    accreditation: id,
    entry,
    role,
    schemes,
    countries,
    processes,
    validFromMs,
    validUntilMs,
    issuer: by,
  } = one;
  const scheme = schemes[0] ?? '*';
  const chain = accreditedFor(ledger.records, one.party, { roles: [role], scheme }, atMs, Infinity);
  return {
    ...{ accreditation: id, entry, role, schemes, countries, processes, validFromMs, validUntilMs, by },
    byName: nameIn(ledger, by),
    state: stateOf(ledger.records, one, atMs) ?? 'valid',
    counts: chain.ok,
    steps: stepsOf(ledger, chain.entries, scheme, one.party),
  };
}

/** Claims, and certificates that somebody handed in, whose turn it is the party's to examine, while nobody has said anything of them. Certificates
 * stand first, for claims rest on them; of each, who has waited longest. */
function toConfirm(ledger: Ledger, party: string, atMs: number): (Claim | Certificate)[] {
  const { records } = ledger;
  const papers = records.ofKind('certificate').filter(({ imported }) => imported !== null);
  return [...records.ofKind('claim'), ...papers]
    .filter((one) => standingOf(records, idOf(one), atMs).state === null)
    .filter((one) => authorityOf(ledger, party, idOf(one), atMs).examines)
    .sort((one, other) => rank(one) - rank(other) || one.entry - other.entry);
}

function rank({ kind }: Claim | Certificate): number {
  return kind === 'certificate' ? 0 : 1;
}

function idOf(one: Claim | Certificate): string {
  return one.kind === 'claim' ? one.claim : one.certificate;
}

function wordToReview(ledger: Ledger, one: Claim | Certificate, atMs: number): WordToReview {
  const { kind, entry, issuer: by, scheme, recordedAtMs, validUntilMs } = one;
  const of = kind === 'claim' ? by : one.holder;
  return {
    ...{ kind, id: idOf(one), entry, by, of, scheme, recordedAtMs, validUntilMs },
    byName: nameIn(ledger, by),
    ofName: nameIn(ledger, of),
    what: kind === 'claim' ? one.code : one.type,
    state: stateOf(ledger.records, one, atMs) ?? '',
  };
}

/** Open cases of its schemes. What is due first stands first; without a date, last. */
function toDecide(ledger: Ledger, party: string, atMs: number): CaseWaiting[] {
  const { records } = ledger;
  const ids = new Set(records.ofKind('case').map((step) => step.case));
  return [...ids]
    .flatMap((id) => {
      const view = caseView(records, id, atMs);
      if (view === undefined || view.closedAtMs !== null) return [];
      if (!authorityOf(ledger, party, view.about, atMs).decides) return [];
      const { opening, about, openedBy: by, openedAtMs, dueMs, state } = view;
      return [
        {
          case: id,
          opening,
          about,
          by,
          byName: nameIn(ledger, by),
          openedAtMs,
          dueMs,
          isOverdue: state === 'overdue',
        },
      ];
    })
    .sort((one, other) => (one.dueMs ?? Infinity) - (other.dueMs ?? Infinity));
}

const dayMs = 86_400_000;
/** Holders need some weeks for a renewal. */
const soonMs = 90 * dayMs;
const longAgoMs = 365 * dayMs;

/** What the party issued that ends soon or ended, unless a later one of the same holder, scheme and type goes on. */
function ending({ records }: Ledger, party: string, atMs: number): Certificate[] {
  const issued = records
    .ofKind('certificate')
    .filter(({ issuer, type }) => issuer === party && type !== 'transaction');
  const latest = new Map<string, number>();
  const key = ({ holder, scheme, type }: Certificate): string => `${holder} ${scheme} ${type}`;
  for (const one of issued) latest.set(key(one), Math.max(latest.get(key(one)) ?? 0, one.validUntilMs));
  return issued
    .filter(({ validUntilMs }) => validUntilMs <= atMs + soonMs && validUntilMs >= atMs - longAgoMs)
    .filter((one) => !isOver.has(stateOf(records, one, atMs) ?? ''))
    .filter((one) => latest.get(key(one)) === one.validUntilMs)
    .sort((one, other) => one.validUntilMs - other.validUntilMs);
}

const isOver: ReadonlySet<string> = new Set(['revoked', 'withdrawn', 'refuted']);
