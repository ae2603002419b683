// What one EPCIS event does to lots. The node and the stranger's verifier both count with this function, so it takes
// whatever was disclosed of an event and believes nothing about its form.
import type { JsonObject } from '../bytes/json.ts';
import { isJsonObject } from '../bytes/json.ts';
import type { Refusal } from '../bytes/result.ts';
import { isZoneOffset, parseInstant } from './instant.ts';
import { added, type Portion } from './portion.ts';
import { EventReading } from './reading.ts';

export type { Portion };

export interface Movement {
  type: string;
  action?: string;
  eventTimeMs: number;
  /** eventTimeZoneOffset, such as `+02:00`. */
  zone: string;
  eventId?: string;
  step?: string;
  disposition?: string;
  /** Canonical id of the read point, else of the business location. */
  place?: string;
  produced: Portion[];
  drawn: Portion[];
  /** Parent of an aggregation or association. */
  unit?: string;
  packed: Portion[];
  unpacked: Portion[];
  /** The unit is emptied: a DELETE that names no children. Never true of a partly disclosed event. */
  unpacksAll: boolean;
  /** Canonical ids that were only observed. */
  seen: string[];
  /** transformationID: several events of one long process share it. */
  run?: string;
  /** The event declares an earlier one to be wrong. It moves nothing itself: what that one moved is in that one. */
  declaredInError: boolean;
  /** eventID of the event that is declared to be wrong, where it is named. */
  voids?: string;
  /** eventIDs that take its place. */
  corrections: string[];
}

export type MovementReading =
  | { readonly ok: true; readonly movement: Movement; readonly warnings: Refusal[] }
  | { readonly ok: false; readonly refusals: Refusal[] };

/**
 * Reads an event (full, or with `partial` one of which properties or list elements are withheld).
 * Items count one piece each; a class without a quantity has quantity null = unknown amount; amounts of one lot in one
 * list are added up. Refusals carry the JSON pointer inside the event: wrong identifiers, class ids among instances
 * and the reverse, quantities and units, impossible times, a missing action or parent.
 */
export function movementOf(event: unknown, options: { partial?: boolean } = {}): MovementReading {
  const reading = new EventReading(isJsonObject(event) ? event : {});
  const movement = still(reading);
  moves[movement.type]?.(movement, reading, options.partial === true);
  if (movement.declaredInError) withdraw(movement);
  if (reading.refusals.length > 0) return { ok: false, refusals: reading.refusals };
  return { ok: true, movement, warnings: reading.warnings };
}

/** The movement before anything moves: when, where, by which step. */
function still(reading: EventReading): Movement {
  const { event } = reading;
  const declaration = event['errorDeclaration'];
  const movement: Movement = {
    type: reading.text('type'),
    eventTimeMs: timeOf(reading),
    zone: zoneOf(reading),
    produced: [],
    drawn: [],
    packed: [],
    unpacked: [],
    unpacksAll: false,
    seen: [],
    declaredInError: declaration !== undefined,
    corrections: isJsonObject(declaration) ? correctionsOf(declaration) : [],
  };
  if (typeof event['action'] === 'string') movement.action = event['action'];
  if (typeof event['eventID'] === 'string') movement.eventId = event['eventID'];
  if (typeof event['bizStep'] === 'string') movement.step = event['bizStep'];
  if (typeof event['disposition'] === 'string') movement.disposition = event['disposition'];
  const place = reading.place('readPoint') ?? reading.place('bizLocation');
  if (place !== undefined) movement.place = place;
  return movement;
}

type Move = (movement: Movement, reading: EventReading, partial: boolean) => void;

const moves: Record<string, Move> = Object.assign(Object.create(null), {
  ObjectEvent: objectMove,
  AggregationEvent: packingMove,
  AssociationEvent: packingMove,
  TransactionEvent: transactionMove,
  TransformationEvent: transformationMove,
});

// Only ADD and DELETE bring things into being or end them (EPCIS 7.4.2); OBSERVE says where they were.
function objectMove(movement: Movement, reading: EventReading): void {
  const portions = reading.portions('epcList', 'quantityList');
  const action = reading.action();
  if (action === 'ADD') movement.produced = added(portions, reading);
  else if (action === 'DELETE') movement.drawn = added(portions, reading);
  else movement.seen = portions.map(({ lot }) => lot);
}

function transformationMove(movement: Movement, reading: EventReading): void {
  movement.drawn = added(reading.portions('inputEPCList', 'inputQuantityList'), reading);
  movement.produced = added(reading.portions('outputEPCList', 'outputQuantityList'), reading);
  const run = reading.identifier('transformationID');
  if (run !== undefined) movement.run = run;
}

function packingMove(movement: Movement, reading: EventReading, partial: boolean): void {
  const action = reading.action();
  const unit = reading.parent(!partial && action !== 'OBSERVE');
  const children = reading.portions('childEPCs', 'childQuantityList');
  if (unit !== undefined) movement.unit = unit;
  if (action === 'ADD') movement.packed = added(children, reading);
  else if (action === 'DELETE') movement.unpacked = added(children, reading);
  else movement.seen = [...(unit === undefined ? [] : [unit]), ...children.map(({ lot }) => lot)];
  movement.unpacksAll = action === 'DELETE' && children.length === 0 && !partial;
}

// A transaction event ties things to business documents; nothing is made, used up or packed by it (EPCIS 7.4.4).
function transactionMove(movement: Movement, reading: EventReading): void {
  reading.action();
  const unit = reading.parent(false);
  const portions = reading.portions('epcList', 'quantityList');
  movement.seen = [...(unit === undefined ? [] : [unit]), ...portions.map(({ lot }) => lot)];
}

// EPCIS 7.4.1.2: an error declaration repeats the wrong event. Counting what it repeats would count it again.
function withdraw(movement: Movement): void {
  const { produced, drawn, packed, unpacked, seen, unit } = movement;
  const named = [produced, drawn, packed, unpacked].flatMap((portions) => portions.map(({ lot }) => lot));
  movement.seen = [...new Set([...seen, ...(unit === undefined ? [] : [unit]), ...named])];
  movement.produced = [];
  movement.drawn = [];
  movement.packed = [];
  movement.unpacked = [];
  movement.unpacksAll = false;
  if (movement.eventId !== undefined) movement.voids = movement.eventId;
}

function timeOf(reading: EventReading): number {
  const time = parseInstant(reading.event['eventTime']);
  if (time === undefined)
    reading.refuse('TIME_INVALID', 'eventTime is no real date and time with a zone', '/eventTime');
  return time ?? 0;
}

function zoneOf(reading: EventReading): string {
  const zone = reading.event['eventTimeZoneOffset'];
  if (isZoneOffset(zone)) return zone;
  reading.refuse(
    'ZONE_INVALID',
    'eventTimeZoneOffset is no offset between -14:00 and +14:00',
    '/eventTimeZoneOffset',
  );
  return '';
}

function correctionsOf(declaration: JsonObject): string[] {
  const ids = declaration['correctiveEventIDs'];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
