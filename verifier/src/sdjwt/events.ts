import { isJsonObject, type JsonObject } from '../bytes/json.ts';
import { type Refused, type Result, refused } from '../bytes/result.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { isCountry, isText } from '../record/form.ts';
import { isPlaceholder, type Processed } from './process.ts';
import type { StatementRefusalCode } from './refusal.ts';

/** The place of an event as its annex shows it; a part that is withheld is absent. */
export interface EventPlace {
  readonly country?: string;
  readonly region?: string;
}

export interface ShownEvent {
  /** Position in the document, withheld events counted. */
  readonly index: number;
  readonly event: JsonObject;
}

export interface ShownBirth {
  /** Position among all births of the statement: the lot's number is the entry's `firstLot` plus this. */
  readonly position: number;
  readonly eventIndex: number;
  readonly lot: string;
  readonly secret: Uint8Array;
}

/** What a statement says of events. Kinds other than `epcis` have none of it. */
export interface EventsOfStatement {
  readonly eventCount: number;
  readonly eventsShown: readonly ShownEvent[];
  /** One for each event, shown or not: `annexShown[i]` belongs to event i. */
  readonly annexShown: readonly EventPlace[];
  readonly birthCount: number;
  readonly birthsShown: readonly ShownBirth[];
}

export const eventsMax = 64;
const secretLength = 16;
const withoutEvents: EventsOfStatement = {
  eventCount: 0,
  eventsShown: [],
  annexShown: [],
  birthCount: 0,
  birthsShown: [],
};

/** Reads events, annex and births of a processed statement, each with the position that withholding must not shift. */
export function readEvents(
  payload: JsonObject,
  processed: Processed,
  primitives: Primitives,
): Result<{ events: EventsOfStatement }, StatementRefusalCode> {
  if (payload['kind'] !== 'epcis') return { ok: true, events: withoutEvents };
  const list = eventListOf(payload);
  if (list === undefined)
    return refused('EVENT_LIST_MISSING', 'the document has no eventList', '/document/epcisBody');
  if (list.length > eventsMax) return refused('TOO_MANY_EVENTS', `${list.length} of at most ${eventsMax}`);
  const eventsShown: ShownEvent[] = [];
  for (const [index, element] of list.entries()) {
    if (!isPlaceholder(element))
      return refused('EVENT_NOT_A_DISCLOSURE', `event ${index} stands in the clear`);
    const event = shownAt(element, processed);
    if (event === undefined) continue;
    if (!isJsonObject(event)) return refused('EVENT_INVALID', `event ${index} is not an object`);
    eventsShown.push({ index, event });
  }
  const annex = readAnnex(payload['annex'] as unknown[], list.length, processed, primitives);
  return annex.ok ? { ok: true, events: { eventCount: list.length, eventsShown, ...annex.annex } } : annex;
}

/** An event as it was signed and disclosed, digests in place; undefined where it is withheld. */
export function signedEvent(
  payload: JsonObject,
  byDigest: Processed['byDigest'],
  index: number,
): JsonObject | undefined {
  const element = eventListOf(payload)?.[index];
  return isPlaceholder(element) ? (byDigest.get(element['...'] as string)?.value as JsonObject) : undefined;
}

/** Documents have the list in their body, query documents in the results of the body (EPCIS 2.0 section 9.4). */
function eventListOf(payload: JsonObject): unknown[] | undefined {
  const body = objectIn(payload['document'], 'epcisBody');
  const results = objectIn(objectIn(body, 'queryResults'), 'resultsBody');
  const [list, other] = [body, results]
    .map((holder) => holder?.['eventList'])
    .filter((found) => found !== undefined);
  return Array.isArray(list) && other === undefined ? list : undefined;
}

function objectIn(holder: unknown, name: string): JsonObject | undefined {
  const value = isJsonObject(holder) ? holder[name] : undefined;
  return isJsonObject(value) ? value : undefined;
}

function shownAt(placeholder: { '...': unknown }, processed: Processed): unknown {
  return processed.byDigest.get(placeholder['...'] as string)?.shown;
}

type Annex = Pick<EventsOfStatement, 'annexShown' | 'birthCount' | 'birthsShown'>;

function readAnnex(
  list: unknown[],
  eventCount: number,
  processed: Processed,
  primitives: Primitives,
): Result<{ annex: Annex }, StatementRefusalCode> {
  if (list.length !== eventCount)
    return refused('ANNEX_INVALID', `${list.length} for ${eventCount} events`, '/annex');
  const annexShown: EventPlace[] = [];
  const birthsShown: ShownBirth[] = [];
  let birthCount = 0;
  for (const [eventIndex, one] of list.entries()) {
    const place = readPlace((processed.claims['annex'] as unknown[])[eventIndex]);
    const births = isJsonObject(one) ? one['births'] : undefined;
    if (place === undefined || !Array.isArray(births))
      return refused('ANNEX_INVALID', '', `/annex/${eventIndex}`);
    annexShown.push(place);
    for (const birth of births) {
      if (!isPlaceholder(birth)) return refusedBirth(eventIndex, 'a birth stands in the clear');
      const shown = shownAt(birth, processed);
      const read = shown === undefined ? undefined : readBirth(shown, primitives);
      if (read !== undefined) birthsShown.push({ position: birthCount, eventIndex, ...read });
      else if (shown !== undefined) return refusedBirth(eventIndex, 'not a lot and a secret of 16 bytes');
      birthCount += 1;
    }
  }
  return { ok: true, annex: { annexShown, birthCount, birthsShown } };
}

function refusedBirth(eventIndex: number, detail: string): Refused<StatementRefusalCode> {
  return refused('BIRTH_INVALID', detail, `/annex/${eventIndex}/births`);
}

function readPlace(annex: unknown): EventPlace | undefined {
  if (!isJsonObject(annex)) return undefined;
  const { births: _, country, region, ...others } = annex;
  const fits = (country === undefined || isCountry(country)) && (region === undefined || isText(region));
  if (!fits || Object.keys(others).length > 0) return undefined;
  return {
    ...(country === undefined ? {} : { country }),
    ...(region === undefined ? {} : { region }),
  } as EventPlace;
}

function readBirth(shown: unknown, primitives: Primitives): { lot: string; secret: Uint8Array } | undefined {
  if (!isJsonObject(shown) || Object.keys(shown).length !== 2) return undefined;
  const { lot, secret } = shown;
  const bytes = typeof secret === 'string' ? primitives.decodeBase64url(secret) : undefined;
  return isText(lot) && bytes?.length === secretLength ? { lot, secret: bytes } : undefined;
}
