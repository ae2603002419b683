// One shown event, read for counting: what it moves, and what of that is withheld.
import { isJsonObject, type JsonObject } from '../../bytes/json.ts';
import { canonicalId } from '../../identifier/identifier.ts';
import { type Movement, movementOf, type Portion } from '../../movement/movement.ts';
import type { Disclosure } from '../../sdjwt/disclosure.ts';
import { type EventPlace, signedEvent } from '../../sdjwt/events.ts';
import { isPlaceholder } from '../../sdjwt/process.ts';
import type { Statement } from '../../sdjwt/statement.ts';
import type { EvidenceStatement } from '../form/statement.ts';

export interface CountedEvent {
  /** Log index. */
  readonly entry: number;
  /** In its statement. */
  readonly index: number;
  readonly recordedAtMs: number;
  readonly party: string;
  /** The kind of process is not in CBV: an extension names it, whatever its prefix. */
  readonly process: string | null;
  readonly place: EventPlace;
  /** Its country is not shown, and something of its annex is withheld. */
  readonly placeWithheld: boolean;
  readonly movement: Movement;
  /** Names the event, or the long process of one party that it belongs to. */
  readonly run: string;
  /** How many lots of each side are withheld altogether. */
  readonly hidden: Readonly<Record<Side, number>>;
  /** Canonical ids of lots of which a quantity is withheld; one that was never stated is not among them. */
  readonly withheld: ReadonlySet<string>;
  /** Some property of it is withheld. */
  readonly incomplete: boolean;
}

export type EventReading =
  | { readonly ok: true; readonly event: CountedEvent }
  | { readonly ok: false; readonly entry: number; readonly detail: string };

/** A statement with what its log entry says of it. */
export interface PlacedStatement extends Omit<EvidenceStatement, 'sdjwt'> {
  readonly statement: Statement;
  /** Its events, where they were read before. */
  readonly events?: readonly EventReading[];
}

type Given = ReadonlyMap<string, Disclosure>;
type Side = 'in' | 'out' | 'packed' | 'seen';

/** The shown events of a statement, in the order of the document. */
export function readEventsOf(placed: PlacedStatement): readonly EventReading[] {
  const { index: entry, recordedAtMs, statement } = placed;
  if (placed.events !== undefined) return placed.events;
  if (statement.kind !== 'epcis') return [];
  const { payload, byDigest: given } = statement;
  return statement.eventsShown.map(({ index, event }): EventReading => {
    const lists = new Lists(signedEvent(payload, given, index) ?? event, given);
    const cleaned = { ...event, ...lists.shown };
    const reading = movementOf(cleaned, { partial: true });
    if (!reading.ok) {
      const detail = `Event ${index} of entry ${entry} cannot be counted: ${reading.refusals[0]?.detail}.`;
      return { ok: false, entry, detail };
    }
    const { movement } = reading;
    const run =
      movement.run === undefined ? `${statement.payloadKey}:${index}` : `${statement.issuer}|${movement.run}`;
    const unpacksAll = emptiesUnit(movement, lists);
    const place = statement.annexShown[index] ?? {};
    const { hidden, withheld, incomplete } = lists;
    return {
      ok: true,
      event: {
        ...{ entry, index, recordedAtMs, party: statement.issuer, process: processOf(event), place },
        placeWithheld: place.country === undefined && isAnnexPartial(payload, index, given),
        movement: { ...movement, unpacksAll },
        ...{ run, hidden, withheld, incomplete },
      },
    };
  });
}

/**
 * The same with its events read, and without their values, of which nothing else is asked: they are nearly all that a file
 * takes in memory, and letting go of each at once spares the collector nearly half of its work (measured).
 */
export function withEventsRead<Placed extends PlacedStatement>(placed: Placed): Placed {
  if (placed.statement.kind !== 'epcis') return placed;
  return { ...placed, events: readEventsOf(placed), statement: { ...placed.statement, ...noValues } };
}

const noValues: Pick<Statement, 'payload' | 'claims' | 'disclosures' | 'byDigest' | 'eventsShown'> = {
  payload: {},
  claims: {},
  disclosures: [],
  byDigest: new Map(),
  eventsShown: [],
};

/** Something of it is withheld by which a verdict could be told. */
export function isPartial({ incomplete, placeWithheld, withheld, hidden, movement }: CountedEvent): boolean {
  const unpacked = movement.action === 'DELETE' ? hidden.seen : 0;
  const lots = hidden.in + hidden.out + hidden.packed + unpacked;
  return incomplete || placeWithheld || withheld.size + lots > 0;
}

