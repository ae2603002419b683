// Subscribing, looking and ending. What is sent, and when, is src/webhook's.
import type { Answer } from '../../flow/node.ts';
import type { WebhookDesk, WebhookState } from '../../webhook/desk.ts';
import type { WebhookKind } from '../../webhook/subscription.ts';
import { bodyAs } from '../account/form.ts';
import { partyAsked } from '../account/people.ts';
import { partyFor } from '../account/terms.ts';
import { noteBy } from '../account/trail.ts';
import { problem, refused } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { webhookWishSchema } from './schema.ts';
import { shownMessage, shownWebhook } from './shown.ts';

type Handler = (call: Call) => Response | Promise<Response>;

interface Wish {
  url: string;
  kinds: WebhookKind[];
  since?: number;
  party?: string | null;
}

const form = formOf<Wish>(webhookWishSchema);
const messagesShown = 50;

export const postWebhook: Handler = withWebhooks(async (call, desk) => {
  const body = await bodyAs(call, form);
  if (!body.ok) return problem(body.refusals);
  const { url, kinds, since } = body.value;
  const party = partyOf(call, body.value.party);
  if (!party.ok) return problem(party.refusals);
  const wish = { party: party.value, url, kinds, ...(since !== undefined && { sinceEntry: since }) };
  const made = desk.subscribe(wish);
  if (!made.ok) return problem(made.refusals);
  const { webhook, secret } = made.value;
  noteWebhook(call, 'made a webhook', webhook, { host: new URL(webhook.url).host, kinds });
  const state = { webhook, state: 'on', waiting: 0, next: undefined, last: undefined } as const;
  const shown = { ...shownWebhook(call.node, state), secret };
  return replyJson(201, shown, { location: `/webhooks/${webhook.id}` });
});

export const getWebhooks: Handler = withWebhooks((call, desk) => {
  const party = partyAsked(call);
  if (!party.ok) return problem(party.refusals);
  return replyJson(200, { member: desk.list(party.value).map((one) => shownWebhook(call.node, one)) });
});

export const getWebhook: Handler = withOne((call, desk, state) => {
  const messages = desk.messages(state.webhook.id, messagesShown).map(shownMessage);
  return replyJson(200, { ...shownWebhook(call.node, state), messages });
});

export const postEnd: Handler = withOne((call, desk, { webhook }) => {
  if (webhook.endedAtMs === null) {
    desk.end(webhook.id);
    noteWebhook(call, 'ended a webhook', webhook);
  }
  return shownAgain(call, desk, webhook.id);
});

/** A handler about one webhook that the caller may see; WEBHOOK_UNKNOWN for all others, there or not. */
export function withOne(
  handle: (call: Call, desk: WebhookDesk, state: WebhookState) => Response | Promise<Response>,
): Handler {
  return withWebhooks((call, desk) => {
    const state = desk.find(call.c.req.param('id') ?? '');
    const { role, party } = call.caller;
    if (state !== undefined && (role === 'operator' || state.webhook.party === party))
      return handle(call, desk, state);
    return problem([{ code: 'WEBHOOK_UNKNOWN', detail: 'There is no such webhook here.' }]);
  });
}

export function shownAgain({ node }: Call, desk: WebhookDesk, id: string): Response {
  const state = desk.find(id);
  if (state === undefined) throw new Error(`webhook ${id} is gone`);
  return replyJson(200, shownWebhook(node, state));
}

/** In the audit trail, by whoever it was: a person, or a key of the party. */
export function noteWebhook(
  call: Call,
  action: string,
  { id, party }: { id: string; party: string | null },
  detail?: Record<string, unknown>,
): void {
  const role = call.caller.person?.role ?? 'API key';
  noteBy(call, { party, action, subject: id, role, ...(detail && { detail }) });
}

function withWebhooks(handle: (call: Call, desk: WebhookDesk) => Response | Promise<Response>): Handler {
  return (call) => {
    const desk = call.door.webhooks;
    if (desk !== undefined) return handle(call, desk);
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node sends no webhooks.' }]);
  };
}

/** Of an operator any party, or the node itself. */
function partyOf(call: Call, asked: string | null | undefined): Answer<string | null> {
  const party = partyFor(call, asked);
  if (!party.ok || party.value === null || call.node.party(party.value) !== undefined) return party;
  return refused('PARTY_UNKNOWN', `This node has admitted no party ${party.value}.`, { field: 'party' });
}
