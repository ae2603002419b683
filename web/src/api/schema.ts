// What the API answers, as TypeScript. Made from the OpenAPI document: do not edit, run: node tools/api-types.ts

/** An object of which the document says no more. */
// biome-ignore lint/suspicious/noExplicitAny: whoever reads it says what it expects there
export type Open = any;

export type Refusal = {
  code: string;
  detail: string;
  pointer?: string;
  field?: string;
  eventIndex?: number;
  eventId?: string;
  lot?: string;
  asked?: number;
  available?: number;
  dimension?: string;
  decidedBy?: number;
};

/** RFC 9457; `type` is documented at its own address */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  epcisException: string;
  errors: Refusal[];
};

export type EventOutcome = {
  index: number;
  eventId: string | null;
  status: 'recorded' | 'already-recorded' | 'refused';
  entry: number | null;
  refusals: Refusal[];
};

export type CaptureOutcome = {
  outcome: 'recorded' | 'refused';
  events: EventOutcome[];
  entries: number[];
  refusals: Refusal[];
  warnings: Refusal[];
  /** Who holds the key that signed: its owner, or this node for it */
  custody: 'device' | 'custodial' | null;
};

/** UNDECLARED_LOT, UNKNOWN_QUANTITY, UNIT_MISMATCH, UNKNOWN_PLACE: gaps. YIELD_HIGH, YIELD_LOW: with the numbers */
export type PreviewWarning = Refusal;

export type EventPreview = {
  index: number;
  eventId: string | null;
  status: 'new' | 'already-recorded' | 'refused';
  entry: number | null;
  refusals: Refusal[];
  warnings: PreviewWarning[];
};

export type BalanceAfter = {
  lot: string;
  /** No event that is recorded mentions it */
  isNew: boolean;
  dimension: string | null;
  produced: number | null;
  drawn: number | null;
  remaining: number | null;
};

export type CapturePreview = {
  outcome: 'recorded' | 'refused';
  events: EventPreview[];
  refusals: Refusal[];
  warnings: PreviewWarning[];
  balances: BalanceAfter[];
};

export type CaptureJob = {
  captureID: string;
  createdAt: string;
  finishedAt?: string;
  running: boolean;
  success: boolean;
  captureErrorBehaviour: 'rollback' | 'proceed';
  errors: Problem[];
  party?: string | null;
  /** Who holds the key that signed: its owner, or this node for it */
  custody?: 'device' | 'custodial' | null;
  events: EventOutcome[];
  entries: number[];
};

/** An EPCIS 2.0 event in JSON-LD, with its own @context when sent alone */
export type EPCISEvent = Open;

/** An EPCIS 2.0 document or query document in JSON-LD */
export type EPCISDocument = Open;

/** An EPCIS 2.0 query document; selvedge:records tells entry, party and custody of each event */
export type EPCISQueryDocument = Open;

/** SD-JWT in compact form, docs/protocol/statement.md */
export type SignedStatement = string;

export type Lot = {
  id: string;
  kind: 'item' | 'lot' | 'unit' | 'product' | 'other';
  dimension: string | null;
  produced: number | null;
  drawn: number | null;
  remaining: number | null;
  party: string | null;
  place: string | null;
  step: string | null;
  bornAtMs: number | null;
  entry: number | null;
  /** Who holds the key that signed: its owner, or this node for it */
  custody: 'device' | 'custodial' | null;
  level?: 'country' | 'region' | 'site' | 'full';
};

export type Origin = {
  id: string | null;
  amount: number | null;
  dimension: string | null;
  share: number | null;
  country: string | null;
  region: string | null;
  place: string | null;
  party: string | null;
};

export type CountryShare = {
  country: string | null;
  grams: number;
  share: number;
  origins: number;
};

export type Stage = {
  step: string | null;
  process: string | null;
  party: string | null;
  place: string | null;
  country: string | null;
  region: string | null;
  lots: number;
  amount: number | null;
  dimension: string | null;
  fromMs: number;
  toMs: number;
  depth: number;
  custodial: boolean;
};

export type Gap = {
  kind: string;
  lot: string | null;
  detail: string | null;
  entries: number[];
};

export type Conflict = {
  kind: string;
  lot: string | null;
  detail: string | null;
  produced: number | null;
  drawn: number | null;
  entries: number[];
};

export type TraceNode = {
  id: string;
  kind: 'item' | 'lot' | 'unit' | 'product' | 'other';
  depth: number;
  party: string | null;
  place: string | null;
  country: string | null;
  amount: number | null;
  dimension: string | null;
};

export type Trace = {
  question: {
    id: string;
    direction: 'back' | 'forward';
  };
  level: 'country' | 'region' | 'site' | 'full';
  lot: Lot;
  nodes: number;
  edges: number;
  depth: number;
  tookMs: number;
  originCount: number;
  origins: Origin[];
  countries: CountryShare[];
  unknownAmounts: boolean;
  stages: Stage[];
  gaps: Gap[];
  conflicts: Conflict[];
  page: TraceNode[];
  next: number | null;
};

/** docs/protocol/evidence.md; check it with the verifier, not by eye */
export type Evidence = Open;

export type PartyAdmission = {
  /** URI of the party; absent = the node makes a urn:uuid */
  party?: string;
  name?: string;
  /** ISO 3166-1 alpha-2 */
  country?: string;
  region?: string;
  identifiers?: string[];
  /** The key of the party; absent = the node keeps a key for it (custodial) */
  device?: {
    jwk: {
      kty: 'OKP';
      crv: 'Ed25519';
      x: string;
    };
    /** Compact JWS, docs/protocol/statement.md */
    possession: string;
  };
};

export type Party = {
  party: string;
  name: string | null;
  country: string | null;
  region: string | null;
  identifiers: string[];
  keys: {
    kid: string;
    /** Who holds the key that signed: its owner, or this node for it */
    custody: 'device' | 'custodial' | null;
    enrolledAt: number;
    revokedAt: number | null;
  }[];
};

export type FacilityForm = {
  facility: string;
  party: string;
  name?: string | null;
  address?: string | null;
  country?: string | null;
  region?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  /** What is done there */
  processes?: string[];
};

export type Facility = {
  facility: string;
  party: string;
  name: string | null;
  address: string | null;
  country: string | null;
  region: string | null;
  latitude: number | null;
  longitude: number | null;
  /** What is done there */
  processes: string[];
};

export type ProductForm = {
  product: string;
  party: string;
  name?: string | null;
  description?: string | null;
  composition?: {
    material: string;
    percent: number;
  }[];
  netWeightGrams?: number | null;
  care?: string | null;
  /** Where and how it is mended: a sentence, or an https address */
  repair?: string;
  category?: string | null;
};

export type Product = {
  product: string;
  party: string;
  name: string | null;
  description: string | null;
  composition: {
    material: string;
    percent: number;
  }[];
  netWeightGrams: number | null;
  care: string | null;
  /** Where and how it is mended: a sentence, or an https address */
  repair?: string;
  category: string | null;
};

export type Revocation = {
  reason: string;
};

export type Device = {
  jwk: {
    kty: 'OKP';
    crv: 'Ed25519';
    x: string;
  };
  /** Compact JWS, docs/protocol/statement.md */
  possession: string;
  /** What the device is called: kept by the node, not in the log */
  label: string;
};

