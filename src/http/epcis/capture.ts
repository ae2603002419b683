// POST /capture and what became of it. 202 is a promise: the bytes are on disk before it is given.
import type { Answer } from '../../flow/node.ts';
import { mostWaiting } from '../job/desk.ts';
import type { CaptureJob, CaptureOrder } from '../job/job.ts';
import { statementsIn } from '../job/run.ts';
import { jobView } from '../job/view.ts';
import { problem, refused } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { readJson } from '../request/json.ts';
import { sdJwt } from '../request/negotiate.ts';
import { nextLink, readPage } from '../request/page.ts';
import {
  anyText,
  oneOf,
  type ParameterForm,
  pairsOf,
  readParameters,
  unknown,
} from '../request/parameters.ts';
import { reply, replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { maySend, senderOf } from './sender.ts';
import { siteRefusals } from './sites.ts';
import { agreeOnVersions, gs1Headers, limitHeaders } from './versions.ts';

export const senderParameters: Record<'party' | 'granularity', ParameterForm> = {
  party: anyText,
  granularity: oneOf('property', 'event'),
};

export async function postCapture(call: Call): Promise<Response> {
  const { party } = call.caller;
  // Before the body is read. Who runs the node is not held up.
  if (party !== null && !call.door.jobs.hasRoom(party)) return crowded();
  const order = await captureOrder(call);
  if (!order.ok) return problem(order.refusals, { ...gs1Headers(call.door), ...limitHeaders(call.door) });
  const job = await call.door.jobs.enqueue(order.value);
  return reply(202, null, { ...gs1Headers(call.door), location: `/capture/${job.id}` });
}

function crowded(): Response {
  const detail = `${mostWaiting.jobs} captures of this party wait, or ${mostWaiting.bytes} bytes.`;
  return problem([{ code: 'TOO_MANY_JOBS', detail }], { 'retry-after': '30' });
}

export async function getCaptures(call: Call): Promise<Response> {
  const page = readPage(pairsOf(call.c.req.url));
  if (!page.ok) return problem(page.refusals);
  const [stray] = page.value.filters;
  if (stray !== undefined) return problem(unknown(stray[0], ['perPage', 'nextPageToken']).refusals);
  const { perPage, after } = page.value;
  const jobs = await call.door.jobs.list({ party: call.caller.party, before: after, limit: perPage + 1 });
  const next = jobs.length > perPage ? (jobs[perPage - 1]?.id ?? null) : null;
  const headers = { ...gs1Headers(call.door), ...nextLink('/capture', page.value, next) };
  return replyJson(200, jobs.slice(0, perPage).map(jobView), headers);
}

export async function getCapture(call: Call): Promise<Response> {
  const id = call.c.req.param('id') ?? '';
  const job = await call.door.jobs.find(id);
  if (job === undefined || !mayRead(call, job)) {
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'There is no such capture job.' }]);
  }
  return replyJson(200, jobView(job), gs1Headers(call.door));
}

function mayRead(call: Call, job: CaptureJob): boolean {
  return call.caller.party === null || job.party === call.caller.party;
}

/** What is asked of capture, by whom, in whose name: read and permitted, but not judged yet. */
export async function captureOrder(call: Call): Promise<Answer<CaptureOrder>> {
  const versions = agreeOnVersions(call.c);
  if (!versions.ok) return versions;
  const parameters = readParameters(pairsOf(call.c.req.url), senderParameters);
  if (!parameters.ok) return parameters;
  const behaviour = behaviourAsked(call);
  if (!behaviour.ok) return behaviour;
  const body = await readBody(call.c, call.door.limits.captureBytes);
  if (!body.ok) return body;
  const { party, granularity } = parameters.value;
  const asked = {
    party,
    behaviour: behaviour.value,
    granularity: granularity === 'event' ? ('event' as const) : ('property' as const),
  };
  const order =
    call.sent === sdJwt ? statementsOrder(call, body.value, asked) : documentOrder(call, body.value, asked);
  const strange = order.ok ? siteRefusals(call, order.value.form, body.value) : [];
  return strange.length === 0 ? order : { ok: false, refusals: strange };
}

interface Asked {
  party: string | undefined;
  behaviour: 'rollback' | 'proceed' | undefined;
  granularity: 'property' | 'event';
}

function behaviourAsked(call: Call): Answer<'rollback' | 'proceed' | undefined> {
  const header = call.c.req.header('gs1-capture-error-behaviour')?.toLowerCase();
  if (header === undefined || header === 'rollback' || header === 'proceed')
    return { ok: true, value: header };
  return refused('HTTP_HEADER_INVALID', 'GS1-Capture-Error-Behaviour is rollback or proceed.');
}

function documentOrder(call: Call, bytes: Uint8Array, asked: Asked): Answer<CaptureOrder> {
  const sender = senderOf(call.caller, asked.party, call.node.operator);
  if (!sender.ok) return sender;
  const readable = readableDocument(bytes, call.door.limits.captureEvents);
  if (!readable.ok) return readable;
  const { behaviour = 'rollback', granularity } = asked;
  return { ok: true, value: { party: sender.value, form: 'epcis', behaviour, granularity, bytes } };
}

// Only what a 400 or a 413 must say at once; the rules are the job's business.
function readableDocument(bytes: Uint8Array, mostEvents: number): Answer<null> {
  const read = readJson(bytes);
  if (!read.ok) return read;
  const value = read.value as Document | null;
  const list = value?.epcisBody?.eventList ?? value?.epcisBody?.queryResults?.resultsBody?.eventList;
  if (!Array.isArray(list) || list.length <= mostEvents) return { ok: true, value: null };
  return refused(
    'TOO_MANY_EVENTS',
    `The document has ${list.length} events; ${mostEvents} are taken at once.`,
  );
}

interface Document {
  epcisBody?: { eventList?: unknown; queryResults?: { resultsBody?: { eventList?: unknown } } };
}

// Signed statements stand each by itself, so `proceed` is what happens unless rollback is asked for and can be kept.
function statementsOrder(call: Call, bytes: Uint8Array, asked: Asked): Answer<CaptureOrder> {
  const statements = statementsIn(bytes);
  if (statements.length === 0) return refused('BODY_EMPTY', 'There is no statement in the body.');
  if (asked.behaviour === 'rollback' && statements.length > 1) {
    return refused(
      'ROLLBACK_NEEDS_ONE_STATEMENT',
      `${statements.length} statements cannot be rolled back together.`,
    );
  }
  for (const statement of statements) {
    const sender = maySend(call.caller, statement);
    if (!sender.ok) return sender;
  }
  const party = call.caller.party ?? asked.party ?? null;
  return {
    ok: true,
    value: {
      party,
      form: 'statements',
      behaviour: asked.behaviour ?? 'proceed',
      granularity: asked.granularity,
      bytes,
    },
  };
}
