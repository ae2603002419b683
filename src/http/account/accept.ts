// What an invitation invites to, and taking it on.
import type { NewPerson } from '../../account/sign-in-face.ts';
import { problem } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { bodyAs, withAccounts } from './form.ts';
import { partyInvitation } from './join.ts';
import { partyNameOf, welcome } from './me.ts';
import { newcomer } from './newcomer.ts';
import { tooOften } from './pace.ts';
import { acceptanceSchema, tokenSchema } from './schemas.ts';
import { noteBy } from './trail.ts';

type Token = { id: string; token: string } | { secret: string };
type Acceptance = Partial<NewPerson> & { id: string; token: string };

const tokenForm = formOf<Token>(tokenSchema);
const form = formOf<Acceptance>(acceptanceSchema);

export const postToken: (call: Call) => Response | Promise<Response> = withAccounts(
  async (call, accounts) => {
    const early = tooOften(call, 'invitation');
    if (early !== undefined) return early;
    const body = await bodyAs(call, tokenForm);
    if (!body.ok) return problem(body.refusals);
    if ('secret' in body.value) return ofParty(call, body.value.secret, accounts.nowMs());
    const invitation = accounts.invitations.open(body.value.id, body.value.token, accounts.nowMs());
    if (invitation === undefined) return notOpen();
    const { role, party, sites, note, invitedBy, expiresAtMs } = invitation;
    const inviter = invitedBy === null ? null : (accounts.persons.byId(invitedBy)?.name ?? null);
    const partyName = partyNameOf(call.node, party);
    return replyJson(200, {
      kind: 'person',
      role,
      party,
      partyName,
      sites,
      note,
      invitedBy: inviter,
      expiresAtMs,
    });
  },
);

function ofParty(call: Call, secret: string, nowMs: number): Response {
  const found = partyInvitation(call.node, secret, nowMs);
  if (!found.ok) return problem(found.refusals);
  const { expiresAtMs, invitation } = found.value;
  const { issuer, claims } = invitation;
  const told = { as: claims['as'], note: claims['note'] ?? null, expiresAtMs };
  return replyJson(200, { kind: 'party', party: issuer, partyName: partyNameOf(call.node, issuer), ...told });
}

export const postAcceptance: (call: Call) => Response | Promise<Response> = withAccounts(
  async (call, accounts) => {
    const early = tooOften(call, 'invitation');
    if (early !== undefined) return early;
    const body = await bodyAs(call, form);
    if (!body.ok) return problem(body.refusals);
    const { id, token } = body.value;
    if (accounts.invitations.open(id, token, accounts.nowMs()) === undefined) return notOpen();
    const who = await newcomer(call, accounts, body.value);
    if (!who.ok) return problem(who.refusals);
    const { user, cookies, undo } = who.value;
    const membership = accounts.invitations.accept(id, token, user, accounts.nowMs());
    if (membership === undefined) {
      await undo();
      return notOpen();
    }
    const { party, role } = membership;
    noteBy(call, { user, role, party, action: 'accepted an invitation', subject: id });
    if (call.session !== undefined) accounts.activate(call.session.session, party);
    return welcome(call, accounts, user, membership, cookies);
  },
);

function notOpen(): Response {
  return problem([{ code: 'INVITATION_NOT_OPEN', detail: 'The invitation does not count (any more).' }]);
}