export type Yields = {
  member: {
    processes: string[];
    /** `*` = all outputs that are not waste */
    category: string;
    /** `*` = everywhere else */
    countries: string[];
    lowPpm: number;
    highPpm: number;
  }[];
  processes: Open[];
  categories: Open[];
};

export type NamedKey = {
  kid: string;
  custody: 'device' | 'custodial';
  /** Log entry */
  enrolledAt: number;
  /** Log entry */
  revokedAt: number | null;
  /** What its people call the device */
  label: string | null;
  enrolled: {
    /** Party that signed the word */
    by: string;
    byName: string | null;
    /** Milliseconds since 1970, as it says */
    atMs: number;
  };
  revoked: {
    /** Party that signed the word */
    by: string;
    byName: string | null;
    /** Milliseconds since 1970, as it says */
    atMs: number;
    reason: string | null;
  } | null;
};

export type Health = {
  status: string;
  size: number;
  origin?: string;
  key?: string;
};

export type LogState = {
  size: number;
  stateHash: string;
  erasedLots: number[];
};

export type ProblemKind = {
  code: string;
  type: string;
  title: string;
  status: number;
  epcisException: string;
  meaning: string;
};

export type SetupRequest = {
  token: string;
  name: string;
  email: string;
  password: string;
};

export type InvitationToken =
  | {
      id: string;
      token: string;
    }
  | {
      secret: string;
    };

/** name, email and password for whoever is not signed in */
export type InvitationAcceptance = {
  id: string;
  token: string;
  name?: string;
  email?: string;
  password?: string;
};

/** name, email and password for whoever is not signed in */
export type PartyJoining = {
  /** Of the invitation of a party, whose hash the log has */
  secret: string;
  party: {
    name: string;
    /** ISO 3166-1 alpha-2 */
    country: string;
    region?: string;
    identifiers?: string[];
  };
  name?: string;
  email?: string;
  password?: string;
};

export type ActiveParty = {
  /** null = the node itself */
  party: string | null;
};

export type NewsRead = {
  /** The newest entry of the log whose news were read (`notices` of GET /today) */
  entry: number;
};

export type PersonChange = {
  /** null = the node itself */
  party?: string | null;
  role?: 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
  /** Facilities that a clerk is limited to; null = all of the party */
  sites?: string[] | null;
  /** The most that is shown */
  level?: 'country' | 'region' | 'site' | 'full';
  /** Ends the membership */
  end?: true;
};

export type PersonInviting = {
  role: 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
  /** null = the node itself */
  party?: string | null;
  /** Facilities that a clerk is limited to; null = all of the party */
  sites?: string[] | null;
  /** The most that is shown */
  level?: 'country' | 'region' | 'site' | 'full';
  /** For whom it is; the invited person reads it */
  note?: string;
  /** How long it can be accepted */
  days?: number;
};

export type ApiKeyWish = {
  label?: string;
  /** The most that is shown */
  level?: 'country' | 'region' | 'site' | 'full';
  role?: 'party' | 'reader' | 'operator';
  party?: string;
};

export type Membership = {
  party: string | null;
  partyName: string | null;
  role: 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
  sites: string[] | null;
  level: 'country' | 'region' | 'site' | 'full';
};

export type Me = {
  user: {
    id: string;
    name: string;
    email: string;
    twoFactor: boolean;
  } | null;
  /** There is no operator yet: POST /account/setup */
  needsSetup: boolean;
  signIn: {
    password: boolean;
    passkey: boolean;
    oidc: {
      id: string;
      name: string;
    }[];
  };
  memberships: Membership[];
  active: Membership | null;
  /** Entry of the log up to which the news of the party that they act for were read */
  newsReadUntil: number | null;
};

export type InvitationTold = {
  kind: 'person' | 'party';
  party: string | null;
  partyName: string | null;
  note: string | null;
  /** Milliseconds since 1970 */
  expiresAtMs: number;
  role?: 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
  sites?: string[] | null;
  as?: string;
  invitedBy?: string | null;
};

export type PersonOfParty = {
  user: string;
  name: string;
  email: string;
  twoFactor: boolean;
  party: string | null;
  partyName: string | null;
  role: 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
  sites: string[] | null;
  level: 'country' | 'region' | 'site' | 'full';
  /** Milliseconds since 1970 */
  createdAtMs: number;
  endedAtMs: number | null;
};

export type PersonInvitation = {
  id: string;
  party: string | null;
  partyName: string | null;
  role: 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
  sites: string[] | null;
  level: 'country' | 'region' | 'site' | 'full';
  note: string | null;
  state: 'open' | 'used' | 'revoked' | 'expired';
  /** Milliseconds since 1970 */
  createdAtMs: number;
  /** Milliseconds since 1970 */
  expiresAtMs: number;
  usedAtMs: number | null;
  revokedAtMs: number | null;
  invitedBy: string | null;
  invitedByName: string | null;
  usedBy: string | null;
  usedByName: string | null;
};

export type PersonInvitationMade = {
  id: string;
  party: string | null;
  partyName: string | null;
  role: 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
  sites: string[] | null;
  level: 'country' | 'region' | 'site' | 'full';
  note: string | null;
  state: 'open' | 'used' | 'revoked' | 'expired';
  /** Milliseconds since 1970 */
  createdAtMs: number;
  /** Milliseconds since 1970 */
  expiresAtMs: number;
  usedAtMs: number | null;
  revokedAtMs: number | null;
  invitedBy: string | null;
  invitedByName: string | null;
  usedBy: string | null;
  usedByName: string | null;
  /** /app/join#<id>.<token>: shown once */
  link: string;
};

export type ResetLink = {
  /** /app/reset#<token> */
  link: string;
  /** Milliseconds since 1970 */
  expiresAtMs: number;
};

export type ApiKey = {
  id: string;
  role: 'party' | 'reader' | 'operator';
  party: string | null;
  partyName: string | null;
  level: 'country' | 'region' | 'site' | 'full';
  label: string;
  /** Milliseconds since 1970 */
  createdAtMs: number;
  revokedAtMs: number | null;
};

export type ApiKeyMade = {
  id: string;
  role: 'party' | 'reader' | 'operator';
  party: string | null;
  partyName: string | null;
  level: 'country' | 'region' | 'site' | 'full';
  label: string;
  /** Milliseconds since 1970 */
  createdAtMs: number;
  revokedAtMs: number | null;
  /** svk_<id>_<secret>: shown once */
  key: string;
};

export type AuditTrail = {
  member: {
    id: number;
    /** Milliseconds since 1970 */
    atMs: number;
    user: string | null;
    userName: string | null;
    role: string;
    party: string | null;
    partyName: string | null;
    action: string;
    subject: string | null;
    detail: Open | null;
  }[];
  next: number | null;
  /** By hour and person; to operators only */
  refusedSignIns: {
    /** Milliseconds since 1970 */
    hourMs: number;
    user: string | null;
    userName: string | null;
    count: number;
  }[];
};

export type TrustClaims = {
  anchors: {
    /** URI */
    party: string;
    schemes: string[];
  }[];
  from: string;
};

export type PackClaims = {
  pack: string;
  version: string;
  from: string;
  content: Open;
};

export type AccreditationClaims = {
  /** URI */
  accreditation: string;
  /** URI */
  party: string;
  role: 'accreditation-body' | 'certification-body' | 'auditor';
  schemes: string[];
  countries: ('*' | string)[];
  processes: string[];
  validFrom: string;
  validUntil: string;
};

