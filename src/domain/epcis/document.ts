// One EPCIS document (or query document, or bare event) in, its events with their movements out, or every finding.
import { isJsonObject, type JsonObject, type Movement, movementOf } from '#verifier';
import type { Finding } from './finding.ts';
import { eventFormFindings } from './form.ts';
import { type DocumentForm, type Frame, frameOf } from './frame.ts';
import { eventNameFindings } from './names.ts';
import { type Namespaces, namespacesOf } from './namespaces.ts';
import { eventRules } from './rules.ts';

/** A finding in a document; `pointer` begins at the document, `field` is the property that it is about. */
export interface DocumentFinding extends Finding {
  eventIndex?: number;
  eventId?: string;
  field: string;
}

export interface ValidEvent {
  event: JsonObject;
  /** JSON pointer of the event in the document. */
  pointer: string;
  movement: Movement;
  /** Prefixes in force inside the event: what its hash depends on. */
  namespaces: Namespaces;
}

export type DocumentReading =
  | {
      ok: true;
      document: JsonObject;
      form: DocumentForm;
      events: ValidEvent[];
      warnings: DocumentFinding[];
    }
  | { ok: false; refusals: DocumentFinding[] };

const mostFindings = 100;

/**
 * Validates JSON that came from outside against EPCIS 2.0.1: form, vocabulary, identifiers, quantities, prefixes, times.
 * `nowMs` is the reader's clock. Refusals come in the order of the document, at most 100.
 */
export function validateDocument(value: unknown, nowMs: number): DocumentReading {
  if (!isJsonObject(value)) {
    return {
      ok: false,
      refusals: [
        placed({ code: 'NOT_A_DOCUMENT', pointer: '', detail: 'neither an EPCIS document nor an event' }, ''),
      ],
    };
  }
  const frame = frameOf(value);
  const refusals = frame.errors.map((finding) => placed(finding, ''));
  const warnings = frame.warnings.map((finding) => placed(finding, ''));
  const events: ValidEvent[] = [];
  for (let index = 0; index < frame.events.length && refusals.length < mostFindings; index += 1) {
    const { errors, warnings: odd, valid } = validateEvent(frame, index, nowMs);
    for (const finding of errors) refusals.push(finding);
    for (const finding of odd) warnings.push(finding);
    if (valid !== undefined) events.push(valid);
  }
  for (const finding of repeatedEventIds(events)) refusals.push(finding);
  if (refusals.length > 0) return { ok: false, refusals: refusals.slice(0, mostFindings) };
  return { ok: true, document: value, form: frame.form, events, warnings };
}

interface PlacedReading {
  errors: DocumentFinding[];
  warnings: DocumentFinding[];
  valid?: ValidEvent;
}

const nothing: DocumentFinding[] = [];

function validateEvent(frame: Frame, index: number, nowMs: number): PlacedReading {
  const event = frame.events[index];
  const pointer = frame.pointerOf(index);
  const namespaces =
    isJsonObject(event) && frame.form !== 'event'
      ? namespacesOf(event['@context'], frame.namespaces)
      : frame.namespaces;
  const { errors, warnings, movement } = readEvent(event, namespaces, nowMs);
  const valid = movement && { event: event as JsonObject, pointer, movement, namespaces };
  if (errors.length + warnings.length === 0)
    return { errors: nothing, warnings: nothing, ...(valid && { valid }) };
  const at = { eventIndex: index, ...eventIdOf(event) };
  const placedAll = (findings: Finding[]) => findings.map((finding) => placed(finding, pointer, at));
  return { errors: placedAll(errors), warnings: placedAll(warnings), ...(valid && { valid }) };
}

interface EventReading {
  errors: Finding[];
  warnings: Finding[];
  movement?: Movement;
}

function readEvent(value: unknown, namespaces: Namespaces, nowMs: number): EventReading {
  if (!isJsonObject(value))
    return {
      errors: [{ code: 'WRONG_TYPE', pointer: '', detail: 'an event must be an object' }],
      warnings: [],
    };
  const type = typeof value['type'] === 'string' ? value['type'] : 'extended';
  const form = eventFormFindings(value, type);
  const names = eventNameFindings(value, type, namespaces);
  const reading = movementOf(value);
  if (form.length > 0 || !reading.ok)
    return { errors: [...form, ...names, ...movementFindings(reading, form)], warnings: [] };
  const rules = eventRules(value, reading.movement, namespaces, nowMs);
  if (names.length > 0 || rules.errors.length > 0)
    return { errors: [...names, ...rules.errors], warnings: rules.warnings };
  for (const { code, detail, path } of reading.warnings)
    rules.warnings.push({ code, detail, pointer: path ?? '' });
  return { errors: rules.errors, warnings: rules.warnings, movement: reading.movement };
}

// What the schema already said of a property is not said twice.
function movementFindings(reading: ReturnType<typeof movementOf>, form: Finding[]): Finding[] {
  if (reading.ok) return [];
  const said = new Set(form.map(({ pointer }) => pointer));
  return reading.refusals
    .map(({ code, detail, path = '' }) => ({ code, detail, pointer: path }))
    .filter(({ pointer }) => !said.has(pointer) && !said.has(pointer.slice(0, pointer.lastIndexOf('/'))));
}

// An error declaration repeats the id of the event that it voids (EPCIS 7.4.1.2); nothing else may.
function repeatedEventIds(events: ValidEvent[]): DocumentFinding[] {
  const seen = { original: new Set<string>(), declaration: new Set<string>() };
  const found: DocumentFinding[] = [];
  events.forEach(({ movement, pointer }, eventIndex) => {
    const { eventId, declaredInError } = movement;
    if (eventId === undefined) return;
    const ids = declaredInError ? seen.declaration : seen.original;
    if (ids.has(eventId))
      found.push(
        placed(
          {
            code: 'DUPLICATE_EVENT_ID',
            pointer: '/eventID',
            detail: `${eventId} stands twice in this document`,
          },
          pointer,
          { eventIndex, eventId },
        ),
      );
    ids.add(eventId);
  });
  return found;
}

function eventIdOf(event: unknown): { eventId?: string } {
  const eventId = isJsonObject(event) ? event['eventID'] : undefined;
  return typeof eventId === 'string' ? { eventId } : {};
}

function placed(
  finding: Finding,
  base: string,
  at: { eventIndex?: number; eventId?: string } = {},
): DocumentFinding {
  const field =
    finding.pointer
      .split('/')
      .filter((name) => name !== '' && !/^\d+$/.test(name))
      .at(-1) ?? '';
  return { code: finding.code, pointer: base + finding.pointer, ...at, field, detail: finding.detail };
}
