// The whole state of a node, as the log makes it. A projection: dropped and rebuilt, it is the same.
import type { Primitives, SaidRecord } from '#verifier';
import { RecordBook } from '#verifier';
import { Holdings } from '../holdings/holdings.ts';
import { Balances } from '../lot/balances.ts';
import { HashIndex } from '../lot/hash-index.ts';
import { LotRegister } from '../lot/register.ts';
import type { TypedArray } from '../lot/room.ts';
import { arrayOf, prefixed, unprefixed } from '../lot/snapshot.ts';
import type { FacilityRecord, ProductRecord, Register } from '../party/register.ts';
import { emptyRegister, tellFacility, tellProduct } from '../party/register.ts';
import { LotGraph } from '../trace/graph.ts';
import { Contents } from './contents.ts';
import { EventTable } from './event-table.ts';
import { LotColumns } from './lot-columns.ts';
import { StrangeAmounts } from './strange-amounts.ts';

export interface Ledger {
  primitives: Primitives;
  /** Entries applied so far = size of the log. */
  size: number;
  /** Births so far = number of the next lot to be born. */
  births: number;
  recordedAtMs: number;
  /** Lots, items, units and run nodes: one space of numbers, shared with the graph. */
  lots: LotRegister;
  /** Parties, places, steps, processes, countries, regions. */
  names: LotRegister;
  /** Numbers of names that were used lately: a shortcut past `names`, emptied when it is long. */
  namesAtHand: Map<string, number>;
  balances: Balances;
  /** The map of balances that the log commits to. */
  holdings: Holdings;
  graph: LotGraph;
  columns: LotColumns;
  contents: Contents;
  strange: StrangeAmounts;
  events: EventTable;
  /** Cheap key of an event's facts -> event number. */
  byKey: HashIndex;
  /** Key of an eventID -> event number. */
  byEventId: HashIndex;
  /** Key of a signed payload -> log index. */
  byPayload: HashIndex;
  /** eventIDs declared in error by `party|eventId` before the event itself came. */
  voidedEarly: Set<string>;
  register: Register;
  /** What parties have said beside events. */
  records: RecordBook;
}

/** `hashKey`: two random words that keep strangers from choosing ids that collide. */
export function emptyLedger(hashKey: Uint32Array, primitives: Primitives): Ledger {
  return {
    primitives,
    size: 0,
    births: 0,
    recordedAtMs: 0,
    lots: new LotRegister(hashKey),
    names: new LotRegister(hashKey),
    namesAtHand: new Map(),
    balances: new Balances(),
    holdings: new Holdings(primitives),
    graph: new LotGraph(),
    columns: new LotColumns(),
    contents: new Contents(),
    strange: new StrangeAmounts(),
    events: new EventTable(),
    byKey: new HashIndex(),
    byEventId: new HashIndex(),
    byPayload: new HashIndex(),
    voidedEarly: new Set(),
    register: emptyRegister(),
    records: new RecordBook(),
  };
}

const parts = [
  'lots',
  'names',
  'balances',
  'holdings',
  'graph',
  'columns',
  'contents',
  'events',
  'byKey',
  'byEventId',
  'byPayload',
] as const;

/** All of the ledger as named typed arrays; records and the register travel as JSON. */
export function ledgerArrays(
  ledger: Ledger,
  encodeText: (text: string) => Uint8Array,
): Record<string, TypedArray> {
  ledger.graph.seal();
  const arrays = parts.map((part) => prefixed(part, ledger[part].snapshot()));
  return Object.assign(
    { counts: Float64Array.of(ledger.size, ledger.births, ledger.recordedAtMs) },
    ...arrays,
    {
      register: encodeText(JSON.stringify(recordsOf(ledger))),
      said: encodeText(JSON.stringify(ledger.records.all)),
    },
  );
}

/** Takes the arrays over. */
export function ledgerFromArrays(
  arrays: Record<string, TypedArray>,
  decodeText: (bytes: Uint8Array) => string,
  primitives: Primitives,
): Ledger {
  const counts = arrayOf(arrays, 'counts', Float64Array);
  const records = JSON.parse(decodeText(arrayOf(arrays, 'register', Uint8Array))) as Records;
  const part = (name: (typeof parts)[number]): Record<string, TypedArray> => unprefixed(name, arrays);
  return {
    primitives,
    size: counts[0]!,
    births: counts[1]!,
    recordedAtMs: counts[2]!,
    lots: LotRegister.restore(part('lots')),
    names: LotRegister.restore(part('names')),
    namesAtHand: new Map(),
    balances: Balances.restore(part('balances')),
    holdings: Holdings.restore(part('holdings'), primitives),
    graph: LotGraph.restore(part('graph')),
    columns: LotColumns.restore(part('columns')),
    contents: Contents.restore(part('contents')),
    strange: new StrangeAmounts(records.strange),
    events: EventTable.restore(part('events')),
    byKey: HashIndex.restore(part('byKey')),
    byEventId: HashIndex.restore(part('byEventId')),
    byPayload: HashIndex.restore(part('byPayload')),
    voidedEarly: new Set(records.voidedEarly),
    register: registerOf(records),
    records: bookOf(JSON.parse(decodeText(arrayOf(arrays, 'said', Uint8Array))) as SaidRecord[]),
  };
}

interface Records {
  strange: [string, number][];
  voidedEarly: string[];
  operator: string | null;
  parties: [string, Register['parties'] extends Map<string, infer R> ? R : never][];
  keys: [
    string,
    Omit<Register['keys'] extends Map<string, infer R> ? R : never, 'publicKey'> & { publicKey: number[] },
  ][];
  /** All words of each, in the order of the log. */
  facilities: FacilityRecord[];
  products: ProductRecord[];
}

function recordsOf(ledger: Ledger): Records {
  const { operator, parties, keys, facilityWords, productWords } = ledger.register;
  return {
    strange: ledger.strange.entries(),
    voidedEarly: [...ledger.voidedEarly],
    operator,
    parties: [...parties],
    keys: [...keys].map(([kid, key]) => [kid, { ...key, publicKey: [...key.publicKey] }]),
    facilities: [...facilityWords.values()].flat(),
    products: [...productWords.values()].flat(),
  };
}

function bookOf(said: readonly SaidRecord[]): RecordBook {
  const book = new RecordBook();
  for (const record of said) book.add(record);
  return book;
}

function registerOf(records: Records): Register {
  const register: Register = {
    ...emptyRegister(),
    operator: records.operator,
    parties: new Map(records.parties),
    keys: new Map(
      records.keys.map(([kid, key]) => [kid, { ...key, publicKey: Uint8Array.from(key.publicKey) }]),
    ),
  };
  for (const facility of records.facilities) tellFacility(register, facility);
  for (const product of records.products) tellProduct(register, product);
  return register;
}