export type CertificateClaims = {
  /** URI */
  certificate: string;
  type:
    | 'scope'
    | 'transaction'
    | 'material'
    | 'product'
    | 'facility'
    | 'self-declaration'
    | 'self-assessment'
    | 'second-party';
  scheme: string;
  /** URI */
  holder: string;
  validFrom: string;
  validUntil: string;
  sites: ('*' | string)[];
  subcontractors: string[];
  processes: string[];
  categories: string[];
  materials: string[];
  codes: string[];
  number?: string;
  /** Grams */
  volumeGrams?: number;
  /** URI */
  buyer?: string;
  shippedAt?: string;
  lots?: {
    /** Digital Link, EPC URN or own URI, in any spelling */
    lot: string;
    /** Grams */
    grams: number;
    /** Grams */
    certifiedGrams: number;
  }[];
  inputs?: {
    /** URI */
    certificate: string;
    /** Grams */
    grams: number;
  }[];
  test?: {
    method: string;
    passed: boolean;
    marker?: string;
  };
  products?: string[];
  documents?: {
    /** SHA-256, base64url */
    digest: string;
    type?: string;
    name?: string;
  }[];
  imported?: {
    format: 'document' | 'credential';
    /** SHA-256, base64url */
    digest: string;
    issuer: string;
  };
};

export type StatusClaims = {
  /** URI */
  about: string;
  state: 'confirmed' | 'refuted' | 'suspended' | 'reinstated' | 'revoked' | 'withdrawn';
  from: string;
  reason?: string;
};

export type TradeClaims = {
  /** URI */
  trade: string;
  stage: 'contract' | 'order' | 'shipment' | 'leg';
  /** URI */
  seller: string;
  /** URI */
  buyer: string;
  at: string;
  subcontracting: boolean;
  /** Parts per million */
  tolerancePpm: number;
  lines: {
    line: number;
    /** Digital Link, EPC URN or own URI, in any spelling */
    product?: string;
    /** Digital Link, EPC URN or own URI, in any spelling */
    lot?: string;
    quantity?: number;
    uom?: string;
  }[];
  /** URI */
  under?: string;
  due?: string;
  /** Digital Link, EPC URN or own URI, in any spelling */
  fromSite?: string;
  /** Digital Link, EPC URN or own URI, in any spelling */
  toSite?: string;
  documents?: {
    /** SHA-256, base64url */
    digest: string;
    type?: string;
    name?: string;
  }[];
};

export type AnswerClaims = {
  /** URI */
  about: string;
  word: 'acknowledges' | 'receives' | 'refuses' | 'disputes' | 'settles' | 'withdraws';
  at: string;
  reason?: string;
  lines?: {
    line: number;
    /** Digital Link, EPC URN or own URI, in any spelling */
    ownLot?: string;
    quantity?: number;
    uom?: string;
  }[];
};

export type ClaimClaims = {
  /** URI */
  claim: string;
  scheme: string;
  code: string;
  model:
    | 'identity-preserved'
    | 'segregated-single-country'
    | 'segregated'
    | 'controlled-blending'
    | 'mass-balance'
    | 'book-and-claim';
  /** Parts per million */
  sharePpm: number;
  restsOn: string[];
  /** Empty where it is about a product */
  lots: string[];
  text?: string;
  /** Digital Link, EPC URN or own URI, in any spelling */
  product?: string;
  countries?: string[];
  validUntil?: string;
};

export type AccountClaims = {
  /** Digital Link, EPC URN or own URI, in any spelling */
  site: string;
  scheme: string;
  code: string;
  material: string;
  model: 'mass-balance' | 'book-and-claim';
  method: 'rolling-average' | 'credit';
  moves: {
    at: string;
    act: 'in' | 'out' | 'waste' | 'issue' | 'retire';
    /** Grams */
    grams: number;
    /** Digital Link, EPC URN or own URI, in any spelling */
    lot?: string;
    unit?: string;
  }[];
};

export type CaseClaims = {
  /** URI */
  case: string;
  word: 'challenges' | 'reports' | 'adds' | 'upholds' | 'dismisses' | 'withdraws';
  /** URI */
  about: string;
  due?: string;
  reason?: string;
  documents?: {
    /** SHA-256, base64url */
    digest: string;
    type?: string;
    name?: string;
  }[];
};

export type MembershipClaims = {
  /** URI */
  membership: string;
  /** URI */
  party: string;
  /** URI */
  member: string;
  as: 'employee' | 'producer' | 'subcontractor';
  from: string;
  until?: string;
  name?: string;
  roles?: string[];
  areaSquareMetres?: number;
};

export type InvitationClaims = {
  /** SHA-256 of the secret, base64url */
  invitation: string;
  as: 'supplier' | 'buyer' | 'certifier' | 'employee' | 'producer';
  expires: string;
  note?: string;
};

export type AcceptanceClaims = {
  /** SHA-256, base64url */
  invitation: string;
  /** Its preimage: base64url text whose ASCII bytes were hashed */
  secret: string;
};

export type HeadClaims = {
  /** Name of the other log: the first line of its checkpoints */
  log: string;
  size: number;
  /** SHA-256, base64url */
  root: string;
};

/** A record as the log has it */
export type Record = {
  kind:
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
  id: string | null;
  entry: number;
  recordedAtMs: number;
  /** URI */
  issuer: string;
  custody: 'device' | 'custodial';
  /** As they were said; what is withheld is null */
  claims: Open;
  /** What later words have made of it by now */
  state: string | null;
  /** Claims that this key is not shown */
  withheld: string[];
};

export type Flow = {
  question: {
    id: string;
    direction: 'back' | 'forward';
  };
  level: 'country' | 'region' | 'site' | 'full';
  lot: Lot;
  tookMs: number;
  nodes: {
    key: string;
    stage:
      | 'field'
      | 'gin'
      | 'recycling'
      | 'yarn'
      | 'fabric'
      | 'finishing'
      | 'making'
      | 'packing'
      | 'shop'
      | 'other'
      | 'undeclared';
    work: string[];
    place: string | null;
    party: string | null;
    name: string | null;
    country: string | null;
    region: string | null;
    latitude: number | null;
    longitude: number | null;
    /** Places that it stands for */
    merged: number;
    lots: number;
    custodialLots: number;
    fromMs: number | null;
    untilMs: number | null;
    /** 0 to 1; null where nothing is weighed */
    share: number | null;
    containedGrams: number | null;
    inGrams: number | null;
    bornGrams: number | null;
    openGrams: number | null;
    madeGrams: number | null;
    lossGrams: number | null;
    goneGrams: number | null;
    remainingGrams: number | null;
    /** Lots that weigh what went into them, because nobody told more */
    lotsByInputs: number;
    apart: {
      dimension: string | null;
      lots: number;
      amount: number | null;
    }[];
    gaps: number;
    conflicts: number;
    /** holds, partly, fails, cannot-tell, withdrawn or not-judged → how many */
    claims: Open;
    /** Code of what speaks against a claim → how often */
    findings: Open;
  }[];
  edges: {
    from: string;
    to: string;
    /** 0 to 1; null where nothing is weighed */
    share: number | null;
    grams: number | null;
    containedGrams: number | null;
    links: number;
    /** Links without a known weight */
    unknown: number;
  }[];
  totals: {
    lots: number;
    links: number;
    nodes: number;
    /** At most 5,000, the largest, are listed */
    edges: number;
    /** Lots left out because of their time */
    hidden: number;
    lotsByInputs: number;
    lotsApart: number;
    gaps: number;
    conflicts: number;
    firstMs: number | null;
    lastMs: number | null;
    askedGrams: number | null;
    /** Contained in lots that lead no further */
    endGrams: number | null;
    unknownAmounts: boolean;
  };
  gaps: {
    node: string;
    kind: string;
    lot: string | null;
    detail: string | null;
  }[];
  conflicts: {
    node: string;
    lot: string | null;
    detail: string | null;
  }[];
  findings: Open[];
  lots: {
    member: Open[];
    total: number;
    next: number | null;
  } | null;
};

