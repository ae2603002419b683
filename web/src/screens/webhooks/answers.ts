import type { Answers } from '../../api/schema.ts';

export type Webhook = Answers['GET /webhooks']['member'][number];
export type WithMessages = Answers['GET /webhooks/{id}'];
