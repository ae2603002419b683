// How much is drawn from a transaction certificate over all that draw from it (claims.md, "how much"): to the gram,
// whoever the buyers are.
import type { RecordBook } from '../../record/book.ts';
import type { Certificate } from '../../record/record.ts';
import { standingAt } from '../authority/words.ts';
import type { ClaimFinding } from '../verdict.ts';
import { assuranceOf } from './assurance.ts';
import { finding } from './axes.ts';
import { certificateWords } from './standing.ts';

export interface Drawing {
  /** What the certificate certifies, over all its lines. */
  readonly certifiedGrams: number;
  readonly drawnGrams: number;
  /** Those that draw from it, by id. */
  readonly by: readonly Certificate[];
  /** It, or something that may draw from it, is withheld: the sum may be larger. */
  readonly isUnknown: boolean;
}

/** All that is drawn from it by certificates of its buyer that stand at that time; of strangers none counts, or they could use it up. */
export function drawingOf(book: RecordBook, input: Certificate, atMs: number): Drawing {
  const by = book
    .certificatesDrawingFrom(input.certificate)
    .filter((one) => one.holder === input.buyer && isInTrade(book, one, atMs))
    .sort((one, other) => (one.certificate < other.certificate ? -1 : 1));
  const drawn = by.flatMap(({ inputs }) => inputs.filter((one) => one.certificate === input.certificate));
  return {
    certifiedGrams: sum(input.lots.map(({ certifiedGrams }) => certifiedGrams)),
    drawnGrams: sum(drawn.map(({ grams }) => grams)),
    by,
    isUnknown: input.withheld || hasHidden(book, input.buyer, input.scheme),
  };
}

/** Whether the party holds a transaction certificate of which something is withheld: it could draw from, or be about, anything. */
function hasHidden(book: RecordBook, party: string | null, scheme: string): boolean {
  if (party === null) return true;
  return book
    .certificatesOf(party)
    .some(
      (one) => one.type === 'transaction' && one.holder === party && one.scheme === scheme && one.withheld,
    );
}

/** By a certifier of the scheme, and not taken back. Asks only for what is never withheld, so that withholding frees nothing. */
export function isInTrade(book: RecordBook, certificate: Certificate, atMs: number): boolean {
  if (certificate.type !== 'transaction' || assuranceOf(book, certificate) === 'second-party') return false;
  if (certificate.imported === null && certificate.issuer === certificate.holder) return false;
  const { state } = standingAt(certificateWords(book, certificate), atMs);
  return state !== 'revoked' && state !== 'refuted' && state !== 'withdrawn';
}

/** VOLUME_EXCEEDED about `certificate` for each of its inputs from which more is drawn than it certifies, HOLDER_DIFFERS for one that is made out to another. An input that nobody has told of yet is a note. */
export function drawingFindings(book: RecordBook, certificate: Certificate, atMs: number): ClaimFinding[] {
  return certificate.inputs.flatMap(({ certificate: id }) => {
    const input = book.byId('certificate', id);
    if (input === undefined) {
      const detail = `certificate ${certificate.certificate} draws from ${id}, which nobody has shown yet`;
      return [{ ...finding(certificate, 'CERTIFICATE_MISSING', 'what', detail), weight: 'note' as const }];
    }
    if (input.buyer !== null && input.buyer !== certificate.holder) {
      const detail = `certificate ${certificate.certificate} of ${certificate.holder} draws from ${id}, which is made out to ${input.buyer}`;
      return [finding(certificate, 'HOLDER_DIFFERS', 'who', detail, { statements: [input.entry] })];
    }
    return drawnFinding(certificate, input, drawingOf(book, input, atMs));
  });
}

function drawnFinding(certificate: Certificate, input: Certificate, drawing: Drawing): ClaimFinding[] {
  const { certifiedGrams, drawnGrams, by, isUnknown } = drawing;
  const statements = [input.entry, ...by.map(({ entry }) => entry)];
  const id = input.certificate;
  if (drawnGrams > certifiedGrams && !input.withheld) {
    const names = by.map((one) => one.certificate).join(', ');
    const detail = `${drawnGrams} g are drawn from certificate ${id}, which certifies ${certifiedGrams} g, by ${names}`;
    return [finding(certificate, 'VOLUME_EXCEEDED', 'how-much', detail, { statements })];
  }
  if (!isUnknown) return [];
  const detail = `how much is drawn from certificate ${id} cannot be told: something that may draw from it is withheld`;
  return [finding(certificate, 'VOLUME_EXCEEDED', 'how-much', detail, { isUnknown, statements })];
}

const certified = new WeakMap<Certificate, ReadonlyMap<string, number>>();

/** Grams that it certifies of each lot, over all lines that name it: what is signed does not change. */
export function certifiedGrams(certificate: Certificate): ReadonlyMap<string, number> {
  const known = certified.get(certificate);
  if (known !== undefined) return known;
  const found = new Map<string, number>();
  for (const { lot, certifiedGrams: grams } of certificate.lots)
    found.set(lot, (found.get(lot) ?? 0) + grams);
  certified.set(certificate, found);
  return found;
}

export function sum(grams: readonly number[]): number {
  return grams.reduce((total, one) => total + one, 0);
}
