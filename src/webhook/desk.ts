// The desk of the webhooks: takes subscriptions, reads the log for them, sends. What comes next is decided in schedule.ts.
import { randomBytes } from 'node:crypto';
import type { Answer } from '../flow/node.ts';
import { addressOf } from './address.ts';
import { Courier, type WebhookTools } from './courier.ts';
import { newSecret, secretText } from './signature.ts';
import type { WebhookStore } from './store.ts';
import type { Message, Webhook, WebhookKind } from './subscription.ts';
import { testMessage } from './message.ts';

export interface WebhookWish {
  party: string | null;
  url: string;
  kinds: readonly WebhookKind[];
  /** News after this entry of the log; absent = from now on. */
  sinceEntry?: number;
}

/** `secret` is shown once and kept sealed. */
export interface WithSecret {
  webhook: Webhook;
  secret: string;
}

/** A subscription, and how far it has come. */
export interface WebhookState {
  webhook: Webhook;
  state: 'on' | 'failing' | 'off' | 'ended';
  /** Messages that have not arrived. */
  waiting: number;
  /** The one that the others wait for. */
  next: Message | undefined;
  /** The newest that was sent at all. */
  last: Message | undefined;
}

export interface WebhookDesk {
  /** WEBHOOK_URL_REFUSED, WEBHOOK_TOO_MANY. */
  subscribe(wish: WebhookWish): Answer<WithSecret>;
  find(id: string): WebhookState | undefined;
  /** Newest first. `party` undefined = of all, null = the node's own. */
  list(party: string | null | undefined): WebhookState[];
  /** Newest first. */
  messages(id: string, limit: number): Message[];
  /** Sends a test message, now; how it went is in it. WEBHOOK_ENDED, WEBHOOK_BUSY. */
  test(id: string): Promise<Answer<Message>>;
  /** Sends a message again, now: the one that waits counts as sent in its turn. WEBHOOK_ENDED, WEBHOOK_BUSY, MESSAGE_UNKNOWN, MESSAGE_NOT_NEXT. */
  resend(id: string, message: string): Promise<Answer<Message>>;
  /** A new secret; the one before it signs along for a day. WEBHOOK_ENDED. */
  rotate(id: string): Answer<WithSecret>;
  /** Goes on from where it stopped. WEBHOOK_ENDED. */
  resume(id: string): Answer<Webhook>;
  /** For ever. */
  end(id: string): void;
  /** Reads the log on and sends what is due; resolves when nothing is due any more. */
  turn(): Promise<void>;
  /** A turn each second, until it is closed. */
  start(): void;
  /** What is on its way is left: it is sent again the next time. */
  close(): Promise<void>;
}

export const oldSecretMs: number = 86_400_000;
export const mostPerParty = 20;
const everyMs = 1_000;

export function webhookDesk(tools: WebhookTools): WebhookDesk {
  const { node, store, named, nowMs, report } = tools;
  const courier = new Courier(tools);
  let timer: NodeJS.Timeout | undefined;
  const state = (webhook: Webhook): WebhookState => stateOf(store, webhook);
  const living = (id: string): Answer<Webhook> => livingIn(store, id);
  return {
    subscribe: (wish) => {
      const url = addressOf(wish.url, named);
      if (!url.ok) return url;
      const alive = store.list(wish.party).filter(({ endedAtMs }) => endedAtMs === null);
      if (alive.length >= mostPerParty)
        return no('WEBHOOK_TOO_MANY', `There are ${mostPerParty} webhooks already: end one first.`);
      const webhook = newWebhook(wish, url.value, node.head().size, nowMs());
      const secret = newSecret();
      store.add(webhook, secret);
      return { ok: true, value: { webhook, secret: secretText(secret) } };
    },
    find: (id) => {
      const webhook = store.find(id);
      return webhook && state(webhook);
    },
    list: (party) => store.list(party).map(state),
    messages: (id, limit) => store.messages(id, limit),
    test: async (id) => {
      const webhook = living(id);
      if (!webhook.ok) return webhook;
      return await courier.byHand(webhook.value, () => {
        const message = testMessage(webhook.value, node.origin, nowMs(), randomBytes(16));
        store.addMessage(message);
        return { ok: true, value: message };
      });
    },
    resend: async (id, name) => {
      const webhook = living(id);
      if (!webhook.ok) return webhook;
      return await courier.byHand(webhook.value, () => resendable(store, id, name));
    },
    rotate: (id) => {
      const webhook = living(id);
      if (!webhook.ok) return webhook;
      const secret = newSecret();
      const oldSecretUntilMs = nowMs() + oldSecretMs;
      store.rotate(id, secret, oldSecretUntilMs);
      return {
        ok: true,
        value: { webhook: { ...webhook.value, oldSecretUntilMs }, secret: secretText(secret) },
      };
    },
    resume: (id) => {
      const webhook = living(id);
      if (webhook.ok) store.resume(id, nowMs());
      return webhook.ok ? living(id) : webhook;
    },
    end: (id) => store.end(id, nowMs()),
    turn: () => courier.turn(),
    start: () => {
      timer = setInterval(() => void courier.turn().catch(report), everyMs);
      timer.unref();
    },
    close: async () => {
      clearInterval(timer);
      await courier.close();
    },
  };
}

function newWebhook(
  { party, kinds, sinceEntry }: WebhookWish,
  url: URL,
  size: number,
  createdAtMs: number,
): Webhook {
  return {
    id: `whk_${randomBytes(12).toString('base64url')}`,
    ...{ party, url: url.href, kinds: [...new Set(kinds)], createdAtMs, endedAtMs: null },
    cursor: sinceEntry === undefined ? size : Math.min(sinceEntry + 1, size),
    ...{ oldSecretUntilMs: null, failingSinceMs: null, off: null },
  };
}

function stateOf(store: WebhookStore, webhook: Webhook): WebhookState {
  const { endedAtMs, off, failingSinceMs } = webhook;
  const working = failingSinceMs === null ? 'on' : 'failing';
  const alive = off === null ? working : 'off';
  return {
    webhook,
    state: endedAtMs === null ? alive : 'ended',
    waiting: store.waitingCount(webhook.id),
    next: store.waiting(webhook.id),
    last: store.messages(webhook.id, lookedAt).find(({ last }) => last !== null),
  };
}

/** Behind one that cannot be sent many may wait that were never tried. */
const lookedAt = 250;

function livingIn(store: WebhookStore, id: string): Answer<Webhook> {
  const webhook = store.find(id);
  if (webhook === undefined || webhook.endedAtMs !== null)
    return no('WEBHOOK_ENDED', 'This webhook has ended: make another.');
  return { ok: true, value: webhook };
}

/** The one whose turn it is, or one that has arrived; those behind it wait. */
function resendable(store: WebhookStore, webhook: string, name: string): Answer<Message> {
  const message = store.message(webhook, name);
  if (message === undefined)
    return no('MESSAGE_UNKNOWN', 'There is no such message (any more) of this webhook.');
  const waits = message.deliveredAtMs === null && message.kind !== 'webhook.test';
  if (waits && store.waiting(webhook)?.id !== name)
    return no('MESSAGE_NOT_NEXT', 'Messages before it have not arrived: it is sent in its turn.');
  return { ok: true, value: message };
}

function no(code: string, detail: string): { ok: false; refusals: { code: string; detail: string }[] } {
  return { ok: false, refusals: [{ code, detail }] };
}
