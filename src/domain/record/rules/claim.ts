// A claim is about what is one's own, or in one's hands; and kilograms are not claimed twice under schemes that exclude it.
import type { Claim, RecordBook, Trade } from '#verifier';
import { claimStands, claimsExclude, modelOf, tradeStateOf } from '#verifier';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function claimRefusals(said: Claim, known: Known): RecordRefusal[] {
  return [...ownRefusals(said, known), ...exclusionRefusals(said, known)];
}

function ownRefusals(said: Claim, known: Known): RecordRefusal[] {
  return [
    ...said.lots.flatMap((lot) => lotRefusals(said.issuer, lot, known)),
    ...productRefusals(said, known),
  ];
}

function lotRefusals(party: string, id: string, { book, lots }: Known): RecordRefusal[] {
  if (isLogisticUnit(id)) {
    const detail = `${id} is a logistic unit, of no material of its own: claim the lots that lie in it.`;
    return [{ ...refuse('UNIT_NOT_CLAIMED', 'lots', detail), lot: id }];
  }
  const lot = lots.lot(id);
  // Nobody has said yet where it comes from: the claim waits for that.
  if (lot === undefined || lots.hasHandled(party, id)) return [];
  if (book.tradesOf(id).some((trade) => trade.buyer === party && isReceived(book, trade))) return [];
  const detail = `${id} was made by ${lot.maker}, and nothing says that ${party} made, used, received or packed it: record its receipt first.`;
  return [{ ...refuse('CLAIM_NOT_YOURS', 'lots', detail, lot), lot: id }];
}

/** By its key, an SSCC (GS1 General Specifications 3.2): a claim may come before anybody tells of the unit. */
function isLogisticUnit(id: string): boolean {
  return id.startsWith('https://id.gs1.org/00/');
}

function isReceived(book: RecordBook, { trade }: Trade): boolean {
  return tradeStateOf(book, trade)?.answers.some(({ word }) => word === 'receives') === true;
}

function productRefusals({ product, issuer }: Claim, { register }: Known): RecordRefusal[] {
  const record = product === null ? undefined : register.products.get(product);
  if (record === undefined || record.party === issuer) return [];
  const detail = `${product} is a product of ${record.party}: claim lots that you hold, or a product of your own.`;
  return [refuse('CLAIM_NOT_YOURS', 'product', detail, record)];
}

const whole = 1_000_000;

/** Two claims whose shares fit into one whole need not be about the same kilograms. */
function exclusionRefusals(said: Claim, known: Known): RecordRefusal[] {
  const subjects = [...said.lots, ...(said.product === null ? [] : [said.product])];
  const products = said.lots.flatMap((lot) => modelOf(lot) ?? []);
  const others = new Set([...subjects, ...products].flatMap((subject) => known.book.claimsOn(subject)));
  const other = [...others].find(
    (one) =>
      one.sharePpm + said.sharePpm > whole &&
      claimsExclude(known.book, said, one) &&
      claimStands(known.book, one, said.recordedAtMs) &&
      // Lots may be claimed before anybody tells of them: who turns out to have no part in them stands in nobody's way.
      ownRefusals(one, known).length === 0,
  );
  if (other === undefined) return [];
  const detail = `The same goods are claimed under ${other.scheme} in ${other.claim}, which ${said.scheme} excludes: withdraw that claim first, or claim other goods.`;
  return [refuse('CLAIM_EXCLUDED', 'scheme', detail, other)];
}
