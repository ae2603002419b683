// What transaction certificates let pass of a lot from the party that made it to one that drew it, directly or through
// traders (claims.md, "Owners"). Nobody passes on more of a lot than it got: whatever the buyers together draw, it is no
// more than what left the maker under certificates.
import type { Assurance, Certificate } from '../../record/record.ts';
import { ascending } from '../authority/scope.ts';
import type { ClaimFinding } from '../verdict.ts';
import { weakest } from './assurance.ts';
import { finding } from './axes.ts';
import { sum } from './drawing.ts';
import { memoOf } from './memory.ts';
import { type Shipment, shipmentsOf, type TransactionContext } from './shipment.ts';
import { onTheWay, ownersAfter } from './way-of-sale.ts';

export interface TransactionLimit {
  /** Certified grams of the lot that reached the buyer and stayed with it, over all that it draws of the lot. */
  readonly grams: number;
  /** By id. */
  readonly certificates: readonly Certificate[];
  /** Null where none carries anything. */
  readonly assurance: Assurance | null;
  /** Of certificates between the two that do not count, or why there is less than they say. */
  readonly findings: readonly ClaimFinding[];
  readonly entries: readonly number[];
}

/** `atMs`: when the buyer drew of the lot; what was shipped later does not count yet. Certificates are of the scheme that the claim's transfers ask for. */
export function transactionLimit(
  context: TransactionContext,
  lot: string,
  seller: string,
  buyer: string,
  atMs: number,
): TransactionLimit {
  const direct = soldOnce(context, lot, seller, buyer, atMs);
  if (direct !== undefined) return direct;
  const shipments = passedOn(context, lot, seller);
  const between = onTheWay(shipments, seller, buyer);
  if (between.length === 0) return nothingShown(context, lot, seller, buyer);
  const carrying = onTheWay(shipments.filter(isCarrying), seller, buyer);
  const late = carrying.filter((one) => one.certificate.buyer === buyer && !isShippedBy(one, atMs));
  const arrived = carrying.filter((one) => one.certificate.buyer === buyer && isShippedBy(one, atMs));
  const left = retained(context, shipments, arrived, lot, buyer);
  const findings = [
    ...between.flatMap((one) => one.findings),
    ...late.map(({ certificate }) => notYet(certificate, lot)),
    ...left.findings,
  ];
  const certificates = carrying.filter((one) => !late.includes(one)).map(({ certificate }) => certificate);
  return {
    grams: left.grams,
    certificates,
    assurance: certificates.map(memoOf(context).assuranceOf).reduce<Assurance | null>(weakest, null),
    findings,
    entries: ascending([
      ...certificates.map(({ entry }) => entry),
      ...findings.flatMap(({ entries }) => entries),
    ]),
  };
}

/** Most lots are sold once, straight to who draws them, by a certificate that nothing is wrong with. */
function soldOnce(
  context: TransactionContext,
  lot: string,
  seller: string,
  buyer: string,
  atMs: number,
): TransactionLimit | undefined {
  const shipments = shipmentsOf(context, lot);
  const [only] = shipments;
  if (only === undefined || shipments.length > 1 || only.findings.length > 0 || only.grams === 0)
    return undefined;
  const { certificate, grams } = only;
  const { holder, buyer: to, scheme, entry } = certificate;
  if (holder !== seller || to !== buyer || seller === buyer || !isShippedBy(only, atMs)) return undefined;
  const { hasHidden, assuranceOf } = memoOf(context);
  if (hasHidden(buyer, scheme)) return undefined;
  const assurance = assuranceOf(certificate);
  return { grams, certificates: [certificate], assurance, findings: [], entries: [entry] };
}

function isCarrying({ findings }: Shipment): boolean {
  return findings.every(({ weight }) => weight === 'note');
}

function isShippedBy({ certificate }: Shipment, atMs: number): boolean {
  return certificate.shippedAtMs !== null && certificate.shippedAtMs <= atMs;
}

function notYet(certificate: Certificate, lot: string): ClaimFinding {
  const detail = `what certificate ${certificate.certificate} is about was shipped only after it was used`;
  return { ...finding(certificate, 'CERTIFICATE_NOT_YET_VALID', 'when', detail), lot };
}

