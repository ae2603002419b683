// Who is accredited for what by now: the chains of the verifier (judge/authority), asked at the door of the log.
import type { Accreditation, AccreditationRole, Certificate, Status } from '#verifier';
import { accreditedFor, mayAccredit } from '#verifier';
import type { Known } from './known.ts';
import type { RecordRefusal } from './refusal.ts';
import { refuse } from './refusal.ts';

const certifiers: readonly AccreditationRole[] = ['certification-body', 'auditor'];
/** All that the book holds came before. */
const asOfNow = Number.POSITIVE_INFINITY;

/** `country` null: not told, so that only who is accredited for all countries certifies there. */
export function mayCertify(
  { book }: Known,
  { issuer, scheme, recordedAtMs }: Certificate,
  country: string | null,
): boolean {
  return accreditedFor(book, issuer, { roles: certifiers, scheme, country }, recordedAtMs, asOfNow).ok;
}

/** Whether who says the status is accredited for the scheme, wherever. */
export function isCertifierFor(
  { book }: Known,
  { issuer, recordedAtMs }: Status,
  scheme: string,
  roles: readonly AccreditationRole[] = certifiers,
): boolean {
  return accreditedFor(book, issuer, { roles, scheme }, recordedAtMs, asOfNow).ok;
}

export function isAnchorOf(
  { book }: Known,
  party: string,
  schemes: readonly string[],
  atMs: number,
): boolean {
  const anchors = book.trustAt(atMs)?.anchors.filter((anchor) => anchor.party === party) ?? [];
  return anchors.some((anchor) => schemes.some((scheme) => covers(anchor.schemes, scheme)));
}

function covers(list: readonly string[], scheme: string): boolean {
  return list.includes('*') || list.includes(scheme);
}

const advice = {
  NOT_ACCREDITED: 'let a body that is accredited above it say so, or ask the operator to trust an anchor.',
  ACCREDITATION_EXCEEDED: 'give no more than that.',
  SELF_ACCREDITED: 'ask an accreditation body or an anchor of the trust.',
} as const;

export function accreditationRefusal({ book }: Known, said: Accreditation): RecordRefusal | undefined {
  const found = mayAccredit(book, said.issuer, said, asOfNow);
  if (found.ok) return undefined;
  const last = found.entries.at(-1);
  const field =
    found.code === 'SELF_ACCREDITED' ? 'party' : found.code === 'NOT_ACCREDITED' ? 'role' : 'schemes';
  const detail = `${found.detail}: ${advice[found.code]}`;
  return refuse(found.code, field, detail, last === undefined ? undefined : { entry: last });
}