export type ProductProof = {
  product: string;
  level: 'country' | 'region' | 'site' | 'full';
  judgedAtMs: number;
  lots: number;
  looked: number;
  gramsClaimed: number | null;
  gramsSubstantiated: number | null;
  /** 0 to 1; null where nothing is weighed */
  share: number | null;
  /** Claims on lots whose kilograms are not known */
  unweighed: number;
  gaps: number | null;
  conflicts: number | null;
  /** Result → claims on lots */
  results: Open;
  member: {
    id: string;
    kind: string;
    bornAtMs: number | null;
    produced: number | null;
    dimension: string | null;
    claims: {
      claim: string;
      scheme: string;
      code: string;
      result: 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn';
      gramsClaimed: number | null;
      gramsSubstantiated: number | null;
      /** 0 to 1; null where nothing is weighed */
      share: number | null;
    }[];
    gaps: number | null;
    conflicts: number | null;
  }[];
  findings: {
    code: string;
    lots: number;
    detail: string | null;
    entries: number[];
  }[];
};

export type StockLot = {
  id: string;
  kind: 'item' | 'lot' | 'unit' | 'product' | 'other';
  product: string | null;
  productName: string | null;
  dimension: string | null;
  /** The party made it, or some of it */
  made: boolean;
  /** Somebody has told how it was made */
  declared: boolean;
  produced: number | null;
  received: number | null;
  drawn: number | null;
  shipped: number | null;
  /** What lies loose; what was packed is left with its unit */
  remaining: number | null;
  inStock: boolean;
  /** The party that it came from last */
  from: string | null;
  /** Where the party made or received it last */
  place: string | null;
  bornAtMs: number | null;
  /** When the party made or received it last */
  cameAtMs: number;
  certificates: {
    id: string;
    type: string;
    scheme: string;
    state: string | null;
  }[];
  claims: {
    id: string;
    scheme: string;
    code: string;
    state: string | null;
  }[];
};

export type LotEvent = {
  eventId: string | null;
  entry: number;
  /** `error`: it declares another event an error */
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
  /** Declared an error since */
  isVoided: boolean;
  reason: string | null;
  correctedBy: string[];
};

export type OwnLot = {
  lot: StockLot;
  history: LotEvent[];
};

export type SeenThing = {
  kind: string;
  id: string;
  /** The rule by which this reader is shown that much */
  why: 'level' | 'key-needed' | 'every-key' | 'own-only' | 'readers-all' | 'concerned' | 'not-concerned';
  sight: 'whole' | 'part' | 'not-there';
  fields: {
    name: string;
    isShown: boolean;
    value: Open;
  }[];
};

export type Seen = {
  reader: {
    role: string;
    party: string | null;
    level: string;
  };
  lot: string | null;
  things: SeenThing[];
  evidence: {
    level: string;
    bytes: number;
    statements: number;
    events: SeenThing[];
  } | null;
};

export type Today = {
  party: string;
  atMs: number;
  receive: {
    count: number;
    member: {
      trade: string;
      stage: string;
      from: string;
      fromName: string | null;
      atMs: number;
      dueMs: number | null;
      state: string;
      lines: number;
      amounts: {
        dimension: string;
        amount: number;
      }[];
    }[];
  };
  confirm: {
    count: number;
    member: {
      kind: 'contract' | 'order' | 'leg' | 'claim' | 'certificate';
      id: string;
      by: string;
      byName: string | null;
      scheme: string | null;
      atMs: number;
    }[];
  };
  gaps: {
    count: number;
    member: {
      kind: 'undeclared-input' | 'unknown-quantity';
      lot: string;
      productName: string | null;
      from: string | null;
      fromName: string | null;
    }[];
  };
  expiring: {
    count: number;
    member: {
      certificate: string;
      type: string;
      scheme: string;
      number: string | null;
      validUntilMs: number;
      isExpired: boolean;
    }[];
  };
  notices: {
    count: number;
    member: Notice[];
  };
  cases: {
    count: number;
    member: {
      case: string;
      opening: 'challenges' | 'reports';
      about: string;
      by: string;
      byName: string | null;
      openedAtMs: number;
      dueMs: number | null;
      isOverdue: boolean;
    }[];
  };
  refused: {
    count: number;
    member: {
      captureID: string;
      createdAtMs: number;
      errors: Refusal[];
    }[];
  };
  doubts: {
    count: number;
    member: {
      id: string;
      about: string;
      kind: string;
      atMs: number;
    }[];
  };
};

export type Handover = {
  kind: 'trade' | 'answer';
  claims: Open;
  event: Open;
};

export type HandoverDone = {
  record: Record;
  event: EventOutcome;
};

export type ClaimsBoard = {
  judgedAtMs: number;
  count: number;
  member: {
    claim: string;
    entry: number;
    recordedAtMs: number;
    claimant: string;
    claimantName: string | null;
    text: string | null;
    scheme: string;
    code: string;
    schemeTitle: string | null;
    codeTitle: string | null;
    model:
      | 'identity-preserved'
      | 'segregated-single-country'
      | 'segregated'
      | 'controlled-blending'
      | 'mass-balance'
      | 'book-and-claim';
    sharePpm: number;
    product: string | null;
    productName: string | null;
    validUntilMs: number | null;
    state:
      | 'claimed'
      | 'confirmed'
      | 'disputed'
      | 'refuted'
      | 'suspended'
      | 'expired'
      | 'revoked'
      | 'withdrawn';
    lots: number | null;
    looked: number;
    result: 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn' | null;
    gramsClaimed: number | null;
    gramsSubstantiated: number | null;
    reason: ClaimFinding | null;
  }[];
};

export type ClaimPreview = {
  refusals: Refusal[];
  lots: number;
  verdicts: ClaimVerdict[];
};

export type CertificateStanding = {
  certificate: string;
  atMs: number;
  state: string;
  assurance:
    | 'self-declared'
    | 'self-assessed'
    | 'imported-document'
    | 'second-party'
    | 'imported-credential'
    | 'third-party';
  volume: {
    /** What others drew from it; or what was shipped by its holder while it was valid */
    kind: 'certified' | 'allowed';
    grams: number | null;
    usedGrams: number | null;
    isUnknown: boolean;
    uses: {
      certificate: string;
      entry: number;
      holder: string;
      holderName: string | null;
      grams: number | null;
      atMs: number;
    }[];
    useCount: number;
  } | null;
  words: {
    entry: number;
    recordedAtMs: number;
    state: string;
    fromMs: number;
    by: string;
    byName: string | null;
    reason: string | null;
  }[];
  accreditation: {
    ok: boolean;
    detail: string | null;
    steps: {
      kind: 'accreditation' | 'trust';
      entry: number;
      party: string;
      partyName: string | null;
      role: string | null;
      schemes: string[];
      by: string;
      byName: string | null;
      validFromMs: number;
      validUntilMs: number | null;
    }[];
  } | null;
  cases: {
    case: string;
    opening: string;
    state: string;
    openedAtMs: number;
  }[];
  you: {
    declares: boolean;
    examines: boolean;
    withdraws: boolean;
    decides: boolean;
  } | null;
};

