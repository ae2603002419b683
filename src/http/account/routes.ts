// The rows under /account: people, their memberships, invitations and keys. Signing in itself is better-auth's (mount.ts).
import type { PersonRole } from '../../account/membership.ts';
import { json } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { postAcceptance, postToken } from './accept.ts';
import { getAuditTrail } from './audit.ts';
import { getInvitations, postInvitation, postInvitationRevocation } from './invitations.ts';
import { postJoin } from './join.ts';
import { getKeys, postKey, postKeyRevocation } from './keys.ts';
import { getMe, postActive, postNewsRead } from './me.ts';
import { getPeople, postPerson, postReset } from './people.ts';
import { postSetup } from './setup.ts';

/** Who looks after people and keys. */
const lookingAfter: readonly PersonRole[] = ['manager', 'operator'];

function open(
  method: Route['method'],
  path: string,
  handle: Route['handle'],
  more: Partial<Route> = {},
): Route {
  return {
    method,
    path,
    who: 'everybody',
    person: 'looks',
    ...taking(method),
    gives: [json],
    handle,
    ...more,
  };
}

function looked(
  method: Route['method'],
  path: string,
  handle: Route['handle'],
  more: Partial<Route> = {},
): Route {
  return {
    method,
    path,
    who: 'people',
    persons: lookingAfter,
    ...taking(method),
    gives: [json],
    handle,
    ...more,
  };
}

/** For whoever is signed in. */
function ofAll(path: string, handle: Route['handle']): Route {
  return { method: 'POST', path, who: 'people', takes: [json], gives: [json], handle };
}

function taking(method: Route['method']): Pick<Route, 'takes'> {
  return method === 'POST' ? { takes: [json] } : {};
}

export const accountRoutes: readonly Route[] = [
  open('GET', '/account/me', getMe, { person: 'lengthens' }),
  open('POST', '/account/setup', postSetup),
  open('POST', '/account/invitation', postToken),
  open('POST', '/account/invitation/accept', postAcceptance),
  open('POST', '/account/join', postJoin),
  ofAll('/account/active', postActive),
  ofAll('/account/news', postNewsRead),
  // Before the people, whose `/account/people/:user` would take `invitations` for a person.
  looked('GET', '/account/people/invitations', getInvitations),
  looked('POST', '/account/people/invitations', postInvitation),
  bare(looked('POST', '/account/people/invitations/:id/revocation', postInvitationRevocation)),
  looked('GET', '/account/people', getPeople),
  looked('POST', '/account/people/:user', postPerson),
  bare(looked('POST', '/account/people/:user/reset', postReset)),
  looked('GET', '/account/keys', getKeys),
  looked('POST', '/account/keys', postKey),
  bare(looked('POST', '/account/keys/:id/revocation', postKeyRevocation)),
  looked('GET', '/account/audit', getAuditTrail),
];

/** A POST that says all in its address and takes no body. */
function bare({ takes: _, ...route }: Route): Route {
  return route;
}
