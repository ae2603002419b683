// A new party joins by the secret of an invitation that another party has put into the log (docs/protocol/record.md): it
// is admitted, accepts, and whoever did it becomes its manager. Each step can be taken again after a crash: the id of the
// party follows from the secret.
import { hash } from 'node:crypto';
import type { Accounts } from '../../account/accounts.ts';
import type { NewPerson } from '../../account/sign-in-face.ts';
import type { RecordView } from '../../flow/answers.ts';
import type { Answer, PartyAdmission, SelvedgeNode } from '../../flow/node.ts';
import { problem, refused } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import type { Call } from '../route/route.ts';
import { bodyAs, withAccounts } from './form.ts';
import { welcome } from './me.ts';
import { type Newcomer, newcomer } from './newcomer.ts';
import { tooOften } from './pace.ts';
import { joiningSchema } from './schemas.ts';
import { noteBy } from './trail.ts';

type Joining = Partial<NewPerson> & { secret: string; party: Omit<PartyAdmission, 'party' | 'device'> };

const form = formOf<Joining>(joiningSchema);

/** Secrets that are being used: the same one twice at a time would admit the party twice. */
const underWay = new Set<string>();

export const postJoin: (call: Call) => Response | Promise<Response> = withAccounts(async (call, accounts) => {
  const early = tooOften(call, 'join');
  if (early !== undefined) return early;
  const body = await bodyAs(call, form);
  if (!body.ok) return problem(body.refusals);
  const { secret } = body.value;
  if (underWay.has(secret)) return problem([spent]);
  underWay.add(secret);
  try {
    return await joined(call, accounts, body.value);
  } finally {
    underWay.delete(secret);
  }
});

async function joined(call: Call, accounts: Accounts, joining: Joining): Promise<Response> {
  const party = partyOf(joining.secret);
  const invitation = partyInvitation(call.node, joining.secret, accounts.nowMs(), party);
  if (!invitation.ok) return problem(invitation.refusals);
  if (accounts.memberships.ofParty(party).length > 0) return problem([spent]);
  const who = await newcomer(call, accounts, joining);
  if (!who.ok) return problem(who.refusals);
  const accepted = await admittedAndAccepted(call.node, party, joining);
  if (!accepted.ok) {
    await who.value.undo();
    return problem(accepted.refusals);
  }
  return becomesManager(call, accounts, party, who.value);
}

function becomesManager(
  call: Call,
  accounts: Accounts,
  party: string,
  { user, cookies }: Newcomer,
): Response {
  const terms = { role: 'manager', party, sites: null, level: 'country' } as const;
  const membership = accounts.change(user, terms);
  noteBy(call, { user, role: 'manager', party, action: 'joined as a new party', subject: party });
  if (call.session !== undefined) accounts.activate(call.session.session, party);
  return welcome(call, accounts, user, membership, cookies);
}

async function admittedAndAccepted(
  node: SelvedgeNode,
  party: string,
  { secret, party: told }: Joining,
): Promise<Answer<unknown>> {
  if (node.party(party) === undefined) {
    const admitted = await node.admitParty({ ...told, party });
    if (!admitted.ok) return admitted;
  }
  if (acceptanceOf(node, secret) !== undefined) return { ok: true, value: null };
  return node.say(party, 'acceptance', { invitation: hashOf(secret), secret });
}

/** The invitation that this secret opens, if it can be accepted now, or was by `party`. INVITATION_UNKNOWN, _SPENT, _EXPIRED. */
export function partyInvitation(
  node: SelvedgeNode,
  secret: string,
  nowMs: number,
  party?: string,
): Answer<PartyInvitation> {
  const id = hashOf(secret);
  const [invitation] = node.records({ kind: 'invitation', id, limit: 1 }).records;
  if (invitation === undefined)
    return refused('INVITATION_UNKNOWN', 'No invitation in the log has this secret.');
  const acceptance = acceptanceOf(node, secret);
  if (acceptance !== undefined && acceptance.issuer !== party) return { ok: false, refusals: [spent] };
  const expiresAtMs = Date.parse(String(invitation.claims['expires']));
  if (acceptance === undefined && nowMs >= expiresAtMs)
    return refused('INVITATION_EXPIRED', 'The time to accept the invitation is over: ask for another.');
  return { ok: true, value: { invitation, expiresAtMs } };
}

export interface PartyInvitation {
  invitation: RecordView;
  expiresAtMs: number;
}

const spent = { code: 'INVITATION_SPENT', detail: 'The invitation is spent already.' };

function acceptanceOf(node: SelvedgeNode, secret: string): RecordView | undefined {
  return node.records({ kind: 'acceptance', id: hashOf(secret), limit: 1 }).records[0];
}

/** Of the ASCII bytes of the text (docs/protocol/record.md). */
function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

/** RFC 9562 section 5.8: a UUID of our own making, by 122 bits of a hash that says nothing of the secret. */
function partyOf(secret: string): string {
  const bytes = hash('sha256', `selvedge party ${secret}`, 'buffer').subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
