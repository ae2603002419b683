// The rows of the webhooks: a party's keys and managers for the party, the operator for all.
import type { PersonRole } from '../../account/membership.ts';
import { json } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { getWebhook, getWebhooks, postEnd, postWebhook } from './webhooks.ts';
import { postResend, postResume, postSecret, postTest } from './doing.ts';

const who = ['party', 'operator'] as const;
const persons: readonly PersonRole[] = ['manager', 'operator'];

function row(
  method: Route['method'],
  path: string,
  handle: Route['handle'],
  more: Partial<Route> = {},
): Route {
  return { method, path, who, persons, gives: [json], handle, ...more };
}

export const webhookRoutes: readonly Route[] = [
  row('POST', '/webhooks', postWebhook, { takes: [json], shownOnce: 'secret' }),
  row('GET', '/webhooks', getWebhooks),
  row('GET', '/webhooks/:id', getWebhook),
  row('POST', '/webhooks/:id/test', postTest),
  row('POST', '/webhooks/:id/messages/:message/resend', postResend),
  row('POST', '/webhooks/:id/secret', postSecret, { shownOnce: 'secret' }),
  row('POST', '/webhooks/:id/resume', postResume),
  row('POST', '/webhooks/:id/end', postEnd),
];
