// What the ledger keeps of every event and of every portion in it, as columns. From a lot one walks back through
// all events that mention it; from an event one reads its portions. Bodies stay in the store.
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';

/** What a portion was to its event. `unit` is the parent of an aggregation or association. */
export const roles = ['produced', 'drawn', 'unit', 'packed', 'unpacked', 'seen'] as const;
export type Role = (typeof roles)[number];

/** Numbers 1 … in the order of this list stand for dimensions in columns; 0 = none. */
export const dimensions = ['mass', 'length', 'area', 'volume', 'count'] as const;
export type Dimension = (typeof dimensions)[number];

export function dimensionNumber(dimension: Dimension): number {
  return dimensions.indexOf(dimension) + 1;
}

export interface EventRow {
  /** Log index of its statement, and its place there. */
  entry: number;
  index: number;
  timeMs: number;
  recordedAtMs: number;
  /** Numbers of the ledger's register of names, plus one; 0 = not told. */
  party: number;
  place: number;
  step: number;
  process: number;
  country: number;
  region: number;
  /** Lot number of the run node plus one; 0 = none. */
  run: number;
  unpacksAll: boolean;
  /** Packs a logistic unit, and thereby brings it into being; things joined by association exist already. */
  packs: boolean;
  custodial: boolean;
  /** Declares another event an error: has no effect of its own. */
  declaresError: boolean;
  /** Something of it is erased. */
  erased: boolean;
  /** Lots that it made, or packed into a unit, are erased. */
  erasedMaking: boolean;
}

export interface PortionRow {
  lot: number;
  role: Role;
  /** Number in `dimensions` plus one, 0 where the amount is unknown (then `amount` is NaN). */
  dimension: number;
  amount: number;
}

const wordColumns = [
  'entry',
  'party',
  'place',
  'step',
  'process',
  'country',
  'region',
  'run',
  'firstPortion',
] as const;
const timeColumns = ['timeMs', 'recordedAtMs'] as const;
const unpacksAllBit = 1;
const custodialBit = 2;
const declaresErrorBit = 4;
const voidedBit = 8;
const packsBit = 16;
const erasedBit = 32;
const erasedMakingBit = 64;

