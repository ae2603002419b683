// The node as its doors see it: one face for HTTP, CLI, pages and tests.
import type { ClaimVerdict, RecordKind } from '#verifier';
import type {
  CaptureOutcome,
  FacilityView,
  Handover,
  HandoverOutcome,
  Level,
  LotEvent,
  LogHead,
  LotView,
  Notice,
  PartyView,
  ProductView,
  RecordedEvent,
  RecordQuery,
  RecordView,
  Refusal,
  RememberedLot,
  StandingReport,
  StockLot,
  StockQuery,
  TodayAnswer,
  TodayQuery,
  TraceAnswer,
} from './answers.ts';
import type { FacilityRecord } from '../domain/party/register.ts';
import type { EventReader } from '../domain/statement/sight.ts';
import type { OutsideView } from './evidence/outside.ts';
import type { FlowAnswer, FlowQuestion } from './flows/answer.ts';
import type { ProductProof } from './flows/proof.ts';
import type { Alike } from './find/lots.ts';
import type { Named } from './find/names.ts';
import type { SiteFlows } from './site/flows.ts';
import type { CapturePreview } from './preview/answer.ts';
import type { BoardAnswer, BoardQuery } from './board/board.ts';
import type { ClaimPreview } from './board/preview.ts';
import type { Authority } from './review/authority.ts';
import type { Paper } from './review/paper.ts';
import type { ReviewAnswer, ReviewQuery } from './review/review.ts';
import type { SuppliersAnswer } from './suppliers/suppliers.ts';

export type Answer<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

export interface CaptureRequest {
  /** The party in whose name the node signs (custodial), or whose statements are taken. */
  party: string;
  /** An EPCIS document, query document or bare event, as received. */
  bytes: Uint8Array;
  behaviour?: 'rollback' | 'proceed';
  granularity?: 'property' | 'event';
}

export interface PartyAdmission {
  party?: string;
  name?: string;
  country?: string;
  region?: string;
  identifiers?: string[];
  /** Public key as an OKP JWK with a proof of possession; absent = the node makes a custodial key. */
  device?: { jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string }; possession: string };
}

export interface EventQuery {
  /** Pairs as in the query string, e.g. ['EQ_bizStep', 'shipping|receiving']. */
  parameters: [string, string][];
  perPage: number;
  after: string | null;
  /** For whom: filters, counts and pages know only what this reader is shown. Left out: everything, for the node's own work. */
  reader?: EventReader;
}

export interface SelvedgeNode {
  readonly origin: string;
  readonly operator: string;

  /** Validates, signs custodially in the name of `party`, records. Nothing is half-applied. */
  capture(request: CaptureRequest): Promise<CaptureOutcome>;
  /** Records a statement that its party has signed itself. `party`, if given, must be its issuer. */
  record(sdjwt: string, party?: string): Promise<CaptureOutcome>;

  /** What `capture` would say now. Signs nothing, records nothing. */
  preview(request: CaptureRequest): Promise<CapturePreview>;
  /** What `record` would say of these, one after the other. */
  previewStatements(sdjwts: readonly string[], party?: string): Promise<CapturePreview>;

  admitParty(admission: PartyAdmission): Promise<Answer<PartyView>>;
  registerFacility(
    facility: Partial<FacilityView> & { facility: string; party: string },
  ): Promise<Answer<FacilityView>>;
  registerProduct(
    product: Partial<ProductView> & { product: string; party: string },
  ): Promise<Answer<ProductView>>;
  /** One more key, held by a device of the party: enrolled by the party's own custodial key, or by the operator where the node holds none. */
  enrolKey(party: string, device: NonNullable<PartyAdmission['device']>): Promise<Answer<PartyView>>;
  revokeKey(party: string, kid: string, reason: string): Promise<Answer<PartyView>>;
  /** Destroys salt and value of one field in the store; `field` is a JSON pointer in the statement's claims. */
  erase(entry: number, field: string, reason: string): Promise<Answer<{ entry: number; erased: string[] }>>;

  party(id: string): PartyView | undefined;
  parties(): PartyView[];
  facility(id: string): FacilityView | undefined;
  facilities(): FacilityView[];
  /** As told last; with `lot`, as it had been told when that lot was made, by which the lot is judged. */
  product(id: string, lot?: string): ProductView | undefined;
  products(): ProductView[];
  lot(id: string): LotView | undefined;
  /** Lots born for a product (GTIN), newest first. */
  lotsOf(product: string, limit: number): LotView[];
  /** What a party made or received, newest first, with what is left of each. */
  stock(query: StockQuery): { lots: StockLot[]; next: string | null };
  /** The same of one lot; undefined where the party never had any of it. */
  stockLot(party: string, lot: string): StockLot | undefined;
  /** Events that mention a lot, newest first, those that were taken back among them. */
  lotHistory(lot: string): LotEvent[];
  /** A shipment sent or received: record and event, together or not at all. The same again changes nothing. */
  handOver(handover: Handover): Promise<Answer<HandoverOutcome>>;
  /** The same of two statements that their party, if given `party`, has signed itself. */
  handOverSigned(statements: readonly string[], party?: string): Promise<Answer<HandoverOutcome>>;
  /** What waits for a party: deliveries, words to confirm, gaps, papers that end, notices, cases. */
  today(query: TodayQuery): TodayAnswer;

