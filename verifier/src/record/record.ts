// What parties say beside events: who may certify, certificates and their states, trade between two, claims, cases
// (docs/protocol/record.md). Plain data, read once from a statement; node and verifier judge the same values.
import type { Pack } from '../pack/pack.ts';

export type RecordKind =
  | 'trust'
  | 'pack'
  | 'accreditation'
  | 'certificate'
  | 'status'
  | 'trade'
  | 'answer'
  | 'claim'
  | 'account'
  | 'case'
  | 'membership'
  | 'invitation'
  | 'acceptance'
  | 'head';

/** By whom and when it was said. Times are milliseconds since 1970. */
export interface Said {
  /** Log index of its statement. */
  readonly entry: number;
  /** The log's time. */
  readonly recordedAtMs: number;
  readonly issuer: string;
  /** The signer's clock: never decides. */
  readonly issuedAtMs: number;
  /** Something of it is withheld or erased: what rests on it can be refuted, but not affirmed. */
  readonly withheld: boolean;
}

export type Said1<K extends RecordKind, T> = Said & { readonly kind: K } & T;

/** Whom the operator trusts to begin chains of accreditation. The newest one that counts replaces those before it. */
export type Trust = Said1<
  'trust',
  {
    readonly anchors: readonly { readonly party: string; readonly schemes: readonly string[] }[];
    readonly fromMs: number;
  }
>;

/** A pack of rules comes into force. `content` is the pack itself, so that evidence carries the rules it was judged by. */
export type PackAdoption = Said1<
  'pack',
  {
    readonly pack: string;
    readonly version: string;
    readonly fromMs: number;
    readonly content: Pack;
    readonly digest: string;
  }
>;

export const accreditationRoles = ['accreditation-body', 'certification-body', 'auditor'] as const;
export type AccreditationRole = (typeof accreditationRoles)[number];

/** `*` stands for all. */
export type Accreditation = Said1<
  'accreditation',
  {
    readonly accreditation: string;
    readonly party: string;
    readonly role: AccreditationRole;
    readonly schemes: readonly string[];
    readonly countries: readonly string[];
    readonly processes: readonly string[];
    readonly validFromMs: number;
    readonly validUntilMs: number;
  }
>;

export const certificateTypes = [
  'scope',
  'transaction',
  'material',
  'product',
  'facility',
  'self-declaration',
  'self-assessment',
  'second-party',
] as const;
export type CertificateType = (typeof certificateTypes)[number];

/** Weakest first. It is never stated, but follows from who says it and how it came here; passing on never raises it. */
export const assurances = [
  'self-declared',
  'self-assessed',
  'imported-document',
  'second-party',
  'imported-credential',
  'third-party',
] as const;
export type Assurance = (typeof assurances)[number];

/** A line of a transaction certificate. */
export interface CertifiedLot {
  readonly lot: string;
  readonly grams: number;
  readonly certifiedGrams: number;
}

export type Certificate = Said1<
  'certificate',
  {
    readonly certificate: string;
    readonly type: CertificateType;
    readonly scheme: string;
    /** The number printed on it; null = not told. */
    readonly number: string | null;
    readonly holder: string;
    readonly validFromMs: number;
    readonly validUntilMs: number;
    /** Facilities; `*` = all of the holder. */
    readonly sites: readonly string[];
    /** Parties or facilities that work under it for the holder. */
    readonly subcontractors: readonly string[];
    readonly processes: readonly string[];
    readonly categories: readonly string[];
    readonly materials: readonly string[];
    /** Claim codes of the scheme that it covers: its grade. */
    readonly codes: readonly string[];
    /** The most that may leave under it in its whole validity. */
    readonly volumeGrams: number | null;
    /** Of type transaction: to whom, when, how much of which lots, drawn from which transaction certificates. */
    readonly buyer: string | null;
    readonly shippedAtMs: number | null;
    readonly lots: readonly CertifiedLot[];
    readonly inputs: readonly { readonly certificate: string; readonly grams: number }[];
    /** Of type material: what was tested. */
    readonly test: {
      readonly method: string;
      readonly marker: string | null;
      readonly passed: boolean;
    } | null;
    /** Of type product: Digital Links of GTINs. */
    readonly products: readonly string[];
    /** Where it was issued elsewhere: as what it came, and who is said to have issued it. */
    readonly imported: {
      readonly format: 'document' | 'credential';
      readonly digest: string;
      readonly issuer: string;
    } | null;
    readonly documents: readonly DocumentReference[];
  }
>;

/** A document that is kept beside the log. `type` is a code of UN/EDIFACT 1001. */
export interface DocumentReference {
  readonly digest: string;
  readonly type: string | null;
  readonly name: string | null;
}

export const statusWords = [
  'confirmed',
  'refuted',
  'suspended',
  'reinstated',
  'revoked',
  'withdrawn',
] as const;
export type StatusWord = (typeof statusWords)[number];

/** A word about a certificate, an accreditation, a claim or a membership; it holds from `fromMs` on. */
export type Status = Said1<
  'status',
  {
    readonly about: string;
    readonly state: StatusWord;
    readonly fromMs: number;
    readonly reason: string | null;
  }
>;

export const tradeStages = ['contract', 'order', 'shipment', 'leg'] as const;
export type TradeStage = (typeof tradeStages)[number];