export type CaseCourse = {
  case: string;
  state: string;
  about: {
    id: string;
    kind: 'claim' | 'certificate' | 'trade' | 'lot';
    scheme: string | null;
    party: string | null;
    partyName: string | null;
    state: string | null;
  };
  steps: (Record & {
    issuerName: string | null;
  })[];
  deciders: {
    party: string;
    name: string | null;
  }[];
  you: {
    declares: boolean;
    examines: boolean;
    withdraws: boolean;
    decides: boolean;
  } | null;
  moved: {
    before: {
      atMs: number;
      looked: number;
      result: 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn' | null;
      state: string;
      gramsClaimed: number | null;
      gramsSubstantiated: number | null;
    } | null;
    after: {
      atMs: number;
      looked: number;
      result: 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn' | null;
      state: string;
      gramsClaimed: number | null;
      gramsSubstantiated: number | null;
    } | null;
  } | null;
};

export type Review = {
  party: string;
  atMs: number;
  accreditations: {
    accreditation: string;
    entry: number;
    role: string;
    schemes: string[];
    countries: string[];
    processes: string[];
    validFromMs: number;
    validUntilMs: number;
    by: string;
    byName: string | null;
    state: string;
    counts: boolean;
    steps: {
      kind: 'accreditation' | 'trust';
      entry: number;
      party: string;
      partyName: string | null;
      role: string | null;
      schemes: string[];
      by: string;
      byName: string | null;
      validFromMs: number;
      validUntilMs: number | null;
    }[];
  }[];
  confirm: {
    count: number;
    member: {
      kind: 'claim' | 'certificate';
      id: string;
      entry: number;
      by: string;
      byName: string | null;
      of: string;
      ofName: string | null;
      scheme: string;
      what: string;
      state: string;
      recordedAtMs: number;
      validUntilMs: number | null;
    }[];
  };
  cases: {
    count: number;
    member: {
      case: string;
      opening: 'challenges' | 'reports';
      about: string;
      by: string;
      byName: string | null;
      openedAtMs: number;
      dueMs: number | null;
      isOverdue: boolean;
    }[];
  };
  expiring: {
    count: number;
    member: {
      certificate: string;
      type:
        | 'scope'
        | 'transaction'
        | 'material'
        | 'product'
        | 'facility'
        | 'self-declaration'
        | 'self-assessment'
        | 'second-party';
      scheme: string;
      number: string | null;
      validUntilMs: number;
      isExpired: boolean;
      holder: string;
      holderName: string | null;
    }[];
  };
};

export type Suppliers = {
  party: string;
  level: 'country' | 'region' | 'site' | 'full';
  atMs: number;
  lots: number;
  looked: number;
  tiers: {
    tier: number;
    suppliers: number;
    joined: number;
    recording: number;
    grams: {
      device: number;
      custodial: number;
      other: number;
      nobody: number;
    } | null;
    /** Of its kilograms, those told by who made them, 0 to 1; null where nothing is weighed */
    share: number | null;
    member: {
      party: string | null;
      name: string | null;
      country: string | null;
      stages: (
        | 'field'
        | 'gin'
        | 'recycling'
        | 'yarn'
        | 'fabric'
        | 'finishing'
        | 'making'
        | 'packing'
        | 'shop'
        | 'other'
        | 'undeclared'
      )[];
      state: 'recording' | 'joined' | 'told';
      lots: number | null;
      grams: {
        device: number;
        custodial: number;
        other: number;
        nobody: number;
      } | null;
      isKnown: boolean;
    }[];
  }[];
  invited: {
    invitation: string;
    entry: number;
    as: string;
    note: string | null;
    invitedAtMs: number;
    expiresMs: number;
    state: 'open' | 'expired' | 'joined' | 'recording';
    party: string | null;
    partyName: string | null;
    joinedAtMs: number | null;
    invitedOn: number;
    joinedOn: number;
    reach: number;
  }[];
};

export type ClaimCheck = {
  name:
    | 'pack'
    | 'state'
    | 'who'
    | 'what'
    | 'when'
    | 'how-much'
    | 'custody'
    | 'composition'
    | 'origin'
    | 'trade'
    | 'yield'
    | 'exclusivity';
  result: 'pass' | 'fail' | 'unknown' | 'not-checked';
  detail: string | null;
  /** docs/protocol/claims.md says what each code means */
  codes: string[];
  /** Log indexes of the statements that decided it */
  entries: number[];
};

export type ClaimFinding = {
  code: string;
  check:
    | 'pack'
    | 'state'
    | 'who'
    | 'what'
    | 'when'
    | 'how-much'
    | 'custody'
    | 'composition'
    | 'origin'
    | 'trade'
    | 'yield'
    | 'exclusivity';
  weight: 'fail' | 'unknown' | 'note';
  detail: string | null;
  lot: string | null;
  about: string | null;
  /** Log indexes of the statements that decided it */
  entries: number[];
};

export type LotVerdict = {
  lot: string;
  gramsClaimed: number | null;
  gramsSubstantiated: number | null;
  /** docs/protocol/claims.md says what each code means */
  codes: string[];
};

export type YieldVerdict = {
  entry: number;
  index: number;
  process: string;
  site: string | null;
  inGrams: number;
  outGrams: number;
  yieldPpm: number;
  lowPpm: number;
  highPpm: number;
  verdict: 'ok' | 'high-yield' | 'low-yield';
};

export type ClaimVerdict = {
  claim: string;
  claimant: string | null;
  lot: string | null;
  scheme: string;
  code: string;
  model:
    | 'identity-preserved'
    | 'segregated-single-country'
    | 'segregated'
    | 'controlled-blending'
    | 'mass-balance'
    | 'book-and-claim';
  sharePpm: number;
  result: 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn';
  state: 'claimed' | 'confirmed' | 'disputed' | 'refuted' | 'suspended' | 'expired' | 'revoked' | 'withdrawn';
  assurance:
    | 'self-declared'
    | 'self-assessed'
    | 'imported-document'
    | 'second-party'
    | 'imported-credential'
    | 'third-party'
    | null;
  /** The sentence that may be said of it; null unless it holds */
  wording: string | null;
  gramsClaimed: number | null;
  gramsSubstantiated: number | null;
  checks: ClaimCheck[];
  findings: ClaimFinding[];
  lots: LotVerdict[];
  lotCount: number;
  yields: YieldVerdict[];
  /** The rules that it was judged by */
  pack: {
    pack: string;
    version: string;
    digest: string;
    entry: number;
  } | null;
  /** Figures used that the pack marks uncertain */
  uncertain: string[];
  rules: 'selvedge-rules/2';
  judgedAtMs: number;
  /** Log indexes of the statements that decided it */
  entries: number[];
  level: 'country' | 'region' | 'site' | 'full';
};

