// Codes of the webhooks (docs/operating/webhooks.md).
import type { ProblemKind } from './catalogue.ts';

function conflict(title: string, meaning: string): ProblemKind {
  return { status: 409, title, exception: 'ResourceAlreadyExistsException', meaning };
}

export const webhookKinds: Readonly<Record<string, ProblemKind>> = {
  WEBHOOK_URL_REFUSED: {
    status: 422,
    title: 'Nothing is sent to this address',
    exception: 'ValidationException',
    meaning:
      'A webhook goes to https:// at port 443 or from 1024 on, without name and password in the address, and never into a private network. The operator can name receivers of their own network: selvedge serve --webhook-private.',
  },
  WEBHOOK_UNKNOWN: {
    status: 404,
    title: 'There is no such webhook here',
    exception: 'NoSuchResourceException',
    meaning: 'GET /webhooks lists those of your party.',
  },
  MESSAGE_UNKNOWN: {
    status: 404,
    title: 'There is no such message of this webhook',
    exception: 'NoSuchResourceException',
    meaning: 'Of those that have arrived the newest fifty are kept. GET /webhooks/{id} lists them.',
  },
  WEBHOOK_ENDED: conflict('The webhook has ended', 'It stays as a trace. Make another with POST /webhooks.'),
  WEBHOOK_TOO_MANY: conflict(
    'There are too many webhooks',
    'A party, and the node itself, has twenty at the most. End one that is not needed any more.',
  ),
  WEBHOOK_BUSY: conflict(
    'A message is on its way to this receiver',
    'One is sent at a time. Try again in a few seconds.',
  ),
  MESSAGE_NOT_NEXT: conflict(
    'Messages before this one have not arrived',
    'Messages arrive in the order of the log. Send the first one again: the others follow by themselves.',
  ),
};
