// Nothing counts twice: no kilogram under two schemes that exclude each other, no certificate number with two holders
// (docs/protocol/claims.md, "exclusivity").
import type { ChainEvent } from '../dossier/dossier.ts';
import type { Pack } from '../pack/pack.ts';
import type { RecordBook } from '../record/book.ts';
import type { Certificate, Claim } from '../record/record.ts';
import { modelOf } from '../record/trade-bounds.ts';
import type { Making } from './chain.ts';
import { isHoldersWord } from './certificate/assurance.ts';
import type { JudgeContext } from './context.ts';
import { finding, percent } from './finding.ts';
import { shareOf, wholePpm } from './share.ts';
import { holdersOf } from './trade/holders.ts';
import type { ClaimFinding } from './verdict.ts';
import { type Way, wayBack } from './way.ts';

/** `CLAIM_EXCLUDED` by the other claim, then `CERTIFICATE_NUMBER_TAKEN` by certificate. */
export function exclusivityFindings(context: JudgeContext): ClaimFinding[] {
  const way = wayBack(context.chain, context.asked);
  return [...excludedFindings(context, way), ...numberFindings(context, way)];
}

/**
 * Kilograms of the asked lot that are claimed under an excluding scheme already, there or anywhere on the way, shared out as
 * the kilograms themselves are. Two claims on different parts of a mixture do not meet: together they are no more than all.
 */
function excludedFindings(context: JudgeContext, way: Way): ClaimFinding[] {
  const { chain, claim, asked } = context;
  const excluding = excludingClaims(context);
  if (excluding.size === 0) return [];
  const others = new Map<number, readonly Claim[]>();
  for (const at of way.lots) others.set(at, claimsOn(excluding, chain.lots[at]!.lot));
  // A lot of which nobody told any making has no place in the chain, and may be claimed all the same.
  const own = chain.indexOf.has(asked) ? [] : claimsOn(excluding, asked);
  const found = new Set([...others.values()].flat().concat(own));
  return [...found]
    .sort((a, b) => (a.claim < b.claim ? -1 : 1))
    .flatMap((other) => {
      const taken = own.includes(other) ? other.sharePpm : reaching(context, way, others, other);
      if (taken + claim.sharePpm <= wholePpm) return [];
      const detail = `${percent(taken)} of ${asked} is claimed under ${other.scheme} in ${other.claim}, and ${percent(claim.sharePpm)} under ${claim.scheme} here: these exclude each other.`;
      const entries = [claim.entry, other.entry];
      return [
        finding('CLAIM_EXCLUDED', 'exclusivity', 'fail', detail, { lot: asked, about: other.claim, entries }),
      ];
    });
}

/** Claims that stand under a scheme that excludes this claim's or is excluded by it, by the lot or product they are on. */
function excludingClaims(context: JudgeContext): Map<string, Claim[]> {
  const { book, atMs, claim } = context;
  const found = new Map<string, Claim[]>();
  for (const other of book.ofKind('claim')) {
    if (other.claim === claim.claim || other.recordedAtMs > atMs) continue;
    if (!doExclude(book, claim, other) || !stands(book, other, atMs)) continue;
    const subjects = new Set([...other.lots, ...(other.product === null ? [] : [other.product])]);
    for (const subject of subjects)
      if (!isStranger(context, other, subject)) found.set(subject, [...(found.get(subject) ?? []), other]);
  }
  return found;
}

/**
 * Claimed before anybody told of the goods, by somebody who turned out to have no part in them: it takes no kilograms from who
 * has. Once they are told of, the log takes claims of none but who made, drew, packed or received them.
 */
function isStranger(context: JudgeContext, { issuer, entry }: Claim, subject: string): boolean {
  const place = context.chain.indexOf.get(subject);
  if (place === undefined) return isStrangersProduct(context, issuer, entry, subject);
  const { chain, dossier } = context;
  const { lot, madeBy, drawnBy } = chain.lots[place]!;
  const [makers, takers] = [madeBy, drawnBy].map((all) => all.flatMap((at) => chain.makings[at]!.events));
  const born = makers!.filter((event) => makes(event, lot)).map((event) => event.entry);
  if (born.length === 0 || entry > Math.min(...born)) return false;
  if (dossier.events.some(({ party, withheld }) => withheld && party === issuer)) return false;
  const holders = holdersOf(
    context,
    lot,
    takers!.filter((event) => takes(event, lot)).map(({ party }) => party),
  );
  return holders !== 'anybody' && !holders.isDoubtful && !holders.parties.has(issuer);
}

function makes({ produced, unit }: ChainEvent, lot: string): boolean {
  return unit === lot || produced.some((one) => one.lot === lot);
}

/** Out of a unit too: who draws one draws all that lies in it. */
function takes({ drawn, unit, packed }: ChainEvent, lot: string): boolean {
  return unit === null ? drawn.length > 0 : packed.some((one) => one.lot === lot);
}

