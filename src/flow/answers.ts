// What a node answers, as plain data: the doors (HTTP, CLI, pages) render these and nothing else.
import type { LogKey, Quantity, RecordKind } from '#verifier';
import type { Facility, Party, Product } from '../domain/party/register.ts';

/** Why something was not taken. `code` is stable; `detail` is one plain sentence that says what to do. */
export interface Refusal {
  code: string;
  detail: string;
  /** JSON pointer into what was sent. */
  pointer?: string;
  /** Last part of the pointer, or the HTTP parameter. */
  field?: string;
  eventIndex?: number;
  eventId?: string;
  lot?: string;
  /** Base units, with `dimension`. */
  asked?: number;
  available?: number;
  dimension?: string;
  /** Log index of the statement that decided it. */
  decidedBy?: number;
}

export type EventStatus = 'recorded' | 'already-recorded' | 'refused';

export interface EventOutcome {
  index: number;
  eventId: string | null;
  status: EventStatus;
  /** Log index of the statement that holds it. */
  entry: number | null;
  refusals: Refusal[];
}

/** `recorded`: something or all was taken (or was there already); `refused`: nothing was. */
export interface CaptureOutcome {
  outcome: 'recorded' | 'refused';
  events: EventOutcome[];
  /** Log indexes of the statements written now. */
  entries: number[];
  refusals: Refusal[];
  warnings: Refusal[];
  custody: 'device' | 'custodial';
}

export interface PartyView extends Party {
  keys: { kid: string; custody: 'device' | 'custodial'; enrolledAt: number; revokedAt: number | null }[];
}

export type FacilityView = Facility;
export type ProductView = Product;

export type LotKind = 'item' | 'lot' | 'unit' | 'product' | 'other';

/** Amounts are integers in the base unit of `dimension`; null = not known. */
export interface LotView {
  id: string;
  kind: LotKind;
  dimension: string | null;
  produced: number | null;
  drawn: number | null;
  remaining: number | null;
  party: string | null;
  place: string | null;
  step: string | null;
  bornAtMs: number | null;
  /** Log index of the statement of its birth. */
  entry: number | null;
  custody: 'device' | 'custodial' | null;
}

export interface Gap {
  kind: 'undeclared-lot' | 'unknown-quantity' | 'unit-mismatch' | 'unknown-place' | 'withheld';
  lot: string;
  detail: string;
  /** Log indexes of the statements that refer to it. */
  entries: number[];
}

export interface Conflict {
  kind: 'overdrawn';
  lot: string;
  detail: string;
  produced: number;
  drawn: number;
  entries: number[];
}

export interface OriginView {
  id: string;
  /** Amount of this origin contained in (back) or gone into (forward) the asked lot, in its base unit. */
  amount: number | null;
  dimension: string | null;
  /** 0..1 of all origins of the same dimension. */
  share: number | null;
  country: string | null;
  region: string | null;
  place: string | null;
  party: string | null;
}

export interface CountryShare {
  country: string | null;
  grams: number;
  share: number;
  origins: number;
}

/** One step of the journey at one place: all traced lots born there by the same business step and process. */
export interface Stage {
  step: string | null;
  process: string | null;
  party: string | null;
  place: string | null;
  country: string | null;
  region: string | null;
  lots: number;
  /** Total produced there of the traced lots, base unit, when one dimension. */
  amount: number | null;
  dimension: string | null;
  fromMs: number;
  toMs: number;
  /** Smallest distance from the asked lot, in steps: stages are sorted by it, farthest first. Smallest, so that in a
   * recycling loop the making of the asked lot itself stays last. */
  depth: number;
  custodial: boolean;
}

export interface TraceNode {
  id: string;
  kind: LotKind;
  depth: number;
  party: string | null;
  place: string | null;
  country: string | null;
  amount: number | null;
  dimension: string | null;
}

export interface TraceAnswer {
  question: { id: string; direction: 'back' | 'forward' };
  lot: LotView;
  nodes: number;
  edges: number;
  depth: number;
  tookMs: number;
  originCount: number;
  /** Largest share first; the page asked for. */
  origins: OriginView[];
  countries: CountryShare[];
  /** Base units of `lot.dimension` that the shares are of; null where amounts are unknown. */
  unknownAmounts: boolean;
  stages: Stage[];
  gaps: Gap[];
  conflicts: Conflict[];
  /** Nodes in breadth-first order, the page asked for; `next` is the offset of the next page. */
  page: TraceNode[];
  next: number | null;
}

export interface LogHead {
  origin: string;
  size: number;
  root: Uint8Array;
  key: LogKey;
}

export type Level = 'country' | 'region' | 'site' | 'full';

/** An event as it was captured, with what the node knows of it. */
export interface RecordedEvent {
  eventId: string;
  event: Record<string, unknown>;
  recordedAtMs: number;
  entry: number;
  indexInStatement: number;
  party: string;
  custody: 'device' | 'custodial';
}

export type { Quantity };

/** A record as the log has it. `claims`: what the statement shows, without the claims that every statement has. */
export interface RecordView {
  kind: RecordKind;
  /** By which others refer to it; null for kinds that nobody refers to. */
  id: string | null;
  entry: number;
  recordedAtMs: number;
  issuer: string;
  custody: 'device' | 'custodial';
  claims: Record<string, unknown>;
  /** Of certificates, accreditations, claims, trades and cases: what later words have made of it by now. */
  state: string | null;
}

/** A lot as one party has it: what it made or received of it, did with it, and has left. Amounts are its own, not those of the lot in
 * other hands; in base units of `dimension`, null = not known. */