/** What came, less what the buyer passed on under certificates itself. */
function retained(
  context: TransactionContext,
  shipments: readonly Shipment[],
  arrived: readonly Shipment[],
  lot: string,
  buyer: string,
): { grams: number; findings: ClaimFinding[] } {
  const [first] = arrived;
  if (first === undefined) return { grams: 0, findings: [] };
  const onward = shipments.filter(({ certificate, leaves }) => leaves && certificate.holder === buyer);
  const [got, gave] = [sum(arrived.map(({ grams }) => grams)), sum(onward.map(({ grams }) => grams))];
  const statements = onward.map(({ certificate }) => certificate.entry);
  if (memoOf(context).hasHidden(buyer, first.certificate.scheme)) {
    const detail = `whether ${buyer} passed ${lot} on cannot be told: a certificate of it is withheld`;
    const options = { isUnknown: true, statements };
    return {
      grams: 0,
      findings: [{ ...finding(first.certificate, 'VOLUME_EXCEEDED', 'how-much', detail, options), lot }],
    };
  }
  if (gave < got) return { grams: got - gave, findings: [] };
  const detail = `${buyer} got ${got} g of ${lot} under certificates and passed ${gave} g on under certificates`;
  return {
    grams: 0,
    findings: [{ ...finding(first.certificate, 'VOLUME_EXCEEDED', 'how-much', detail, { statements }), lot }],
  };
}

/** Shipments of the lot, those of traders who passed on more than they got with that finding: repeated, for what such a trader sold is nothing in the next one's hands. */
function passedOn(context: TransactionContext, lot: string, seller: string): readonly Shipment[] {
  let shipments = shipmentsOf(context, lot);
  if (shipments.every(({ certificate }) => certificate.holder === seller)) return shipments;
  for (;;) {
    const traders = new Set(shipments.filter(isCarrying).map(({ certificate }) => certificate.holder));
    traders.delete(seller);
    const found = [...traders].flatMap((trader) => overselling(context, shipments, lot, trader) ?? []);
    if (found.length === 0) return shipments;
    shipments = shipments.map((one) => {
      const over = found.find(({ trader }) => trader === one.certificate.holder);
      return over === undefined ? one : { ...one, findings: [...one.findings, over.reason(one.certificate)] };
    });
  }
}

interface Overselling {
  readonly trader: string;
  readonly reason: (certificate: Certificate) => ClaimFinding;
}

function overselling(
  context: TransactionContext,
  shipments: readonly Shipment[],
  lot: string,
  trader: string,
): Overselling | undefined {
  const came = shipments.filter((one) => isCarrying(one) && one.certificate.buyer === trader);
  const went = shipments.filter((one) => one.leaves && one.certificate.holder === trader);
  const [got, gave] = [sum(came.map(({ grams }) => grams)), sum(went.map(({ grams }) => grams))];
  const isUnknown =
    gave <= got && went.some(({ certificate }) => memoOf(context).hasHidden(trader, certificate.scheme));
  if (gave <= got && !isUnknown) return undefined;
  const all = [...came, ...went].map(({ certificate }) => certificate);
  const names = all.map(({ certificate }) => certificate).join(', ');
  const detail = isUnknown
    ? `how much ${trader} passed on of ${lot} cannot be told: a certificate of it is withheld`
    : `${trader} got ${got} g of ${lot} and passed ${gave} g on, by ${names}`;
  const statements = all.map(({ entry }) => entry);
  const reason = (certificate: Certificate): ClaimFinding => ({
    ...finding(certificate, 'VOLUME_EXCEEDED', 'how-much', detail, { isUnknown, statements }),
    lot,
  });
  return { trader, reason };
}

/** Certificates of the seller that name the lot but go elsewhere stand among the entries: one made out to another buyer is of no use here. */
function nothingShown(
  context: TransactionContext,
  lot: string,
  seller: string,
  buyer: string,
): TransactionLimit {
  const shipments = shipmentsOf(context, lot);
  const elsewhere = shipments.filter(({ certificate }) => certificate.holder === seller);
  const owners = ownersAfter(shipments, seller);
  const scheme = context.rule.transfers?.scheme ?? context.claim.scheme;
  const names = elsewhere.map(
    ({ certificate }) => `${certificate.certificate} is made out to ${certificate.buyer}`,
  );
  const detail = `no transaction certificate of ${scheme} takes ${lot} from ${seller} to ${buyer}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
  const entries = ascending(elsewhere.map(({ certificate }) => certificate.entry));
  const weight = [...owners].some((owner) => memoOf(context).hasHidden(owner, scheme)) ? 'unknown' : 'fail';
  const about = elsewhere[0]?.certificate.certificate ?? null;
  return {
    grams: 0,
    certificates: [],
    assurance: null,
    findings: [{ code: 'CERTIFICATE_MISSING', check: 'what', weight, detail, lot, about, entries }],
    entries,
  };
}
