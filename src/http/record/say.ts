// POST /<noun>: a record in the name of a party whose key the node holds. What a party signs itself goes to POST /capture.
import { parseAtTheDoor } from '../../domain/epcis/door.ts';
import type { RecordView } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { senderOf } from '../epcis/sender.ts';
import { problem, refused } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { anyText, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import type { RecordNoun } from './noun.ts';

// A statement nests at most 32 levels (docs/protocol/statement.md, "Refusals").
const deepest = 32;

export async function postRecord(call: Call, noun: RecordNoun): Promise<Response> {
  const sender = senderFor(call, noun);
  if (!sender.ok) return problem(sender.refusals);
  const claims = await claimsOf(call);
  if (!claims.ok) return problem(claims.refusals);
  const said = await call.node.say(sender.value, noun.kind, claims.value);
  if (!said.ok) return problem(said.refusals);
  return replyJson(201, { ...said.value, withheld: [] }, { location: locationOf(noun, said.value) });
}

// `party` is not in the body, where accreditations and memberships have a claim of that name.
function senderFor(call: Call, { said }: RecordNoun): Answer<string> {
  const parameters =
    said === 'operator'
      ? readParameters(pairsOf(call.c.req.url), {})
      : readParameters(pairsOf(call.c.req.url), { party: anyText });
  if (!parameters.ok) return parameters;
  const { party } = parameters.value as { party?: string };
  return senderOf(call.caller, party, call.node.operator);
}

/** Any JSON object: which claims a kind has, and of what form, the node says. */
async function claimsOf(call: Call): Promise<Answer<Record<string, unknown>>> {
  const body = await readBody(call.c, call.door.limits.eventBytes);
  if (!body.ok) return body;
  const parsed = parseAtTheDoor(body.value, { maxBytes: body.value.length, maxDepth: deepest });
  if (!parsed.ok) return { ok: false, refusals: [parsed.refusal] };
  const { value } = parsed;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ok: true, value: value as Record<string, unknown> }
    : refused('FIELD_INVALID', 'The body is one JSON object with the claims of the record.', { pointer: '' });
}

function locationOf({ noun, named }: RecordNoun, { id, entry }: RecordView): string {
  return `/${noun}/${named && id !== null ? encodeURIComponent(id) : entry}`;
}
