// The board of claims: what is claimed, and what the newest lots of each claim come to when they are judged now.
import type { Claim, ClaimFinding, ClaimResult, ClaimVerdict, CustodyModel } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { stateOf } from '../../domain/record/state.ts';
import { nameIn } from '../today/trade.ts';

/** Judging follows a chain to its fields: of each claim, only so many of its newest lots are judged for the board. */
export const lotsOnBoard = 3;

export interface BoardQuery {
  /** One claim, by its id. */
  claim: string | null;
  /** Only claims of this party. */
  claimant: string | null;
  scheme: string | null;
  /** Only claims of this product as a whole: of a claim about certain lots it is not shown which they are. */
  product: string | null;
  /** As in `RecordView.state`. */
  state: string | null;
  /** Only those that end within sixty days. */
  expiring: boolean;
  /** Part of an id, text, name of the claimant or of the product. */
  search: string | null;
  offset: number;
  perPage: number;
}

export interface ClaimOnBoard {
  claim: string;
  entry: number;
  recordedAtMs: number;
  claimant: string;
  claimantName: string | null;
  text: string | null;
  scheme: string;
  code: string;
  /** As the pack calls it; null where no pack knows it. */
  schemeTitle: string | null;
  codeTitle: string | null;
  model: CustodyModel;
  sharePpm: number;
  product: string | null;
  productName: string | null;
  validUntilMs: number | null;
  state: string;
  /** Lots it is about, and how many of them, the newest, were judged for this answer. */
  lots: number;
  looked: number;
  /** Of all that were judged together; null where there is no lot to judge. */
  result: ClaimResult | null;
  gramsClaimed: number | null;
  gramsSubstantiated: number | null;
  /** What speaks against it most, of its newest lot against which anything speaks. */
  reason: ClaimFinding | null;
}

export interface BoardAnswer {
  judgedAtMs: number;
  count: number;
  member: ClaimOnBoard[];
  next: number | null;
}

/** What the board asks of others: lots of a product with their number, and verdicts. */
export interface BoardTools {
  lotsOf(product: string): { count: number; newest: string[] };
  judged(claim: string, most: number): readonly ClaimVerdict[];
}

const soonMs = 60 * 86_400_000;

/** Newest first; only what is on the page is judged. */
export function boardAnswer(ledger: Ledger, query: BoardQuery, atMs: number, tools: BoardTools): BoardAnswer {
  const found = ledger.records
    .ofKind('claim')
    .filter((claim) => answers(ledger, claim, query, atMs))
    .reverse();
  const shown = found.slice(query.offset, query.offset + query.perPage);
  const end = query.offset + shown.length;
  return {
    judgedAtMs: atMs,
    count: found.length,
    member: shown.map((claim) => onBoard(ledger, claim, atMs, tools)),
    next: end < found.length ? end : null,
  };
}

function answers(ledger: Ledger, claim: Claim, query: BoardQuery, atMs: number): boolean {
  const { validUntilMs } = claim;
  const isExpiring = validUntilMs !== null && validUntilMs >= atMs && validUntilMs <= atMs + soonMs;
  return (
    (query.claim === null || claim.claim === query.claim) &&
    (query.claimant === null || claim.issuer === query.claimant) &&
    (query.scheme === null || claim.scheme === query.scheme) &&
    (query.product === null || claim.product === query.product) &&
    (!query.expiring || isExpiring) &&
    (query.state === null || stateOf(ledger.records, claim, atMs) === query.state) &&
    (query.search === null || isNamed(ledger, claim, query.search.toLowerCase()))
  );
}

/** Only words that every key is shown: a search must not tell what is withheld. */
function isNamed(ledger: Ledger, claim: Claim, part: string): boolean {
  const { claim: id, text, scheme, code, product, issuer } = claim;
  const words = [id, text, scheme, code, product, nameIn(ledger, issuer), productName(ledger, product)];
  return words.some((word) => word?.toLowerCase().includes(part));
}

function productName({ register }: Ledger, product: string | null): string | null {
  return product === null ? null : (register.products.get(product)?.name ?? null);
}

function onBoard(ledger: Ledger, claim: Claim, atMs: number, tools: BoardTools): ClaimOnBoard {
  const { claim: id, issuer, entry, recordedAtMs, text, scheme, code, model, sharePpm, product } = claim;
  const verdicts = tools.judged(id, lotsOnBoard);
  return {
    ...{ claim: id, entry, recordedAtMs, text, scheme, code, model, sharePpm, product },
    ...titlesOf(ledger, claim),
    claimant: issuer,
    claimantName: nameIn(ledger, issuer),
    productName: productName(ledger, product),
    validUntilMs: claim.validUntilMs,
    state: stateOf(ledger.records, claim, atMs) ?? 'claimed',
    lots: product === null ? claim.lots.length : tools.lotsOf(product).count,
    looked: verdicts.length,
    result: resultOf(verdicts),
    gramsClaimed: sumOf(verdicts.map(({ gramsClaimed }) => gramsClaimed)),
    gramsSubstantiated: sumOf(verdicts.map(({ gramsSubstantiated }) => gramsSubstantiated)),
    reason: reasonOf(verdicts),
  };
}

function titlesOf(
  { records }: Ledger,
  { scheme, code, recordedAtMs }: Claim,
): { schemeTitle: string | null; codeTitle: string | null } {
  const pack = records.packAt(scheme, recordedAtMs)?.content;
  if (pack?.kind !== 'scheme') return { schemeTitle: null, codeTitle: null };
  return {
    schemeTitle: pack.title,
    codeTitle: pack.claims.find((rule) => rule.code === code)?.title ?? null,
  };
}

/** One word for several lots: what they all are; `partly` where some hold; else the worse of failing and not to be told. */
export function resultOf(verdicts: readonly Pick<ClaimVerdict, 'result'>[]): ClaimResult | null {
  const results = new Set(verdicts.map(({ result }) => result));
  const [first] = results;
  if (first === undefined) return null;
  if (results.size === 1) return first;
  if (results.has('withdrawn')) return 'withdrawn';
  if (results.has('holds') || results.has('partly')) return 'partly';
  return results.has('fails') ? 'fails' : 'cannot-tell';
}

/** Of the first lot against which anything speaks: what fails before what is unknown, what the log said last before older. */
export function reasonOf(verdicts: readonly ClaimVerdict[]): ClaimFinding | null {
  for (const { findings } of verdicts) {
    const against = findings.filter(({ weight }) => weight !== 'note');
    const [worst] = against.sort(
      (one, other) =>
        Number(other.weight === 'fail') - Number(one.weight === 'fail') || newest(other) - newest(one),
    );
    if (worst !== undefined) return worst;
  }
  return null;
}

function newest({ entries }: ClaimFinding): number {
  return entries.at(-1) ?? -1;
}

/** Null where one of them is not known, or there is none. */
function sumOf(grams: readonly (number | null)[]): number | null {
  if (grams.length === 0) return null;
  return grams.reduce((all: number | null, one) => (all === null || one === null ? null : all + one), 0);
}
