// Webhooks as they are shown: all but their secrets.
import type { SelvedgeNode } from '../../flow/node.ts';
import type { WebhookState } from '../../webhook/desk.ts';
import type { Message, Outcome, SwitchedOff, Webhook } from '../../webhook/subscription.ts';
import { partyNameOf } from '../account/me.ts';

export interface ShownWebhook extends Webhook {
  partyName: string | null;
  state: WebhookState['state'];
  /** Messages that have not arrived. */
  waiting: number;
  /** Entries of the log that it has not been told of yet. */
  behind: number;
  /** When the message that the others wait for was made, and is sent the next time. */
  waitingSinceMs: number | null;
  nextAtMs: number | null;
  off: SwitchedOff | null;
  last: ShownOutcome | null;
}

export type ShownOutcome = Omit<Outcome, 'retryAfterMs'>;

export interface ShownMessage extends Omit<Message, 'webhook' | 'body' | 'last'> {
  /** What is sent, as it is sent. */
  body: string;
  last: ShownOutcome | null;
}

export function shownWebhook(node: SelvedgeNode, one: WebhookState): ShownWebhook {
  const { webhook, state, waiting, next, last } = one;
  const isAlive = state !== 'ended';
  return {
    ...webhook,
    partyName: partyNameOf(node, webhook.party),
    ...{ state, waiting },
    behind: isAlive ? node.head().size - webhook.cursor : 0,
    waitingSinceMs: next?.madeAtMs ?? null,
    nextAtMs: state === 'off' ? null : (next?.dueAtMs ?? null),
    last: shownOutcome(last?.last ?? null),
  };
}

export function shownMessage({ webhook: _, ...message }: Message): ShownMessage {
  return { ...message, last: shownOutcome(message.last) };
}

function shownOutcome(outcome: Outcome | null): ShownOutcome | null {
  if (outcome === null) return null;
  const { atMs, tookMs, code, status, answer } = outcome;
  return { atMs, tookMs, code, status, answer };
}