export interface StockLot {
  id: string;
  kind: LotKind;
  product: string | null;
  productName: string | null;
  dimension: string | null;
  /** The party made it, or some of it. */
  made: boolean;
  /** Somebody has told how it was made. */
  declared: boolean;
  produced: number | null;
  received: number | null;
  drawn: number | null;
  shipped: number | null;
  /** What lies loose; what was packed is left with its unit. */
  remaining: number | null;
  inStock: boolean;
  /** The party that it came from last; null where that is not told. */
  from: string | null;
  /** Where the party made or received it last. */
  place: string | null;
  bornAtMs: number | null;
  /** When the party made or received it last. */
  cameAtMs: number;
  /** Given to this party or by it. */
  certificates: { id: string; type: string; scheme: string; state: string | null }[];
  claims: { id: string; scheme: string; code: string; state: string | null }[];
}

/** An event that mentions a lot. Amounts in base units of the lot; null = not told, or withheld. */
export interface LotEvent {
  eventId: string | null;
  entry: number;
  /** `error`: it declares another event an error. */
  act: 'made' | 'drawn' | 'packed' | 'unpacked' | 'emptied' | 'received' | 'shipped' | 'seen' | 'error';
  atMs: number;
  recordedAtMs: number;
  amount: number | null;
  party: string | null;
  partyName: string | null;
  place: string | null;
  placeName: string | null;
  country: string | null;
  step: string | null;
  process: string | null;
  custody: 'device' | 'custodial';
  /** Declared an error since. */
  isVoided: boolean;
  reason: string | null;
  /** eventIDs that stand instead. */
  correctedBy: string[];
}

/** What `POST /handovers` takes: the word of trade of a party and the event that goes with it. */
export interface Handover {
  party: string;
  kind: 'trade' | 'answer';
  claims: Record<string, unknown>;
  /** One EPCIS event, or a document with one. */
  event: Uint8Array;
}

export interface HandoverOutcome {
  record: RecordView;
  event: EventOutcome;
}

export interface StockQuery {
  party: string;
  state: 'in-stock' | 'all';
  /** A facility; null = wherever. */
  place: string | null;
  /** Without what is at another site of the party than these. */
  sites?: readonly string[] | null;
  /** Part of the id or of the name of the product. */
  search: string | null;
  perPage: number;
  after: string | null;
}

/** What waits for a party. Members of a list are those of the page, what is most pressing first; `count` is all of them. */
export interface TodayAnswer {
  party: string;
  atMs: number;
  receive: TodayList<TradeWaiting>;
  confirm: TodayList<WordWaiting>;
  gaps: TodayList<GapWaiting>;
  expiring: TodayList<PaperExpiring>;
  notices: TodayList<Notice>;
  cases: TodayList<CaseWaiting>;
}

export interface TodayList<T> {
  count: number;
  member: T[];
}

export type TodayName = 'receive' | 'confirm' | 'gaps' | 'expiring' | 'notices' | 'cases';

/** A delivery on its way to the party. */
export interface TradeWaiting {
  trade: string;
  stage: string;
  from: string;
  fromName: string | null;
  atMs: number;
  dueMs: number | null;
  state: string;
  lines: number;
  /** Sums of its lines; what has no amount is left out. */
  amounts: { dimension: string; amount: number }[];
}

/** A word that somebody waits for: an order, contract or leg to be answered, a claim or certificate to be confirmed. */
export interface WordWaiting {
  kind: 'contract' | 'order' | 'leg' | 'claim' | 'certificate';
  id: string;
  by: string;
  byName: string | null;
  scheme: string | null;
  atMs: number;
}

export interface GapWaiting {
  kind: 'undeclared-input' | 'unknown-quantity';
  lot: string;
  productName: string | null;
  /** Who sent it, where a shipment tells. */
  from: string | null;
  fromName: string | null;
}

export interface PaperExpiring {
  certificate: string;
  type: string;
  scheme: string;
  number: string | null;
  validUntilMs: number;
  isExpired: boolean;
}

/** An open case about something of the party. */
export interface CaseWaiting {
  case: string;
  opening: 'challenges' | 'reports';
  about: string;
  by: string;
  byName: string | null;
  openedAtMs: number;
  dueMs: number | null;
  isOverdue: boolean;
}

/** `since`: notices after this log entry only. `list`: only members of this one. */
export interface TodayQuery {
  party: string;
  since: number | null;
  /** Without what concerns other sites of the party only. */
  sites?: readonly string[] | null;
  list: TodayName | null;
  offset: number;
  perList: number;
}

/** A line of a trade, and the name that the buyer gave to the seller's lot or product the last time. */
export interface RememberedLot {
  line: number;
  lot: string | null;
  product: string | null;
  ownLot: string | null;
}

export interface RecordQuery {
  kind?: RecordKind;
  id?: string;
  /** Id, lot, product or party that it is about. */
  about?: string;
  /** Who said it. */
  issuer?: string;
  offset?: number;
  limit?: number;
}

/** Something claimed, shipped, certified or scanned twice. Codes as in docs/protocol/claims.md. */
export interface DoubleFinding {
  code: string;
  detail: string;
  /** Lot, certificate, unit or item. */
  subject: string;
  parties: string[];
  entries: number[];
}

export interface StandingReport {
  judgedAtMs: number;
  findings: DoubleFinding[];
}

/** Tells a party of a word that touches what it relied on. */
export interface Notice {
  entry: number;
  recordedAtMs: number;
  /** Kind of the record that gives the notice, and what it says. */
  kind: RecordKind;
  word: string;
  about: string;
  by: string;
  /** Claims and certificates of the party that rest on it. */
  touches: string[];
  detail: string;
}
