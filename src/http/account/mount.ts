// The addresses that better-auth answers: signing in and out, second factors, passkeys, sessions. What it answers is its
// own; what the whole door has in common is ours: origin, size, headers, and refusals as problems.
import type { Context, Hono } from 'hono';
import type { Accounts } from '../../account/accounts.ts';
import { pathPaces, personPace } from '../../account/pace-rules.ts';
import { addressHeader, basePath, bringsSession } from '../../account/names.ts';
import { clientAddress } from '../access/address.ts';
import { originOf } from '../access/origin.ts';
import { crossOrigin } from '../access/standing.ts';
import { tooMany } from '../access/too-many.ts';
import type { Door } from '../door.ts';
import { problemKinds } from '../problem/catalogue.ts';
import { problem, problemBody } from '../problem/problem.ts';
import { readBytes } from '../request/body.ts';
import { safeHeaders } from '../request/reply.ts';

const mostBytes = 64 * 1024;

/** The rows of better-auth: method and path below /account/auth that a person needs (docs/accounts.md). */
export function mountSignIn(app: Hono, door: Door, accounts: Accounts): void {
  app.on(['GET', 'POST'], `${basePath}/*`, (c) => answered(c, door, accounts));
}

async function answered(c: Context, door: Door, accounts: Accounts): Promise<Response> {
  const isChange = c.req.method !== 'GET';
  const origin = originOf(c, door.publicUrl);
  const hasCookie = bringsSession(c.req.header('cookie'));
  if (isChange && (origin === 'foreign' || (origin === 'unsaid' && hasCookie)))
    return problem(crossOrigin().refusals);
  const body = isChange && c.req.raw.body !== null ? await readBytes(c, mostBytes) : undefined;
  if (body?.ok === false && body.refusals[0]?.code !== 'BODY_EMPTY') return problem(body.refusals);
  const bytes = body?.ok ? (body.value as Uint8Array<ArrayBuffer>) : null;
  return await safe(c, await accounts.signIn.handle(asked(c, door, bytes)));
}

function asked(c: Context, door: Door, body: Uint8Array<ArrayBuffer> | null): Request {
  const headers = new Headers(c.req.raw.headers);
  headers.set(addressHeader, clientAddress(c, door.trustProxy));
  if (!headers.has('host')) headers.set('host', new URL(c.req.url).host);
  return new Request(c.req.url, { method: c.req.method, headers, body });
}

async function safe(c: Context, response: Response): Promise<Response> {
  if (response.status === 429) return late(c, Number(response.headers.get('x-retry-after')) || 60);
  const { status, headers: given } = response;
  const refusal = status >= 400 ? await refusalIn(response) : undefined;
  const headers = new Headers(given);
  for (const [name, value] of Object.entries(safeHeaders)) headers.set(name, value);
  headers.set('cache-control', 'private, no-store');
  headers.append('vary', 'Cookie');
  if (refusal === undefined) return new Response(response.body, { status, headers });
  headers.set('content-type', 'application/problem+json');
  headers.delete('content-length');
  return new Response(JSON.stringify(refusal), { status, headers });
}

/** By the rule of this address, or else that of the person. */
function late(c: Context, seconds: number): Response {
  const path = new URL(c.req.url).pathname.slice(basePath.length);
  const rule = Object.entries(pathPaces).find(([at]) =>
    at.endsWith('/*') ? path.startsWith(at.slice(0, -1)) : path === at,
  )?.[1];
  return rule === undefined || seconds > rule.seconds
    ? tooMany(seconds, 'person', personPace)
    : tooMany(seconds, 'sign-in', rule);
}

/** The refusal as a problem; its members `code` and `message` are those that better-auth's own clients read. */
async function refusalIn(response: Response): Promise<object> {
  const said: unknown = await response.json().catch(() => null);
  if (said === null) return { ...problemBody([nothingHere]), status: response.status };
  const { code = 'SIGN_IN_REFUSED', message = 'This was refused.' } = said as {
    code?: string;
    message?: string;
  };
  const known = Object.hasOwn(problemKinds, code) ? code : 'SIGN_IN_REFUSED';
  const body = problemBody([{ code: known, detail: message }], { code, message });
  return { ...body, status: response.status, errors: [{ code, detail: message }] };
}

const nothingHere = { code: 'NO_SUCH_RESOURCE', detail: 'There is nothing at this address.' };
