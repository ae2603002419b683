// Puts the parts of a node together. Everything it does is in the stages it calls.
import { canonicalId, readIdentifier, splitClaims } from '#verifier';
import type { JsonObject, RecordKind } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { stateHash } from '../domain/ledger/state-hash.ts';
import type { ProductRecord } from '../domain/party/register.ts';
import type { Speaker } from '../domain/statement/draft.ts';
import { answeredRefusal } from './answered.ts';
import type { CaptureOutcome, FacilityView, PartyView, ProductView, RecordView, Refusal } from './answers.ts';
import { capture } from './capture.ts';
import { uncheckedImport } from './checked-import.ts';
import type { Committed, Readied } from './commit.ts';
import { Committer } from './commit.ts';
import type { Custodian, Recorded } from './custodian.ts';
import { custodian, uuid } from './custodian.ts';
import { erase } from './erase.ts';
import { eventsAnswer, recordedEvents } from './events.ts';
import { auditBytes } from './holdings.ts';
import { Judge, lotsJudgedOfProduct } from './judge.ts';
import type { Answer, PartyAdmission, SelvedgeNode } from './node.ts';
import { noticesFor } from './notice.ts';
import { ProductIndex } from './product-index.ts';
import { outsideView } from './evidence/outside.ts';
import { evidence } from './prove.ts';
import { Published } from './published.ts';
import { lotView, productFor } from './query.ts';
import { Readers } from './readers.ts';
import type { Progress } from './recover.ts';
import { reportAnswer } from './report.ts';
import { recordAt, recordsAnswer, recordsAt, recordView, rememberedLots } from './records.ts';
import { HoldingsPublisher, type PublishedHoldings } from './publish-holdings.ts';
import { recover, writeSnapshot } from './recover.ts';
import { traceAnswer } from './trace.ts';
import type { World } from './world.ts';

export interface NodeOptions {
  /** Name of the log; kept from the first start on. */
  origin?: string;
  progress?: Progress;
}

const snapshotEvery = 50_000;

export async function openNode(world: World, options: NodeOptions = {}): Promise<SelvedgeNode> {
  const state = recover(world, options.progress);
  const origin = settled(
    world,
    'origin',
    () => options.origin ?? `selvedge.local/${Buffer.from(world.randomBytes(8)).toString('hex')}`,
  );
  const operator = settled(world, 'operator', () => `urn:uuid:${uuid(world.randomBytes(16))}`);
  const committer = new Committer(world, state);
  const published = new Published(world, () => committer.state, origin);
  const node = new Node(world, committer, published, origin, operator, state.fromSize);
  if (state.ledger.size === 0) await node.begin();
  return node;
}

function settled(world: World, name: string, make: () => string): string {
  const known = world.settings.get(name);
  if (known !== undefined) return known;
  const value = make();
  world.settings.set(name, value);
  return value;
}

class Node implements SelvedgeNode {
  readonly origin: string;
  readonly operator: string;
  readonly #world: World;
  readonly #committer: Committer;
  readonly #published: Published;
  readonly #custodian: Custodian;
  readonly #products: ProductIndex;
  readonly #readers: Readers;
  readonly #judge: Judge = new Judge();
  readonly #holdings: HoldingsPublisher;
  #snapshotSize: number;

  constructor(
    world: World,
    committer: Committer,
    published: Published,
    origin: string,
    operator: string,
    snapshotSize: number,
  ) {
    this.#world = world;
    this.#committer = committer;
    this.#published = published;
    this.origin = origin;
    this.operator = operator;
    this.#custodian = custodian(world, () => this.#ledger);
    this.#products = new ProductIndex();
    this.#holdings = new HoldingsPublisher(committer);
    this.#readers = new Readers(world, (kid) => this.#ledger.register.keys.get(kid)?.publicKey);
    this.#snapshotSize = snapshotSize;
  }

