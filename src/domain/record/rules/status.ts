// A word about a certificate, an accreditation, a claim or a membership: who may say which, and what can follow what.
import type { Accreditation, Certificate, Claim, Membership, Status } from '#verifier';
import { standingOf } from '#verifier';
import { isAnchorOf, isCertifierFor } from '../authority.ts';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';
import { type Subject, subjectsNamed } from '../subject.ts';

/** Of a subject that nobody has told of yet anything may be said: whether it counts is seen when the subject comes. */
export function statusRefusals(said: Status, known: Known): RecordRefusal[] {
  const subjects = subjectsNamed(known.book, said.about);
  if (subjects.length === 0) return [];
  const reasons = subjects.map((subject) => authorityRefusal(said, subject, known));
  const at = reasons.indexOf(undefined);
  return at === -1
    ? reasons.slice(0, 1).flatMap((one) => one ?? [])
    : turnRefusals(said, subjects[at]!, known);
}

function authorityRefusal(said: Status, subject: Subject, known: Known): RecordRefusal | undefined {
  switch (subject.kind) {
    case 'certificate':
      return ofCertificate(said, subject, known);
    case 'accreditation':
      return ofAccreditation(said, subject, known);
    case 'claim':
      return ofClaim(said, subject, known);
    case 'membership':
      return ofMembership(said, subject);
    case 'trade':
      return refuse(
        'NOT_YOURS_TO_SAY',
        'about',
        'A trade is answered, not given a status: answer it.',
        subject,
      );
  }
}

function ofCertificate(said: Status, subject: Certificate, known: Known): RecordRefusal | undefined {
  const { issuer, state } = said;
  if (issuer === subject.holder)
    return state === 'withdrawn' ? undefined : notYours(subject, 'Its holder can only withdraw it');
  if (state === 'withdrawn') return notYours(subject, `Only ${subject.holder}, its holder, can withdraw it`);
  if (issuer === subject.issuer) return undefined;
  return isCertifierFor(known, said, subject.scheme, ['certification-body'])
    ? undefined
    : notAccredited(said, subject.scheme, subject);
}

function ofAccreditation(said: Status, subject: Accreditation, known: Known): RecordRefusal | undefined {
  if (said.issuer === subject.issuer || isAnchorOf(known, said.issuer, subject.schemes, said.recordedAtMs))
    return undefined;
  return notYours(subject, `Only ${subject.issuer}, who gave it, or an anchor of the trust can say that`);
}

function ofClaim(said: Status, subject: Claim, known: Known): RecordRefusal | undefined {
  const { issuer, state } = said;
  if (state === 'withdrawn')
    return issuer === subject.issuer
      ? undefined
      : notYours(subject, `Only ${subject.issuer}, the claimant, can withdraw it`);
  if (state !== 'confirmed' && state !== 'refuted')
    return notYours(subject, 'A claim is confirmed, refuted or withdrawn, nothing else');
  if (issuer === subject.issuer)
    return refuse(
      'SELF_CERTIFIED',
      'state',
      'Nobody confirms its own claim: ask another certifier.',
      subject,
    );
  return isCertifierFor(known, said, subject.scheme)
    ? undefined
    : notAccredited(said, subject.scheme, subject);
}

function ofMembership(said: Status, subject: Membership): RecordRefusal | undefined {
  return said.issuer === subject.party
    ? undefined
    : notYours(subject, `Only ${subject.party} says who belongs to it`);
}

/** By the words that count: those of who may say them. */
function turnRefusals(said: Status, subject: Subject, known: Known): RecordRefusal[] {
  const { state, sinceMs, entries } = standingOf(known.book, said.about, Number.POSITIVE_INFINITY);
  const [entry = subject.entry] = entries;
  if ((state === 'revoked' || state === 'withdrawn') && !isBefore(said, sinceMs)) {
    const detail = `${said.about} is ${state} for ever: issue another one instead.`;
    return [refuse('STATE_FINAL', 'state', detail, { entry })];
  }
  if (said.state !== 'reinstated' || state === 'suspended' || isSuspended(said.about, known)) return [];
  const detail = `${said.about} is not suspended: there is nothing to reinstate.`;
  return [refuse('STATE_OUT_OF_TURN', 'state', detail, { entry })];
}

const takesAway: ReadonlySet<Status['state']> = new Set(['refuted', 'suspended', 'revoked', 'withdrawn']);

/** No end keeps an earlier one off: else a holder could withdraw as of some far day, and nobody could revoke before. */
function isBefore({ state, fromMs, recordedAtMs }: Status, endMs: number | null): boolean {
  return endMs !== null && fromMs < endMs && (takesAway.has(state) || recordedAtMs < endMs);
}

/** Beneath a refutation, which weighs more, a suspension does not show in the state. */
function isSuspended(about: string, { book }: Known): boolean {
  const words = book.statusesOf(about).filter(({ state }) => state === 'suspended' || state === 'reinstated');
  return words.at(-1)?.state === 'suspended';
}

function notYours(subject: Subject, reason: string): RecordRefusal {
  return refuse('NOT_YOURS_TO_SAY', 'state', `${reason}.`, subject);
}

function notAccredited({ issuer }: Status, scheme: string, subject: Subject): RecordRefusal {
  const detail = `${issuer} is not accredited for ${scheme}: let who issued it say so, or a certifier that is accredited.`;
  return refuse('NOT_ACCREDITED', 'about', detail, subject);
}
