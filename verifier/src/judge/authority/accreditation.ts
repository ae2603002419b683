// Whether one accreditation stands, and who is trusted to begin a chain of them.
import type { RecordBook } from '../../record/book.ts';
import type { Accreditation, Status, Trust } from '../../record/record.ts';
import { isoDay, listCovers } from './scope.ts';
import { type Standing, standingAt, type Word } from './words.ts';

/** What was said of it by its issuer, or by an anchor of one of its schemes (record.md, "Status"). */
export function accreditationStanding(
  book: RecordBook,
  accreditation: Accreditation,
  atMs: number,
  asOfEntry: number = Infinity,
): Standing {
  const words = book
    .statusesOf(accreditation.accreditation)
    .filter(({ entry }) => entry < asOfEntry)
    .flatMap((status) => accreditationWord(book, accreditation, status, asOfEntry) ?? []);
  return standingAt(words, atMs);
}

/** The status as a word that counts; undefined where its author has no right to it. */
export function accreditationWord(
  book: RecordBook,
  accreditation: Accreditation,
  status: Status,
  asOfEntry: number = Infinity,
): Word | undefined {
  if (status.issuer === accreditation.party) return undefined;
  const trust = trustInForce(book, status.recordedAtMs, asOfEntry);
  const senior = accreditation.schemes.some((scheme) => isAnchor(trust, status.issuer, scheme));
  return senior || status.issuer === accreditation.issuer ? { ...status, senior } : undefined;
}

/** Why it does not count at that time, as a sentence with the statements that say so; undefined where it does. */
export function lapseOf(
  book: RecordBook,
  accreditation: Accreditation,
  atMs: number,
  asOfEntry: number = Infinity,
): { readonly detail: string; readonly entries: readonly number[] } | undefined {
  const { accreditation: id, party, validFromMs, validUntilMs, entry } = accreditation;
  const name = `accreditation ${id} of ${party}`;
  if (atMs < validFromMs)
    return { detail: `${name} begins only on ${isoDay(validFromMs)}`, entries: [entry] };
  if (atMs > validUntilMs) return { detail: `${name} ended on ${isoDay(validUntilMs)}`, entries: [entry] };
  const { state, sinceMs, entries } = accreditationStanding(book, accreditation, atMs, asOfEntry);
  if (state === null || state === 'confirmed') return undefined;
  return { detail: `${name} is ${state} from ${isoDay(sinceMs ?? 0)} on`, entries: [entry, ...entries] };
}

/** Like `RecordBook.trustAt`, of what the log said before an entry. */
export function trustInForce(book: RecordBook, atMs: number, asOfEntry: number): Trust | undefined {
  let found: Trust | undefined;
  for (const trust of book.ofKind('trust')) {
    if (trust.fromMs > atMs || trust.entry >= asOfEntry) continue;
    if (found === undefined || isNewer(trust, found)) found = trust;
  }
  return found;
}

function isNewer(one: Trust, other: Trust): boolean {
  return one.fromMs > other.fromMs || (one.fromMs === other.fromMs && one.entry > other.entry);
}

export function isAnchor(trust: Trust | undefined, party: string, scheme: string): boolean {
  return (
    trust?.anchors.some((anchor) => anchor.party === party && listCovers(anchor.schemes, scheme)) ?? false
  );
}
