// What a step makes, packs, sees or destroys, as an EPCIS document of one event.
import { parseInstant } from '#verifier';
import { chance } from '../chance.ts';
import type { EpcisDocument, EpcisEvent, Json as EventJson } from '../chain.ts';
import { epcisDocument, localTime } from '../event.ts';
import { instantText, offsetMinutesOf } from './instant.ts';
import { CaseMistake, type Place, under } from './mistake.ts';
import type { Names } from './names.ts';
import { type Json, type JsonMembers, list, members, number, oneOf, text } from './value.ts';

export const eventActs = ['make', 'observe', 'pack', 'unpack', 'destroy'] as const;
export type EventAct = (typeof eventActs)[number];

export interface EventSetting {
  readonly names: Names;
  /** The step's party by its short name: its first site is the place, unless one is told. */
  readonly by: string;
  readonly nowMs: number;
  /** Makes the ids of events differ, and the same ones in every run. */
  readonly order: number;
}

const usualSteps: Readonly<Record<EventAct, string>> = {
  make: 'creating_class_instance',
  observe: 'inspecting',
  pack: 'packing',
  unpack: 'unpacking',
  destroy: 'destroying',
};
const eventMembers = ['at', 'step', 'process', 'site', 'in', 'out', 'lots', 'unit', 'run', 'granularity'];

export function eventOf(act: EventAct, told: JsonMembers, place: Place, setting: EventSetting): EpcisEvent {
  members(told, place, eventMembers);
  const at = instantOf(told['at'], under(place, 'at'), setting.nowMs);
  const site = told['site'] === undefined ? setting.names.siteOf(setting.by) : siteIn(told, place, setting);
  const where: EpcisGoods = site === undefined ? {} : { readPoint: { id: site }, bizLocation: { id: site } };
  const process: EpcisGoods =
    told['process'] === undefined
      ? {}
      : { 'tex:processType': text(told['process'], under(place, 'process')) };
  return {
    eventID: `urn:uuid:${chance(7_000_000 + setting.order).uuid()}`,
    eventTime: localTime(at.ms, at.offsetMinutes),
    eventTimeZoneOffset: localTime(at.ms, at.offsetMinutes).slice(-6),
    bizStep: told['step'] === undefined ? usualSteps[act] : text(told['step'], under(place, 'step')),
    ...where,
    ...goodsOf(act, told, place, setting),
    ...process,
  };
}

/** How an event is signed (statement.md, "Events"): property by property, or as one piece. */
export function granularityOf(told: JsonMembers, place: Place): 'property' | 'event' {
  return oneOf(['property', 'event'], told['granularity'] ?? 'property', under(place, 'granularity'));
}

/** The word that takes an event back (EPCIS 2.0, 7.4.1.2): the event again, with the declaration. */
export function correctionOf(event: EpcisEvent, nowMs: number): EpcisEvent {
  return { ...event, errorDeclaration: { declarationTime: localTime(nowMs, 0), reason: 'incorrect_data' } };
}

export function documentOf(event: EpcisEvent, nowMs: number): EpcisDocument {
  return epcisDocument([event], nowMs, 0);
}

type EpcisGoods = Record<string, EventJson>;
type TypedGoods = EpcisGoods & { type: string };

function instantOf(
  value: Json | undefined,
  place: Place,
  nowMs: number,
): { ms: number; offsetMinutes: number } {
  if (value === undefined) return { ms: nowMs, offsetMinutes: 0 };
  const instant = instantText(value, place);
  return { ms: parseInstant(instant)!, offsetMinutes: offsetMinutesOf(instant) };
}

function siteIn(told: JsonMembers, place: Place, { names }: EventSetting): string | undefined {
  const at = under(place, 'site');
  return told['site'] === 'nowhere' ? undefined : names.site(text(told['site'], at), at);
}

function goodsOf(act: EventAct, told: JsonMembers, place: Place, setting: EventSetting): TypedGoods {
  const read = (member: string): Goods => goods(told[member] ?? [], under(place, member), setting.names);
  switch (act) {
    case 'make':
      return told['in'] === undefined
        ? { type: 'ObjectEvent', action: 'ADD', ...read('out').as('epcList', 'quantityList') }
        : {
            type: 'TransformationEvent',
            ...runOf(told, place, setting),
            ...read('in').as('inputEPCList', 'inputQuantityList'),
            ...read('out').as('outputEPCList', 'outputQuantityList'),
          };
    case 'observe':
    case 'destroy':
      return {
        type: 'ObjectEvent',
        action: act === 'observe' ? 'OBSERVE' : 'DELETE',
        ...read('lots').as('epcList', 'quantityList'),
      };
    case 'pack':
    case 'unpack':
      return {
        type: 'AggregationEvent',
        action: act === 'pack' ? 'ADD' : 'DELETE',
        parentID: setting.names.lot(text(told['unit'], under(place, 'unit')), under(place, 'unit')),
        ...read('lots').as('childEPCs', 'childQuantityList'),
      };
  }
}

function runOf(told: JsonMembers, place: Place, { names }: EventSetting): EpcisGoods {
  return told['run'] === undefined
    ? {}
    : { transformationID: names.id(text(told['run'], under(place, 'run'))) };
}

interface Goods {
  as(things: string, quantities: string): EpcisGoods;
}

const units: Readonly<Record<string, string>> = {
  kg: 'KGM',
  grams: 'GRM',
  t: 'TNE',
  lb: 'LBR',
  metres: 'MTR',
  pieces: 'H87',
};

/** Items and units without an amount stand as single things; whatever has an amount, or is a lot, as a quantity. */
function goods(value: Json, place: Place, names: Names): Goods {
  const things: string[] = [];
  const quantities: EventJson[] = [];
  list(value, place, (one, at) => {
    const told = members(one, at, ['lot', ...Object.keys(units)]);
    const lot = names.lot(text(told['lot'], under(at, 'lot')), under(at, 'lot'));
    const amounts = Object.keys(told).filter((member) => member !== 'lot');
    if (amounts.length > 1) throw new CaseMistake(at, `one amount is enough: ${amounts.join(', ')}`);
    const [unit] = amounts;
    if (unit !== undefined)
      quantities.push({ epcClass: lot, quantity: number(told[unit], under(at, unit)), uom: units[unit]! });
    else if (/\/(21|00)\//.test(lot)) things.push(lot);
    else quantities.push({ epcClass: lot });
  });
  return {
    as: (epcs, amounts) => ({
      ...(things.length === 0 ? {} : { [epcs]: things }),
      ...(quantities.length === 0 ? {} : { [amounts]: quantities }),
    }),
  };
}
