// Who may say what, beside events: docs/protocol/record.md, "Who may say it". One file a kind in `rules`.
import type { SaidRecord } from '#verifier';
import { idOf } from '#verifier';
import type { Known } from './known.ts';
import type { RecordRefusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import { acceptanceRefusals } from './rules/acceptance.ts';
import { accountRefusals } from './rules/account.ts';
import { accreditationRefusals } from './rules/accreditation.ts';
import { answerRefusals } from './rules/answer.ts';
import { caseRefusals } from './rules/case.ts';
import { certificateRefusals } from './rules/certificate.ts';
import { claimRefusals } from './rules/claim.ts';
import { headRefusals } from './rules/head.ts';
import { membershipRefusals } from './rules/membership.ts';
import { packRefusals, trustRefusals } from './rules/operator.ts';
import { statusRefusals } from './rules/status.ts';
import { tradeRefusals } from './rules/trade.ts';

/**
 * Why the record may not be said; empty where it may. `said` bears the entry and the time that it would get. Asks only what
 * the log can tell by then: where something still to come could make it right, it may be said.
 */
export function recordRefusals(said: SaidRecord, known: Known): RecordRefusal[] {
  const taken = takenRefusals(said, known);
  return taken.length > 0 ? taken : refusalsOfKind(said, known);
}

function refusalsOfKind(said: SaidRecord, known: Known): RecordRefusal[] {
  switch (said.kind) {
    case 'trust':
      return trustRefusals(said, known);
    case 'pack':
      return packRefusals(said, known);
    case 'accreditation':
      return accreditationRefusals(said, known);
    case 'certificate':
      return certificateRefusals(said, known);
    case 'status':
      return statusRefusals(said, known);
    case 'trade':
      return tradeRefusals(said, known);
    case 'answer':
      return answerRefusals(said, known);
    case 'claim':
      return claimRefusals(said, known);
    case 'account':
      return accountRefusals(said, known);
    case 'case':
      return caseRefusals(said, known);
    case 'membership':
      return membershipRefusals(said);
    case 'invitation':
      return [];
    case 'acceptance':
      return acceptanceRefusals(said, known);
    case 'head':
      return headRefusals(said, known);
  }
}

/** The steps of a case share its id, and an acceptance that of its invitation: their own rules see to them. */
const sharedIds: ReadonlySet<string> = new Set(['case', 'acceptance']);

/** What words and cases are about: were one id a certificate and a claim, nobody could tell which of them was meant. */
const subjects = ['accreditation', 'certificate', 'trade', 'claim', 'membership'] as const;

function takenRefusals(said: SaidRecord, { book }: Known): RecordRefusal[] {
  const id = idOf(said);
  if (id === undefined || sharedIds.has(said.kind)) return [];
  const kinds = subjects.some((kind) => kind === said.kind) ? subjects : [said.kind];
  const first = kinds.map((kind) => book.byId(kind, id)).find((record) => record !== undefined);
  if (first === undefined) return [];
  const detail = `${id} is the id of another ${first.kind}, in log entry ${first.entry}: choose an id of its own.`;
  return [refuse('ID_TAKEN', said.kind, detail, first)];
}
