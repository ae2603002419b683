// Records for tests, short: what a test does not name is empty. Entries count up in the order in which they are said.
import { RecordBook } from '../../verifier/src/record/book.ts';
import type {
  AnswerLine,
  Certificate,
  Claim,
  Membership,
  PackAdoption,
  RecordKind,
  SaidRecord,
  Trade,
  TradeAnswer,
  TradeLine,
} from '../../verifier/src/record/record.ts';

type OfKind<K extends RecordKind> = Extract<SaidRecord, { kind: K }>;

export const day = 86_400_000;

/** The n-th day of the test's season. */
export function onDay(n: number): number {
  return Date.UTC(2026, 2, 1) + n * day;
}

/** A book that numbers what is said to it. */
export class Spoken {
  readonly book: RecordBook = new RecordBook();
  #entry = 0;

  /** The record as it would enter the log next, without entering it. */
  next<K extends RecordKind>(kind: K, issuer: string, claims: Omit<OfKind<K>, keyof Frame>): OfKind<K> {
    const entry = this.#entry;
    return { ...frame(entry), kind, issuer, ...claims } as unknown as OfKind<K>;
  }

  say<T extends SaidRecord>(record: T): T {
    this.book.add(record);
    this.#entry += 1;
    return record;
  }

  trade(id: string, members: Partial<Trade>): Trade {
    const claims = { ...emptyTrade, trade: id, ...members };
    const declarer = claims.stage === 'order' ? claims.buyer : claims.seller;
    return this.next('trade', members.issuer ?? declarer, claims);
  }

  answer(
    about: string,
    word: TradeAnswer['word'],
    issuer: string,
    members: Partial<TradeAnswer> = {},
  ): TradeAnswer {
    return this.next('answer', issuer, { about, word, atMs: onDay(20), reason: null, lines: [], ...members });
  }

  certificate(id: string, members: Partial<Certificate>): Certificate {
    return this.next('certificate', members.issuer ?? 'did:web:certifier', {
      ...emptyCertificate,
      certificate: id,
      ...members,
    });
  }

  claim(id: string, members: Partial<Claim>): Claim {
    return this.next('claim', members.issuer ?? 'did:web:mill', { ...emptyClaim, claim: id, ...members });
  }

  membership(id: string, members: Partial<Membership>): Membership {
    return this.next('membership', members.party ?? 'did:web:group', {
      ...emptyMembership,
      membership: id,
      ...members,
    });
  }

  adopt(content: PackAdoption['content'], fromMs = 0): PackAdoption {
    const { pack, version } = content;
    return this.say(
      this.next('pack', 'did:web:operator', { pack, version, fromMs, content, digest: `digest of ${pack}` }),
    );
  }
}

type Frame = ReturnType<typeof frame> & { kind: unknown; issuer: unknown };

function frame(entry: number): {
  entry: number;
  recordedAtMs: number;
  issuedAtMs: number;
  withheld: boolean;
} {
  return { entry, recordedAtMs: onDay(0) + entry, issuedAtMs: onDay(0) + entry, withheld: false };
}

export function grams(line: number, amount: number | null, members: Partial<TradeLine> = {}): TradeLine {
  return { line, product: null, lot: null, amount, dimension: amount === null ? null : 'mass', ...members };
}

export function arrived(line: number, amount: number | null, ownLot: string | null = null): AnswerLine {
  return { line, ownLot, amount, dimension: amount === null ? null : 'mass' };
}

const emptyTrade: Omit<Trade, keyof Frame> = {
  trade: '',
  stage: 'shipment',
  seller: 'did:web:gin',
  buyer: 'did:web:mill',
  under: null,
  atMs: onDay(10),
  dueMs: null,
  fromSite: null,
  toSite: null,
  subcontracting: false,
  tolerancePpm: 0,
  lines: [],
  documents: [],
};

const emptyCertificate: Omit<Certificate, keyof Frame> = {
  certificate: '',
  type: 'scope',
  scheme: 'gots',
  number: null,
  holder: 'did:web:gin',
  validFromMs: onDay(0),
  validUntilMs: onDay(365),
  sites: ['*'],
  subcontractors: [],
  processes: ['*'],
  categories: ['*'],
  materials: ['*'],
  codes: ['*'],
  volumeGrams: null,
  buyer: null,
  shippedAtMs: null,
  lots: [],
  inputs: [],
  test: null,
  products: [],
  imported: null,
  documents: [],
};

const emptyClaim: Omit<Claim, keyof Frame> = {
  claim: '',
  text: null,
  scheme: 'gots',
  code: 'organic',
  model: 'segregated',
  sharePpm: 1_000_000,
  lots: [],
  product: null,
  countries: [],
  restsOn: [],
  validUntilMs: null,
};

const emptyMembership: Omit<Membership, keyof Frame> = {
  membership: '',
  party: 'did:web:group',
  member: '',
  as: 'producer',
  roles: [],
  fromMs: onDay(0),
  untilMs: null,
  name: null,
  areaSquareMetres: null,
};
