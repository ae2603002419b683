// EPCIS 2.0 events and documents from plain facts. Grams become kilograms (KGM) and pieces become H87 here, and only here.
import type { EpcisDocument, EpcisEvent, Json } from './chain.ts';

export const textileNamespace = 'https://selvedge.example/ns/textile/';

/** A lot with a quantity: grams or pieces, both integers. */
export interface Portion {
  lot: string;
  grams?: number;
  pieces?: number;
}

export interface Goods {
  /** Items and logistic units. */
  epcs?: string[];
  portions?: Portion[];
}

export interface Paper {
  type: 'po' | 'desadv' | 'recadv' | 'inv' | 'prodorder' | 'testres' | 'bol';
  id: string;
}

/** Goods between two parties: who and where before, who and where after. */
export interface Handover {
  fromParty: string;
  fromPlace: string;
  toParty: string;
  toPlace: string;
}

/** Everything about an event but the goods. */
export interface Occasion {
  eventID: string;
  atMs: number;
  offsetMinutes: number;
  place: string;
  bizStep: string;
  /** The kind of work, which CBV has no word for: `tex:processType`. */
  process?: string;
  disposition: string;
  papers?: Paper[];
  handover?: Handover;
  certificates?: string[];
  /** Further properties, with declared prefixes. */
  further?: Record<string, Json>;
}

type Ilmd = Record<string, Json>;

/** ADD brings the goods into being, OBSERVE sees them, DELETE ends them. `ilmd` only with ADD (EPCIS 2.0, 7.4.2). */
export function objectEvent(occasion: Occasion, action: string, goods: Goods, ilmd?: Ilmd): EpcisEvent {
  return whole('ObjectEvent', occasion, {
    action,
    ...listed(goods, 'epcList', 'quantityList'),
    ...named('ilmd', ilmd),
  });
}

/** A commercial handover that rests on at least one document. */
export function transactionEvent(occasion: Occasion, action: string, goods: Goods): EpcisEvent {
  return whole('TransactionEvent', occasion, { action, ...listed(goods, 'epcList', 'quantityList') });
}

/** ADD packs the goods into `unit`, DELETE takes them out; DELETE without goods empties it. */
export function aggregationEvent(occasion: Occasion, action: string, unit: string, goods: Goods): EpcisEvent {
  return whole('AggregationEvent', occasion, {
    action,
    parentID: unit,
    ...listed(goods, 'childEPCs', 'childQuantityList'),
  });
}

/** Inputs are used up, outputs come into being; `ilmd` describes the outputs. */
export function transformationEvent(
  occasion: Occasion,
  inputs: Goods,
  outputs: Goods,
  ilmd?: Ilmd,
): EpcisEvent {
  return whole('TransformationEvent', occasion, {
    ...listed(inputs, 'inputEPCList', 'inputQuantityList'),
    ...listed(outputs, 'outputEPCList', 'outputQuantityList'),
    ...named('ilmd', ilmd),
  });
}

/** One document; its `@context` declares the prefix `tex` that scenario events use. */
export function epcisDocument(
  events: EpcisEvent[],
  createdAtMs: number,
  offsetMinutes: number,
): EpcisDocument {
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { tex: textileNamespace }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: localTime(createdAtMs, offsetMinutes),
    epcisBody: { eventList: events },
  };
}

function whole(type: string, occasion: Occasion, goods: Record<string, Json>): EpcisEvent {
  return {
    type,
    eventID: occasion.eventID,
    eventTime: localTime(occasion.atMs, occasion.offsetMinutes),
    eventTimeZoneOffset: offsetText(occasion.offsetMinutes),
    bizStep: occasion.bizStep,
    disposition: occasion.disposition,
    readPoint: { id: occasion.place },
    bizLocation: { id: occasion.place },
    ...goods,
    ...named(
      'bizTransactionList',
      occasion.papers?.map(({ type, id }) => ({ type, bizTransaction: id })),
    ),
    ...(occasion.handover === undefined ? {} : handedOver(occasion.handover)),
    ...named('certificationInfo', occasion.certificates),
    ...named('tex:processType', occasion.process),
    ...occasion.further,
  };
}

function named(name: string, value: Json | undefined): Record<string, Json> {
  return value === undefined ? {} : { [name]: value };
}

function listed(goods: Goods, epcs: string, quantities: string): Record<string, Json> {
  return { ...named(epcs, goods.epcs), ...named(quantities, goods.portions?.map(quantityElement)) };
}

function quantityElement(portion: Portion): Json {
  return portion.grams === undefined
    ? { epcClass: portion.lot, quantity: portion.pieces ?? 0, uom: 'H87' }
    : { epcClass: portion.lot, quantity: portion.grams / 1000, uom: 'KGM' };
}

function handedOver(handover: Handover): Record<string, Json> {
  return {
    sourceList: [
      { type: 'owning_party', source: handover.fromParty },
      { type: 'location', source: handover.fromPlace },
    ],
    destinationList: [
      { type: 'owning_party', destination: handover.toParty },
      { type: 'location', destination: handover.toPlace },
    ],
  };
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
