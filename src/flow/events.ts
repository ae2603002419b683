// Events as they were captured: by eventID, or the first set of EPCIS query parameters (EPCIS 2.0 section 8.2.7).
// Columns answer what they can; bodies are read only for events that are returned. What a reader is not shown is not there: it is left
// out before anything is filtered, counted or put on a page, so that no filter tells what is withheld.
import { canonicalId, parseInstant, readStatement } from '#verifier';
import type { JsonObject, Statement } from '#verifier';
import type { Role } from '../domain/ledger/event-table.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { textKey } from '../domain/ledger/text-key.ts';
import { type EventReader, isEvent, mayReadOf, presentTo, sightOf } from '../domain/statement/sight.ts';
import type { RecordedEvent, Refusal } from './answers.ts';
import type { Answer, EventQuery } from './node.ts';
import { nameOf } from './query.ts';
import { storedStatement } from './stored.ts';
import type { World } from './world.ts';

/** eventID of an event that its signer left without one: its place in the log, which anybody may know. */
const placeId = /^urn:selvedge:event:(\d+):(\d+)$/;

export function recordedEvents(
  world: World,
  ledger: Ledger,
  eventId: string,
  reader: EventReader = everything,
): RecordedEvent[] {
  const read = reading(world, ledger, reader);
  const place = placeId.exec(eventId);
  const numbers =
    place === null
      ? ledger.byEventId.valuesOf(...textKey(eventId, ledger.primitives))
      : numberAt(ledger, Number(place[1]), Number(place[2]));
  return numbers.flatMap((number) => read(number) ?? []).filter((event) => event.eventId === eventId);
}

/** One event by its number in the ledger. */
export function recordedEvent(world: World, ledger: Ledger, event: number): RecordedEvent {
  const recorded = reading(world, ledger, everything)(event);
  if (recorded === undefined) throw new Error(`the ledger has no event ${event}`);
  return recorded;
}

export function eventsAnswer(
  world: World,
  ledger: Ledger,
  query: EventQuery,
): Answer<{ events: RecordedEvent[]; next: string | null }> {
  const filters = query.parameters.map(([name, value]) => filterOf(ledger, name, value));
  const refusals = filters.flatMap((filter) => (typeof filter === 'function' ? [] : [filter]));
  if (refusals.length > 0) return { ok: false, refusals };
  const accepts = filters.filter((filter) => typeof filter === 'function');
  const { reader = everything } = query;
  const isOpen = openTo(ledger, reader);
  const read = reading(world, ledger, reader);
  const events: RecordedEvent[] = [];
  const candidates = candidatesOf(ledger, query.parameters);
  for (let at = firstAfter(candidates, query.after); at < candidates.length; at += 1) {
    const number = candidates.at(at);
    if (!isOpen(number) || !accepts.every((accept) => accept(number, read))) continue;
    const recorded = read(number);
    if (recorded === undefined) continue;
    if (events.length === query.perPage) return { ok: true, value: { events, next: String(number) } };
    events.push(recorded);
  }
  return { ok: true, value: { events, next: null } };
}

const everything: EventReader = { level: 'full' };

/** Whether the reader is shown anything of whoever said the event: by its column, before its body is read. */
function openTo(ledger: Ledger, reader: EventReader): (event: number) => boolean {
  if ('party' in reader) {
    const own = ledger.names.find(reader.party) + 1;
    return (event) => own !== 0 && ledger.events.partyOf(event) === own;
  }
  const isOpen = mayReadOf(reader, '');
  return () => isOpen;
}

/** Undefined for an event that the reader is not shown. */
type Read = (event: number) => RecordedEvent | undefined;
type Accept = (event: number, read: Read) => boolean;

interface Candidates {
  length: number;
  at(place: number): number;
}

/** All events, or where lots are asked for, only those that mention them. */
function candidatesOf(ledger: Ledger, parameters: [string, string][]): Candidates {
  const match = parameters.find(([name]) => Object.hasOwn(matchRoles, name));
  if (match === undefined) return { length: ledger.events.size, at: (place) => place };
  const found = new Set<number>();
  for (const id of match[1].split('|')) {
    const lot = ledger.lots.find(canonicalId(id)?.id ?? id);
    if (lot !== -1)
      ledger.events.mentions(
        lot,
        (event, role) => void (matchRoles[match[0]]!.includes(role) && found.add(event)),
      );
  }
  const sorted = [...found].sort((a, b) => a - b);
  return { length: sorted.length, at: (place) => sorted[place]! };
}

function firstAfter(candidates: Candidates, after: string | null): number {
  if (after === null) return 0;
  let place = 0;
  while (place < candidates.length && candidates.at(place) < Number(after)) place += 1;
  return place;
}

const anyRole: readonly Role[] = ['produced', 'drawn', 'unit', 'packed', 'unpacked', 'seen'];
const matchRoles: Record<string, readonly Role[]> = {
  MATCH_epc: ['produced', 'drawn', 'packed', 'unpacked', 'seen'],
  MATCH_epcClass: ['produced', 'drawn', 'packed', 'unpacked', 'seen'],
  MATCH_parentID: ['unit'],
  MATCH_inputEPC: ['drawn'],
  MATCH_inputEPCClass: ['drawn'],
  MATCH_outputEPC: ['produced'],
  MATCH_outputEPCClass: ['produced'],
  MATCH_anyEPC: anyRole,
  MATCH_anyEPCClass: anyRole,
};

