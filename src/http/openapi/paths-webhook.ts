// Webhooks: who wants to be told, and what became of it.
import { offCodes, outcomeCodes, webhookKinds } from '../../webhook/subscription.ts';
import { webhookWishSchema } from '../webhook/schema.ts';
import { answersWith, inPath, listOf, operation, type Paths, ref, type Schema } from './operation.ts';

const json = 'application/json';
const webhooks = 'Webhooks';
const text = { type: 'string' };
const integer = { type: 'integer' };
const ms = { type: 'integer', description: 'Milliseconds since 1970' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const id = inPath('id', 'Of the webhook');
const one = (description: string): Schema => answersWith(description, { [json]: ref('Webhook') });
const sent = { '200': answersWith('How it went is in `last`', { [json]: ref('WebhookMessage') }) };
const secret = {
  ...orNull(text),
  description:
    'whsec_ and base64, shown this once; null where this is the answer to a request that came again (Idempotency-Key)',
};

export const webhookPaths: Paths = {
  '/webhooks': {
    post: operation(webhooks, {
      summary: 'Be told, at an address of one’s own, of what the log takes',
      description:
        'For a party: what its own keys may read, by ids; what it is told is what GET /notices, /trades and /certificates tell it. For the node (operator): of all parties. Each message is a POST signed as Standard Webhooks has it, at least once and in the order of the log; docs/operating/webhooks.md has the messages, how to check a signature, and when it is tried again.',
      takes: { [json]: ref('WebhookWish') },
      answers: { '201': answersWith('It is told from now on', { [json]: ref('WebhookMade') }, ['Location']) },
      problems: ['409', '422'],
      needs: 'key',
    }),
    get: operation(webhooks, {
      summary: 'The webhooks of a party, those that have ended among them, newest first',
      query: { party: { ...text, description: 'Whose; an operator who leaves it out is shown all' } },
      answers: { '200': answersWith('The list', { [json]: listOf('Webhook') }) },
      needs: 'key',
    }),
  },
  '/webhooks/{id}': {
    parameters: [id],
    get: operation(webhooks, {
      summary: 'A webhook with its last messages, newest first, and what was answered',
      answers: { '200': answersWith('As it is now', { [json]: ref('WebhookWithMessages') }) },
      needs: 'key',
    }),
  },
  '/webhooks/{id}/test': {
    parameters: [id],
    post: operation(webhooks, {
      summary: 'Send a test message now, whether it is switched on or not',
      description: 'Answers when the receiver has answered, after 15 seconds at the latest.',
      answers: sent,
      problems: ['409'],
      needs: 'key',
    }),
  },
  '/webhooks/{id}/messages/{message}/resend': {
    parameters: [id, inPath('message', 'Its id, as the receiver got it in webhook-id')],
    post: operation(webhooks, {
      summary: 'Send a message again now, by the same id',
      description: 'One that has arrived, or the first of those that wait: no message overtakes another.',
      answers: sent,
      problems: ['409'],
      needs: 'key',
    }),
  },
  '/webhooks/{id}/secret': {
    parameters: [id],
    post: operation(webhooks, {
      summary: 'Make a new secret',
      description: 'For a day messages carry two signatures, by the new one and by the one before it.',
      answers: { '201': answersWith('It signs from now on', { [json]: ref('WebhookMade') }) },
      problems: ['409'],
      needs: 'key',
    }),
  },
  '/webhooks/{id}/resume': {
    parameters: [id],
    post: operation(webhooks, {
      summary: 'Switch it on again: it goes on where it stopped',
      description: 'What failed is tried again at once, and everything since then follows in order.',
      answers: { '200': one('It is on') },
      problems: ['409'],
      needs: 'key',
    }),
  },
  '/webhooks/{id}/end': {
    parameters: [id],
    post: operation(webhooks, {
      summary: 'End it for ever',
      description: 'What waits is dropped, and so are its secrets.',
      answers: { '200': one('It has ended') },
      needs: 'key',
    }),
  },
};

const outcome = orNull(ref('WebhookOutcome'));
const webhook = {
  ...{ id: text, party: orNull(text), partyName: orNull(text), url: text },
  kinds: { type: 'array', items: { enum: [...webhookKinds] } },
  ...{ createdAtMs: ms, endedAtMs: orNull(ms) },
  state: {
    enum: ['on', 'failing', 'off', 'ended'],
    description: 'off: nothing is sent until somebody switches it on',
  },
  cursor: { ...integer, description: 'The first log entry that was not looked at yet' },
  behind: { ...integer, description: 'Entries of the log that were not looked at yet' },
  waiting: { ...integer, description: 'Messages that have not arrived' },
  waitingSinceMs: orNull(ms),
  nextAtMs: { ...orNull(ms), description: 'When the next attempt is made' },
  oldSecretUntilMs: { ...orNull(ms), description: 'Until then the secret before signs as well' },
  failingSinceMs: orNull(ms),
  off: orNull(object({ atMs: ms, code: { enum: [...offCodes] } })),
  last: outcome,
};
const message = {
  ...{ id: text, kind: { enum: [...webhookKinds, 'webhook.test'] }, entry: orNull(integer) },
  ...{ madeAtMs: ms, attempts: integer, dueAtMs: orNull(ms), deliveredAtMs: orNull(ms) },
  body: { ...text, description: 'What is sent, to the byte: JSON' },
  last: outcome,
};

export const webhookSchemas: Record<string, Schema> = {
  WebhookWish: webhookWishSchema,
  Webhook: object(webhook),
  WebhookMade: object({ ...webhook, secret }),
  WebhookWithMessages: object({ ...webhook, messages: { type: 'array', items: ref('WebhookMessage') } }),
  WebhookMessage: object(message),
  WebhookOutcome: object({
    ...{ atMs: ms, tookMs: integer, code: { enum: [...outcomeCodes] }, status: orNull(integer) },
    answer: { ...text, description: 'The first 200 characters of what was answered, or what went wrong' },
  }),
};
