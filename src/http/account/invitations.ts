// Invitations of people, as those see them who make them.
import type { Accounts } from '../../account/accounts.ts';
import type { Invitation } from '../../account/invitation.ts';
import { problem } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { bodyAs, withAccounts } from './form.ts';
import { partyNameOf } from './me.ts';
import { partyAsked } from './people.ts';
import { invitingSchema } from './schemas.ts';
import { type TermsAsked, termsFor } from './terms.ts';
import { noteBy } from './trail.ts';

interface Inviting extends TermsAsked {
  note?: string;
  days?: number;
}

const form = formOf<Inviting>(invitingSchema);
const dayMs = 86_400_000;
const usualDays = 7;

type Handler = (call: Call) => Response | Promise<Response>;

export const getInvitations: Handler = withAccounts((call, accounts) => {
  const party = partyAsked(call);
  if (!party.ok) return problem(party.refusals);
  const { invitations } = accounts;
  const member = party.value === undefined ? invitations.all() : invitations.ofParty(party.value);
  return replyJson(200, { member: member.map((invitation) => shown(call, accounts, invitation)) });
});

export const postInvitation: Handler = withAccounts(async (call, accounts) => {
  const body = await bodyAs(call, form);
  if (!body.ok) return problem(body.refusals);
  const terms = termsFor(call, body.value);
  if (!terms.ok) return problem(terms.refusals);
  const { note = null, days = usualDays } = body.value;
  const nowMs = accounts.nowMs();
  const times = { invitedBy: call.caller.person?.user ?? null, expiresAtMs: nowMs + days * dayMs };
  const { invitation, token } = accounts.invitations.make({ ...terms.value, note, ...times }, nowMs);
  const { id, role, party, sites, level } = invitation;
  noteBy(call, { party, action: 'invited', subject: id, detail: { role, sites, level } });
  const link = `/app/join#${id}.${token}`;
  return replyJson(201, { ...shown(call, accounts, invitation), link });
});

export const postInvitationRevocation: Handler = withAccounts((call, accounts) => {
  const id = call.c.req.param('id') ?? '';
  const invitation = accounts.invitations.find(id);
  if (invitation === undefined || !isOwn(call, invitation))
    return problem([{ code: 'INVITATION_NOT_OPEN', detail: 'There is no such invitation.' }]);
  if (!accounts.invitations.revoke(id, accounts.nowMs()))
    return problem([{ code: 'INVITATION_CLOSED', detail: 'The invitation is spent or revoked already.' }]);
  noteBy(call, { party: invitation.party, action: 'revoked an invitation', subject: id });
  return replyJson(200, shown(call, accounts, accounts.invitations.find(id) ?? invitation));
});

function isOwn({ caller }: Call, { party }: Invitation): boolean {
  return caller.role === 'operator' || caller.party === party;
}

function shown({ node }: Call, { persons, nowMs }: Accounts, invitation: Invitation): object {
  const nameOf = (user: string | null): string | null =>
    user === null ? null : (persons.byId(user)?.name ?? null);
  return {
    ...invitation,
    partyName: partyNameOf(node, invitation.party),
    invitedByName: nameOf(invitation.invitedBy),
    usedByName: nameOf(invitation.usedBy),
    state: stateOf(invitation, nowMs()),
  };
}

function stateOf({ usedAtMs, revokedAtMs, expiresAtMs }: Invitation, nowMs: number): string {
  if (usedAtMs !== null) return 'used';
  if (revokedAtMs !== null) return 'revoked';
  return nowMs < expiresAtMs ? 'open' : 'expired';
}
