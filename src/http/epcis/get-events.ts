// GET /events and GET /events/{eventID}: an EPCIS query document, with what the node knows of each event beside it.
import type { RecordedEvent } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { eventReaderOf } from '../access/event-reader.ts';
import { problem } from '../problem/problem.ts';
import { nextLink, type PageAsked, readPage } from '../request/page.ts';
import { pairsOf } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { type EpcFormat, epcFormatOf, inFormat } from './epc-format.ts';
import { readQuery } from './query.ts';
import { agreeOnVersions, gs1Headers } from './versions.ts';

export function getEvents(call: Call): Response {
  const found = find(call);
  if (!found.ok) return problem(found.refusals, gs1Headers(call.door));
  const { events, next, page } = found.value;
  return answer(call, events, nextLink('/events', page, next));
}

export function getEvent(call: Call): Response {
  const versions = agreeOnVersions(call.c);
  if (!versions.ok) return problem(versions.refusals);
  const reader = eventReaderOf(call.caller);
  const events = reader === undefined ? [] : call.node.event(call.c.req.param('id') ?? '', reader);
  if (events.length === 0) return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'There is no such event.' }]);
  return answer(call, events, {});
}

interface Found {
  events: RecordedEvent[];
  next: string | null;
  page: PageAsked;
}

function find(call: Call): Answer<Found> {
  const versions = agreeOnVersions(call.c);
  if (!versions.ok) return versions;
  const page = readPage(pairsOf(call.c.req.url));
  if (!page.ok) return page;
  const parameters = readQuery(page.value.filters);
  if (!parameters.ok) return parameters;
  return readable(call, page.value);
}

// Of nobody's events is more told than its reader is shown: the node leaves the rest out before it filters and counts.
function readable({ node, caller }: Call, page: PageAsked): Answer<Found> {
  const { filters: parameters, perPage, after } = page;
  const reader = eventReaderOf(caller);
  if (reader === undefined) return { ok: true, value: { events: [], next: null, page } };
  const found = node.events({ parameters, perPage, after, reader });
  if (found.ok) return { ok: true, value: { ...found.value, page } };
  const refusals = found.refusals.map((refusal) => ({ ...refusal, code: queryCode(refusal.code) }));
  return { ok: false, refusals };
}

function queryCode(code: string): string {
  return code.startsWith('QUERY_') ? code : 'QUERY_PARAMETER_INVALID';
}

function answer(call: Call, events: RecordedEvent[], link: Record<string, string>): Response {
  const format = epcFormatOf(call.c.req.header('gs1-epc-format')) ?? 'Never_Translates';
  const headers = {
    ...gs1Headers(call.door),
    'gs1-epc-format': format,
    'content-type': call.wanted,
    ...link,
  };
  return replyJson(200, queryDocument(events, format), headers);
}

const contexts = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { selvedge: 'urn:selvedge:' },
];

// Events stay as they were sent, but for the spelling of EPCs; entry, party and custody stand beside them, so that an event sent on is the same event.
function queryDocument(events: RecordedEvent[], format: EpcFormat): Record<string, unknown> {
  const resultsBody = { eventList: events.map((event) => eventWithTimes(event, format)) };
  return {
    '@context': contexts,
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: new Date().toISOString(),
    epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody } },
    'selvedge:records': events.map(({ eventId, entry, indexInStatement, party, custody }) => ({
      'selvedge:eventID': eventId,
      'selvedge:entry': entry,
      'selvedge:indexInStatement': indexInStatement,
      'selvedge:party': party,
      'selvedge:custody': custody,
    })),
  };
}

function eventWithTimes(recorded: RecordedEvent, format: EpcFormat): Record<string, unknown> {
  const recordTime = new Date(recorded.recordedAtMs).toISOString();
  return { ...inFormat(recorded.event, format), eventID: recorded.eventId, recordTime };
}