export type StandingReport = {
  judgedAtMs: number;
  level: 'country' | 'region' | 'site' | 'full';
  findings: {
    code: string;
    detail: string | null;
    subject: string | null;
    parties: string[] | null;
    entries: number[];
  }[];
};

export type RememberedLot = {
  line: number;
  lot: string | null;
  product: string | null;
  /** The buyer’s own name for it; null where it has given none yet */
  ownLot: string | null;
};

export type Notice = {
  entry: number;
  recordedAtMs: number;
  kind: string;
  word: string;
  about: string;
  by: string;
  /** Claims and certificates of the party that rest on it */
  touches: string[];
  detail: string;
};

export type UploadWish = {
  mediaType:
    | 'application/pdf'
    | 'image/jpeg'
    | 'image/png'
    | 'image/webp'
    | 'text/csv'
    | 'text/plain'
    | 'application/json'
    | 'application/vc+jwt'
    | 'application/vc+sd-jwt'
    | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  /** Of the whole, bytes */
  size: number;
};

export type Upload = {
  id: string;
  mediaType: string;
  size: number;
  /** How many of its first bytes are here */
  received: number;
  expiresAt: string;
  /** Of the document that it has become; null until then */
  digest: string | null;
};

export type KeptDocument = {
  digest: string;
  size: number;
  mediaType: string;
};

export type DocumentReaders = {
  digest: string;
  readers: (string | null)[];
};

export type HandedIn = {
  record: Record;
  /** As what it counts */
  format: 'credential' | 'document';
  /** What the status lists that were handed in say of it */
  status: 'none' | 'good' | 'not-checked';
  /** Claims that are the word of its holder */
  filled: string[];
};

export type DoubtStandingWish = {
  standing: 'new' | 'read' | 'settled';
  /** What was done: needed where it is settled, and nowhere else. Whoever may read the doubt reads it */
  note?: string;
};

export type DoubtList = {
  /** Of all that the caller may read, by the standing that they have for the caller */
  counts: {
    new: number;
    read: number;
    settled: number;
  };
  member: Doubt[];
};

export type DoubtMark = {
  /** For whom it was said; null: the operator */
  party: string | null;
  partyName: string | null;
  /** Who said it: for the same side and the operator; null: a program, or not shown */
  personName: string | null;
  standing: 'new' | 'read' | 'settled';
  /** What was done */
  note: string | null;
  at: string;
};

export type Doubt = {
  id: string;
  /** Canonical id of a product, lot, item or unit */
  about: string;
  at: string;
  kind: 'copy' | 'claim' | 'people' | 'other';
  /** As it was written. Nobody has signed it */
  text: string;
  /** ISO 639-1, of the text */
  language: string | null;
  /** For the caller: what their side said last */
  standing: 'new' | 'read' | 'settled';
  /** What all sides have said of it, the newest first */
  marks: DoubtMark[];
};

export type KeyDocument = {
  id: string;
  alsoKnownAs?: string[];
  verificationMethod: Open[];
  assertionMethod: string[];
};

export type Found = {
  kind:
    | 'item'
    | 'lot'
    | 'unit'
    | 'product'
    | 'other'
    | 'party'
    | 'facility'
    | 'entry'
    | 'document'
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
    | 'head'
    | 'trust'
    | 'pack';
  id: string;
  name: string | null;
  /** Whose it is: the name of the party, or its id */
  of: string | null;
  state: string | null;
  entry: number | null;
  /** Where this API tells more */
  href: string;
};

export type SearchAnswer = {
  member: Found[];
  /** There is more than was given: ask more precisely */
  more: boolean;
};

export type LogEntry = {
  index: number;
  kind: 'statement' | 'holdings';
  statement: ShownStatement | null;
};

export type ShownStatement = {
  kind: string;
  issuer: string;
  issuerName: string | null;
  keyId: string;
  custody: 'device' | 'custodial' | null;
  /** The clock of whoever signed */
  issuedAtMs: number;
  claims: Open;
  /** What is shown, as it was signed; null where the signed text itself would tell what is withheld */
  sdjwt: string | null;
  disclosures: {
    shown: number;
    withheld: number;
    erased: number;
  };
};

export type FacilityProfile = {
  facility: string;
  name: string | null;
  /** As it was told; null = not told or not shown */
  address: Open;
  country: string | null;
  region: string | null;
  latitude: number | null;
  longitude: number | null;
  processes: string[] | null;
  party: string | null;
  partyName: string | null;
  withheld: string[];
  told: ToldDatum[];
  /** How many statements told of it */
  words: number;
  certificates: SiteCertificate[] | null;
  flows: SiteFlows | null;
  flowsWithheld: boolean;
  level: 'country' | 'region' | 'site' | 'full';
};

export type ToldDatum = {
  member: string;
  /** Of the statement since which it is so */
  entry: number;
  recordedAtMs: number;
  by: string | null;
  byName: string | null;
};

export type SiteCertificate = {
  certificate: string;
  entry: number;
  issuer: string;
  issuerName: string | null;
  state: string | null;
  type: string;
  scheme: string;
  validFrom: string;
  validUntil: string;
};

export type SiteFlows = {
  events: number;
  fromMs: number;
  toMs: number;
  in: {
    dimension: string;
    amount: number;
  }[];
  out: {
    dimension: string;
    amount: number;
  }[];
  /** Amounts that were not told are in neither */
  unknownAmounts: boolean;
  processes: string[];
};

export type OperatingState = {
  version: string;
  /** Milliseconds since 1970 */
  nowMs: number;
  /** Milliseconds since 1970 */
  startedAtMs: number;
  origin: string;
  operator: string;
  log: {
    size: number;
    root: string;
    key: string;
    newestEntryAtMs: number | null;
    publishedSize: number | null;
  };
  late: {
    code: string;
    what: string | null;
    sinceMs: number | null;
    detail: string | null;
  }[];
  keys: {
    parties: number;
    custodial: number;
    device: number;
    revoked: number;
    apiKeys: {
      operator: number;
      party: number;
      reader: number;
      revoked: number;
    };
  };
  storage: {
    databaseBytes: number;
    writeAheadBytes: number;
    snapshotBytes: number;
    accountsBytes: number;
    documents: number;
    documentBytes: number;
    backupBytes: number;
    freeBytes: number;
    diskBytes: number;
    grownBytes: number;
  };
  writer: {
    processId: number;
    epoch: number;
    memoryBytes: number;
    runtime: string;
  };
  anchors: OperatingAnchor[];
  witnesses: {
    name: string;
    url: string;
    size: number;
    signedAtMs: number | null;
    trouble: {
      code: string;
      detail: string;
      /** Milliseconds since 1970 */
      sinceMs: number;
    } | null;
  }[];
  holdings: {
    newest: {
      entry: number;
      lots: number;
      root: string;
      atMs: number | null;
    } | null;
    eventsSince: number;
  };
  jobs: {
    waiting: number;
    running: number;
    newest: OperatingJob[];
  };
  webhooks: {
    on: number;
    failing: number;
    off: number;
    waiting: number;
    troubled: {
      id: string;
      whose: string | null;
      host: string;
      isOff: boolean;
      /** Milliseconds since 1970 */
      sinceMs: number;
      answer: string | null;
    }[];
  };
  scans: {
    count: number;
    lastAtMs: number | null;
  };
  doubts: {
    count: number;
    lastAtMs: number | null;
    new: number;
  };
  backups: {
    underWay: BackupUnderWay | null;
    failed: {
      /** Milliseconds since 1970 */
      atMs: number;
      detail: string;
    } | null;
    newestAtMs: number | null;
    newestIsGood: boolean | null;
  };
  limits: {
    bodies: {
      captureBytes: number;
      captureEvents: number;
      eventBytes: number;
      registerBytes: number;
      documentBytes: number;
    };
    paces: {
      what: 'sign-in' | 'code' | 'password' | 'person' | 'token' | 'key' | 'doubt';
      by: 'address' | 'person';
      most: number;
      seconds: number;
    }[];
  };
};

