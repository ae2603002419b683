// Messages as they are sent: small, the same to the byte at every attempt, by ids that never change.
import { createHash } from 'node:crypto';
import type { News } from './news-item.ts';
import type { Message, Webhook } from './subscription.ts';

/** The same news of the same subscription always has the same id: whoever got it twice drops one. */
export function messageOf(
  { id: webhook, party }: Pick<Webhook, 'id' | 'party'>,
  log: string,
  news: News,
  nowMs: number,
): Message {
  const { kind, entry, recordedAtMs, about, by, word, touches, ask, more } = news;
  const data = { log, entry, party, about, by, word, touches, ask, ...more };
  return {
    ...unsent({ webhook, kind, entry, nowMs, dueAtMs: nowMs }),
    id: idOf([webhook, String(entry), kind, about]),
    body: bodyOf(kind, recordedAtMs, data),
  };
}

/** `chance`: random bytes, for each test is a new message. */
export function testMessage(
  { id: webhook, party }: Pick<Webhook, 'id' | 'party'>,
  log: string,
  nowMs: number,
  chance: Uint8Array,
): Message {
  return {
    ...unsent({ webhook, kind: 'webhook.test', entry: null, nowMs, dueAtMs: null }),
    id: idOf([webhook, Buffer.from(chance).toString('hex')]),
    body: bodyOf('webhook.test', nowMs, { log, entry: null, party }),
  };
}

function unsent({
  webhook,
  kind,
  entry,
  nowMs,
  dueAtMs,
}: Pick<Message, 'webhook' | 'kind' | 'entry' | 'dueAtMs'> & { nowMs: number }): Omit<
  Message,
  'id' | 'body'
> {
  return { webhook, kind, entry, madeAtMs: nowMs, attempts: 0, dueAtMs, deliveredAtMs: null, last: null };
}

/** No full stop in it: it separates what is signed. */
function idOf(parts: readonly string[]): string {
  const digest = createHash('sha256').update(parts.join('\n')).digest();
  return `msg_${digest.subarray(0, 18).toString('base64url')}`;
}

function bodyOf(type: string, atMs: number, data: object): string {
  return JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data });
}
