// What one does with a webhook that is there: try it, send again, a new secret, switch it on again.
import { problem } from '../problem/problem.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { shownMessage, shownWebhook } from './shown.ts';
import { noteWebhook, shownAgain, withOne } from './webhooks.ts';

type Handler = (call: Call) => Response | Promise<Response>;

export const postTest: Handler = withOne(async (call, desk, { webhook }) => {
  const sent = await desk.test(webhook.id);
  if (!sent.ok) return problem(sent.refusals);
  noteWebhook(call, 'tested a webhook', webhook, { outcome: sent.value.last?.code ?? null });
  return replyJson(200, shownMessage(sent.value));
});

export const postResend: Handler = withOne(async (call, desk, { webhook }) => {
  const name = call.c.req.param('message') ?? '';
  const sent = await desk.resend(webhook.id, name);
  if (!sent.ok) return problem(sent.refusals);
  noteWebhook(call, 'sent a webhook message again', webhook, { message: name });
  return replyJson(200, shownMessage(sent.value));
});

export const postSecret: Handler = withOne((call, desk, state) => {
  const made = desk.rotate(state.webhook.id);
  if (!made.ok) return problem(made.refusals);
  const { webhook, secret } = made.value;
  noteWebhook(call, 'made a new webhook secret', webhook);
  return replyJson(201, { ...shownWebhook(call.node, { ...state, webhook }), secret });
});

export const postResume: Handler = withOne((call, desk, { webhook }) => {
  const resumed = desk.resume(webhook.id);
  if (!resumed.ok) return problem(resumed.refusals);
  noteWebhook(call, 'switched a webhook on', webhook);
  return shownAgain(call, desk, webhook.id);
});
