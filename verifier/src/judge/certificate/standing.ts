// What later words make of a certificate, accreditation, claim or membership: only words of who may say them count
// (record.md, "Status"), whatever else stands in the book.
import type { RecordBook } from '../../record/book.ts';
import type { AccreditationRole, Certificate, Claim, Membership, Status } from '../../record/record.ts';
import { accreditationStanding, accreditationWord } from '../authority/accreditation.ts';
import { casesOn } from '../authority/case.ts';
import { accreditedFor } from '../authority/chain.ts';
import { asIssued, type Standing, standingAt, type Word } from '../authority/words.ts';

/** The state at a moment of whatever has that id; as issued where nothing known has it. */
export function standingOf(book: RecordBook, id: string, atMs: number): Standing {
  const accreditation = book.byId('accreditation', id);
  if (accreditation !== undefined) return accreditationStanding(book, accreditation, atMs);
  const certificate = book.byId('certificate', id);
  if (certificate !== undefined) return standingAt(certificateWords(book, certificate), atMs);
  const claim = book.byId('claim', id);
  if (claim !== undefined) return standingAt(claimWords(book, claim), atMs);
  const membership = book.byId('membership', id);
  return membership === undefined ? asIssued : standingAt(membershipWords(book, membership), atMs);
}

/** Whether a status may be said by what the log says before `asOfEntry`; true where its subject is not known yet: it waits. */
export function mayDeclare(book: RecordBook, status: Status, asOfEntry: number): boolean {
  const accreditation = book.byId('accreditation', status.about);
  if (accreditation !== undefined)
    return accreditationWord(book, accreditation, status, asOfEntry) !== undefined;
  const certificate = book.byId('certificate', status.about);
  if (certificate !== undefined) return certificateWord(book, certificate, status, asOfEntry) !== undefined;
  const claim = book.byId('claim', status.about);
  if (claim !== undefined) return claimWord(book, claim, status, asOfEntry) !== undefined;
  const membership = book.byId('membership', status.about);
  return membership === undefined || membership.party === status.issuer;
}

/** Statuses, and upheld challenges, which refute it from its beginning: what was examined never was as it says. */
export function certificateWords(book: RecordBook, certificate: Certificate): Word[] {
  const said = book
    .statusesOf(certificate.certificate)
    .flatMap((status) => certificateWord(book, certificate, status) ?? []);
  return [...said, ...upheldWords(book, certificate.certificate, () => certificate.validFromMs)];
}

export function claimWords(book: RecordBook, claim: Claim): Word[] {
  const said = book.statusesOf(claim.claim).flatMap((status) => claimWord(book, claim, status) ?? []);
  return [...said, ...upheldWords(book, claim.claim, (closedAtMs) => closedAtMs)];
}

function upheldWords(book: RecordBook, about: string, fromMs: (closedAtMs: number) => number): Word[] {
  return casesOn(book, about, Infinity).flatMap(({ state, closedAtMs, entries, steps }) => {
    const [, entry] = entries;
    if (state !== 'upheld' || closedAtMs === null || entry === undefined) return [];
    const issuer = steps.find((step) => step.entry === entry)?.issuer ?? '';
    return [{ state: 'refuted' as const, fromMs: fromMs(closedAtMs), entry, issuer, senior: true }];
  });
}

function certificateWord(
  book: RecordBook,
  { holder, issuer, scheme }: Certificate,
  status: Status,
  asOfEntry: number = Infinity,
): Word | undefined {
  const isWithdrawal = status.state === 'withdrawn';
  // What the holder handed in itself it may withdraw, but never confirm, or bring back after a suspension.
  if (status.issuer === holder) return isWithdrawal ? { ...status, senior: false } : undefined;
  if (isWithdrawal) return undefined;
  const senior = isAccredited(book, status, ['certification-body'], scheme, asOfEntry);
  return senior || status.issuer === issuer ? { ...status, senior } : undefined;
}

function claimWord(
  book: RecordBook,
  claim: Claim,
  status: Status,
  asOfEntry: number = Infinity,
): Word | undefined {
  if (status.issuer === claim.issuer || status.state === 'withdrawn') {
    const ownWithdrawal = status.issuer === claim.issuer && status.state === 'withdrawn';
    return ownWithdrawal ? { ...status, senior: false } : undefined;
  }
  const senior = isAccredited(book, status, ['certification-body', 'auditor'], claim.scheme, asOfEntry);
  return senior ? { ...status, senior } : undefined;
}

function membershipWords(book: RecordBook, { membership, party }: Membership): Word[] {
  return book
    .statusesOf(membership)
    .filter(({ issuer }) => issuer === party)
    .map((status) => ({ ...status, senior: true }));
}

/** For the scheme, wherever: when the log took the word. */
function isAccredited(
  book: RecordBook,
  { issuer, recordedAtMs }: Status,
  roles: readonly AccreditationRole[],
  scheme: string,
  asOfEntry: number,
): boolean {
  return accreditedFor(book, issuer, { roles, scheme }, recordedAtMs, asOfEntry).ok;
}
