// Records found again by what they are about. Grows by `add` in the order of the log: the ledger keeps one book for the
// whole log, a verdict makes one of what its dossier holds. Only finds; what records mean is decided elsewhere.
import type {
  Acceptance,
  Accreditation,
  Account,
  CaseStep,
  Certificate,
  Claim,
  Invitation,
  Membership,
  PackAdoption,
  RecordKind,
  SaidRecord,
  Status,
  ToldHead,
  Trade,
  TradeAnswer,
  Trust,
} from './record.ts';

type OfKind<K extends RecordKind> = Extract<SaidRecord, { kind: K }>;

const nothing: readonly never[] = [];

/** Records of one kind, in the order of the log. */
interface Shelf {
  readonly all: SaidRecord[];
  /** Id -> the record that took it. */
  readonly byId: Map<string, SaidRecord>;
  /** Key -> records found by it. */
  readonly byKey: Map<string, SaidRecord[]>;
}

function emptyShelf(): Shelf {
  return { all: [], byId: new Map(), byKey: new Map() };
}

export class RecordBook {
  readonly #all: SaidRecord[] = [];
  /** One shelf for each kind: a verdict asks thousands of times, and no key need be put together for it. */
  readonly #shelves = new Map<string, Shelf>();
  readonly #base: RecordBook | undefined;
  readonly #asked: ((place: string) => void) | undefined;

  /**
   * `base`: a book that is read through this one and stays as it is. Its records come before those added here.
   * `asked`: is told where each look-up of records looks; a record that is found there has it among its `placesOf`.
   */
  constructor(base?: RecordBook, asked?: (place: string) => void) {
    this.#base = base;
    this.#asked = asked;
  }

  /** In the order of the log. */
  get all(): readonly SaidRecord[] {
    return joined(this.#base?.all, this.#all);
  }

  add(record: SaidRecord): void {
    this.#all.push(record);
    const shelf = this.#shelves.get(record.kind) ?? emptyShelf();
    this.#shelves.set(record.kind, shelf);
    shelf.all.push(record);
    const id = idOf(record);
    if (id !== undefined && !shelf.byId.has(id)) shelf.byId.set(id, record);
    for (const key of new Set(keysOf(record))) put(shelf.byKey, key, record);
  }

  ofKind<K extends RecordKind>(kind: K): readonly OfKind<K>[] {
    this.#asked?.(kind);
    return joined(this.#base?.ofKind(kind), this.#shelves.get(kind)?.all as OfKind<K>[] | undefined);
  }

  /** The first record of that kind with that id. A case is found by its first step. */
  byId<K extends RecordKind>(kind: K, id: string): OfKind<K> | undefined {
    this.#asked?.(idPlace(kind, id));
    const own = this.#shelves.get(kind)?.byId.get(id) as OfKind<K> | undefined;
    return this.#base?.byId(kind, id) ?? own;
  }

  /** Certificates of a holder, and those on which it is a subcontractor. */
  certificatesOf(party: string): readonly Certificate[] {
    return this.#found('certificate', party);
  }

  /** Certificates that name the site, whoever holds them. */
  certificatesAt(site: string): readonly Certificate[] {
    return this.#found('certificate', `site ${site}`);
  }

  /** Transaction and material certificates that name the lot. */
  certificatesFor(lot: string): readonly Certificate[] {
    return this.#found('certificate', lot);
  }

  /** Transaction certificates that draw from this one. */
  certificatesDrawingFrom(certificate: string): readonly Certificate[] {
    return this.#found('certificate', `input ${certificate}`);
  }

  certificatesNumbered(scheme: string, number: string): readonly Certificate[] {
    return this.#found('certificate', numberKey(scheme, number));
  }

  statusesOf(about: string): readonly Status[] {
    return this.#found('status', about);
  }

  accreditationsOf(party: string): readonly Accreditation[] {
    return this.#found('accreditation', party);
  }

  tradesOf(lot: string): readonly Trade[] {
    return this.#found('trade', lot);
  }

  tradesUnder(trade: string): readonly Trade[] {
    return this.#found('trade', `under ${trade}`);
  }

  answersTo(trade: string): readonly TradeAnswer[] {
    return this.#found('answer', trade);
  }

  /** Claims on a lot, or on a product. */
  claimsOn(subject: string): readonly Claim[] {
    return this.#found('claim', subject);
  }

  accountsOf(site: string): readonly Account[] {
    return this.#found('account', site);
  }

  /** Accounts with a move of this lot. */
  accountsMoving(lot: string): readonly Account[] {
    return this.#found('account', `lot ${lot}`);
  }

  /** Accounts with a move of this unit of this scheme: issued or retired. */
  accountsMovingUnit(scheme: string, unit: string): readonly Account[] {
    return this.#found('account', unitKey(scheme, unit));
  }

  stepsOf(caseId: string): readonly CaseStep[] {
    return this.#found('case', caseId);
  }

  /** Steps of cases about this claim, certificate, trade or lot. */
  casesAbout(about: string): readonly CaseStep[] {
    return this.#found('case', `about ${about}`);
  }

  membershipsOf(party: string): readonly Membership[] {
    return this.#found('membership', party);
  }

  invitationBy(hash: string): Invitation | undefined {
    return this.byId('invitation', hash);
  }

  /** Invitations that this party has accepted. */
  acceptancesBy(party: string): readonly Acceptance[] {
    return this.#found('acceptance', party);
  }

  /** What this party has told of that log, in the order of this one. */
  headsToldBy(party: string, log: string): readonly ToldHead[] {
    return this.#found('head', headKey(party, log));
  }

  packsNamed(pack: string): readonly PackAdoption[] {
    return this.#found('pack', pack);
  }

  /** The trust that counts at that time: the largest `fromMs` not after it, of equal ones the later entry. */
  trustAt(atMs: number): Trust | undefined {
    return newest(this.ofKind('trust'), atMs);
  }

  packAt(pack: string, atMs: number): PackAdoption | undefined {
    return newest(this.packsNamed(pack), atMs);
  }

  #found<K extends RecordKind>(kind: K, key: string): readonly OfKind<K>[] {
    this.#asked?.(keyPlace(kind, key));
    const own = this.#shelves.get(kind)?.byKey.get(key) as OfKind<K>[] | undefined;
    return joined(this.#base === undefined ? nothing : this.#base.#found(kind, key), own);
  }
}

/** Nearly always one of the two has nothing: then nothing is copied. */
function joined<T>(before: readonly T[] | undefined, after: readonly T[] | undefined): readonly T[] {
  if (before === undefined || before.length === 0) return after ?? nothing;
  return after === undefined || after.length === 0 ? before : [...before, ...after];
}

/** Of what counts at a time, the one that counts from latest; of two from the same moment, the one said later. */
function newest<T extends { readonly fromMs: number; readonly entry: number }>(
  all: readonly T[],
  atMs: number,
): T | undefined {
  let found: T | undefined;
  for (const one of all) {
    if (one.fromMs <= atMs && (found === undefined || one.fromMs >= found.fromMs)) found = one;
  }
  return found;
}

function put(map: Map<string, SaidRecord[]>, key: string, record: SaidRecord): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [record]);
  else list.push(record);
}

