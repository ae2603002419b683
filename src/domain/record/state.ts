// What later words have made of a record by now, in one word.
import type { Accreditation, Certificate, Claim, RecordBook, SaidRecord } from '#verifier';
import { casesOn, caseView, standingOf, tradeStateOf } from '#verifier';

/**
 * Of certificates and accreditations `valid`, of claims `claimed`, unless something was said since: a word of status,
 * `expired`, or `disputed` while a challenge is open. Of trades and cases as their parties answered. Null of other kinds.
 */
export function stateOf(book: RecordBook, record: SaidRecord, atMs: number): string | null {
  switch (record.kind) {
    case 'certificate':
      return statedOf(book, record, record.certificate, record.validUntilMs, 'valid', atMs);
    case 'accreditation':
      return statedOf(book, record, record.accreditation, record.validUntilMs, 'valid', atMs);
    case 'claim':
      return statedOf(book, record, record.claim, record.validUntilMs, 'claimed', atMs);
    case 'trade':
      return tradeStateOf(book, record.trade, atMs)?.state ?? null;
    case 'case':
      return caseView(book, record.case, atMs)?.state ?? null;
    default:
      return null;
  }
}

function statedOf(
  book: RecordBook,
  { kind }: Certificate | Accreditation | Claim,
  id: string,
  untilMs: number | null,
  asIssued: string,
  atMs: number,
): string {
  const { state } = standingOf(book, id, atMs);
  if (state !== null && state !== 'confirmed') return state;
  if (untilMs !== null && untilMs < atMs) return 'expired';
  const disputed = kind !== 'accreditation' && casesOn(book, id, atMs).some(isOpenChallenge);
  return disputed ? 'disputed' : (state ?? asIssued);
}

/** A report alone changes nothing. */
function isOpenChallenge({ opening, state }: { opening: string; state: string }): boolean {
  return opening === 'challenges' && (state === 'open' || state === 'overdue');
}
