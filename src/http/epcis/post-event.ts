// POST /events: one event or one signed statement, recorded before the answer.
import type { CaptureOutcome, EventOutcome } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { refusalsOf, statementsIn } from '../job/run.ts';
import { problem, refused } from '../problem/problem.ts';
import { readBody, textOf } from '../request/body.ts';
import { sdJwt } from '../request/negotiate.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { senderParameters } from './capture.ts';
import { maySend, senderOf } from './sender.ts';
import { siteRefusals } from './sites.ts';
import { agreeOnVersions, gs1Headers, limitHeaders } from './versions.ts';

export async function postEvent(call: Call): Promise<Response> {
  const outcome = await recorded(call);
  const headers = gs1Headers(call.door);
  if (!outcome.ok) return problem(outcome.refusals, { ...headers, ...limitHeaders(call.door) });
  const value = outcome.value;
  if (value.outcome === 'refused') return problem(refusalsOrUnknown(value), headers);
  const location = locationOf(value);
  const found = { ...headers, ...(location === null ? {} : { location }) };
  return isOld(value) ? alreadyRecorded(value.events[0], location, found) : replyJson(201, value, found);
}

async function recorded(call: Call): Promise<Answer<CaptureOutcome>> {
  const versions = agreeOnVersions(call.c);
  if (!versions.ok) return versions;
  const parameters = readParameters(pairsOf(call.c.req.url), senderParameters);
  if (!parameters.ok) return parameters;
  const body = await readBody(call.c, call.door.limits.eventBytes);
  if (!body.ok) return body;
  const strange = siteRefusals(call, call.sent === sdJwt ? 'statements' : 'epcis', body.value);
  if (strange.length > 0) return { ok: false, refusals: strange };
  const { party, granularity } = parameters.value;
  if (call.sent === sdJwt) return recordStatement(call, body.value, party);
  if (isDocument(body.value))
    return refused('SINGLE_EVENT_EXPECTED', 'This is a document: send it to POST /capture.');
  const sender = senderOf(call.caller, party, call.node.operator);
  if (!sender.ok) return sender;
  const request = {
    party: sender.value,
    bytes: body.value,
    granularity: granularity === 'event' ? ('event' as const) : ('property' as const),
  };
  return { ok: true, value: await call.node.capture(request) };
}

async function recordStatement(
  call: Call,
  bytes: Uint8Array,
  asked: string | undefined,
): Promise<Answer<CaptureOutcome>> {
  const statements = statementsIn(bytes);
  const [statement] = statements;
  if (statement === undefined || statements.length > 1)
    return refused('MALFORMED_STATEMENT', 'POST /events takes one statement.');
  const sender = maySend(call.caller, statement);
  if (!sender.ok) return sender;
  const party = call.caller.party ?? asked;
  return {
    ok: true,
    value: await (party === undefined ? call.node.record(statement) : call.node.record(statement, party)),
  };
}

// The search is cheap and nearly always says no; only where it says yes is the parse worth its time.
function isDocument(bytes: Uint8Array): boolean {
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('"epcisBody"')) return false;
  try {
    const value: unknown = JSON.parse(textOf(bytes));
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'epcisBody');
  } catch {
    return false;
  }
}

function refusalsOrUnknown(outcome: CaptureOutcome): ReturnType<typeof refusalsOf> {
  const refusals = refusalsOf(outcome);
  return refusals.length > 0 ? refusals : [{ code: 'EVENT_REFUSED', detail: 'The event was refused.' }];
}

function isOld(outcome: CaptureOutcome): boolean {
  return outcome.entries.length === 0 && outcome.events.every((event) => event.status === 'already-recorded');
}

// A statement that holds no event (a facility, a key) is found by its place in the log.
function locationOf(outcome: CaptureOutcome): string | null {
  const eventId = outcome.events[0]?.eventId ?? null;
  if (eventId !== null) return `/events/${encodeURIComponent(eventId)}`;
  const entry = outcome.entries[0] ?? outcome.events[0]?.entry ?? null;
  return entry === null ? null : `/log/proof/${entry}`;
}

function alreadyRecorded(
  event: EventOutcome | undefined,
  location: string | null,
  headers: Record<string, string>,
): Response {
  const entry = event?.entry ?? null;
  const detail = entry === null ? 'It is recorded already.' : `It is recorded already, in entry ${entry}.`;
  const refusal = {
    code: 'EVENT_ALREADY_RECORDED',
    detail,
    ...(event?.eventId ? { eventId: event.eventId } : {}),
  };
  return problem([refusal], headers, { location, entry });
}
