// GET /credentials/status/{party}/{purpose}, /credentials/keys/{party}, /certificates/{id}/credential: what a stranger's
// program, which knows nothing of this log, reads of it (docs/protocol/credential.md).
import type { CredentialDesk } from '../../credential/desk.ts';
import { profiles } from '../../credential/conformity.ts';
import { vcJwt } from '../../credential/jose.ts';
import { listSeconds, purposes } from '../../credential/status-list.ts';
import type { Answer } from '../../flow/node.ts';
import { problem, refused } from '../problem/problem.ts';
import { recordCalled } from '../record/find.ts';
import { nounOf } from '../record/noun.ts';
import { shownRecord } from '../record/sight.ts';
import { oneOf, type ParameterForm, pairsOf, readParameters } from '../request/parameters.ts';
import { reply, replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

const cached = { 'cache-control': `public, max-age=${listSeconds}`, vary: 'Accept' };

export function getStatusList(call: Call): Response {
  const desk = deskOf(call);
  const asked = call.c.req.param('purpose');
  const purpose = purposes.find((one) => one === asked);
  if (!desk.ok || purpose === undefined) return notHere('There is no such status list.');
  const list = desk.value.statusList(call.c.req.param('party') ?? '', purpose, baseOf(call));
  return list === undefined
    ? notHere('This node has admitted no such party.')
    : reply(200, list, { ...cached, 'content-type': vcJwt });
}

export function getKeys(call: Call): Response {
  const desk = deskOf(call);
  const keys = desk.ok ? desk.value.keys(call.c.req.param('party') ?? '') : undefined;
  return keys === undefined ? notHere('This node has admitted no such party.') : replyJson(200, keys, cached);
}

export const credentialParameters: Record<'profile', ParameterForm> = { profile: oneOf(...profiles) };

/** For callers who may read the certificate in full: what is signed once is passed on whole. */
export function getCredential(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), credentialParameters);
  if (!parameters.ok) return problem(parameters.refusals);
  const desk = deskOf(call);
  if (!desk.ok) return problem(desk.refusals);
  const found = recordCalled(call.node, nounOf('certificate'), call.c.req.param('id') ?? '');
  const shown = found === undefined ? undefined : shownRecord(call.node, found, call.caller);
  if (shown === undefined) return notHere('There is no such record among the certificates.');
  if (shown.withheld.length > 0)
    return problem([
      { code: 'LEVEL_NOT_GRANTED', detail: `This key is not shown ${shown.withheld.join(', ')}.` },
    ]);
  const profile = profiles.find((one) => one === parameters.value.profile) ?? profiles[0];
  return reply(200, desk.value.certificate(shown, profile, baseOf(call)), { 'content-type': vcJwt });
}

/** As the operator says; else as the caller came, like links of the public pages. */
function baseOf({ door, c }: Call): string {
  return (door.publicUrl ?? new URL(c.req.url).origin).replace(/\/+$/, '');
}

function deskOf({ door }: Call): Answer<CredentialDesk> {
  return door.credentials === undefined
    ? refused('NO_SUCH_RESOURCE', 'This node gives out no credentials.')
    : { ok: true, value: door.credentials };
}

function notHere(detail: string): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail }]);
}
