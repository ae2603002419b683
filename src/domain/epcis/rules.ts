// What the schema cannot say of an event: properties that depend on each other.
import { isJsonObject, type JsonObject, type Movement, readIdentifier } from '#verifier';
import type { Finding } from './finding.ts';
import type { Namespaces } from './namespaces.ts';
import { checkPrefix } from './names.ts';
import { sensorRules } from './sensors.ts';

export interface EventFindings {
  errors: Finding[];
  warnings: Finding[];
}

/** How far the clock of a reader of events may run ahead of ours. */
export const futureToleranceMs: number = 5 * 60 * 1000;

/** Applies every rule to an event whose form is right. Pointers begin at the event. */
export function eventRules(
  event: JsonObject,
  movement: Movement,
  namespaces: Namespaces,
  nowMs: number,
): EventFindings {
  const found: EventFindings = { errors: [], warnings: [] };
  if (movement.eventTimeMs > nowMs + futureToleranceMs) {
    found.errors.push({
      code: 'EVENT_IN_THE_FUTURE',
      pointer: '/eventTime',
      detail: `${event['eventTime']} lies in the future`,
    });
  }
  listRules.get(movement.type)?.(event, found);
  ilmdRule(event, movement, found);
  repeatedItemRule(movement, found);
  placeRules(event, movement, found);
  partyRules(event, found);
  vocabularyPrefixRules(event, namespaces, found);
  if (event['errorDeclaration'] !== undefined) errorDeclarationRule(event, found);
  if (event['sensorElementList'] !== undefined)
    sensorRules(event['sensorElementList'], movement.eventTimeMs, found);
  return found;
}

/** What an event lacks of the lists that its type cannot do without. Pointers begin at the event. */
export function listFindings(event: JsonObject): Finding[] {
  const found: EventFindings = { errors: [], warnings: [] };
  listRules.get(String(event['type']))?.(event, found);
  return found.errors;
}

type Rule = (event: JsonObject, found: EventFindings) => void;

// EPCIS 2.0 section 7.4: which lists an event of each type cannot do without.
const listRules: ReadonlyMap<string, Rule> = new Map(
  Object.entries<Rule>({
    ObjectEvent: (event, found) => {
      const sensed = filled(event, 'sensorElementList') && event['readPoint'] !== undefined;
      if (filled(event, 'epcList') || filled(event, 'quantityList') || sensed) return;
      emptyOrMissing(
        event,
        found,
        'epcList',
        'an ObjectEvent needs an epcList or a quantityList, or a sensorElementList with a readPoint',
      );
    },
    AggregationEvent: childrenRule,
    AssociationEvent: childrenRule,
    TransactionEvent: (event, found) => {
      if (event['action'] === 'DELETE' || filled(event, 'epcList') || filled(event, 'quantityList')) return;
      emptyOrMissing(
        event,
        found,
        'epcList',
        'a TransactionEvent with ADD or OBSERVE needs an epcList or a quantityList',
      );
    },
    TransformationEvent: (event, found) => {
      const inputs = filled(event, 'inputEPCList') || filled(event, 'inputQuantityList');
      const outputs = filled(event, 'outputEPCList') || filled(event, 'outputQuantityList');
      if (inputs && outputs) return;
      if ((inputs || outputs) && event['transformationID'] !== undefined) return;
      const detail =
        'a TransformationEvent needs inputs and outputs, or a transformationID and one of the two';
      found.errors.push({
        code: 'IDENTIFIERS_MISSING',
        pointer: inputs ? '/outputQuantityList' : '/inputQuantityList',
        detail,
      });
    },
  }),
);

function childrenRule(event: JsonObject, found: EventFindings): void {
  if (event['action'] === 'DELETE' || filled(event, 'childEPCs') || filled(event, 'childQuantityList'))
    return;
  found.errors.push({
    code: 'IDENTIFIERS_MISSING',
    pointer: '/childEPCs',
    detail: 'ADD and OBSERVE need childEPCs or a childQuantityList',
  });
}

function filled(event: JsonObject, name: string): boolean {
  const list = event[name];
  return Array.isArray(list) && list.length > 0;
}

// An empty epcList satisfies the standard's schema; it only says nothing.
function emptyOrMissing(event: JsonObject, found: EventFindings, name: string, detail: string): void {
  const finding = { code: 'IDENTIFIERS_MISSING', pointer: `/${name}`, detail };
  (Array.isArray(event[name]) ? found.warnings : found.errors).push(finding);
}

function ilmdRule(event: JsonObject, movement: Movement, found: EventFindings): void {
  if (event['ilmd'] === undefined || movement.type === 'TransformationEvent' || event['action'] === 'ADD')
    return;
  found.errors.push({
    code: 'ILMD_WITHOUT_ADD',
    pointer: '/ilmd',
    detail: 'ilmd describes what an event brings into being: only with action ADD',
  });
}

// The schema sees two spellings of one item as two texts.
function repeatedItemRule({ produced, drawn, packed, unpacked }: Movement, found: EventFindings): void {
  for (const portions of [produced, drawn, packed, unpacked]) {
    for (const { lot, kind, quantity } of portions) {
      if ((kind !== 'item' && kind !== 'unit') || (quantity?.amount ?? 1) <= 1) continue;
      found.errors.push({ code: 'DUPLICATE_EPC', pointer: '', detail: `${lot} stands twice in one list` });
    }
  }
}

function placeRules(event: JsonObject, movement: Movement, found: EventFindings): void {
  if (isJsonObject(event['bizLocation']) && event['readPoint'] !== undefined) {
    identifierRule(event['bizLocation']['id'], '/bizLocation/id', found);
  }
  if (movement.place?.startsWith('https://id.gs1.org/417/') !== true) return;
  const pointer = event['readPoint'] === undefined ? '/bizLocation/id' : '/readPoint/id';
  found.warnings.push({
    code: 'PARTY_ID_AS_PLACE',
    pointer,
    detail: 'a place is named by a location number (414), not by a party number (417)',
  });
}

function partyRules(event: JsonObject, found: EventFindings): void {
  for (const [list, field] of [
    ['sourceList', 'source'],
    ['destinationList', 'destination'],
    ['bizTransactionList', 'bizTransaction'],
  ] as const) {
    const elements = event[list];
    if (!Array.isArray(elements)) continue;
    for (let at = 0; at < elements.length; at += 1)
      identifierRule(elements[at]?.[field], `/${list}/${at}/${field}`, found);
  }
}

function identifierRule(value: unknown, pointer: string, found: EventFindings): void {
  const reading = readIdentifier(typeof value === 'string' ? value : '');
  if (!reading.ok)
    found.errors.push({
      code: reading.refusal.code,
      pointer,
      detail: `"${value}": ${reading.refusal.detail}`,
    });
}

function vocabularyPrefixRules(event: JsonObject, namespaces: Namespaces, found: EventFindings): void {
  for (const name of ['type', 'bizStep', 'disposition'] as const) {
    const value = event[name];
    if (typeof value === 'string') checkPrefix(value, `/${name}`, namespaces, found.errors);
  }
}

// The same event again with a declaration (EPCIS 7.4.1.2): without an id nobody can tell which event is meant.
function errorDeclarationRule(event: JsonObject, found: EventFindings): void {
  if (event['eventID'] !== undefined) return;
  const detail = 'without an eventID the declaration voids no event; repeat the id of the wrong one';
  found.warnings.push({ code: 'ERROR_DECLARATION_WITHOUT_EVENT_ID', pointer: '/eventID', detail });
}
