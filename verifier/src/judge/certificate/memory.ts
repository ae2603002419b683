// What one context was asked before, remembered for as long as it lives: makings of one site ask the same over and over.
import type { CertificateAsked } from '../../pack/pack.ts';
import type { RecordBook } from '../../record/book.ts';
import type { Assurance, Certificate } from '../../record/record.ts';
import type { Standing } from '../authority/words.ts';
import type { ClaimFinding } from '../verdict.ts';
import { assuranceOf } from './assurance.ts';
import type { AxesContext } from './axes.ts';
import { accreditationMoments, standingsOf } from './moments.ts';

/** `entries`: the certificate, the accreditations behind it and what was said of it, ascending; the making's own statement is the caller's to add. */
export interface CoveredBy {
  readonly covered: true;
  readonly certificate: Certificate;
  readonly assurance: Assurance;
  readonly entries: readonly number[];
}

export interface Candidate {
  readonly certificate: Certificate;
  readonly assurance: Assurance;
  /** What is wrong whenever it is. */
  readonly always: readonly ClaimFinding[];
  readonly isOtherScheme: boolean;
  /** Its own statement, and those of the accreditations behind it. */
  readonly entries: readonly number[];
  readonly standing: (atMs: number) => Standing;
  readonly lapse: (atMs: number) => ClaimFinding | undefined;
  /** What was answered before, by its standing. */
  readonly told: Map<Standing, CoveredBy>;
}

export interface Memo {
  readonly moments: readonly number[];
  readonly answers: Map<readonly CertificateAsked[], Map<string, readonly Candidate[]>>;
  /** Facility -> certificates that list it. */
  readonly bySite: ReadonlyMap<string, readonly Certificate[]>;
  readonly standingOf: (certificate: Certificate) => (atMs: number) => Standing;
  readonly assuranceOf: (certificate: Certificate) => Assurance;
  /** Whether the party holds a transaction certificate of the scheme of which something is withheld. */
  readonly hasHidden: (party: string | null, scheme: string) => boolean;
}

/** What is remembered hangs on the records alone; it belongs to the context that asked, for a book may grow. */
export type Remembering = Pick<AxesContext, 'book'>;

const memos = new WeakMap<object, Memo>();

export function memoOf(context: Remembering): Memo {
  const known = memos.get(context);
  if (known !== undefined) return known;
  const { book } = context;
  const memo: Memo = {
    moments: accreditationMoments(book),
    answers: new Map(),
    bySite: bySite(book),
    standingOf: once((certificate) => standingsOf(book, certificate)),
    assuranceOf: once((certificate) => assuranceOf(book, certificate)),
    hasHidden: hiding(book),
  };
  memos.set(context, memo);
  return memo;
}

function bySite(book: RecordBook): Map<string, Certificate[]> {
  const found = new Map<string, Certificate[]>();
  for (const certificate of book.ofKind('certificate')) {
    for (const site of certificate.sites) {
      const listed = found.get(site);
      if (listed === undefined) found.set(site, [certificate]);
      else listed.push(certificate);
    }
  }
  return found;
}

function once<T>(answer: (certificate: Certificate) => T): (certificate: Certificate) => T {
  const known = new Map<Certificate, T>();
  return (certificate) => {
    const found = known.get(certificate) ?? answer(certificate);
    known.set(certificate, found);
    return found;
  };
}

/** Most books hide nothing: then nobody need be looked up. */
function hiding(book: RecordBook): Memo['hasHidden'] {
  const hidden = book
    .ofKind('certificate')
    .filter(({ type, withheld }) => type === 'transaction' && withheld);
  return (party, scheme) =>
    party === null || hidden.some((one) => one.holder === party && one.scheme === scheme);
}

export function remembered(
  context: AxesContext,
  asked: readonly CertificateAsked[],
  key: string,
  find: () => readonly Candidate[],
): readonly Candidate[] {
  const { answers } = memoOf(context);
  const byKey = answers.get(asked) ?? new Map<string, readonly Candidate[]>();
  answers.set(asked, byKey);
  const known = byKey.get(key) ?? find();
  byKey.set(key, known);
  return known;
}
