// Subscriptions that live as long as the process: for tests and for a node that is thrown away.
import { endedKept, messagesKept, type WebhookStore } from './store.ts';
import type { Message, Secrets, Webhook } from './subscription.ts';

interface Kept {
  webhook: Webhook;
  secrets: Secrets;
  /** In the order in which they were made. */
  messages: Message[];
}

export function webhooksInMemory(): WebhookStore {
  const all = new Map<string, Kept>();
  const kept = (id: string): Kept => {
    const found = all.get(id);
    if (found === undefined) throw new Error(`there is no webhook ${id}`);
    return found;
  };
  const change = (id: string, changed: Partial<Webhook>): void => {
    const one = kept(id);
    one.webhook = { ...one.webhook, ...changed };
  };
  const waits = ({ kind, deliveredAtMs }: Message): boolean =>
    kind !== 'webhook.test' && deliveredAtMs === null;
  const ofWebhook = (id: string): Message[] => all.get(id)?.messages ?? [];
  return {
    add: (webhook, secret) =>
      void all.set(webhook.id, { webhook, secrets: { newest: secret, old: null }, messages: [] }),
    find: (id) => all.get(id)?.webhook,
    list: (party) =>
      [...all.values()]
        .map(({ webhook }) => webhook)
        .filter((webhook) => party === undefined || webhook.party === party)
        .reverse(),
    secrets: (id) => kept(id).secrets,
    rotate: (id, secret, oldSecretUntilMs) => {
      const one = kept(id);
      one.secrets = { newest: secret, old: one.secrets.newest };
      change(id, { oldSecretUntilMs });
    },
    collect: (id, from, to, messages) => {
      const { webhook, messages: before } = kept(id);
      if (webhook.cursor !== from || webhook.off !== null || webhook.endedAtMs !== null) return false;
      before.push(...messages.filter(({ id: name }) => !before.some((one) => one.id === name)));
      change(id, { cursor: to });
      return true;
    },
    addMessage: (message) => void kept(message.webhook).messages.push(message),
    message: (webhook, id) => ofWebhook(webhook).find((one) => one.id === id),
    waiting: (webhook) => ofWebhook(webhook).find(waits),
    waitingCount: (webhook) => ofWebhook(webhook).filter(waits).length,
    messages: (webhook, limit) => ofWebhook(webhook).toReversed().slice(0, limit),
    settle: (webhook, id, { outcome, attempts, dueAtMs, deliveredAtMs, failingSinceMs, off }) => {
      const one = kept(webhook);
      one.messages = one.messages.map((message) =>
        message.id === id ? { ...message, last: outcome, attempts, dueAtMs, deliveredAtMs } : message,
      );
      const surplus = one.messages.filter((message) => !waits(message)).slice(0, -messagesKept);
      one.messages = one.messages.filter((message) => !surplus.includes(message));
      change(webhook, { ...(failingSinceMs !== undefined && { failingSinceMs }), ...(off && { off }) });
    },
    resume: (id, nowMs) => {
      const one = kept(id);
      one.messages = one.messages.map((message) =>
        waits(message) ? { ...message, attempts: 0, dueAtMs: nowMs } : message,
      );
      change(id, { off: null, failingSinceMs: null });
    },
    end: (id, nowMs) => {
      const one = kept(id);
      one.messages = one.messages.filter((message) => !waits(message));
      one.secrets = { newest: new Uint8Array(), old: null };
      change(id, { endedAtMs: nowMs, off: null, failingSinceMs: null });
      const ended = [...all.values()].filter(
        ({ webhook }) => webhook.party === one.webhook.party && webhook.endedAtMs !== null,
      );
      for (const { webhook } of ended.slice(0, -endedKept)) all.delete(webhook.id);
    },
  };
}
