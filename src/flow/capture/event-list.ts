// Where a document has its events: EPCIS documents, query documents, and bare events.
import { isJsonObject } from '#verifier';

type Json = Record<string, unknown>;

/** The events of a document or query document; a bare event is a document of itself. */
export function eventsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!('epcisBody' in value)) return [value];
  const list = bodyOf(value)?.['eventList'];
  return Array.isArray(list) ? list : [];
}

/** The same document with these events in place of its own; a bare event stays as it is. */
export function withEvents(value: unknown, events: unknown[]): unknown {
  const document = value as Json;
  if (!hasEventList(value)) return value;
  const body = document['epcisBody'] as Json;
  const results = body['queryResults'] as Json | undefined;
  if (results === undefined) return { ...document, epcisBody: { ...body, eventList: events } };
  const resultsBody = { ...(results['resultsBody'] as Json), eventList: events };
  return { ...document, epcisBody: { ...body, queryResults: { ...results, resultsBody } } };
}

/** Or else it is a bare event, or nothing at all. */
export function hasEventList(value: unknown): boolean {
  return Array.isArray(bodyOf(value)?.['eventList']);
}

function bodyOf(value: unknown): Json | undefined {
  const body = isJsonObject(value) ? value['epcisBody'] : undefined;
  if (!isJsonObject(body) || !('queryResults' in body)) return isJsonObject(body) ? body : undefined;
  const results = isJsonObject(body['queryResults']) ? body['queryResults']['resultsBody'] : undefined;
  return isJsonObject(results) ? results : undefined;
}
