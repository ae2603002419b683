// Transaction certificates that name a lot, each with what is wrong with it by itself.
import type { Certificate } from '../../record/record.ts';
import { isoDay } from '../authority/scope.ts';
import { standingAt } from '../authority/words.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import { finding, standingFinding } from './axes.ts';
import { certifiedGrams, drawingFindings, isInTrade } from './drawing.ts';
import { certificateWords } from './standing.ts';
import { issuerFinding } from './who.ts';

export type TransactionContext = Pick<
  JudgeContext,
  'atMs' | 'book' | 'chain' | 'claim' | 'facilities' | 'rule'
>;

export interface Shipment {
  readonly certificate: Certificate;
  /** Certified of the lot, over all lines that name it. */
  readonly grams: number;
  /** It counts against what its holder got, even where it proves nothing to its buyer. */
  readonly leaves: boolean;
  readonly findings: readonly ClaimFinding[];
}

interface Seen {
  readonly byLot: Map<string, readonly Shipment[]>;
  readonly byCertificate: Map<Certificate, Alone>;
  /** Holder -> ids of sites that were ever said to be its own. */
  readonly sites: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is said of a certificate whatever lot is asked about: a delivery has many. */
interface Alone {
  readonly leaves: boolean;
  readonly findings: readonly ClaimFinding[];
}

const memos = new WeakMap<object, Seen>();

/** By id of the certificate. */
export function shipmentsOf(context: TransactionContext, lot: string): readonly Shipment[] {
  const seen = seenBy(context);
  const known = seen.byLot.get(lot) ?? shipmentsNaming(context, seen, lot);
  seen.byLot.set(lot, known);
  return known;
}

function seenBy(context: TransactionContext): Seen {
  const known = memos.get(context);
  if (known !== undefined) return known;
  const seen: Seen = {
    byLot: new Map(),
    byCertificate: new Map(),
    sites: sitesOf(context),
  };
  memos.set(context, seen);
  return seen;
}

function shipmentsNaming(context: TransactionContext, seen: Seen, lot: string): Shipment[] {
  const scheme = context.rule.transfers?.scheme ?? context.claim.scheme;
  const shipments: Shipment[] = [];
  for (const certificate of context.book.certificatesFor(lot))
    if (certificate.type === 'transaction' && certificate.scheme === scheme)
      shipments.push(shipmentOf(context, seen, certificate, lot));
  return shipments.length < 2 ? shipments : shipments.sort(byId);
}

function byId({ certificate: one }: Shipment, { certificate: other }: Shipment): number {
  return one.certificate < other.certificate ? -1 : 1;
}

function shipmentOf(
  context: TransactionContext,
  seen: Seen,
  certificate: Certificate,
  lot: string,
): Shipment {
  const alone = seen.byCertificate.get(certificate) ?? judgedAlone(context, seen, certificate);
  seen.byCertificate.set(certificate, alone);
  const grams = certifiedGrams(certificate).get(lot) ?? 0;
  const shipping = shippingFindings(context, certificate, lot);
  const isClean = alone.findings.length + shipping.length === 0;
  const findings = isClean ? shipping : [...alone.findings, ...shipping].map((one) => ({ ...one, lot }));
  return { certificate, grams, leaves: alone.leaves, findings };
}

/** A transaction is past: a word about it that came by the time of judging takes it back, whenever its goods were used. */
function judgedAlone(context: TransactionContext, seen: Seen, certificate: Certificate): Alone {
  const { book, atMs } = context;
  const findings = [
    ...hiddenFinding(certificate),
    ...certifierFinding(context, countriesOf(context, seen, certificate), certificate),
    ...standingFinding(certificate, standingAt(certificateWords(book, certificate), atMs)),
    ...weightFindings(certificate),
    ...drawingFindings(book, certificate, atMs),
  ];
  return { leaves: isInTrade(book, certificate, atMs), findings };
}

function sitesOf({ facilities }: TransactionContext): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [facility, words] of facilities.all())
    for (const { party } of words) found.set(party, (found.get(party) ?? new Set()).add(facility));
  return found;
}

