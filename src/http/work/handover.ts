// POST /handovers: a shipment sent or received, the word of trade and the event together.
import type { HandoverOutcome } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { maySend, senderOf } from '../epcis/sender.ts';
import { siteRefusals } from '../epcis/sites.ts';
import { statementsIn } from '../job/run.ts';
import { problem } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { sdJwt } from '../request/negotiate.ts';
import { anyText, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

interface Told {
  kind: 'trade' | 'answer';
  claims: Record<string, unknown>;
  event: Record<string, unknown>;
}

export const handoverSchema: Record<string, unknown> = {
  type: 'object',
  required: ['kind', 'claims', 'event'],
  additionalProperties: false,
  properties: {
    kind: { enum: ['trade', 'answer'] },
    claims: { type: 'object' },
    event: { type: 'object' },
  },
};

const form = formOf<Told>(handoverSchema, 32);

export async function postHandover(call: Call): Promise<Response> {
  const done = await handedOver(call);
  if (!done.ok) return problem(done.refusals);
  const { record } = done.value;
  const isTrade = record.kind === 'trade' && record.id !== null;
  const location = isTrade ? `/trades/${encodeURIComponent(record.id ?? '')}` : `/answers/${record.entry}`;
  return replyJson(201, { ...done.value, record: { ...record, withheld: [] } }, { location });
}

async function handedOver(call: Call): Promise<Answer<HandoverOutcome>> {
  const sender = senderFor(call);
  if (!sender.ok) return sender;
  const body = await readBody(call.c, call.door.limits.eventBytes);
  if (!body.ok) return body;
  if (call.sent === sdJwt) return signedBy(call, body.value);
  const told = form(body.value);
  if (!told.ok) return told;
  const { kind, claims, event } = told.value;
  const bytes = new TextEncoder().encode(JSON.stringify(event));
  const strange = siteRefusals(call, 'epcis', bytes);
  if (strange.length > 0) return { ok: false, refusals: strange };
  return call.node.handOver({ party: sender.value, kind, claims, event: bytes });
}

/** Two signed statements, one a line. */
async function signedBy(call: Call, bytes: Uint8Array): Promise<Answer<HandoverOutcome>> {
  const statements = statementsIn(bytes);
  for (const statement of statements) {
    const sender = maySend(call.caller, statement);
    if (!sender.ok) return sender;
  }
  const strange = siteRefusals(call, 'statements', bytes);
  if (strange.length > 0) return { ok: false, refusals: strange };
  return call.node.handOverSigned(statements, call.caller.party ?? undefined);
}

function senderFor(call: Call): Answer<string> {
  const parameters = readParameters(pairsOf(call.c.req.url), { party: anyText });
  if (!parameters.ok) return parameters;
  return senderOf(call.caller, parameters.value.party, call.node.operator);
}
