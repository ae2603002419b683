// When what is sent, and what follows from how it went: decided here, done elsewhere.
import type { Settled } from './store.ts';
import type { Message, Outcome, Webhook } from './subscription.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** From one attempt to the next, as Standard Webhooks recommends: ten attempts within 76 hours. */
export const delaysMs: readonly number[] = [
  ...[5_000, 5 * minuteMs, 30 * minuteMs],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hourMs),
];
/** Retry-After may draw the attempts out: after so long without a success it is over all the same. */
export const mostFailingMs: number = 5 * dayMs;
const mostRetryAfterMs = dayMs;
/** A share of the delay by which it is shorter or longer, so that many do not come at once. */
const jitter = 0.1;

export type Next = { act: 'send' } | { act: 'wait'; untilMs: number } | { act: 'rest' };

/** `waiting`: the oldest message that has not arrived. Nothing overtakes it. */
export function nextFor(webhook: Webhook, waiting: Message | undefined, nowMs: number): Next {
  if (webhook.endedAtMs !== null || webhook.off !== null || waiting === undefined) return { act: 'rest' };
  const { dueAtMs } = waiting;
  if (dueAtMs === null) return { act: 'rest' };
  return dueAtMs <= nowMs ? { act: 'send' } : { act: 'wait', untilMs: dueAtMs };
}

/** What an attempt to send the waiting message changes; `chance` in [0, 1). */
export function afterAttempt(
  { failingSinceMs: since }: Webhook,
  message: Message,
  outcome: Outcome,
  chance: number,
): Settled {
  const { atMs, code } = outcome;
  const attempts = message.attempts + 1;
  if (code === 'TAKEN')
    return { outcome, attempts, dueAtMs: null, deliveredAtMs: atMs, failingSinceMs: null };
  const failingSinceMs = since ?? atMs;
  const failed = { outcome, attempts, deliveredAtMs: null, failingSinceMs };
  const delayMs = delaysMs[attempts - 1];
  if (code === 'GONE') return { ...failed, dueAtMs: null, off: { atMs, code } };
  if (delayMs === undefined) return { ...failed, dueAtMs: null, off: { atMs, code: 'ATTEMPTS_SPENT' } };
  if (atMs - failingSinceMs >= mostFailingMs)
    return { ...failed, dueAtMs: null, off: { atMs, code: 'FAILING_LONG' } };
  return { ...failed, dueAtMs: atMs + waitMs(delayMs, outcome, chance) };
}

/** What was sent by hand: it may arrive, and spends none of the attempts that the node makes by itself. */
export function afterByHand(message: Message, outcome: Outcome): Settled {
  const { kind, attempts, dueAtMs, deliveredAtMs } = message;
  const waits = deliveredAtMs === null && kind !== 'webhook.test';
  const hasArrived = outcome.code === 'TAKEN';
  return {
    ...{ outcome, attempts: waits && !hasArrived ? attempts : attempts + 1 },
    dueAtMs: hasArrived ? null : dueAtMs,
    deliveredAtMs: deliveredAtMs ?? (hasArrived ? outcome.atMs : null),
  };
}

function waitMs(delayMs: number, { retryAfterMs }: Outcome, chance: number): number {
  const spread = Math.round(delayMs * (1 - jitter + 2 * jitter * chance));
  return Math.max(spread, Math.min(retryAfterMs ?? 0, mostRetryAfterMs));
}
