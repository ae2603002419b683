// From a statement whose form is right to the facts the ledger needs. The one reading for capture, recovery and rebuild.
import type { Statement } from '#verifier';
import {
  hidesGoods,
  isPartial,
  isRecordKind,
  keyThumbprint,
  movementOf,
  publicKeyOfJwk,
  readIdentifier,
  readEventsOf,
  readRecord,
} from '#verifier';
import type { Primitives, PublicJwk, RecordKind } from '#verifier';
import { eventKey } from '../epcis/event-key.ts';
import { digestsIn } from '../statement/digests.ts';
import { quantityLists } from '../statement/granularity.ts';
import { possessionRefusal } from '../party/possession.ts';
import { numberOr, textOr } from '../party/register.ts';
import type { EpcisFacts, EventFacts, Facts, KeyFacts } from './facts.ts';
import type { Refusal } from './refusal.ts';

type Json = Record<string, unknown>;
export type FactsReading = { ok: true; facts: Facts } | { ok: false; refusals: Refusal[] };

type Movement = EventFacts['movement'];

/** Values that were erased read as not told; `partial` allows events of which parts are missing for that reason.
 * `movements`: of the statement's events, where validating them has read them already. */
export function readFacts(
  statement: Statement,
  primitives: Primitives,
  partial = false,
  movements?: readonly Movement[],
): FactsReading {
  const claims = statement.claims as Json;
  if (statement.kind === 'epcis')
    return movements === undefined
      ? readEpcis(statement, partial)
      : { ok: true, facts: knownFacts(statement, movements) };
  if (isRecordKind(statement.kind)) return readRecordFacts(statement, statement.kind, primitives);
  const possession = statement.kind === 'key' ? possessionRefusal(claims, primitives) : undefined;
  if (possession !== undefined) return { ok: false, refusals: [possession] };
  const named = withCanonicalId(statement.kind, claims);
  if (!named.ok) return { ok: false, refusals: [named.refusal] };
  return {
    ok: true,
    facts: { ...common(statement), ...recordFacts(statement, named.claims, primitives) } as Facts,
  };
}

/** What is erased or withheld of a record is never asked for: one reading for whole and for partial ones. */
function readRecordFacts(statement: Statement, kind: RecordKind, primitives: Primitives): FactsReading {
  const read = readRecord(statement, primitives);
  if (read.ok) return { ok: true, facts: { ...common(statement), kind, record: read.record } };
  const { code, detail, path: pointer = '' } = read.refusal;
  return { ok: false, refusals: [{ code, detail, pointer, field: fieldOf(pointer) }] };
}

/** Facilities and products are kept under one spelling of their id, as events name them (bytes.md, "Identifiers"). */
function withCanonicalId(
  kind: Statement['kind'],
  claims: Json,
): { ok: true; claims: Json } | { ok: false; refusal: Refusal } {
  if (kind !== 'facility' && kind !== 'product') return { ok: true, claims };
  const reading = readIdentifier(String(claims[kind]));
  if (reading.ok) return { ok: true, claims: { ...claims, [kind]: reading.id } };
  return { ok: false, refusal: { code: reading.refusal.code, detail: reading.refusal.detail, field: kind } };
}

function common(statement: Statement): Pick<Facts, 'digest' | 'payloadKey' | 'iss' | 'kid' | 'issuedAtS'> {
  const { digest, payloadKey, issuer, header, issuedAtSeconds } = statement;
  return { digest, payloadKey, iss: issuer, kid: header.kid, issuedAtS: issuedAtSeconds };
}

