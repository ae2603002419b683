// What is said of certificates and accreditations changes only at some moments. Between two of them each answer is worked
// out once: a chain asks for thousands of makings, at as many times.
import type { RecordBook } from '../../record/book.ts';
import type { Certificate } from '../../record/record.ts';
import { accreditedFor } from '../authority/chain.ts';
import { isoDay } from '../authority/scope.ts';
import { asIssued, type Standing, standingAt, type Word } from '../authority/words.ts';
import type { ClaimFinding } from '../verdict.ts';
import { needsAccreditation } from './assurance.ts';
import { finding } from './axes.ts';
import { certificateWords } from './standing.ts';
import { certifierAsked } from './who.ts';

/** Moments at which some accreditation begins, ends or is spoken of, ascending. */
export function accreditationMoments(book: RecordBook): number[] {
  const moments = book
    .ofKind('accreditation')
    .flatMap(({ accreditation, validFromMs, validUntilMs }) => [
      validFromMs,
      validUntilMs + 1,
      ...book.statusesOf(accreditation).map(({ fromMs }) => fromMs),
    ]);
  return [...new Set(moments)].sort((one, other) => one - other);
}

/** How many moments are not after the time: the number of its period. */
export function periodOf(moments: readonly number[], atMs: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[middle] ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The certificate's state at any time. */
export function standingsOf(book: RecordBook, certificate: Certificate): (atMs: number) => Standing {
  const words = certificateWords(book, certificate);
  if (words.length === 0) return () => asIssued;
  const moments = [...new Set(words.map((word: Word) => word.fromMs))].sort((one, other) => one - other);
  return perPeriod(moments, (atMs) => standingAt(words, atMs));
}

/** ACCREDITATION_LAPSED where who issued the certificate, rightly then, was not accredited at the time: by the trust of when the log took it. */
export function lapsesOf(
  book: RecordBook,
  moments: readonly number[],
  certificate: Certificate,
  country: string | null,
  process?: string | null,
): (atMs: number) => ClaimFinding | undefined {
  if (!needsAccreditation(certificate)) return () => undefined;
  const { certificate: id, issuer, recordedAtMs } = certificate;
  const asked = certifierAsked(certificate, country, process);
  return perPeriod(moments, (atMs) => {
    const accredited = accreditedFor(book, issuer, asked, atMs, Infinity, recordedAtMs);
    if (accredited.ok) return undefined;
    const detail = `the accreditation behind certificate ${id} of ${isoDay(recordedAtMs)} did not hold: ${accredited.detail}`;
    return finding(certificate, 'ACCREDITATION_LAPSED', 'when', detail, { statements: accredited.entries });
  });
}

function perPeriod<T>(moments: readonly number[], answer: (atMs: number) => T): (atMs: number) => T {
  const known = new Map<number, T>();
  return (atMs) => {
    const period = periodOf(moments, atMs);
    if (known.has(period)) return known.get(period) as T;
    const found = answer(atMs);
    known.set(period, found);
    return found;
  };
}
