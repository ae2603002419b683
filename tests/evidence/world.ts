// Small worlds: parties with real keys say things, a log takes them, a node makes evidence of them.
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from 'node:crypto';
import type { Evidence, EvidenceStatement, LeafRange, Level, Primitives } from '#verifier';
import {
  consistencyRanges,
  encodeBase64,
  encodeBase64url,
  encodeEntry,
  formatEvidence,
  formatVerifierKey,
  jwkOfPublicKey,
  keyThumbprint,
  leafHash,
  readStatement,
  rootOfLeaves,
  signCheckpoint,
  subtreeProofRanges,
  utf8Bytes,
  verifierKey,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { type Annex, type Draft, draftEvents, draftRecord, seal } from '../../src/domain/statement/draft.ts';
import type { Granularity } from '../../src/domain/statement/granularity.ts';
import { present } from '../../src/domain/statement/present.ts';

type Json = Record<string, unknown>;
const primitives: Primitives = nodePrimitives;

export interface Speaker {
  party: string;
  kid: string;
  key: KeyObject;
  publicKey: Uint8Array;
}

/** A key pair that is the same in every run: tests and vectors must not change by themselves. */
export function speaker(party: string, seedWord: string = party): Speaker {
  const seed = hash('sha256', seedWord, 'buffer');
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12);
  return { party, key, publicKey, kid: keyThumbprint(publicKey, primitives) };
}

export interface Entry extends EvidenceStatement {
  lots: string[];
  /** Of an entry that is no statement: the root of the holdings. */
  root?: Uint8Array;
}

export interface Said {
  /** Of this event; default: what it produces or packs for the first time. */
  births?: string[];
  country?: string;
  region?: string;
}

const startMs = Date.UTC(2026, 2, 1);

/** A log and everybody who speaks in it. `operator` has entry 0. */
export class SmallWorld {
  readonly entries: Entry[] = [];
  readonly operator: Speaker = speaker('https://node.example/operator');
  readonly origin: string;
  readonly #log: Speaker;
  #salts = 0;
  #births = 0;

  constructor(origin = 'node.example/log') {
    this.origin = origin;
    this.#log = speaker(origin, 'the log');
    this.enrol(this.operator, { by: this.operator });
  }