function readEpcis(statement: Statement, partial: boolean): FactsReading {
  const refusals: Refusal[] = [];
  const events: EventFacts[] = [];
  const shown = new Map(statement.eventsShown.map(({ index, event }) => [index, event as Json]));
  const erased = statement.isWhole ? new Map<number, Erased>() : erasedIn(statement);
  for (let index = 0; index < statement.eventCount; index += 1) {
    const event = shown.get(index) ?? erasedEvent;
    const reading = readMovement(statement, event, partial || !shown.has(index));
    const gone = erased.get(index);
    if (reading.ok)
      events.push({
        ...eventFacts(statement, index, event, reading.movement),
        ...(gone === undefined ? {} : { erased: gone }),
      });
    else
      refusals.push(
        ...reading.refusals.map(({ code, detail, path = '' }) => ({
          code,
          detail,
          pointer: path,
          eventIndex: index,
          field: fieldOf(path),
        })),
      );
  }
  if (refusals.length > 0) return { ok: false, refusals };
  const facts: EpcisFacts = { ...common(statement), kind: 'epcis', events, lotCount: statement.birthCount };
  return { ok: true, facts };
}

type Erased = NonNullable<EventFacts['erased']>;

/** By the verifier's own reading: what it sees as withheld in an evidence file, the node must see too. */
function erasedIn(statement: Statement): Map<number, Erased> {
  const readings = readEventsOf({ index: 0, recordedAtMs: 0, firstLot: 0, lotCount: 0, statement });
  const events = readings.flatMap((reading) => (reading.ok ? [reading.event] : []));
  return new Map(events.filter(isPartial).map((event) => [event.index, { making: hidesGoods(event) }]));
}

function knownFacts(statement: Statement, movements: readonly Movement[]): EpcisFacts {
  const events = statement.eventsShown.map(({ index, event }) =>
    eventFacts(statement, index, event as Json, movements[index]!),
  );
  return { ...common(statement), kind: 'epcis', events, lotCount: statement.birthCount };
}

/** What is missing from an event matters in two cases only: it cannot be read whole, or it seems to empty a unit. */
function readMovement(statement: Statement, event: Json, partial: boolean): ReturnType<typeof movementOf> {
  const whole = movementOf(event);
  const doubtful = !whole.ok || whole.movement.unpacksAll;
  const signed =
    partial && doubtful ? statement.disclosures.find((one) => one.shown === event)?.value : undefined;
  if (signed === undefined || !lacksSome(statement, signed)) return whole;
  const reading = movementOf(withoutRests(event), { partial: true });
  if (!reading.ok) return reading;
  return {
    ...reading,
    movement: { ...reading.movement, unpacksAll: emptiesUnit(reading.movement, signed as Json) },
  };
}

/** Whether digests inside the event stand for something that is not there (erased, or a decoy of its signer). */
function lacksSome(statement: Statement, signed: unknown): boolean {
  const present = new Set(statement.disclosures.map((one) => one.digest));
  return digestsIn(signed).some((digest) => !present.has(digest));
}

/** Without the units of quantities that are gone, and without the rest of portions whose lot is gone. */
function withoutRests(event: Json): Json {
  const lists = [...quantityLists].filter((name) => Array.isArray(event[name]));
  const cleaned = lists.map((name) => {
    const portions = (event[name] as Json[]).filter((portion) => 'epcClass' in portion);
    return [
      name,
      portions.map((portion) => ('quantity' in portion ? portion : { epcClass: portion['epcClass'] })),
    ] as const;
  });
  return { ...event, ...Object.fromEntries(cleaned) };
}

/** The lists themselves are always in the clear, so that it shows whether something stood in them. */
function emptiesUnit({ type, action, unit, declaredInError }: Movement, signed: Json): boolean {
  const packs = type === 'AggregationEvent' || type === 'AssociationEvent';
  const isEmpty = (name: string): boolean => !Array.isArray(signed[name]) || signed[name].length === 0;
  return (
    packs &&
    action === 'DELETE' &&
    unit !== undefined &&
    !declaredInError &&
    isEmpty('childEPCs') &&
    isEmpty('childQuantityList')
  );
}

/** An event that was erased whole: it happened, and nothing more is known. */
const erasedEvent: Json = {
  type: 'ObjectEvent',
  action: 'OBSERVE',
  eventTime: '1970-01-01T00:00:00Z',
  eventTimeZoneOffset: '+00:00',
};