  get #ledger(): Ledger {
    return this.#committer.state.ledger;
  }

  /** The genesis: the operator's own key, enrolled by itself; then its name, so that readers see who admitted whom. */
  async begin(): Promise<void> {
    const { kid, enrols } = this.#custodian.newKey(this.operator);
    const [signer, party] = [{ party: this.operator, kid }, { party: this.operator }];
    await this.#mustCommit(this.#custodian.record(signer, 'key', { ...party, enrols }, {}));
    await this.#mustCommit(
      this.#custodian.record(signer, 'party', party, { name: `Operator of ${this.origin}` }),
    );
  }

  async capture(request: Parameters<SelvedgeNode['capture']>[0]): Promise<CaptureOutcome> {
    const outcome = await capture(this.#world, this.#committer, this.#custodian, request);
    this.#snapshotNowAndThen();
    return outcome;
  }

  async record(sdjwt: string, party?: string): Promise<CaptureOutcome> {
    const reading = await this.#readers.read(sdjwt);
    if (!reading.ok) return refused(reading.refusals);
    const { readied, warnings } = reading;
    if (party !== undefined && readied.facts.iss !== party)
      return refused([notYours(readied.facts.iss, party)]);
    if (readied.facts.kind === 'erasure') return refused([erasureByTheNode]);
    const unchecked = uncheckedImport(readied.facts);
    if (unchecked !== undefined) return refused([unchecked]);
    const committed = await this.#committer.submit([readied]);
    this.#snapshotNowAndThen();
    const custody = this.#ledger.register.keys.get(readied.facts.kid)?.custody ?? 'device';
    return { ...recordOutcome(readied, committed, warnings), custody };
  }

  async admitParty(admission: PartyAdmission): Promise<Answer<PartyView>> {
    const party = admission.party ?? `urn:uuid:${uuid(this.#world.randomBytes(16))}`;
    const enrols =
      admission.device === undefined
        ? this.#custodian.newKey(party).enrols
        : { ...admission.device, custody: 'device' };
    const { name, country, region, identifiers } = admission;
    const key = this.#custodian.record(this.#operatorKey(), 'key', { party, enrols }, {});
    const record = this.#custodian.record(
      this.#operatorKey(),
      'party',
      { party },
      { name, country, region, identifiers },
    );
    return this.#recorded([key, record], () => this.party(party));
  }

  async registerFacility(
    facility: Parameters<SelvedgeNode['registerFacility']>[0],
  ): Promise<Answer<FacilityView>> {
    const {
      facility: given,
      party,
      name,
      address,
      country,
      region,
      latitude,
      longitude,
      processes,
    } = facility;
    const id = readIdentifier(given);
    if (!id.ok) return { ok: false, refusals: [{ ...id.refusal, field: 'facility' }] };
    const hidden = { name, address, country, region, latitude, longitude, processes };
    return this.#registered(party, 'facility', { facility: id.id, party }, hidden, () =>
      this.facility(id.id),
    );
  }

  async registerProduct(
    product: Parameters<SelvedgeNode['registerProduct']>[0],
  ): Promise<Answer<ProductView>> {
    const { product: given, party, name, description, composition, netWeightGrams, care, category } = product;
    const id = readIdentifier(given);
    if (!id.ok) return { ok: false, refusals: [{ ...id.refusal, field: 'product' }] };
    const hidden = { name, description, composition, netWeightGrams, care, category };
    return this.#registered(party, 'product', { product: id.id }, hidden, () => this.product(id.id));
  }

  async revokeKey(party: string, kid: string, reason: string): Promise<Answer<PartyView>> {
    const change = this.#custodian.record(
      this.#operatorKey(),
      'key',
      { party, revokes: { kid, reason } },
      {},
    );
    return this.#recorded([change], () => this.party(party));
  }

  async erase(entry: number, field: string, reason: string): ReturnType<SelvedgeNode['erase']> {
    return erase(this.#world, this.#committer, this.#custodian, this.#operatorKey(), {
      entry,
      field,
      reason,
    });
  }

  party(id: string): PartyView | undefined {
    const record = this.#ledger.register.parties.get(id);
    if (record === undefined) return undefined;
    const keys = [...this.#ledger.register.keys.values()].filter((key) => key.party === id);
    const { entries: _entries, ...view } = record;
    return {
      ...view,
      keys: keys.map(({ kid, custody, enrolledAt, revokedAt }) => ({ kid, custody, enrolledAt, revokedAt })),
    };
  }

  parties(): PartyView[] {
    return [...this.#ledger.register.parties.keys()].flatMap((id) => this.party(id) ?? []);
  }

  facility(id: string): FacilityView | undefined {
    const record = this.#ledger.register.facilities.get(id);
    return record === undefined ? undefined : withoutEntry(record);
  }

  facilities(): FacilityView[] {
    return [...this.#ledger.register.facilities.values()].map(withoutEntry);
  }

  product(id: string, lot?: string): ProductView | undefined {
    const last = this.#ledger.register.products.get(id);
    const record = lot === undefined ? last : productFor(this.#ledger, id, lot, Infinity);
    return record === undefined ? undefined : productView(record);
  }

  products(): ProductView[] {
    return [...this.#ledger.register.products.values()].map(productView);
  }

  lot(id: string): ReturnType<SelvedgeNode['lot']> {
    return lotView(this.#ledger, id);
  }

  lotsOf(product: string, limit: number): ReturnType<SelvedgeNode['lotsOf']> {
    return this.#products
      .newest(this.#ledger, product, limit)
      .flatMap((id) => lotView(this.#ledger, id) ?? []);
  }

  trace(
    id: string,
    direction: 'back' | 'forward',
    page = { offset: 0, limit: 100 },
  ): ReturnType<SelvedgeNode['trace']> {
    return traceAnswer(this.#ledger, id, direction, page);
  }

  evidence(id: string, options: Parameters<SelvedgeNode['evidence']>[1] = {}): Answer<Uint8Array> {
    this.#holdings.finish();
    return evidence(this.#world, this.#ledger, this.#published, id, options);
  }

  outside(lot: string): ReturnType<SelvedgeNode['outside']> {
    return outsideView(this.#world, this.#ledger, this.#published, lot);
  }

  event(eventId: string): ReturnType<SelvedgeNode['event']> {
    return recordedEvents(this.#world, this.#ledger, eventId);
  }

  events(query: Parameters<SelvedgeNode['events']>[0]): ReturnType<SelvedgeNode['events']> {
    return eventsAnswer(this.#world, this.#ledger, query);
  }

  async say(
    party: string,
    kind: RecordKind,
    claims: Record<string, unknown>,
    { isChecked = false }: { isChecked?: boolean } = {},
  ): Promise<Answer<RecordView>> {
    const signer = this.#custodian.signerOf(party);
    if (signer === undefined) return { ok: false, refusals: [noCustodialKey(party, kind)] };
    const { clear, hidden } = splitClaims(kind, claims as JsonObject);
    const said = this.#custodian.record(signer, kind, clear, hidden);
    if (!said.ok) return said;
    const unchecked = isChecked ? undefined : uncheckedImport(said.readied.facts);
    if (unchecked !== undefined) return { ok: false, refusals: [unchecked] };
    const committed = await this.#committer.submit([said.readied]);
    this.#snapshotNowAndThen();
    // The same words a second time in the same second are the same statement: it is there already.
    const entry =
      committed.outcome === 'already-recorded'
        ? committed.seq
        : committed.outcome === 'accepted'
          ? committed.seqs[0]!
          : -1;
    return this.#answer(committed, () => {
      const record = recordAt(this.#ledger, entry);
      return record === undefined ? undefined : recordView(this.#world, this.#ledger, record);
    });
  }

  records(query: Parameters<SelvedgeNode['records']>[0]): ReturnType<SelvedgeNode['records']> {
    return recordsAnswer(this.#world, this.#ledger, query);
  }

  rememberedLots(trade: string): ReturnType<SelvedgeNode['rememberedLots']> {
    return rememberedLots(this.#ledger, canonicalId(trade)?.id ?? trade);
  }

  recordsAt(entries: readonly number[]): RecordView[] {
    return recordsAt(this.#world, this.#ledger, entries);
  }

  verdicts(lot: string, atMs: number = this.#world.clock.nowMs()): ReturnType<SelvedgeNode['verdicts']> {
    return this.#judge.verdicts(this.#ledger, lot, atMs);
  }

  verdictsOn(
    claim: string,
    atMs: number = this.#world.clock.nowMs(),
  ): ReturnType<SelvedgeNode['verdictsOn']> {
    return this.#judge.verdictsOn(this.#ledger, claim, atMs, this.#lotsOf);
  }

  report(atMs: number = this.#world.clock.nowMs()): ReturnType<SelvedgeNode['report']> {
    return reportAnswer(this.#ledger, atMs);
  }

  notices(party: string, sinceEntry = -1): ReturnType<SelvedgeNode['notices']> {
    return noticesFor(this.#ledger, party, sinceEntry, (product) =>
      this.#lotsOf(product, lotsJudgedOfProduct),
    );
  }

  readonly #lotsOf = (product: string, limit: number): string[] =>
    this.#products.newest(this.#ledger, product, limit);

  head(): ReturnType<SelvedgeNode['head']> {
    return this.#published.head();
  }

  checkpoint(): string {
    return this.#published.checkpoint();
  }

  cosignedCheckpoint(): string {
    return this.#published.cosignedCheckpoint();
  }

  tile(level: number, index: number, width: number): Uint8Array | undefined {
    return this.#published.tile(level, index, width);
  }

  entryBundle(index: number, width: number): Uint8Array | undefined {
    return this.#published.entryBundle(index, width);
  }

  rootAt(size: number): Uint8Array | undefined {
    return this.#published.rootAt(size);
  }

  consistencyProof(from: number, to: number): Uint8Array[] | undefined {
    return this.#published.consistencyProof(from, to);
  }

  inclusionProof(entry: number): string | undefined {
    return this.#published.inclusionProof(entry);
  }

  statement(entry: number): string | undefined {
    const row = this.#world.entries.get(entry);
    return row?.kind === 'statement' ? this.#world.decodeBody(row.body) : undefined;
  }

  publishHoldings(): Promise<PublishedHoldings | null> {
    return this.#holdings.publish();
  }

  eventsSinceRoot(): number {
    return this.#holdings.eventsSince();
  }

  holdingsRoot(): PublishedHoldings | undefined {
    return this.#holdings.newest();
  }

  audit(entry: number): Uint8Array | undefined {
    return auditBytes(this.#world, entry);
  }

  stateHash(): string {
    return stateHash(this.#ledger);
  }

  erasedLots(): number[] {
    return this.#world.entries.erasedLots();
  }

  async close(): Promise<void> {
    await this.#readers.close();
    if (this.#ledger.size !== this.#snapshotSize) writeSnapshot(this.#world, this.#committer.state);
  }

  async #registered<T>(
    party: string,
    kind: 'facility' | 'product',
    clear: Record<string, unknown>,
    hidden: Record<string, unknown>,
    find: () => T | undefined,
  ): Promise<Answer<T>> {
    const signer = this.#custodian.signerOf(party);
    if (signer === undefined) return { ok: false, refusals: [noCustodialKey(party, kind)] };
    return this.#recorded([this.#custodian.record(signer, kind, clear, hidden)], find);
  }

  /** Commits the node's own statements together, or says what is wrong with them. */
  async #recorded<T>(records: Recorded[], find: () => T | undefined): Promise<Answer<T>> {
    const refusals = records.flatMap((one) => (one.ok ? [] : one.refusals));
    if (refusals.length > 0) return { ok: false, refusals };
    return this.#answer(
      await this.#committer.submit(records.flatMap((one) => (one.ok ? [one.readied] : []))),
      find,
    );
  }

  #answer<T>(committed: Committed, find: () => T | undefined): Answer<T> {
    if (committed.outcome === 'refused')
      return { ok: false, refusals: committed.refusals.map(answeredRefusal) };
    const value = find();
    if (value === undefined) throw new Error('what was just recorded is not in the register');
    return { ok: true, value };
  }

  #operatorKey(): Speaker {
    const signer = this.#custodian.signerOf(this.operator);
    if (signer === undefined) throw new Error('the node does not hold a valid key of its operator');
    return signer;
  }

  async #mustCommit(statement: Recorded): Promise<void> {
    const committed = statement.ok
      ? await this.#committer.submit([statement.readied])
      : { outcome: 'refused', refusals: statement.refusals };
    if (committed.outcome !== 'accepted')
      throw new Error(`the node's own statement was refused: ${JSON.stringify(committed)}`);
  }

  /** A snapshot only shortens the next start; it is written in passing, never on the way of an answer's durability. */
  #snapshotNowAndThen(): void {
    if (this.#ledger.size - this.#snapshotSize < snapshotEvery) return;
    this.#snapshotSize = this.#ledger.size;
    try {
      writeSnapshot(this.#world, this.#committer.state);
    } catch {
      // A full disk, say. What was captured is durable all the same, and its sender must hear so.
      this.#world.snapshots.drop();
    }
  }
}

function productView({ withheld: _withheld, ...record }: ProductRecord): ProductView {
  return withoutEntry(record);
}

function withoutEntry<T extends { entry: number; recordedAtMs: number }>(
  record: T,
): Omit<T, 'entry' | 'recordedAtMs'> {
  const { entry: _entry, recordedAtMs: _recordedAtMs, ...view } = record;
  return view;
}

function refused(refusals: Refusal[]): CaptureOutcome {
  return { outcome: 'refused', events: [], entries: [], refusals, warnings: [], custody: 'device' };
}

function noCustodialKey(party: string, kind: string): Refusal {
  return {
    code: 'NO_CUSTODIAL_KEY',
    field: 'party',
    detail: `The node holds no key for ${party}: let the party sign the ${kind} statement itself.`,
  };
}

function notYours(issuer: string, party: string): Refusal {
  return {
    code: 'STATEMENT_OF_ANOTHER_PARTY',
    field: 'iss',
    detail: `The statement speaks for ${issuer}, and you are ${party}: every party hands in its own.`,
  };
}

/** Only the node can destroy what it stores, and its statement says that it has. */
const erasureByTheNode: Refusal = {
  code: 'ERASURE_BY_THE_NODE',
  field: 'kind',
  detail:
    'A statement of erasure destroys nothing by itself: ask the operator of this node to erase the field.',
};

function recordOutcome(readied: Readied, committed: Committed, warnings: Refusal[]): CaptureOutcome {
  const { facts } = readied;
  const list = facts.kind === 'epcis' ? facts.events : [];
  const entry =
    committed.outcome === 'accepted'
      ? (committed.seqs[0] ?? null)
      : committed.outcome === 'already-recorded'
        ? committed.seq
        : null;
  const refusals = committed.outcome === 'refused' ? committed.refusals.map(answeredRefusal) : [];
  const status = committed.outcome === 'accepted' ? 'recorded' : committed.outcome;
  return {
    outcome: committed.outcome === 'refused' ? 'refused' : 'recorded',
    events: list.map((event, index) => ({
      index,
      eventId: event.eventId,
      status,
      entry,
      refusals: refusals.filter((one) => one.eventIndex === index),
    })),
    entries: committed.outcome === 'accepted' ? committed.seqs : [],
    refusals,
    warnings,
    custody: 'device',
  };
}
