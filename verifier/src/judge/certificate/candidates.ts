// Certificates that could cover a making or a subject, each with what is wrong with it at all times.
import type { CertificateAsked } from '../../pack/pack.ts';
import type { RecordBook } from '../../record/book.ts';
import { assurances, type Certificate } from '../../record/record.ts';
import { accreditedFor } from '../authority/chain.ts';
import { processCovers } from '../authority/scope.ts';
import { asksForLots } from './alike.ts';
import { needsAccreditation } from './assurance.ts';
import { type AxesContext, type Covered, isAboutLots } from './axes.ts';
import { type Candidate, memoOf, remembered } from './memory.ts';
import { lapsesOf } from './moments.ts';
import { whatFindings } from './what.ts';
import { certifierAsked, whoFindings } from './who.ts';

/** Best first: by assurance, then by id, then in the order of `asked`. */
export function candidatesForMaking(
  context: AxesContext,
  making: Covered,
  asked: readonly CertificateAsked[],
  code: string,
): readonly Candidate[] {
  const key = keyOf(context, making, asked, code);
  return remembered(context, asked, key, () => {
    const found = certificatesNear(context, making);
    return ranked(pairs(found, asked), (pair) => candidateOf(context, pair, making, code));
  });
}

/** Lots are part of the question only where certificates about lots are asked for: else each lot would ask anew. */
function keyOf(
  context: AxesContext,
  { party, site, process, country, categories, materials, lots, entry = 0 }: Covered,
  asked: readonly CertificateAsked[],
  code: string,
): string {
  const what = `${categories.join('\n')}\n \n${materials.join('\n')}`;
  // Whose site it was then is mostly the party's own, and no part of the question.
  const owner = context.facility(site ?? null, entry)?.party ?? null;
  const where = owner === party ? told(site) : `${told(site)} ${told(owner)}`;
  const key = `${code}\n${party}\n${where}\n${told(process)}\n${told(country)}\n${what}`;
  return asksForLots(asked) ? `${key}\n \n${(lots ?? []).join('\n')}` : key;
}

/** Not known (null) is another question than not asked for (undefined). */
function told(name: string | null | undefined): string {
  return name === null ? ' ' : (name ?? '');
}

/** Of the party and the site, of others for the same site or lot, and those of others that the claim rests on for the process. */
function certificatesNear(context: AxesContext, making: Covered): Certificate[] {
  const { book, claim } = context;
  const { party, site, process, lots } = making;
  const shown = claim.restsOn.flatMap((id) => book.byId('certificate', id) ?? []);
  return [
    ...book.certificatesOf(party),
    ...(site ? book.certificatesOf(site) : []),
    ...(site ? (memoOf(context).bySite.get(site) ?? []) : []),
    ...(lots ?? []).flatMap((lot) => book.certificatesFor(lot)),
    ...shown.filter(({ processes }) => processCovers(processes, process ?? null)),
  ].filter((certificate) => !isAboutLots(certificate) || namesOneOf(certificate, lots ?? []));
}

/** One whose lots are withheld may be about any. */
function namesOneOf({ lots, withheld }: Certificate, asked: readonly string[]): boolean {
  return withheld || lots.some(({ lot }) => asked.includes(lot));
}

export interface SubjectAsked {
  readonly lot: string | null;
  readonly product: string | null;
  readonly parties: readonly string[];
  readonly country: string | null;
  readonly categories: readonly string[];
  readonly materials: readonly string[];
}

export function candidatesForSubject(
  context: AxesContext,
  subject: SubjectAsked,
  asked: readonly CertificateAsked[],
  code: string,
): readonly Candidate[] {
  const key = ['subject', code, JSON.stringify(subject)].join('\n');
  return remembered(context, asked, key, () => {
    const found = certificatesAbout(context, subject).filter(({ type }) => type !== 'facility');
    return ranked(pairs(found, asked), (pair) => {
      const covered = subjectOf(subject, pair.certificate);
      return candidateOf(context, pair, covered, code);
    });
  });
}

/** Where and by what process is not asked of a product. Its party is the one that holds the certificate; else the first is named. */
function subjectOf(subject: SubjectAsked, certificate: Certificate): Covered {
  const { lot, parties, country, categories, materials } = subject;
  const party = parties.find((one) => one === certificate.holder) ?? parties[0] ?? '';
  const lots = lot !== null && isAboutLots(certificate) ? { lots: [lot] } : {};
  return { party, country, categories, materials, ...lots };
}

function certificatesAbout({ book, claim }: AxesContext, subject: SubjectAsked): Certificate[] {
  const { lot, product, parties } = subject;
  const held = parties.flatMap((party) => book.certificatesOf(party));
  const shown = claim.restsOn.flatMap((id) => book.byId('certificate', id) ?? []);
  const names = ({ lots, products }: Certificate): boolean =>
    (lot !== null && lots.some((line) => line.lot === lot)) ||
    (product !== null && products.includes(product));
  const namesNothing = ({ type, lots, products }: Certificate): boolean =>
    type !== 'transaction' && lots.length === 0 && products.length === 0;
  return [
    ...(lot === null ? [] : book.certificatesFor(lot)),
    ...book.ofKind('certificate').filter(names),
    ...[...held, ...shown].filter(namesNothing),
  ];
}

interface Pair {
  readonly certificate: Certificate;
  readonly asked: CertificateAsked;
}

/** Each certificate once for each item that asks for its type. */
function pairs(certificates: readonly Certificate[], asked: readonly CertificateAsked[]): Pair[] {
  return [...new Set(certificates)].flatMap((certificate) =>
    asked
      .filter(({ types }) => types.includes(certificate.type))
      .map((item) => ({ certificate, asked: item })),
  );
}

function candidateOf(context: AxesContext, pair: Pair, covered: Covered, code: string): Candidate {
  const { certificate, asked } = pair;
  const { book } = context;
  const { country, process } = covered;
  const always = [
    ...whoFindings(context, certificate, covered),
    ...whatFindings(context, certificate, covered, asked, code),
  ];
  const wasAccredited = !always.some((one) => one.code === 'ISSUER_NOT_ACCREDITED');
  return {
    certificate,
    assurance: memoOf(context).assuranceOf(certificate),
    always,
    isOtherScheme: certificate.scheme !== asked.scheme,
    entries: [certificate.entry, ...chainEntries(book, certificate, country, process)],
    standing: memoOf(context).standingOf(certificate),
    lapse: wasAccredited
      ? lapsesOf(book, memoOf(context).moments, certificate, country, process)
      : () => undefined,
    told: new Map(),
  };
}

function chainEntries(
  book: RecordBook,
  certificate: Certificate,
  country: string | null,
  process?: string | null,
): readonly number[] {
  if (!needsAccreditation(certificate)) return [];
  const asked = certifierAsked(certificate, country, process);
  return accreditedFor(book, certificate.issuer, asked, certificate.recordedAtMs, Infinity).entries;
}

function ranked(found: readonly Pair[], make: (pair: Pair) => Candidate): Candidate[] {
  const rank = ({ assurance }: Candidate): number => -assurances.indexOf(assurance);
  return found.map(make).sort((one, other) => {
    const [id, otherId] = [one.certificate.certificate, other.certificate.certificate];
    return rank(one) - rank(other) || (id < otherId ? -1 : Number(id > otherId));
  });
}