function fieldOf(pointer: string): string {
  return pointer.split('/').findLast((part) => part !== '' && !/^\d+$/.test(part)) ?? '';
}

function eventFacts(statement: Statement, index: number, event: Json, movement: Movement): EventFacts {
  const births = statement.birthsShown.filter((birth) => birth.eventIndex === index);
  return factsOfEvent(event, movement, statement.annexShown[index] ?? {}, births);
}

/** The facts of one event, from the event, its movement and what stands in its annex. */
export function factsOfEvent(
  event: Json,
  movement: Movement,
  place: { country?: string; region?: string },
  births: EventFacts['births'],
): EventFacts {
  const key = eventKey(movement);
  return {
    movement,
    keyHigh: key.high,
    keyLow: key.low,
    eventId: movement.eventId ?? null,
    process: processOf(event),
    country: place.country ?? null,
    region: place.region ?? null,
    births: births.map(({ lot, position, secret }) => ({ lot, position, secret })),
  };
}

/** The kind of process is not in CBV: an extension names it, whatever its prefix (epcis.md section 4.2). */
function processOf(event: Json): string | null {
  const name = Object.keys(event).find((key) => key.endsWith(':processType'));
  return name === undefined ? null : textOr(event[name]);
}

function recordFacts({ kind, isWhole }: Statement, claims: Json, primitives: Primitives): object {
  const withheld = !isWhole;
  switch (kind) {
    case 'party':
      return {
        kind,
        party: claims['party'],
        ...placeFacts(claims),
        name: textOr(claims['name']),
        identifiers: claims['identifiers'] ?? [],
      };
    case 'facility':
      return {
        kind,
        facility: claims['facility'],
        party: claims['party'],
        name: textOr(claims['name']),
        address: textOr(claims['address']),
        ...placeFacts(claims),
        latitude: numberOr(claims['latitude']),
        longitude: numberOr(claims['longitude']),
        processes: claims['processes'] ?? [],
      };
    case 'product':
      return { kind, product: claims['product'], party: claims['iss'], ...productFacts(claims), withheld };
    case 'key':
      return keyFacts(claims, primitives);
    default:
      return { kind, statement: claims['statement'], disclosures: claims['disclosures'] };
  }
}

function placeFacts(claims: Json): { country: string | null; region: string | null } {
  return { country: textOr(claims['country']), region: textOr(claims['region']) };
}

function productFacts(claims: Json): object {
  return {
    name: textOr(claims['name']),
    description: textOr(claims['description']),
    composition: claims['composition'] ?? [],
    netWeightGrams: numberOr(claims['netWeightGrams']),
    ...careFacts(claims['care']),
    category: textOr(claims['category']),
  };
}

/** A text, or an object of how to look after it and where it is mended (docs/protocol/statement.md). */
function careFacts(care: unknown): { care: string | null; repair?: string } {
  if (typeof care !== 'object' || care === null) return { care: textOr(care) };
  const { instructions, repair } = care as Json;
  return { care: textOr(instructions), ...(typeof repair === 'string' && repair !== '' && { repair }) };
}

function keyFacts(
  claims: Json,
  primitives: Primitives,
): Pick<KeyFacts, 'kind' | 'party' | 'enrols' | 'revokes'> {
  const enrols = claims['enrols'] as { jwk: PublicJwk; custody: 'device' | 'custodial' } | undefined;
  const publicKey = enrols === undefined ? undefined : publicKeyOfJwk(enrols.jwk, primitives);
  return {
    kind: 'key',
    party: String(claims['party']),
    enrols:
      enrols === undefined || publicKey === undefined
        ? null
        : { kid: keyThumbprint(publicKey, primitives), publicKey, custody: enrols.custody },
    revokes: (claims['revokes'] as KeyFacts['revokes'] | undefined) ?? null,
  };
}