export class EventTable {
  #words: Record<string, Uint32Array> = Object.fromEntries(
    wordColumns.map((name) => [name, new Uint32Array(0)]),
  );
  #times: Record<string, Float64Array> = Object.fromEntries(
    timeColumns.map((name) => [name, new Float64Array(0)]),
  );
  #index: Uint8Array = new Uint8Array(0);
  #flags: Uint8Array = new Uint8Array(0);
  #size = 0;
  #lot: Uint32Array = new Uint32Array(0);
  #role: Uint8Array = new Uint8Array(0);
  #dimension: Uint8Array = new Uint8Array(0);
  #amount: Float64Array = new Float64Array(0);
  #event: Uint32Array = new Uint32Array(0);
  /** Previous portion of the same lot, plus one. */
  #previous: Uint32Array = new Uint32Array(0);
  /** Newest portion of each lot, plus one. */
  #newest: Uint32Array = new Uint32Array(0);
  #portions = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of the new event. */
  add(row: EventRow, portions: readonly PortionRow[]): number {
    const event = this.#size++;
    if (this.#size > this.#index.length) this.#makeRoomForEvents();
    for (const name of wordColumns)
      this.#words[name]![event] = name === 'firstPortion' ? this.#portions : row[name];
    for (const name of timeColumns) this.#times[name]![event] = row[name];
    this.#index[event] = row.index;
    this.#flags[event] = flagsOf(row);
    for (const portion of portions) this.#addPortion(event, portion);
    return event;
  }

  get(event: number): EventRow {
    const words = this.#words as Record<(typeof wordColumns)[number], Uint32Array>;
    const flags = this.#flags[event]!;
    return {
      entry: words.entry[event]!,
      index: this.#index[event]!,
      timeMs: this.#times['timeMs']![event]!,
      recordedAtMs: this.#times['recordedAtMs']![event]!,
      party: words.party[event]!,
      place: words.place[event]!,
      step: words.step[event]!,
      process: words.process[event]!,
      country: words.country[event]!,
      region: words.region[event]!,
      run: words.run[event]!,
      unpacksAll: (flags & unpacksAllBit) !== 0,
      packs: (flags & packsBit) !== 0,
      custodial: (flags & custodialBit) !== 0,
      declaresError: (flags & declaresErrorBit) !== 0,
      erased: (flags & erasedBit) !== 0,
      erasedMaking: (flags & erasedMakingBit) !== 0,
    };
  }

  entryOf(event: number): number {
    return this.#words['entry']![event]!;
  }

  indexOf(event: number): number {
    return this.#index[event]!;
  }

  /** Visits the events of a party (its number plus one) in the order of the log: one walk over one column, from the event `from` on. */
  eachOf(party: number, visit: (event: number) => void, from = 0): void {
    const column = this.#words['party']!;
    for (let event = from; event < this.#size; event += 1) if (column[event] === party) visit(event);
  }

  /** The same of a place. */
  eachAt(place: number, visit: (event: number) => void): void {
    const column = this.#words['place']!;
    for (let event = 0; event < this.#size; event += 1) if (column[event] === place) visit(event);
  }

  /** Its party: number of the name plus one. */
  partyOf(event: number): number {
    return this.#words['party']![event]!;
  }

  /** The unit that it packs or unpacks; -1 where there is none. */
  unitOf(event: number): number {
    const [from, to] = this.#portionsFrom(event);
    const role = roles.indexOf('unit');
    for (let at = from; at < to; at += 1) if (this.#role[at] === role) return this.#lot[at]!;
    return -1;
  }

  timeOf(event: number): number {
    return this.#times['timeMs']![event]!;
  }

  isVoided(event: number): boolean {
    return (this.#flags[event]! & voidedBit) !== 0;
  }

  markVoided(event: number): void {
    this.#flags[event]! |= voidedBit;
  }

  portionsOf(event: number): PortionRow[] {
    const [from, to] = this.#portionsFrom(event);
    return Array.from({ length: to - from }, (_, at) => this.#portionAt(from + at));
  }

  #portionsFrom(event: number): [from: number, to: number] {
    const first = this.#words['firstPortion']!;
    return [first[event]!, event + 1 < this.#size ? first[event + 1]! : this.#portions];
  }

  /** Visits the mentions of a lot, newest first; stops when `visit` answers false. `dimension` and `amount` as in PortionRow. */
  mentions(
    lot: number,
    visit: (event: number, role: Role, dimension: number, amount: number) => boolean | undefined,
  ): void {
    if (lot >= this.#newest.length) return;
    for (let link = this.#newest[lot]!; link !== 0; link = this.#previous[link - 1]!) {
      const at = link - 1;
      const role = roles[this.#role[at]!]!;
      if (visit(this.#event[at]!, role, this.#dimension[at]!, this.#amount[at]!) === false) return;
    }
  }

  snapshot(): Record<string, TypedArray> {
    const cut = <A extends TypedArray>(column: A, size: number): TypedArray => column.subarray(0, size);
    const words = wordColumns.map((name) => [name, cut(this.#words[name]!, this.#size)] as const);
    const times = timeColumns.map((name) => [name, cut(this.#times[name]!, this.#size)] as const);
    return {
      ...Object.fromEntries([...words, ...times]),
      index: cut(this.#index, this.#size),
      flags: cut(this.#flags, this.#size),
      lot: cut(this.#lot, this.#portions),
      role: cut(this.#role, this.#portions),
      dimension: cut(this.#dimension, this.#portions),
      amount: cut(this.#amount, this.#portions),
      event: cut(this.#event, this.#portions),
      previous: cut(this.#previous, this.#portions),
      newest: this.#newest,
    };
  }

  /** Takes the arrays over: the table writes into them from now on. */
  static restore(arrays: Record<string, TypedArray>): EventTable {
    const table = new EventTable();
    for (const name of wordColumns) table.#words[name] = arrayOf(arrays, name, Uint32Array);
    for (const name of timeColumns) table.#times[name] = arrayOf(arrays, name, Float64Array);
    table.#index = arrayOf(arrays, 'index', Uint8Array);
    table.#flags = arrayOf(arrays, 'flags', Uint8Array);
    table.#lot = arrayOf(arrays, 'lot', Uint32Array);
    table.#role = arrayOf(arrays, 'role', Uint8Array);
    table.#dimension = arrayOf(arrays, 'dimension', Uint8Array);
    table.#amount = arrayOf(arrays, 'amount', Float64Array);
    table.#event = arrayOf(arrays, 'event', Uint32Array);
    table.#previous = arrayOf(arrays, 'previous', Uint32Array);
    table.#newest = arrayOf(arrays, 'newest', Uint32Array);
    table.#size = table.#index.length;
    table.#portions = table.#lot.length;
    return table;
  }

  // The columns of events are all of one length, and so are those of portions: they grow together, seldom.
  #makeRoomForEvents(): void {
    for (const name of wordColumns) this.#words[name] = withRoom(this.#words[name]!, this.#size);
    for (const name of timeColumns) this.#times[name] = withRoom(this.#times[name]!, this.#size);
    this.#flags = withRoom(this.#flags, this.#size);
    this.#index = withRoom(this.#index, this.#size);
  }

  #makeRoomForPortions(): void {
    this.#lot = withRoom(this.#lot, this.#portions);
    this.#role = withRoom(this.#role, this.#portions);
    this.#dimension = withRoom(this.#dimension, this.#portions);
    this.#amount = withRoom(this.#amount, this.#portions);
    this.#event = withRoom(this.#event, this.#portions);
    this.#previous = withRoom(this.#previous, this.#portions);
  }

  #addPortion(event: number, portion: PortionRow): void {
    const at = this.#portions++;
    if (this.#portions > this.#lot.length) this.#makeRoomForPortions();
    this.#newest = withRoom(this.#newest, portion.lot + 1);
    this.#lot[at] = portion.lot;
    this.#role[at] = roles.indexOf(portion.role);
    this.#dimension[at] = portion.dimension;
    this.#amount[at] = portion.amount;
    this.#event[at] = event;
    this.#previous[at] = this.#newest[portion.lot]!;
    this.#newest[portion.lot] = at + 1;
  }

  #portionAt(at: number): PortionRow {
    return {
      lot: this.#lot[at]!,
      role: roles[this.#role[at]!]!,
      dimension: this.#dimension[at]!,
      amount: this.#amount[at]!,
    };
  }
}

function flagsOf(row: EventRow): number {
  return (
    (row.unpacksAll ? unpacksAllBit : 0) |
    (row.custodial ? custodialBit : 0) |
    (row.declaresError ? declaresErrorBit : 0) |
    (row.packs ? packsBit : 0) |
    (row.erased ? erasedBit : 0) |
    (row.erasedMaking ? erasedMakingBit : 0)
  );
}