export type OperatingAnchor = {
  chain: string;
  kind: string;
  everyMs: number;
  settledSize: number;
  settledAtMs: number | null;
  underWay: {
    size: number;
    sinceMs: number | null;
    letters: number;
  } | null;
  trouble: {
    code: string;
    detail: string;
    /** Milliseconds since 1970 */
    sinceMs: number;
  } | null;
};

export type OperatingJob = {
  id: string;
  party: string | null;
  partyName: string | null;
  state: 'waiting' | 'running' | 'done' | 'refused' | 'broken';
  /** Milliseconds since 1970 */
  createdAtMs: number;
  finishedAtMs: number | null;
  events: number;
  errors: {
    code: string;
    detail: string;
  }[];
};

export type BackupUnderWay = {
  id: string;
  /** Milliseconds since 1970 */
  startedAtMs: number;
  stage: 'copying' | 'trying';
  /** Of total: pages while it is copied, then entries */
  done: number;
  total: number;
};

export type BackupList = {
  member: Backup[];
  underWay: BackupUnderWay | null;
  failed: {
    /** Milliseconds since 1970 */
    atMs: number;
    detail: string;
  } | null;
};

export type Backup = {
  id: string;
  folder: string;
  /** Milliseconds since 1970 */
  madeAtMs: number;
  bytes: number;
  head: {
    entries: number;
    root: string;
    stateHash: string;
  };
  hasAccounts: boolean;
  trial: {
    entries: number;
    root: string;
    stateHash: string;
    documents: number;
    findings: string[];
    tookMs: number;
  };
  isGood: boolean;
};

export type WebhookWish = {
  /** https://, port 443 or from 1024 on, no name or password, in no private network */
  url: string;
  /** What is to be told (docs/operating/webhooks.md) */
  kinds: (
    | 'shipment.arriving'
    | 'order.waiting'
    | 'answer.said'
    | 'certificate.issued'
    | 'status.said'
    | 'case.step'
    | 'rules.changed'
    | 'verdict.changed'
  )[];
  /** Also what is in the log after this entry already; left out: from now on */
  since?: number;
  /** Whose. An operator names any; null, or left out, is the node itself, of all parties */
  party?: string | null;
};

export type Webhook = {
  id: string;
  party: string | null;
  partyName: string | null;
  url: string;
  kinds: (
    | 'shipment.arriving'
    | 'order.waiting'
    | 'answer.said'
    | 'certificate.issued'
    | 'status.said'
    | 'case.step'
    | 'rules.changed'
    | 'verdict.changed'
  )[];
  /** Milliseconds since 1970 */
  createdAtMs: number;
  endedAtMs: number | null;
  /** off: nothing is sent until somebody switches it on */
  state: 'on' | 'failing' | 'off' | 'ended';
  /** The first log entry that was not looked at yet */
  cursor: number;
  /** Entries of the log that were not looked at yet */
  behind: number;
  /** Messages that have not arrived */
  waiting: number;
  waitingSinceMs: number | null;
  /** When the next attempt is made */
  nextAtMs: number | null;
  /** Until then the secret before signs as well */
  oldSecretUntilMs: number | null;
  failingSinceMs: number | null;
  off: {
    /** Milliseconds since 1970 */
    atMs: number;
    code: 'GONE' | 'ATTEMPTS_SPENT' | 'FAILING_LONG';
  } | null;
  last: WebhookOutcome | null;
};

export type WebhookMade = {
  id: string;
  party: string | null;
  partyName: string | null;
  url: string;
  kinds: (
    | 'shipment.arriving'
    | 'order.waiting'
    | 'answer.said'
    | 'certificate.issued'
    | 'status.said'
    | 'case.step'
    | 'rules.changed'
    | 'verdict.changed'
  )[];
  /** Milliseconds since 1970 */
  createdAtMs: number;
  endedAtMs: number | null;
  /** off: nothing is sent until somebody switches it on */
  state: 'on' | 'failing' | 'off' | 'ended';
  /** The first log entry that was not looked at yet */
  cursor: number;
  /** Entries of the log that were not looked at yet */
  behind: number;
  /** Messages that have not arrived */
  waiting: number;
  waitingSinceMs: number | null;
  /** When the next attempt is made */
  nextAtMs: number | null;
  /** Until then the secret before signs as well */
  oldSecretUntilMs: number | null;
  failingSinceMs: number | null;
  off: {
    /** Milliseconds since 1970 */
    atMs: number;
    code: 'GONE' | 'ATTEMPTS_SPENT' | 'FAILING_LONG';
  } | null;
  last: WebhookOutcome | null;
  /** whsec_ and base64, shown this once; null where this is the answer to a request that came again (Idempotency-Key) */
  secret: string | null;
};

export type WebhookWithMessages = {
  id: string;
  party: string | null;
  partyName: string | null;
  url: string;
  kinds: (
    | 'shipment.arriving'
    | 'order.waiting'
    | 'answer.said'
    | 'certificate.issued'
    | 'status.said'
    | 'case.step'
    | 'rules.changed'
    | 'verdict.changed'
  )[];
  /** Milliseconds since 1970 */
  createdAtMs: number;
  endedAtMs: number | null;
  /** off: nothing is sent until somebody switches it on */
  state: 'on' | 'failing' | 'off' | 'ended';
  /** The first log entry that was not looked at yet */
  cursor: number;
  /** Entries of the log that were not looked at yet */
  behind: number;
  /** Messages that have not arrived */
  waiting: number;
  waitingSinceMs: number | null;
  /** When the next attempt is made */
  nextAtMs: number | null;
  /** Until then the secret before signs as well */
  oldSecretUntilMs: number | null;
  failingSinceMs: number | null;
  off: {
    /** Milliseconds since 1970 */
    atMs: number;
    code: 'GONE' | 'ATTEMPTS_SPENT' | 'FAILING_LONG';
  } | null;
  last: WebhookOutcome | null;
  messages: WebhookMessage[];
};

export type WebhookMessage = {
  id: string;
  kind:
    | 'shipment.arriving'
    | 'order.waiting'
    | 'answer.said'
    | 'certificate.issued'
    | 'status.said'
    | 'case.step'
    | 'rules.changed'
    | 'verdict.changed'
    | 'webhook.test';
  entry: number | null;
  /** Milliseconds since 1970 */
  madeAtMs: number;
  attempts: number;
  dueAtMs: number | null;
  deliveredAtMs: number | null;
  /** What is sent, to the byte: JSON */
  body: string;
  last: WebhookOutcome | null;
};

