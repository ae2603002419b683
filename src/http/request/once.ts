// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): whoever lost an answer sends the same again, and it is answered
// again, not done again. Kept is what was done; a refusal has done nothing, and may be asked anew.
import { createHash } from 'node:crypto';
import type { AnsweredRequest, AnsweredRequests } from '../../flow/ports.ts';
import type { Answer } from '../../flow/node.ts';
import { problem, refused } from '../problem/problem.ts';
import type { Call, Route } from '../route/route.ts';
import { keepBody } from './body.ts';
import { reply } from './reply.ts';

const keptMs = 30 * 86_400_000;
const keptHeaders = ['content-type', 'location'];

/** By caller and key, while the first one is being answered: the second waits for it. */
const underWay = new WeakMap<AnsweredRequests, Map<string, Promise<unknown>>>();

/** Answers a request with a key once; one without a key as ever. */
export async function once(
  route: Route,
  call: Call,
  handle: () => Response | Promise<Response>,
): Promise<Response> {
  const sent = call.c.req.header('idempotency-key');
  const store = storeFor(route, call);
  const caller = callerName(route, call);
  if (sent === undefined || store === undefined || route.method !== 'POST' || caller === undefined)
    return handle();
  const key = keyIn(sent);
  if (!key.ok) return problem(key.refusals);
  const request = await requestDigest(call);
  if (!request.ok) return problem(request.refusals);
  return afterOthers(store, `${caller} ${key.value}`, async () => {
    const known = store.find(caller, key.value);
    if (known !== undefined) return known.request === request.value ? again(known) : reused();
    const response = await handle();
    if (response.ok) store.keep(caller, key.value, await kept(response, request.value, route));
    store.drop(Date.now() - keptMs);
    return response;
  });
}

/** What people are answered about people, with links and keys that are shown once, lies sealed with the accounts. */
function storeFor({ who, person }: Route, { door }: Call): AnsweredRequests | undefined {
  return who === 'people' || person !== undefined ? door.accounts?.answered : door.answered;
}

/**
 * Keys of one caller mean nothing to another. A row that everybody may ask is asked by the person, whatever they act as: taking on an
 * invitation changes that.
 */
function callerName({ person }: Route, { caller, session }: Call): string | undefined {
  if (person !== undefined) return session && `person ${session.person.id}`;
  if (caller.role === 'anonymous') return undefined;
  return `${caller.role} ${caller.party ?? ''} ${caller.person?.user ?? ''}`;
}

function keyIn(header: string): Answer<string> {
  // A structured-field string, or the bare text that most clients send.
  const text = /^"(.*)"$/.exec(header)?.[1] ?? header;
  return /^[\x21-\x7e]{8,255}$/.test(text)
    ? { ok: true, value: text }
    : refused('HTTP_HEADER_INVALID', 'Idempotency-Key is 8 to 255 characters without spaces: a random UUID.');
}

async function requestDigest(call: Call): Promise<Answer<string>> {
  const { c, sent, door } = call;
  const body =
    sent === ''
      ? { ok: true as const, value: new Uint8Array() }
      : await keepBody(c, door.limits.captureBytes);
  if (!body.ok) return body;
  const url = new URL(c.req.url);
  const hash = createHash('sha256').update(`${c.req.method} ${url.pathname}${url.search} ${sent}\n`);
  return { ok: true, value: hash.update(body.value).digest('base64url') };
}

async function afterOthers(
  store: AnsweredRequests,
  name: string,
  work: () => Promise<Response>,
): Promise<Response> {
  const running = underWay.get(store) ?? new Map<string, Promise<unknown>>();
  underWay.set(store, running);
  const before = running.get(name) ?? Promise.resolve();
  const now = before.then(work, work);
  running.set(name, now);
  try {
    return await now;
  } finally {
    if (running.get(name) === now) running.delete(name);
  }
}

async function kept(response: Response, request: string, { shownOnce }: Route): Promise<AnsweredRequest> {
  const headers = keptHeaders.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const text = response.body === null ? null : await response.clone().text();
  const body = text === null || shownOnce === undefined ? text : without(text, shownOnce);
  return {
    request,
    status: response.status,
    headers: Object.fromEntries(headers),
    body,
    answeredAtMs: Date.now(),
  };
}

/** A secret lies nowhere, least of all in the clear. */
function without(body: string, member: string): string {
  return JSON.stringify({ ...(JSON.parse(body) as object), [member]: null });
}

function again({ status, headers, body }: AnsweredRequest): Response {
  return reply(status, body, { ...headers, 'idempotency-replayed': 'true' });
}

function reused(): Response {
  const detail = 'This Idempotency-Key was used for another request: take a new one for each request.';
  return problem([{ code: 'IDEMPOTENCY_KEY_REUSED', detail }]);
}
