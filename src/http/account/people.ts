// The people of a party, or of the node, and what becomes of their memberships.
import type { Accounts } from '../../account/accounts.ts';
import type { Membership, PersonRole } from '../../account/membership.ts';
import { resetAction } from '../../account/withdrawn.ts';
import type { Answer } from '../../flow/node.ts';
import { problem, refused } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import { anyText, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { bodyAs, withAccounts } from './form.ts';
import { partyNameOf } from './me.ts';
import { personChangeSchema } from './schemas.ts';
import { partyFor, type TermsAsked, termsFor } from './terms.ts';
import { noteBy } from './trail.ts';

type Handler = (call: Call) => Response | Promise<Response>;

interface Change extends Partial<TermsAsked> {
  end?: true;
}

const form = formOf<Change>(personChangeSchema);
const dayMs = 86_400_000;

export const getPeople: Handler = withAccounts((call, accounts) => {
  const party = partyAsked(call);
  if (!party.ok) return problem(party.refusals);
  const { memberships } = accounts;
  const found = party.value === undefined ? memberships.all() : memberships.ofParty(party.value);
  return replyJson(200, { member: found.flatMap((membership) => shown(call, accounts, membership)) });
});

export const postPerson: Handler = withAccounts(async (call, accounts) => {
  const body = await bodyAs(call, form);
  if (!body.ok) return problem(body.refusals);
  const found = membershipMeant(call, accounts, body.value.party);
  if (!found.ok) return problem(found.refusals);
  const before = found.value;
  const last = lastOfItsKind(call, accounts, before, body.value);
  if (last !== undefined) return problem(last.refusals);
  if (body.value.end === true) return ended(call, accounts, before);
  const { role = before.role, sites = role === 'clerk' ? before.sites : null, level } = body.value;
  const terms = termsFor(call, { role, party: before.party, sites, level: level ?? before.level });
  if (!terms.ok) return problem(terms.refusals);
  const after = accounts.change(before.user, terms.value);
  const detail = { from: before.role, to: after.role, sites: after.sites, level: after.level };
  noteBy(call, { party: after.party, action: 'changed a role', subject: after.user, detail });
  return replyJson(200, shown(call, accounts, after)[0] ?? {});
});

export const postReset: Handler = withAccounts(async (call, accounts) => {
  const found = membershipMeant(call, accounts, undefined);
  const user = call.c.req.param('user') ?? '';
  const person = accounts.persons.byId(user);
  if (person === undefined || (!found.ok && call.caller.role !== 'operator'))
    return problem([{ code: 'PERSON_UNKNOWN', detail: 'There is no such person here.' }]);
  const isElsewhere = accounts.memberships.of(user).some(({ party }) => party !== call.caller.party);
  if (isElsewhere && call.caller.role !== 'operator')
    return problem([{ code: 'PERSON_OF_OTHERS_TOO', detail: 'The operator of the node makes this link.' }]);
  const token = await accounts.signIn.resetToken(person);
  noteBy(call, { party: call.caller.party, action: resetAction, subject: user });
  return replyJson(201, { link: `/app/reset#${token}`, expiresAtMs: accounts.nowMs() + dayMs });
});

/** `?party=`: for an operator any, all of them if left out; for everybody else their own. */
export function partyAsked(call: Call): Answer<string | null | undefined> {
  const parameters = readParameters(pairsOf(call.c.req.url), { party: anyText });
  if (!parameters.ok) return parameters;
  const { party } = parameters.value;
  if (party === undefined && call.caller.role === 'operator') return { ok: true, value: undefined };
  return partyFor(call, party);
}

/** A living membership that the caller looks after; for an operator, without a party said, the only one there is. */
function membershipMeant(
  call: Call,
  { memberships }: Accounts,
  asked: string | null | undefined,
): Answer<Membership> {
  const own = memberships.of(call.c.req.param('user') ?? '');
  const isOperator = call.caller.role === 'operator';
  const party = partyFor(call, asked);
  if (!party.ok) return party;
  const found =
    isOperator && asked === undefined && own.length === 1
      ? own[0]
      : own.find((one) => one.party === party.value);
  return found === undefined
    ? refused('PERSON_UNKNOWN', 'There is no such person here.')
    : { ok: true, value: found };
}

const kept: Partial<Record<PersonRole, string>> = { operator: 'LAST_OPERATOR', manager: 'LAST_MANAGER' };

/** Nobody may look the door from inside and throw the key away; an operator may leave a party without a manager. */
function lastOfItsKind(
  { caller }: Call,
  { memberships }: Accounts,
  { role, party }: Membership,
  { end, role: next }: Change,
): ReturnType<typeof refused> | undefined {
  const code = kept[role];
  if (code === undefined || (end !== true && (next === undefined || next === role))) return undefined;
  if (role === 'manager' && caller.role === 'operator') return undefined;
  const alike = memberships.ofParty(party).filter((one) => one.role === role && one.endedAtMs === null);
  return alike.length > 1 ? undefined : refused(code, `There is no other ${role}.`);
}

function ended(call: Call, accounts: Accounts, before: Membership): Response {
  const { user, party, role } = before;
  const nowMs = accounts.nowMs();
  accounts.memberships.end(user, party, nowMs);
  noteBy(call, { party, action: 'ended a membership', subject: user, detail: { role } });
  return replyJson(200, shown(call, accounts, { ...before, endedAtMs: nowMs })[0] ?? {});
}

function shown({ node }: Call, { persons }: Accounts, membership: Membership): object[] {
  const person = persons.byId(membership.user);
  if (person === undefined) return [];
  const { name, email, twoFactor } = person;
  const { user, party, role, sites, level, createdAtMs, endedAtMs } = membership;
  const partyName = partyNameOf(node, party);
  return [{ user, name, email, twoFactor, party, partyName, role, sites, level, createdAtMs, endedAtMs }];
}
