// EPCIS 2.0 events from what somebody has told in a form. Pure: time, ids and place are given. Amounts come as integers in base units
// and leave as KGM, MTR, H87 …; items and units go into the lists of EPCs, all else into those of quantities.
import type { JsonObject } from '#verifier';

export type Dimension = 'mass' | 'length' | 'area' | 'volume' | 'count';

/** What went in or came out. `base` null: nobody knows how much. */
export interface Goods {
  readonly id: string;
  readonly base: number | null;
  readonly dimension: Dimension | null;
}

export interface Occasion {
  /** URI, new for each event. */
  readonly eventId: string;
  readonly atMs: number;
  /** Of the clock on the wall, east of Greenwich. */
  readonly offsetMinutes: number;
  /** Facility. */
  readonly place: string;
  /** Digests of photos and papers. */
  readonly documents: readonly string[];
}

export const textileNamespace = 'https://selvedge.example/ns/textile/';

/** Grown, shorn or found: nothing went in. */
export function harvestEvent(occasion: Occasion, process: string, outputs: readonly Goods[]): JsonObject {
  return {
    ...begun('ObjectEvent', occasion),
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    ...listed(outputs, 'epcList', 'quantityList'),
    'tex:processType': process,
  };
}

/** Inputs are used up, outputs come into being. */
export function runEvent(
  occasion: Occasion,
  process: string,
  inputs: readonly Goods[],
  outputs: readonly Goods[],
): JsonObject {
  return {
    ...begun('TransformationEvent', occasion),
    bizStep: 'creating_class_instance',
    disposition: 'active',
    ...listed(inputs, 'inputEPCList', 'inputQuantityList'),
    ...listed(outputs, 'outputEPCList', 'outputQuantityList'),
    'tex:processType': process,
  };
}

/** One lot becomes several, or several become one: nothing is made, so it counts as what a warehouse does (docs/protocol/claims.md). */
export function regroupEvent(
  occasion: Occasion,
  inputs: readonly Goods[],
  outputs: readonly Goods[],
): JsonObject {
  return {
    ...runEvent(occasion, 'warehousing', inputs, outputs),
    bizStep: 'repackaging',
  };
}

/** Goods go into a unit: a pallet, a bag, a container. */
export function packEvent(occasion: Occasion, unit: string, goods: readonly Goods[]): JsonObject {
  return {
    ...begun('AggregationEvent', occasion),
    action: 'ADD',
    bizStep: 'packing',
    disposition: 'in_progress',
    parentID: unit,
    ...listed(goods, 'childEPCs', 'childQuantityList'),
  };
}

/** All that is in a unit comes out (a DELETE without children, EPCIS 2.0 section 7.4.3). */
export function unpackEvent(occasion: Occasion, unit: string): JsonObject {
  return {
    ...begun('AggregationEvent', occasion),
    action: 'DELETE',
    bizStep: 'unpacking',
    disposition: 'in_progress',
    parentID: unit,
  };
}

export type ErrorReason = 'did_not_occur' | 'incorrect_data';

/** The same event again, declared to be wrong (EPCIS 2.0 section 7.4.1.2); `corrective`: eventIDs of those that take its place. */
export function errorEvent(
  event: JsonObject,
  reason: ErrorReason,
  declaredAtMs: number,
  offsetMinutes: number,
  corrective: readonly string[],
): JsonObject {
  const { recordTime: _recordTime, '@context': _context, ...said } = event;
  const declaration = {
    declarationTime: localTime(declaredAtMs, offsetMinutes),
    reason,
    ...(corrective.length > 0 && { correctiveEventIDs: [...corrective] }),
  };
  return { ...said, errorDeclaration: declaration };
}

export const context: readonly unknown[] = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { tex: textileNamespace },
];

/** One document of those events, for one statement. */
export function documentWith(
  events: readonly JsonObject[],
  createdAtMs: number,
  offsetMinutes: number,
): JsonObject {
  return {
    '@context': context as unknown[],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: localTime(createdAtMs, offsetMinutes),
    epcisBody: { eventList: [...events] },
  };
}

/** An event by itself, as POST /events takes it. */
export function bareEvent(event: JsonObject): JsonObject {
  return { '@context': context as unknown[], ...event };
}

function begun(type: string, { eventId, atMs, offsetMinutes, place, documents }: Occasion): JsonObject {
  return {
    type,
    eventID: eventId,
    eventTime: localTime(atMs, offsetMinutes),
    eventTimeZoneOffset: offsetText(offsetMinutes),
    readPoint: { id: place },
    bizLocation: { id: place },
    ...(documents.length > 0 && { 'tex:documents': [...documents] }),
  };
}

function listed(goods: readonly Goods[], epcs: string, quantities: string): JsonObject {
  const single = goods.filter(({ id }) => isSingle(id)).map(({ id }) => id);
  const several = goods.filter(({ id }) => !isSingle(id)).map(quantityElement);
  return {
    ...(single.length > 0 && { [epcs]: single }),
    ...(several.length > 0 && { [quantities]: several }),
  };
}

/** Items (GTIN and serial number) and logistic units are one each. */
export function isSingle(id: string): boolean {
  return /^https:\/\/id\.gs1\.org\/(00\/|01\/\d{14}\/21\/)/.test(id);
}

const units: Readonly<Record<Dimension, readonly [uom: string, base: number]>> = {
  mass: ['KGM', 1_000],
  length: ['MTR', 1_000],
  area: ['MTK', 1_000_000],
  volume: ['LTR', 1_000],
  count: ['H87', 1],
};

function quantityElement({ id, base, dimension }: Goods): JsonObject {
  if (base === null || dimension === null) return { epcClass: id };
  const [uom, size] = units[dimension];
  return { epcClass: id, quantity: base / size, uom };
}

/** `2026-03-04T08:15:00.000+05:30`. */
export function localTime(atMs: number, offsetMinutes: number): string {
  return new Date(atMs + offsetMinutes * 60_000).toISOString().slice(0, -1) + offsetText(offsetMinutes);
}

function offsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
