// Who is signed in, and as what they act.
import type { Accounts, PersonSession } from '../../account/accounts.ts';
import type { Membership } from '../../account/membership.ts';
import { problem } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { bodyAs, withAccounts } from './form.ts';
import { activeSchema, newsReadSchema } from './schemas.ts';

/** As far as it is told: a new person has no session object yet. */
export type Signed = Pick<PersonSession, 'person' | 'memberships' | 'active'>;

const activation = formOf<{ party: string | null }>(activeSchema);
const reading = formOf<{ entry: number }>(newsReadSchema);

export const getMe: (call: Call) => Response | Promise<Response> = withAccounts((call, accounts) =>
  replyJson(200, meOf(call, accounts, call.session)),
);

export const postActive: (call: Call) => Response | Promise<Response> = withAccounts(
  async (call, accounts) => {
    const body = await bodyAs(call, activation);
    if (!body.ok) return problem(body.refusals);
    const { session } = call;
    const active = session?.memberships.find(({ party }) => party === body.value.party);
    if (session === undefined || active === undefined) {
      const detail = 'You have no membership there.';
      return problem([{ code: 'MEMBERSHIP_MISSING', field: 'party', detail }]);
    }
    accounts.activate(session.session, active.party);
    return replyJson(200, meOf(call, accounts, { ...session, active }));
  },
);

/** Of the party that the person acts for. Entries that are not there yet have no news that anybody could have read. */
export const postNewsRead: (call: Call) => Response | Promise<Response> = withAccounts(
  async (call, accounts) => {
    const body = await bodyAs(call, reading);
    if (!body.ok) return problem(body.refusals);
    const { entry } = body.value;
    const { session } = call;
    if (session?.active === undefined)
      return problem([{ code: 'MEMBERSHIP_MISSING', detail: 'You have no membership here.' }]);
    if (entry >= call.node.head().size)
      return problem([
        { code: 'FIELD_INVALID', field: 'entry', pointer: '/entry', detail: 'The log has no such entry.' },
      ]);
    accounts.newsRead.read(session.person.id, session.active.party, entry);
    return replyJson(200, meOf(call, accounts, session));
  },
);

/** The answer of GET /account/me. */
export function meOf(
  { node }: Call,
  { providers, memberships, newsRead }: Accounts,
  signed: Signed | undefined,
): object {
  const active = signed?.active;
  const shown = (membership: Membership): object => shownMembership(node, membership);
  return {
    user: signed === undefined ? null : signed.person,
    needsSetup: !memberships.hasOperator(),
    signIn: { password: true, passkey: true, oidc: providers },
    memberships: signed === undefined ? [] : signed.memberships.map(shown),
    active: active === undefined ? null : shown(active),
    newsReadUntil:
      signed === undefined || active === undefined ? null : newsRead.until(signed.person.id, active.party),
  };
}

/** A person right after they were made or took a membership on: with the session's cookies, if there are new ones. */
export function welcome(
  call: Call,
  accounts: Accounts,
  user: string,
  active: Membership,
  cookies: string[],
): Response {
  const person = accounts.persons.byId(user);
  if (person === undefined) throw new Error(`the person ${user} is gone`);
  const signed = { person, memberships: accounts.memberships.of(user), active };
  const response = replyJson(201, meOf(call, accounts, signed), { 'cache-control': 'private, no-store' });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

export function shownMembership(node: Call['node'], { party, role, sites, level }: Membership): object {
  return { party, partyName: partyNameOf(node, party), role, sites, level };
}

export function partyNameOf(node: Call['node'], party: string | null): string | null {
  return party === null ? null : (node.party(party)?.name ?? null);
}