  trace(
    id: string,
    direction: 'back' | 'forward',
    page?: { offset: number; limit: number },
  ): Answer<TraceAnswer>;
  /** The same chain summed up by stages and places, so that it can be drawn whatever its size. LOT_UNKNOWN. */
  flow(id: string, question: FlowQuestion): Promise<Answer<FlowAnswer>>;
  /** What is proven of a product, over its newest `limit` batches. NO_SUCH_RESOURCE. */
  proof(product: string, limit: number): Promise<Answer<ProductProof>>;
  /** Bytes of an evidence file (docs/protocol/evidence.md). `since`: size of an earlier checkpoint to be consistent with;
   * `atMs`: as of when claims are judged, the node's now unless given. */
  evidence(id: string, options?: { level?: Level; since?: number; atMs?: number }): Answer<Uint8Array>;
  /** What stands behind a lot's making outside this node: witnesses, anchors, and balances that evidence of level full proves. */
  outside(lot: string): OutsideView;
  /** With a `reader`, as far as it is shown them (domain/statement/sight.ts). */
  event(eventId: string, reader?: EventReader): RecordedEvent[];
  events(query: EventQuery): Answer<{ events: RecordedEvent[]; next: string | null }>;

  /** Lots by a part (three characters at least) of the code on their label; `isShown` is asked for each that has it. */
  lotsLike(part: string, most: number, isShown: (id: string) => boolean): Promise<Alike>;
  /** Parties, facilities, products and records by a part of a name or id. `isShown` is asked for each that has it (`asked`: the part as
   * it is compared). */
  namesLike(part: string, most: number, isShown: (named: Named, asked: string) => boolean): Named[];
  /** The newest entry that holds this digest: of a statement's JWT, or of a root of the holdings. */
  entryOf(digest: Uint8Array): Promise<number | undefined>;
  /** All that was told of a site, in the order of the log. */
  facilityWords(id: string): readonly FacilityRecord[];
  /** What went in and came out there; undefined where nothing was made or used up yet. */
  facilityFlows(id: string): SiteFlows | undefined;

  /** Says a record (docs/protocol/record.md) in the name of a party whose key the node holds: the claims as its kind has
   * them, without `iss` and the like. Which of them become disclosures, the kind decides. `isChecked`: a certificate may
   * say that it came as a credential, for the caller has checked that one. */
  say(
    party: string,
    kind: RecordKind,
    claims: Record<string, unknown>,
    options?: { isChecked?: boolean },
  ): Promise<Answer<RecordView>>;
  /** Newest first. */
  records(query: RecordQuery): { records: RecordView[]; total: number };
  /** The records among these log entries, in their order. */
  recordsAt(entries: readonly number[]): RecordView[];
  /** How the buyer of a trade has mapped such lots of this seller to its own before: never from other partners. */
  rememberedLots(trade: string): Answer<RememberedLot[]>;
  /** The verdicts on all claims on a lot, by id of the claim; `atMs` is the node's now unless given. Judging gives way to what else waits;
   * every answer with verdicts is of one moment of the log all the same. */
  verdicts(lot: string, atMs?: number): Promise<Answer<ClaimVerdict[]>>;
  /** The verdicts on one claim, for each lot it is about (of a product: for its newest lots), at most `most` of them. */
  verdictsOn(claim: string, atMs?: number, most?: number): Promise<Answer<ClaimVerdict[]>>;
  /** Claims, newest first, each with what its newest lots come to now. */
  board(query: BoardQuery): Promise<BoardAnswer>;
  /** What would be said of a claim of this party. Signs nothing, records nothing. */
  previewClaim(party: string, claims: Record<string, unknown>): Promise<Answer<ClaimPreview>>;
  /** All about one certificate; undefined where there is none by that id. */
  paper(certificate: string): Paper | undefined;
  /** What the party may say of a claim, a certificate, or what a case is about. */
  authority(party: string, about: string): Authority;
  /** What waits for a party that certifies. */
  review(query: ReviewQuery): ReviewAnswer;
  /** Who stands behind the newest `limit` lots of a party, tier by tier, and whom it invited. */
  suppliers(party: string, limit: number): SuppliersAnswer;
  /** What is claimed, shipped or certified twice, anywhere in the log. */
  report(atMs?: number): StandingReport;
  /** Words about certificates, claims and trade that a party relied on, newest first; before `untilEntry`, where it is given. */
  notices(party: string, sinceEntry?: number, untilEntry?: number): Notice[];

  head(): LogHead;
  /** Signed note of a head that is on disk and written to the guard file. */
  checkpoint(): string;
  /** The same, with the cosignatures of witnesses behind it where they have signed that head. */
  cosignedCheckpoint(): string;
  /** C2SP tile bytes, undefined where there is none (of that width). */
  tile(level: number, index: number, width: number): Uint8Array | undefined;
  entryBundle(index: number, width: number): Uint8Array | undefined;
  /** Root of the first `size` entries; undefined where the log has fewer. */
  rootAt(size: number): Uint8Array | undefined;
  /** RFC 6962 section 2.1.2: the first `from` entries (at least 1) begin the first `to`; undefined where the log has fewer. */
  consistencyProof(from: number, to: number): Uint8Array[] | undefined;
  inclusionProof(entry: number): string | undefined;
  /** The statement as stored (all disclosures that are not erased). */
  statement(entry: number): string | undefined;
  stateHash(): string;
  /** Numbers of lots whose balances rest on something that was erased: void in the map for ever. */
  erasedLots(): number[];

  /** Writes the root of the map lot -> balance into the log (docs/protocol/holdings.md); null where nothing has changed
   * since the last. `root`: base64. */
  publishHoldings(): Promise<{ entry: number; lots: number; root: string } | null>;
  /** Events since the last root, or since the start where none was written. */
  eventsSinceRoot(): number;
  /** The newest root entry, if there is one. */
  holdingsRoot(): { entry: number; lots: number; root: string } | undefined;
  /** Bytes of the audit of the root entry at this index; undefined where there is none, or not any more. */
  audit(entry: number): Uint8Array | undefined;
  close(): Promise<void>;
}