/** EPCIS query parameters this node answers; others are refused rather than ignored (EPCIS 2.0 section 8.2.7.1). */
function filterOf(ledger: Ledger, name: string, value: string): Accept | Refusal {
  const values = new Set(value.split('|'));
  if (Object.hasOwn(matchRoles, name)) return (event) => mentioned(ledger, event, name, values);
  switch (name) {
    case 'GE_eventTime':
    case 'LT_eventTime':
    case 'GE_recordTime':
    case 'LT_recordTime':
      return timeFilter(ledger, name, value);
    case 'EQ_bizStep':
      return (event) => values.has(nameOf(ledger, ledger.events.get(event).step) ?? '');
    case 'EQ_readPoint':
      return (event) =>
        [...values].some(
          (place) => (canonicalId(place)?.id ?? place) === nameOf(ledger, ledger.events.get(event).place),
        );
    case 'EQ_eventID':
      return (event, read) => values.has(read(event)?.eventId ?? '');
    case 'eventType':
      return (event, read) => values.has(String(read(event)?.event['type']));
    case 'EQ_action':
      return (event, read) => values.has(String(read(event)?.event['action']));
    case 'EQ_disposition':
      return (event, read) => values.has(String(read(event)?.event['disposition']));
    default:
      return {
        code: 'QUERY_PARAMETER_UNKNOWN',
        field: name,
        detail: `This node does not know the query parameter ${name}.`,
      };
  }
}

function timeFilter(ledger: Ledger, name: string, value: string): Accept | Refusal {
  const limit = parseInstant(value);
  if (limit === undefined)
    return {
      code: 'QUERY_PARAMETER_INVALID',
      field: name,
      detail: `${value} is no date and time with a zone.`,
    };
  const column = name.endsWith('eventTime') ? 'timeMs' : 'recordedAtMs';
  return name.startsWith('GE')
    ? (event) => ledger.events.get(event)[column] >= limit
    : (event) => ledger.events.get(event)[column] < limit;
}

function mentioned(ledger: Ledger, event: number, name: string, values: Set<string>): boolean {
  const wanted = new Set([...values].map((id) => ledger.lots.find(canonicalId(id)?.id ?? id)));
  return ledger.events
    .portionsOf(event)
    .some((portion) => wanted.has(portion.lot) && matchRoles[name]!.includes(portion.role));
}

/** Reads events from bodies; the last statement read is kept, for events mostly come in its order. */
function reading(world: World, ledger: Ledger, reader: EventReader): Read {
  let last: (Shown & { entry: number }) | undefined;
  return (number) => {
    const row = ledger.events.get(number);
    if (last?.entry !== row.entry) last = { entry: row.entry, ...shownOf(world, row.entry, reader) };
    const { sight, statement } = last;
    if (sight === 'none') return undefined;
    const shown = statement.eventsShown.find((one) => one.index === row.index)?.event ?? {};
    if (sight === 'part' && !isEvent(shown)) return undefined;
    return {
      eventId:
        typeof shown['eventID'] === 'string'
          ? shown['eventID']
          : `urn:selvedge:event:${row.entry}:${row.index}`,
      event: withContext(shown, statement),
      recordedAtMs: row.recordedAtMs,
      entry: row.entry,
      indexInStatement: row.index,
      party: nameOf(ledger, row.party) ?? '',
      custody: row.custodial ? 'custodial' : 'device',
    };
  };
}

interface Shown {
  sight: 'whole' | 'part' | 'none';
  /** As far as it is shown. */
  statement: Statement;
}

function shownOf(world: World, entry: number, reader: EventReader): Shown {
  const row = world.entries.get(entry);
  if (row === undefined) throw new Error(`entry ${entry} is missing from the store`);
  const stored = storedStatement(world, row);
  const sight = sightOf(reader, stored);
  const presented = sight === 'part' ? presentTo(reader, stored) : undefined;
  if (presented === undefined) return { sight, statement: stored };
  const read = readStatement(presented, world.primitives);
  if (!read.ok) throw new Error(`what is shown of entry ${entry} cannot be read (${read.refusal.code})`);
  return { sight, statement: read.statement };
}

/** An event taken out of its document keeps the prefixes that it was written with (EPCIS 2.0 section 8.3). */
function withContext(event: JsonObject, statement: Statement): JsonObject {
  const context = (statement.claims['document'] as JsonObject)['@context'];
  return '@context' in event || context === undefined ? event : { '@context': context, ...event };
}

function numberAt(ledger: Ledger, entry: number, index: number): number[] {
  let [low, high] = [0, ledger.events.size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ledger.events.entryOf(middle) < entry) low = middle + 1;
    else high = middle;
  }
  const number = low + index;
  return number < ledger.events.size &&
    ledger.events.entryOf(number) === entry &&
    ledger.events.indexOf(number) === index
    ? [number]
    : [];
}