/** The id by which others refer to it; undefined for kinds that nobody refers to. */
export function idOf(record: SaidRecord): string | undefined {
  switch (record.kind) {
    case 'accreditation':
      return record.accreditation;
    case 'certificate':
      return record.certificate;
    case 'trade':
      return record.trade;
    case 'claim':
      return record.claim;
    case 'case':
      return record.case;
    case 'membership':
      return record.membership;
    case 'invitation':
    case 'acceptance':
      return record.invitation;
    case 'trust':
    case 'pack':
    case 'status':
    case 'answer':
    case 'account':
    case 'head':
      return undefined;
  }
}

/** Where look-ups find the record: among its kind, by its id, by each of its keys. */
export function placesOf(record: SaidRecord): string[] {
  const { kind } = record;
  const id = idOf(record);
  return [
    kind,
    ...(id === undefined ? [] : [idPlace(kind, id)]),
    ...keysOf(record).map((key) => keyPlace(kind, key)),
  ];
}

function idPlace(kind: RecordKind, id: string): string {
  return `${kind} is ${id}`;
}

function keyPlace(kind: RecordKind, key: string): string {
  return `${kind} by ${key}`;
}

function keysOf(record: SaidRecord): string[] {
  switch (record.kind) {
    case 'pack':
      return [record.pack];
    case 'accreditation':
      return [record.party];
    case 'certificate':
      return certificateKeys(record);
    case 'status':
      return [record.about];
    case 'trade':
      return [
        ...record.lines.flatMap(({ lot }) => lot ?? []),
        ...(record.under === null ? [] : [`under ${record.under}`]),
      ];
    case 'answer':
      return [record.about];
    case 'claim':
      return [...record.lots, ...(record.product === null ? [] : [record.product])];
    case 'account':
      return accountKeys(record);
    case 'case':
      return [record.case, `about ${record.about}`];
    case 'membership':
      return [record.party, record.member];
    case 'head':
      return [headKey(record.issuer, record.log)];
    case 'acceptance':
      return [record.issuer];
    case 'trust':
    case 'invitation':
      return [];
  }
}

/** Schemes and numbers are free texts: side by side they would not tell `a b` and `c` from `a` and `b c`. */
function numberKey(scheme: string, number: string): string {
  return `number ${JSON.stringify([scheme, number])}`;
}

function unitKey(scheme: string, unit: string): string {
  return `unit ${JSON.stringify([scheme, unit])}`;
}

function headKey(party: string, log: string): string {
  return JSON.stringify([party, log]);
}

function accountKeys({ site, scheme, moves }: Account): string[] {
  const lots = moves.flatMap(({ lot }) => (lot === null ? [] : [`lot ${lot}`]));
  const units = moves.flatMap(({ unit }) => (unit === null ? [] : [unitKey(scheme, unit)]));
  return [site, ...lots, ...units];
}

function certificateKeys(record: Certificate): string[] {
  return [
    record.holder,
    ...record.subcontractors,
    ...record.sites.filter((site) => site !== '*').map((site) => `site ${site}`),
    ...record.lots.map(({ lot }) => lot),
    ...record.products,
    ...record.inputs.map(({ certificate }) => `input ${certificate}`),
    ...(record.number === null ? [] : [numberKey(record.scheme, record.number)]),
  ];
}