  get logKey(): string {
    return formatVerifierKey(verifierKey(this.origin, this.#log.publicKey, primitives));
  }

  /** Enrols the key of `who`, signed by `by` (the operator, if not said). */
  enrol(
    who: Speaker,
    options: { by?: Speaker; custody?: 'device' | 'custodial'; holder?: Speaker; revokes?: string } = {},
  ): number {
    const { by = this.operator, custody = 'device', holder = who, revokes } = options;
    const parts = [
      '{"alg":"EdDSA","typ":"selvedge-possession+jwt"}',
      JSON.stringify({ party: who.party, jkt: who.kid }),
    ];
    const input = parts.map((part) => encodeBase64url(utf8Bytes(part))).join('.');
    const possession = `${input}.${encodeBase64url(sign(null, utf8Bytes(input), holder.key))}`;
    const enrols = { jwk: jwkOfPublicKey(who.publicKey), custody, possession };
    return this.record(
      by,
      'key',
      { party: who.party, enrols, ...(revokes && { revokes: { kid: revokes, reason: 'replaced' } }) },
      {},
    );
  }

  revoke(who: Speaker, by: Speaker = this.operator): number {
    return this.record(by, 'key', { party: who.party, revokes: { kid: who.kid, reason: 'lost' } }, {});
  }

  record(
    by: Speaker,
    kind: 'party' | 'facility' | 'product' | 'key' | 'erasure' | 'head',
    clear: Json,
    hidden: Json,
  ): number {
    return this.append(by, draftRecord(by, this.#nowS(), kind, clear, hidden, this.#tools()), []);
  }

  /** A statement about events. `annexes[i]` belongs to event i. */
  say(by: Speaker, events: Json[], annexes: Said[] = [], granularity: Granularity = 'property'): number {
    const document = {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      ...{
        type: 'EPCISDocument',
        schemaVersion: '2.0',
        creationDate: '2026-03-01T00:00:00Z',
        epcisBody: {},
        sender: by.party,
      },
    };
    const said = events.map((_event, at): Annex => {
      const { births = [], ...place } = annexes[at] ?? {};
      return { ...place, births: births.map((lot) => ({ lot, secret: this.#salt() })) };
    });
    const lots = annexes.flatMap(({ births = [] }) => births);
    return this.append(
      by,
      draftEvents(by, this.#nowS(), document, events, said, granularity, this.#tools()),
      lots,
    );
  }

  append(
    by: { key: KeyObject },
    draft: Draft,
    lots: string[],
    change: Partial<EvidenceStatement> = {},
  ): number {
    const sdjwt = seal(draft, sign(null, utf8Bytes(draft.signingInput), by.key));
    const index = this.#push({ sdjwt, lots, lotCount: lots.length, ...change });
    this.#births += lots.length;
    return index;
  }

  /** An entry of kind 2, as if the map had this root. */
  commit(root: Uint8Array): number {
    return this.#push({ sdjwt: '', lots: [], lotCount: 0, root });
  }

  #push(entry: Pick<Entry, 'sdjwt' | 'lots' | 'lotCount'> & Partial<Entry>): number {
    const index = this.entries.length;
    this.entries.push({
      index,
      recordedAtMs: startMs + 60_000 * index,
      firstLot: this.#births,
      ...entry,
    });
    return index;
  }

  /** The note of the log's first `size` entries. */
  checkpoint(size: number = this.entries.length): string {
    const checkpoint = {
      origin: this.origin,
      size,
      root: rootOfLeaves(this.leaves().slice(0, size), primitives),
    };
    return signCheckpoint(
      checkpoint,
      { name: this.origin, publicKey: this.#log.publicKey },
      (message) => sign(null, message, this.#log.key),
      primitives,
    );
  }

  leaves(): Uint8Array[] {
    return this.entries.map(({ sdjwt, recordedAtMs, firstLot, lotCount, root }) => {
      const jwt = sdjwt.slice(0, sdjwt.indexOf('~'));
      const digest = root ?? primitives.sha256(utf8Bytes(jwt));
      const kind = root === undefined ? 'statement' : 'holdings';
      return leafHash(encodeEntry({ kind, recordedAtMs, firstLot, lotCount, digest }), primitives);
    });
  }

  /** What an honest node shows of the entries `shown` (all, if not said); `events` picks events of a statement. */
  evidence(
    id: string,
    options: { level?: Level; shown?: number[]; since?: number; events?: Record<number, number[]> } = {},
  ): Evidence {
    const { level = 'full', shown = this.entries.map(({ index }) => index), since, events = {} } = options;
    const leaves = this.leaves();
    const statements = shown.flatMap((index) => this.#present(this.entries[index]!, level, events[index]));
    const ranges = subtreeProofRanges(
      leaves.length,
      statements.map(({ index }) => index),
    );
    const hash = ([from, to]: LeafRange): string =>
      encodeBase64(rootOfLeaves(leaves.slice(from, to), primitives));
    const earlier =
      since === undefined
        ? null
        : { from: since, root: hash([0, since]), proof: consistencyRanges(since, leaves.length).map(hash) };
    return {
      format: 'selvedge-evidence/1',
      question: { id, direction: 'back' },
      ...{ level, rules: 'selvedge-rules/1', log: this.logKey, checkpoint: this.checkpoint() },
      proof: ranges.map(hash),
      consistency: earlier,
      ...{ witnesses: [], anchors: [], holdings: null },
      statements,
    };
  }

  file(id: string, options: Parameters<SmallWorld['evidence']>[1] = {}): Uint8Array {
    return formatEvidence(this.evidence(id, options));
  }

  #present({ lots: _, ...entry }: Entry, level: Level, events: number[] | undefined): EvidenceStatement[] {
    const read = readStatement(entry.sdjwt, primitives);
    if (!read.ok) throw new Error(`entry ${entry.index}: ${read.refusal.code}`);
    const all = Array.from({ length: read.statement.eventCount }, (_one, at) => at);
    if (read.statement.kind === 'facility' && (level === 'country' || level === 'region')) return [];
    return [{ ...entry, sdjwt: present(read.statement, level, new Set(events ?? all)) }];
  }

  #tools(): { primitives: Primitives; nextSalt: () => string } {
    return { primitives, nextSalt: () => this.#salt() };
  }

  #salt(): string {
    this.#salts += 1;
    return encodeBase64url(hash('sha256', `salt ${this.#salts}`, 'buffer').subarray(0, 16));
  }

  #nowS(): number {
    return startMs / 1000 + 60 * this.entries.length;
  }
}

/** `name` with a check digit, as a lot of GTIN + batch. */
export function lotId(batch: string): string {
  return `https://id.gs1.org/01/09506000134352/10/${batch}`;
}

export function itemId(serial: string): string {
  return `https://id.gs1.org/01/09506000134352/21/${serial}`;
}

export const pallet = 'https://id.gs1.org/00/095060001343520000';

const when = { eventTime: '2026-02-01T08:00:00Z', eventTimeZoneOffset: '+00:00' };

function kilograms(lots: Record<string, number | null>): Json[] {
  return Object.entries(lots).map(([batch, quantity]) => {
    return quantity === null ? { epcClass: lotId(batch) } : { epcClass: lotId(batch), quantity, uom: 'KGM' };
  });
}

/** Lots in kilograms (null: not stated) brought into being. */
export function harvest(lots: Record<string, number | null>, more: Json = {}): Json {
  return {
    type: 'ObjectEvent',
    ...when,
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: kilograms(lots),
    ...more,
  };
}

export function make(
  inputs: Record<string, number | null>,
  outputs: Record<string, number | null>,
  more: Json = {},
): Json {
  return {
    type: 'TransformationEvent',
    ...when,
    inputQuantityList: kilograms(inputs),
    outputQuantityList: kilograms(outputs),
    ...more,
  };
}

export function pack(
  unit: string,
  lots: Record<string, number | null>,
  action: 'ADD' | 'DELETE' = 'ADD',
  more: Json = {},
): Json {
  return {
    type: 'AggregationEvent',
    ...when,
    action,
    parentID: unit,
    childQuantityList: kilograms(lots),
    ...more,
  };
}
