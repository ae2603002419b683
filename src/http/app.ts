// The door: every row of the table becomes a route, and nothing else does.
import { type Context, Hono } from 'hono';
import type { Answer, SelvedgeNode } from '../flow/node.ts';
import { mountSignIn } from './account/mount.ts';
import { counted, Crowd, nodeBusy } from './access/crowd.ts';
import { originOf } from './access/origin.ts';
import { type Standing, standingOf } from './access/standing.ts';
import { tellingStrict } from './access/tls.ts';
import { limitHeaders } from './access/too-many.ts';
import { wrongKeyPace } from './access/wrong-keys.ts';
import { noteDone } from './account/trail.ts';
import { type Door, type DoorOptions, doorOf } from './door.ts';
import { discoveryHeaders } from './epcis/versions.ts';
import { problem, refused } from './problem/problem.ts';
import { compressed } from './request/compress.ts';
import { acceptable, mediaTypeOf } from './request/negotiate.ts';
import { once } from './request/once.ts';
import { reply, safeHeaders } from './request/reply.ts';
import type { Call, Route } from './route/route.ts';
import { routes } from './route/table.ts';

const longestAddress = 8192;

/** The node's HTTP door. A request goes: address, key, role, media types, handler; every refusal is a problem document. */
export function httpApp(node: SelvedgeNode, options: DoorOptions): Hono {
  const door = doorOf(options);
  const app = new Hono();
  const strict = tellingStrict(door);
  if (strict !== undefined) app.use('*', strict);
  if (door.accounts !== undefined) mountSignIn(app, door, door.accounts);
  const crowd = counted(new Crowd(), door.trustProxy, nodeBusy);
  for (const route of routes) if (route.judges) app.on(route.method, route.path, crowd);
  for (const route of routes) app.on(route.method, route.path, (c) => answer(route, c, node, door));
  for (const path of new Set(routes.map((route) => route.path)))
    app.all(path, (c) => otherMethod(path, c, door));
  // After the rows, which never call next(): only pages pass here.
  app.use('*', keepSafe);
  options.web?.mount(app);
  options.pages?.(app);
  app.notFound(() => problem([{ code: 'NO_SUCH_RESOURCE', detail: 'There is nothing at this address.' }]));
  app.onError((fault) => {
    door.report(fault);
    return problem([
      { code: 'INTERNAL_FAULT', detail: 'Something broke in the node. The same request may be sent again.' },
    ]);
  });
  return app;
}

async function answer(route: Route, c: Context, node: SelvedgeNode, door: Door): Promise<Response> {
  const call = await letIn(route, c, node, door);
  if (!call.ok) return problem(call.refusals, challenge(call.refusals[0]?.code));
  const response = await once(route, call.value, () => route.handle(call.value));
  noteDone(route, call.value, response.status);
  return sharedAsFar(route, call.value, response);
}

// Whoever came without a key sees the same from any web page; a key or a session never crosses origins.
function sharedAsFar(route: Route, { c, caller, session, door }: Call, response: Response): Response {
  const { headers } = response;
  const looks = route.who !== 'everybody' || route.person !== undefined;
  if (looks) headers.append('vary', 'Cookie');
  if (session === undefined) {
    if (route.method === 'GET' && caller.role === 'anonymous')
      headers.set('access-control-allow-origin', '*');
    return response;
  }
  if (headers.get('cache-control') === safeHeaders['cache-control'])
    headers.set('cache-control', 'private, no-store');
  for (const cookie of session.cookies) headers.append('set-cookie', cookie);
  if (originOf(c, door.publicUrl) === 'foreign') return response;
  return compressed(response, c.req.header('accept-encoding'));
}

async function letIn(route: Route, c: Context, node: SelvedgeNode, door: Door): Promise<Answer<Call>> {
  if (c.req.url.length > longestAddress)
    return refused('URI_TOO_LONG', `An address may have ${longestAddress} characters.`);
  const standing: Answer<Standing> = await standingOf(route, c, door);
  if (!standing.ok) return standing;
  const wanted = acceptable(c.req.header('accept'), route.gives);
  if (wanted === undefined) return refused('NOT_ACCEPTABLE', `The answer is ${route.gives.join(' or ')}.`);
  const call = { c, node, door, ...standing.value, sent: '', wanted };
  if (route.takes === undefined) return { ok: true, value: call };
  const sent = mediaTypeOf(c.req.header('content-type'), c.req.header('content-encoding'), route.takes);
  return sent.ok ? { ok: true, value: { ...call, sent: sent.value } } : sent;
}

function challenge(code: string | undefined): Record<string, string> {
  if (code === 'TOO_MANY_TRIES') return limitHeaders(wrongKeyPace.seconds, 'key', wrongKeyPace);
  return code === 'KEY_MISSING' || code === 'KEY_NOT_VALID'
    ? { 'www-authenticate': 'Bearer realm="selvedge"' }
    : {};
}

/** OPTIONS is discovery (EPCIS 2.0 section 12.4); every other method that no row has is a 405. */
function otherMethod(path: string, c: Context, door: Door): Response {
  const methods = routes.filter((route) => route.path === path).map((route) => route.method);
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (c.req.method === 'OPTIONS') return reply(204, null, { allow, ...discoveryHeaders(door) });
  return problem([{ code: 'METHOD_NOT_ALLOWED', detail: `This address takes ${allow}.` }], { allow });
}

/** Pages bring their own policy; what they leave out they get as strict as the API has it. */
async function keepSafe(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  for (const [name, value] of Object.entries(safeHeaders)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
}