function isStrangersProduct({ products }: JudgeContext, issuer: string, entry: number, id: string): boolean {
  const first = products.first(id);
  return first !== undefined && first.product === id && entry < first.entry && first.party !== issuer;
}

/** On the lot or its product. */
function claimsOn(claims: ReadonlyMap<string, readonly Claim[]>, lot: string): Claim[] {
  const product = modelOf(lot);
  const onProduct = product === null || product === lot ? [] : (claims.get(product) ?? []);
  return [...new Set([...(claims.get(lot) ?? []), ...onProduct])];
}

/** By the pack in force for either of them. */
export function doExclude(book: RecordBook, one: Claim, other: Claim): boolean {
  return excludes(book, one, other.scheme) || excludes(book, other, one.scheme);
}

function excludes(book: RecordBook, { scheme, recordedAtMs }: Claim, other: string): boolean {
  const pack: Pack | undefined = book.packAt(scheme, recordedAtMs)?.content;
  return scheme !== other && pack?.kind === 'scheme' && pack.excludes.includes(other);
}

/** Until its claimant withdraws it or it runs out. Who refutes it says that it is wrong, not that it is not made. */
export function stands(book: RecordBook, { claim, issuer, validUntilMs }: Claim, atMs: number): boolean {
  if (validUntilMs !== null && validUntilMs < atMs) return false;
  return !book
    .statusesOf(claim)
    .some(
      ({ state, issuer: by, recordedAtMs, fromMs }) =>
        state === 'withdrawn' && by === issuer && recordedAtMs <= atMs && fromMs <= atMs,
    );
}

/** How many ppm of the asked lot one other claim has taken. Loops are summed from nothing upwards, at most 64 times. */
function reaching(
  context: JudgeContext,
  way: Way,
  others: ReadonlyMap<number, readonly Claim[]>,
  other: Claim,
): number {
  const { chain, asked } = context;
  const taken = new Map<number, number>();
  const upstreamFirst = chain.order.flat().filter((node) => way.lots.has(node));
  for (let round = 0; round < 64; round += 1) {
    let changed = false;
    for (const at of upstreamFirst) {
      const direct = others.get(at)?.includes(other) ? other.sharePpm : 0;
      const now = Math.max(
        direct,
        madeOf(
          chain.lots[at]!.madeBy.map((one) => chain.makings[one]!),
          at,
          taken,
        ),
      );
      changed ||= now !== (taken.get(at) ?? 0);
      taken.set(at, now);
    }
    if (!changed) break;
  }
  return taken.get(chain.indexOf.get(asked) ?? -1) ?? 0;
}

/** What its makings bring of it, by their weight; what is not weighed brings nothing, so that nobody is blamed on a guess. */
function madeOf(makings: readonly Making[], lot: number, taken: ReadonlyMap<number, number>): number {
  let [sum, all] = [0, 0];
  for (const { inputs, outputs, inGrams } of makings) {
    const grams = outputs.find((output) => output.lot === lot)?.grams ?? 0;
    const brought = inputs.reduce(
      (total, input) => total + shareOf(input.grams ?? 0, taken.get(input.lot) ?? 0, wholePpm),
      0,
    );
    sum += inGrams === null ? 0 : shareOf(grams, brought, inGrams);
    all += grams;
  }
  return shareOf(sum, wholePpm, all);
}

/** Among certificates of the claim's scheme, or that the claim names, of parties on the way. */
function numberFindings({ book, claim, atMs }: JudgeContext, way: Way): ClaimFinding[] {
  const parties = new Set([claim.issuer, ...way.makings.map(({ party }) => party)]);
  const held = [...parties].flatMap((party) => book.certificatesOf(party));
  return [...new Set(held)]
    .filter(({ scheme, certificate }) => scheme === claim.scheme || claim.restsOn.includes(certificate))
    .sort((a, b) => (a.certificate < b.certificate ? -1 : 1))
    .flatMap((own) => {
      const { certificate, scheme, number, holder, entry } = own;
      if (number === null) return [];
      const others = book
        .certificatesNumbered(scheme, number)
        .filter((one) => one.holder !== holder && one.recordedAtMs <= atMs && speaksAgainst(one, own));
      if (others.length === 0) return [];
      const names = [...new Set(others.map((one) => one.holder))].sort().join(', ');
      const detail = `Number ${number} of ${scheme} is on ${certificate} of ${holder} and on a certificate of ${names}.`;
      const entries = [entry, ...others.map((one) => one.entry)];
      return [
        finding('CERTIFICATE_NUMBER_TAKEN', 'exclusivity', 'fail', detail, { about: certificate, entries }),
      ];
    });
}

/** Whoever copies a number onto a paper of its own does not take it from the one to whom a certifier gave it. */
function speaksAgainst(other: Certificate, own: Certificate): boolean {
  return isHoldersWord(own) || !isHoldersWord(other);
}