export interface TradeLine {
  readonly line: number;
  readonly product: string | null;
  readonly lot: string | null;
  /** In the base unit of `dimension`; null = not told. */
  readonly amount: number | null;
  readonly dimension: string | null;
}

/** A contract, order or shipment between seller and buyer; a leg hands goods from a giver (seller) to a taker (buyer). */
export type Trade = Said1<
  'trade',
  {
    readonly trade: string;
    readonly stage: TradeStage;
    readonly seller: string;
    readonly buyer: string;
    /** The trade it is part of: an order of a contract, a shipment of an order, a leg of a shipment. */
    readonly under: string | null;
    /** Agreed, ordered, dispatched, handed over. */
    readonly atMs: number;
    readonly dueMs: number | null;
    readonly fromSite: string | null;
    readonly toSite: string | null;
    readonly subcontracting: boolean;
    readonly tolerancePpm: number;
    readonly lines: readonly TradeLine[];
    readonly documents: readonly DocumentReference[];
  }
>;

export const answerWords = [
  'acknowledges',
  'receives',
  'refuses',
  'disputes',
  'settles',
  'withdraws',
] as const;
export type AnswerWord = (typeof answerWords)[number];

export interface AnswerLine {
  readonly line: number;
  /** The buyer's own name for the seller's lot. */
  readonly ownLot: string | null;
  readonly amount: number | null;
  readonly dimension: string | null;
}

export type TradeAnswer = Said1<
  'answer',
  {
    readonly about: string;
    readonly word: AnswerWord;
    readonly atMs: number;
    readonly reason: string | null;
    readonly lines: readonly AnswerLine[];
  }
>;

/** Strongest first: ISO 22095, segregation with its single-country variant. */
export const custodyModels = [
  'identity-preserved',
  'segregated-single-country',
  'segregated',
  'controlled-blending',
  'mass-balance',
  'book-and-claim',
] as const;
export type CustodyModel = (typeof custodyModels)[number];

export type Claim = Said1<
  'claim',
  {
    readonly claim: string;
    readonly text: string | null;
    readonly scheme: string;
    readonly code: string;
    readonly model: CustodyModel;
    readonly sharePpm: number;
    /** Lots it is about; empty where it is about a product. */
    readonly lots: readonly string[];
    readonly product: string | null;
    /** Countries of origin claimed with it; empty = none claimed. */
    readonly countries: readonly string[];
    readonly restsOn: readonly string[];
    readonly validUntilMs: number | null;
  }
>;

export const accountActs = ['in', 'out', 'waste', 'issue', 'retire'] as const;
export type AccountAct = (typeof accountActs)[number];

export interface AccountMove {
  readonly atMs: number;
  readonly act: AccountAct;
  readonly lot: string | null;
  /** Fibre equivalent. */
  readonly grams: number;
  /** `issue` and `retire`: name of the unit issued. */
  readonly unit: string | null;
}

/** Moves on an account of claimed material: of one site, scheme, claim and fibre. */
export type Account = Said1<
  'account',
  {
    readonly site: string;
    readonly scheme: string;
    readonly code: string;
    readonly material: string;
    readonly model: 'mass-balance' | 'book-and-claim';
    readonly method: 'rolling-average' | 'credit';
    readonly moves: readonly AccountMove[];
  }
>;

export const caseWords = ['challenges', 'reports', 'adds', 'upholds', 'dismisses', 'withdraws'] as const;
export type CaseWord = (typeof caseWords)[number];

/** A step of a case. The first one opens it: a challenge (certifier, brand, buyer) or a report (the operator, for a consumer). */
export type CaseStep = Said1<
  'case',
  {
    readonly case: string;
    readonly word: CaseWord;
    /** Id of a claim, certificate or trade, or a lot. */
    readonly about: string;
    readonly dueMs: number | null;
    readonly reason: string | null;
    readonly documents: readonly DocumentReference[];
  }
>;

export type Membership = Said1<
  'membership',
  {
    readonly membership: string;
    readonly party: string;
    /** A `urn:uuid:` where the member must stay unnamed. */
    readonly member: string;
    readonly as: 'employee' | 'producer' | 'subcontractor';
    readonly roles: readonly string[];
    readonly fromMs: number;
    readonly untilMs: number | null;
    readonly name: string | null;
    readonly areaSquareMetres: number | null;
  }
>;

export type Invitation = Said1<
  'invitation',
  {
    /** SHA-256 of the invitation's secret, base64url. */
    readonly invitation: string;
    readonly as: 'supplier' | 'buyer' | 'certifier' | 'employee' | 'producer';
    readonly expiresMs: number;
    readonly note: string | null;
  }
>;

/** The invited party shows the secret: it counts once. */
export type Acceptance = Said1<'acceptance', { readonly invitation: string; readonly secret: string }>;

/** What its party has seen of another log (anchor.md): there it keeps a head where that log cannot reach. */
export type ToldHead = Said1<
  'head',
  {
    /** Name of the log told of. */
    readonly log: string;
    /** At least 1. */
    readonly size: number;
    /** base64url */
    readonly root: string;
  }
>;

export type SaidRecord =
  | Trust
  | PackAdoption
  | Accreditation
  | Certificate
  | Status
  | Trade
  | TradeAnswer
  | Claim
  | Account
  | CaseStep
  | Membership
  | Invitation
  | Acceptance
  | ToldHead;
