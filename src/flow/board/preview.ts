// What would be said of a claim that nobody has made yet: the rules for taking it, and the verdict as if it stood in the log. Nothing is
// signed with a key, and nothing is recorded.
import {
  arranged,
  type Claim,
  type ClaimVerdict,
  encodeBase64url,
  type JsonObject,
  judgeClaim,
  readStatement,
  RecordBook,
  splitClaims,
  withEntry,
} from '#verifier';
import { decide } from '../../domain/ledger/decide.ts';
import type { Facts } from '../../domain/ledger/facts.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { readFacts } from '../../domain/ledger/read-facts.ts';
import { validKeysOf } from '../../domain/party/register.ts';
import { draftRecord, seal } from '../../domain/statement/draft.ts';
import { answeredReading, answeredRefusal } from '../answered.ts';
import type { Refusal } from '../answers.ts';
import { dossierOf } from '../dossier.ts';
import type { Answer } from '../node.ts';
import { selectFor } from '../select.ts';
import type { World } from '../world.ts';

/** Of these many lots, the newest, the verdict is worked out. */
const lotsPreviewed = 3;

export interface ClaimPreview {
  /** Why the log would not take it; empty where it would. */
  refusals: Refusal[];
  lots: number;
  /** One for each lot looked at; they tell what would hold even where the log would not take the claim. */
  verdicts: ClaimVerdict[];
}

/** In pieces: judging is long work (judge/judge.ts, `ofOneMoment`). */
export function* previewClaim(
  world: World,
  ledger: Ledger,
  party: string,
  claims: Record<string, unknown>,
  lotsOf: (product: string) => { count: number; newest: string[] },
): Generator<undefined, Answer<ClaimPreview>> {
  const facts = unsignedFacts(world, ledger, party, claims);
  if (!facts.ok) return facts;
  if (facts.value.kind !== 'claim') throw new Error(`a claim was read as ${facts.value.kind}`);
  const nowMs = world.clock.nowMs();
  const decision = decide(ledger, [facts.value], nowMs, () => false);
  const claim = withEntry(facts.value.record, ledger.size, Math.max(nowMs, ledger.recordedAtMs)) as Claim;
  const product = claim.product === null ? null : lotsOf(claim.product);
  const lots = (product?.newest ?? claim.lots).slice(0, lotsPreviewed);
  const isTaken = ledger.records.byId('claim', claim.claim) !== undefined;
  return {
    ok: true,
    value: {
      refusals: decision.outcome === 'refused' ? decision.refusals.map(answeredRefusal) : [],
      lots: product?.count ?? claim.lots.length,
      verdicts: isTaken ? [] : yield* judgedWith(ledger, claim, lots),
    },
  };
}

function* judgedWith(
  ledger: Ledger,
  claim: Claim,
  lots: readonly string[],
): Generator<undefined, ClaimVerdict[]> {
  const records = new RecordBook(ledger.records);
  records.add(claim);
  const asIfSaid = { ...ledger, records };
  const verdicts: ClaimVerdict[] = [];
  for (const lot of lots) {
    yield;
    const selection = selectFor(asIfSaid, lot);
    yield;
    const facts = arranged(dossierOf(asIfSaid, selection));
    yield;
    verdicts.push(judgeClaim(facts, claim.claim, lot, claim.recordedAtMs));
  }
  return verdicts;
}

/** The facts that the signed statement would have; a signature of zeros is never looked at and never leaves here. */
function unsignedFacts(
  world: World,
  ledger: Ledger,
  party: string,
  claims: Record<string, unknown>,
): Answer<Facts> {
  const key = validKeysOf(ledger.register, party).at(-1);
  if (key === undefined)
    return {
      ok: false,
      refusals: [
        { code: 'PARTY_UNKNOWN', field: 'party', detail: `${party} has no key here that is valid.` },
      ],
    };
  const { clear, hidden } = splitClaims('claim', claims as JsonObject);
  const tools = {
    primitives: world.primitives,
    nextSalt: () => encodeBase64url(world.randomBytes(16)),
  };
  const issuedAtS = Math.floor(world.clock.nowMs() / 1000);
  const draft = draftRecord({ party, kid: key.kid }, issuedAtS, 'claim', clear, hidden, tools);
  const read = readStatement(seal(draft, new Uint8Array(64)), world.primitives);
  if (!read.ok) return { ok: false, refusals: [answeredReading(read.refusal)] };
  const facts = readFacts(read.statement, world.primitives);
  return facts.ok
    ? { ok: true, value: facts.facts }
    : { ok: false, refusals: facts.refusals.map(answeredRefusal) };
}