/** Lots that it made, packed or unpacked are withheld, or how much it unpacked, or the unit. */
export function hidesGoods({ hidden, withheld, movement }: CountedEvent): boolean {
  const { action, unit, unpacked } = movement;
  const hidesUnit = isPacking(movement) && action !== 'OBSERVE' && unit === undefined;
  const hidesUnpacked =
    action === 'DELETE' && (hidden.seen > 0 || unpacked.some(({ lot }) => withheld.has(lot)));
  return hidden.out + hidden.packed > 0 || hidesUnit || hidesUnpacked;
}

/** Of the annex itself; births have lists of their own. */
function isAnnexPartial(payload: JsonObject, index: number, given: Given): boolean {
  const annex = (payload['annex'] as JsonObject[] | undefined)?.[index]?.['_sd'];
  return Array.isArray(annex) && annex.some((digest) => !given.has(digest as string));
}

function processOf(event: JsonObject): string | null {
  const name = Object.keys(event).find((key) => key.endsWith(':processType'));
  return name !== undefined && typeof event[name] === 'string' ? event[name] : null;
}

/** `movementOf` never says so of a partial event; but the lists themselves are always in the clear (statement.md, "Events"). */
function emptiesUnit(movement: Movement, { names }: Lists): boolean {
  const { action, unit, declaredInError } = movement;
  return (
    isPacking(movement) &&
    action === 'DELETE' &&
    unit !== undefined &&
    !declaredInError &&
    !names.has('childEPCs') &&
    !names.has('childQuantityList')
  );
}

function isPacking({ type }: Movement): boolean {
  return type === 'AggregationEvent' || type === 'AssociationEvent';
}

const idLists = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'];
const quantityLists = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'];
const lists = [...idLists, ...quantityLists];

// All that counting asks of an event beside what is shown of it, and of an element of its lists.
const fieldsOfEvent = ['action', ...lists];
const fieldsOfPortion = ['epcClass', 'quantity', 'uom'];

/** The lists of an event, without the elements of which the lot is withheld. */
class Lists {
  readonly shown: Record<string, unknown[]> = {};
  readonly hidden: Record<Side, number> = { in: 0, out: 0, packed: 0, seen: 0 };
  readonly withheld: Set<string> = new Set();
  readonly names: Set<string> = new Set();
  readonly incomplete: boolean;
  readonly #given: Given;

  constructor(event: JsonObject, given: Given) {
    this.#given = given;
    const { shown: properties, absent } = this.#open(event, fieldsOfEvent);
    this.incomplete = absent > 0;
    for (const name of lists) {
      const list = properties[name];
      if (!Array.isArray(list)) continue;
      if (list.length > 0) this.names.add(name);
      const elements = this.#elements(list);
      this.shown[name] = elements;
      this.hidden[sideOf(name, properties['action'])] += list.length - elements.length;
    }
  }

  #elements(list: readonly unknown[]): unknown[] {
    const elements: unknown[] = [];
    for (const one of list) {
      const element = isPlaceholder(one) ? this.#given.get(one['...'] as string)?.value : one;
      const shown = isJsonObject(element) ? this.#portion(element) : element;
      if (shown !== undefined) elements.push(shown);
    }
    return elements;
  }

  /** Without its unit where the quantity is withheld; undefined where the lot is. */
  #portion(element: JsonObject): JsonObject | undefined {
    const { shown, absent } = this.#open(element, fieldsOfPortion);
    const { epcClass, quantity, uom } = shown;
    if (epcClass === undefined && absent > 0) return undefined;
    if (quantity !== undefined || absent === 0) return shown;
    const lot = typeof epcClass === 'string' ? canonicalId(epcClass)?.id : undefined;
    if (lot !== undefined) this.withheld.add(lot);
    return uom === undefined ? shown : { epcClass };
  }

  /** Those of the fields of an object that are shown, disclosed ones among them, and how many properties are not. */
  #open(object: JsonObject, fields: readonly string[]): { shown: JsonObject; absent: number } {
    const shown: JsonObject = {};
    for (const name of fields) if (Object.hasOwn(object, name)) shown[name] = object[name];
    const digests = object['_sd'];
    let absent = 0;
    for (const digest of Array.isArray(digests) ? digests : []) {
      const one = this.#given.get(digest as string);
      if (one === undefined) absent += 1;
      else if (one.name !== undefined && fields.includes(one.name)) shown[one.name] = one.value;
    }
    return { shown, absent };
  }
}

function sideOf(list: string, action: unknown): Side {
  if (list.startsWith('input')) return 'in';
  if (list.startsWith('output')) return 'out';
  if (list.startsWith('child')) return action === 'ADD' ? 'packed' : 'seen';
  return action === 'ADD' ? 'out' : action === 'DELETE' ? 'in' : 'seen';
}

/** Whether the quantity of a portion is withheld, rather than never stated. */
export function isWithheld({ withheld }: CountedEvent, portion: Portion): boolean {
  return portion.quantity === null && withheld.has(portion.lot);
}
