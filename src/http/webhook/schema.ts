import { webhookKinds } from '../../webhook/subscription.ts';

type Schema = Record<string, unknown>;

/** The body of POST /webhooks: checks what comes in, and stands in /openapi.json. */
export const webhookWishSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['url', 'kinds'],
  properties: {
    url: {
      type: 'string',
      minLength: 1,
      maxLength: 2000,
      description: 'https://, port 443 or from 1024 on, no name or password, in no private network',
    },
    kinds: {
      type: 'array',
      items: { enum: [...webhookKinds] },
      minItems: 1,
      maxItems: 20,
      description: 'What is to be told (docs/operating/webhooks.md)',
    },
    since: {
      type: 'integer',
      minimum: 0,
      description: 'Also what is in the log after this entry already; left out: from now on',
    },
    party: {
      anyOf: [{ type: 'string', minLength: 1, maxLength: 1000 }, { type: 'null' }],
      description: 'Whose. An operator names any; null, or left out, is the node itself, of all parties',
    },
  },
};
