// Who calls, and whether this row lets them in: by key, by session, or as anybody.
import type { Context } from 'hono';
import { bringsSession } from '../../account/names.ts';
import type { PersonSession } from '../../account/accounts.ts';
import type { Answer } from '../../flow/node.ts';
import type { Door } from '../door.ts';
import { problemKind } from '../problem/catalogue.ts';
import { refused } from '../problem/problem.ts';
import type { Route } from '../route/route.ts';
import { countedAddress } from './address.ts';
import { callerOf } from './caller.ts';
import { originOf } from './origin.ts';
import { admitPerson, callerBy } from './person.ts';
import { admit, anonymous, type Caller } from './role.ts';

export interface Standing {
  caller: Caller;
  session: PersonSession | undefined;
}

/** A key that is shown decides; a session is looked up only where a cookie came, and where the row asks who it is. */
export async function standingOf(route: Route, c: Context, door: Door): Promise<Answer<Standing>> {
  const authorization = c.req.header('authorization');
  const apiKey = c.req.header('x-api-key');
  const hasKey = authorization !== undefined || apiKey !== undefined;
  const hasCookie = !hasKey && door.accounts !== undefined && bringsSession(c.req.header('cookie'));
  if (route.method !== 'GET' && !mayComeFrom(c, door, hasCookie, route)) return crossOrigin();
  // What everybody may read is answered without looking at keys: it may be cached for all.
  if (route.who === 'everybody' && (route.person === undefined || !hasCookie)) return standing(anonymous);
  const session = hasCookie
    ? await door.accounts?.session(c.req.raw.headers, route.person === 'lengthens')
    : undefined;
  if (session !== undefined) return admitted(route, door, callerBy(session), session);
  if (route.who === 'people') return noPerson(hasKey);
  const caller = await callerOf(authorization, apiKey, door.keys);
  if (caller.ok) return admitted(route, door, caller.value, undefined);
  if (door.wrongKeys.admits(countedAddress(c, door.trustProxy))) return caller;
  return refused('TOO_MANY_TRIES', 'Too many keys that are none came from this address.');
}

function admitted(
  route: Route,
  { publicReads }: Door,
  caller: Caller,
  session: PersonSession | undefined,
): Answer<Standing> {
  const byRole = admit(caller, route.who, publicReads);
  if (!byRole.ok) return byRole;
  const asPerson = session === undefined ? byRole : admitPerson(caller, route);
  return asPerson.ok ? standing(caller, session) : asPerson;
}

function standing(caller: Caller, session?: PersonSession): Answer<Standing> {
  return { ok: true, value: { caller, session } };
}

/** With a cookie only from a page of this node; what sets one is not for other sites either (a login forced on somebody). */
function mayComeFrom(c: Context, { publicUrl }: Door, hasCookie: boolean, { person, who }: Route): boolean {
  if (!hasCookie && person === undefined && who !== 'people') return true;
  const origin = originOf(c, publicUrl);
  return origin === 'ours' || (origin === 'unsaid' && !hasCookie);
}

export function crossOrigin(): ReturnType<typeof refused> {
  return refused('CROSS_ORIGIN', problemKind('CROSS_ORIGIN').meaning);
}

function noPerson(hasKey: boolean): ReturnType<typeof refused> {
  return hasKey
    ? refused('ROLE_NOT_ALLOWED', 'This is for people who are signed in: an API key is none.')
    : refused('SIGN_IN_NEEDED', 'Sign in at /app.');
}