/** Of the holder's sites, as they were told when the log took the certificate; ascending. */
function countriesOf(
  { facilities }: TransactionContext,
  { sites }: Seen,
  { holder, entry }: Certificate,
): string[] {
  const countries = new Set<string>();
  for (const site of sites.get(holder) ?? []) {
    const word = facilities.before(site, entry);
    if (word?.party === holder && word.country !== null) countries.add(word.country);
  }
  return [...countries].sort();
}

function hiddenFinding(certificate: Certificate): ClaimFinding[] {
  if (!certificate.withheld) return [];
  const detail = `something of transaction certificate ${certificate.certificate} is withheld, so it lets nothing pass`;
  return [finding(certificate, 'CERTIFICATE_MISSING', 'what', detail, { isUnknown: true })];
}

/** Accredited for one of the countries where its holder has a site. Any will do, so that withholding one never helps. */
function certifierFinding(
  context: TransactionContext,
  countries: readonly string[],
  certificate: Certificate,
): ClaimFinding[] {
  const asked = countries.length === 0 ? [null] : countries;
  const found = asked.map((country) => issuerFinding(context, certificate, country));
  return found.some((findings) => findings.length === 0) ? [] : (found[0] ?? []);
}

function shippingFindings(
  { chain }: TransactionContext,
  certificate: Certificate,
  lot: string,
): ClaimFinding[] {
  const { certificate: id, shippedAtMs, validUntilMs } = certificate;
  if (shippedAtMs === null) {
    const detail = `certificate ${id} does not tell when its goods were shipped`;
    return [finding(certificate, 'SHIPPED_BEFORE_MADE', 'when', detail, { isUnknown: true })];
  }
  const found: ClaimFinding[] = [];
  if (shippedAtMs > validUntilMs) {
    const detail = `certificate ${id} ended on ${isoDay(validUntilMs)}, before its goods were shipped on ${isoDay(shippedAtMs)}`;
    found.push(finding(certificate, 'CERTIFICATE_EXPIRED', 'when', detail));
  }
  const made = wasAllMadeBy(chain, lot, shippedAtMs) ? undefined : firstMade(chain, lot);
  if (made !== undefined && shippedAtMs < made.atMs) {
    const detail = `certificate ${id} has ${lot} shipped on ${isoDay(shippedAtMs)}, but it was made on ${isoDay(made.atMs)}`;
    found.push(finding(certificate, 'SHIPPED_BEFORE_MADE', 'when', detail, { statements: [made.entry] }));
  }
  return found;
}

/** The quick way to the same answer: nothing of it was still to be made. */
function wasAllMadeBy(
  { lots, makings, indexOf }: TransactionContext['chain'],
  lot: string,
  atMs: number,
): boolean {
  const madeBy = lots[indexOf.get(lot) ?? -1]?.madeBy ?? [];
  return madeBy.every((making) => makings[making]!.atMs <= atMs);
}

/** The first event that made some of the lot: nothing of it can have been shipped before. */
function firstMade(
  { lots, makings, indexOf }: TransactionContext['chain'],
  lot: string,
): { atMs: number; entry: number } | undefined {
  let first: { atMs: number; entry: number } | undefined;
  for (const making of lots[indexOf.get(lot) ?? -1]?.madeBy ?? []) {
    for (const event of makings[making]!.events) {
      const { produced, unit, atMs } = event;
      const made = unit === lot || produced.some((portion) => portion.lot === lot);
      if (made && (first === undefined || atMs < first.atMs)) first = event;
    }
  }
  return first;
}

function weightFindings(certificate: Certificate): ClaimFinding[] {
  const beyond = certificate.lots.find(({ grams, certifiedGrams }) => certifiedGrams > grams);
  if (beyond === undefined) return [];
  const detail = `certificate ${certificate.certificate} certifies ${beyond.certifiedGrams} g of ${beyond.lot}, which weighs ${beyond.grams} g`;
  return [finding(certificate, 'VOLUME_EXCEEDED', 'how-much', detail)];
}
