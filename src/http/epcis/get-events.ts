// GET /events and GET /events/{eventID}: an EPCIS query document, with what the node knows of each event beside it.
import type { RecordedEvent } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
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
  const events = call.node.event(call.c.req.param('id') ?? '').filter((event) => mayRead(call, event));
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

const mostPagesLookedAt = 50;

// A party reads its own events only. A page of others' events is passed over, not shown empty; the number of
// pages looked at is bounded, and the token goes on from there.
function readable(call: Call, page: PageAsked): Answer<Found> {
  let after = page.after;
  for (let looked = 1; ; looked += 1) {
    const found = call.node.events({ parameters: page.filters, perPage: page.perPage, after });
    if (!found.ok)
      return {
        ok: false,
        refusals: found.refusals.map((refusal) => ({ ...refusal, code: queryCode(refusal.code) })),
      };
    const events = found.value.events.filter((event) => mayRead(call, event));
    after = found.value.next;
    if (events.length > 0 || after === null || looked === mostPagesLookedAt)
      return { ok: true, value: { events, next: after, page } };
  }
}

function queryCode(code: string): string {
  return code.startsWith('QUERY_') ? code : 'QUERY_PARAMETER_INVALID';
}

function mayRead(call: Call, event: RecordedEvent): boolean {
  return call.caller.party === null || event.party === call.caller.party;
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