export type WebhookOutcome = {
  /** Milliseconds since 1970 */
  atMs: number;
  tookMs: number;
  code:
    | 'TAKEN'
    | 'NOT_TAKEN'
    | 'GONE'
    | 'REDIRECTED'
    | 'TIMEOUT'
    | 'ADDRESS_REFUSED'
    | 'NAME_UNKNOWN'
    | 'NOT_REACHED'
    | 'SECRET_LOST';
  status: number | null;
  /** The first 200 characters of what was answered, or what went wrong */
  answer: string;
};

/** What an operation answers with JSON when it has done what was asked. */
export interface Answers {
  'POST /capture': undefined;
  'GET /capture': CaptureJob[];
  'POST /capture/preview': CapturePreview;
  'GET /capture/{id}': CaptureJob;
  'POST /events': CaptureOutcome;
  'GET /events': EPCISQueryDocument;
  'GET /events/{id}': EPCISQueryDocument;
  'GET /account/me': Me;
  'POST /account/setup': Me;
  'POST /account/invitation': InvitationTold;
  'POST /account/invitation/accept': Me;
  'POST /account/join': Me;
  'POST /account/active': Me;
  'POST /account/news': Me;
  'GET /account/people': {
    member: PersonOfParty[];
  };
  'POST /account/people/{user}': PersonOfParty;
  'POST /account/people/{user}/reset': ResetLink;
  'GET /account/people/invitations': {
    member: PersonInvitation[];
  };
  'POST /account/people/invitations': PersonInvitationMade;
  'POST /account/people/invitations/{id}/revocation': PersonInvitation;
  'GET /account/keys': {
    member: ApiKey[];
  };
  'POST /account/keys': ApiKeyMade;
  'POST /account/keys/{id}/revocation': ApiKey;
  'GET /account/audit': AuditTrail;
  'GET /lots/{id}': Lot;
  'GET /trace/{id}': Trace;
  'GET /evidence/{id}': Evidence;
  'POST /parties': Party;
  'GET /parties': {
    member: Party[];
  };
  'GET /parties/{id}': Party;
  'POST /facilities': Facility;
  'GET /facilities': {
    member: Facility[];
  };
  'GET /facilities/{id}': Facility;
  'POST /products': Product;
  'GET /products': {
    member: Product[];
  };
  'GET /products/{id}': Product;
  'POST /parties/{id}/keys': NamedKey;
  'GET /parties/{id}/keys': {
    member: NamedKey[];
  };
  'POST /parties/{id}/keys/{kid}/revocation': Party;
  'GET /flow/{id}': Flow;
  'GET /products/{id}/proof': ProductProof;
  'POST /accreditations': Record;
  'GET /accreditations': {
    member: Record[];
  };
  'GET /accreditations/{id}': Record;
  'POST /certificates': Record;
  'GET /certificates': {
    member: Record[];
  };
  'GET /certificates/{id}': Record;
  'POST /statuses': Record;
  'GET /statuses': {
    member: Record[];
  };
  'GET /statuses/{id}': Record;
  'POST /trades': Record;
  'GET /trades': {
    member: Record[];
  };
  'GET /trades/{id}': Record;
  'POST /answers': Record;
  'GET /answers': {
    member: Record[];
  };
  'GET /answers/{id}': Record;
  'POST /claims': Record;
  'GET /claims': {
    member: Record[];
  };
  'GET /claims/{id}': Record;
  'POST /accounts': Record;
  'GET /accounts': {
    member: Record[];
  };
  'GET /accounts/{id}': Record;
  'POST /cases': Record;
  'GET /cases': {
    member: Record[];
  };
  'GET /cases/{id}': Record;
  'POST /memberships': Record;
  'GET /memberships': {
    member: Record[];
  };
  'GET /memberships/{id}': Record;
  'POST /invitations': Record;
  'GET /invitations': {
    member: Record[];
  };
  'GET /invitations/{id}': Record;
  'POST /acceptances': Record;
  'GET /acceptances': {
    member: Record[];
  };
  'GET /acceptances/{id}': Record;
  'POST /heads': Record;
  'GET /heads': {
    member: Record[];
  };
  'GET /heads/{id}': Record;
  'POST /trust': Record;
  'GET /trust': {
    member: Record[];
  };
  'GET /trust/{id}': Record;
  'POST /packs': Record;
  'GET /packs': {
    member: Record[];
  };
  'GET /packs/{id}': Record;
  'GET /claims/{id}/verdict': {
    member: ClaimVerdict[];
  };
  'GET /lots/{id}/claims': {
    member: ClaimVerdict[];
  };
  'GET /report': StandingReport;
  'GET /yields': Yields;
  'GET /trades/{id}/lots': {
    member: RememberedLot[];
  };
  'GET /notices': {
    member: Notice[];
  };
  'GET /parties/{id}/lots': {
    member: StockLot[];
  };
  'GET /parties/{id}/lots/{lot}': OwnLot;
  'GET /parties/{id}/seen': Seen;
  'GET /today': Today;
  'POST /handovers': HandoverDone;
  'GET /claims/board': ClaimsBoard;
  'POST /claims/preview': ClaimPreview;
  'GET /certificates/{id}/standing': CertificateStanding;
  'GET /cases/{id}/course': CaseCourse;
  'GET /review': Review;
  'GET /parties/{id}/suppliers': Suppliers;
  'POST /documents': KeptDocument;
  'POST /documents/uploads': Upload;
  'GET /documents/uploads/{id}': Upload;
  'POST /documents/uploads/{id}': Upload;
  'GET /documents/{digest}': string;
  'POST /documents/{digest}/readers': DocumentReaders;
  'POST /certificates/import': HandedIn;
  'GET /certificates/{id}/credential': undefined;
  'GET /credentials/status/{party}/{purpose}': undefined;
  'GET /credentials/keys/{party}': KeyDocument;
  'POST /doubts': undefined;
  'GET /doubts': DoubtList;
  'POST /doubts/{id}/standing': Doubt;
  'POST /scans': undefined;
  'GET /log/checkpoint': undefined;
  'GET /log/tile/{path}': undefined;
  'GET /log/proof/{index}': undefined;
  'GET /log/audit/{index}': Open;
  'GET /log/statements/{bundle}': undefined;
  'GET /log/state': LogState;
  'GET /health': Health;
  'GET /ready': Health;
  'GET /openapi.json': Open;
  'GET /docs': undefined;
  'GET /problems': {
    member: ProblemKind[];
  };
  'GET /problems/{code}': ProblemKind;
  'GET /operate': OperatingState;
  'GET /operate/backups': BackupList;
  'POST /operate/backups': BackupUnderWay;
  'POST /webhooks': WebhookMade;
  'GET /webhooks': {
    member: Webhook[];
  };
  'GET /webhooks/{id}': WebhookWithMessages;
  'POST /webhooks/{id}/test': WebhookMessage;
  'POST /webhooks/{id}/messages/{message}/resend': WebhookMessage;
  'POST /webhooks/{id}/secret': WebhookMade;
  'POST /webhooks/{id}/resume': Webhook;
  'POST /webhooks/{id}/end': Webhook;
  'GET /search': SearchAnswer;
  'GET /log/entries/{index}': LogEntry;
  'GET /facilities/{id}/profile': FacilityProfile;
}
