// A subscription: an address that somebody wants to be told at, of what, and how far it has been told. Beside the log, no part of it.

/** What can be told of (docs/operating/webhooks.md), and `webhook.test`, which is sent by hand. */
export const webhookKinds = [
  'shipment.arriving',
  'order.waiting',
  'answer.said',
  'certificate.issued',
  'status.said',
  'case.step',
  'rules.changed',
  'verdict.changed',
] as const;
export type WebhookKind = (typeof webhookKinds)[number];

export interface Webhook {
  id: string;
  /** Whose; null = the node's own, which is told of everything. */
  party: string | null;
  url: string;
  kinds: WebhookKind[];
  createdAtMs: number;
  endedAtMs: number | null;
  /** The first log entry that was not looked at yet. */
  cursor: number;
  /** Until then the secret before this one signs as well; null = there is none. */
  oldSecretUntilMs: number | null;
  /** Since when there was nothing but failures. */
  failingSinceMs: number | null;
  off: SwitchedOff | null;
}

/** Why nothing is sent any more, until somebody switches it on. */
export interface SwitchedOff {
  atMs: number;
  code: OffCode;
}

/** `GONE`: the receiver wants nothing any more. The others: it could not be reached, for all attempts or for days. */
export const offCodes = ['GONE', 'ATTEMPTS_SPENT', 'FAILING_LONG'] as const;
export type OffCode = (typeof offCodes)[number];

export interface Message {
  /** The same whenever it is sent: by it a receiver drops what it has. */
  id: string;
  webhook: string;
  kind: WebhookKind | 'webhook.test';
  /** The log entry that it tells of; null for a test. */
  entry: number | null;
  /** What is sent, to the byte. */
  body: string;
  madeAtMs: number;
  /** Since it was made or the subscription was switched on. */
  attempts: number;
  /** Not before then; null = it is not sent by itself (any more). */
  dueAtMs: number | null;
  deliveredAtMs: number | null;
  last: Outcome | null;
}

/** What became of one attempt. */
export interface Outcome {
  atMs: number;
  tookMs: number;
  code: OutcomeCode;
  /** HTTP; null = nobody answered. */
  status: number | null;
  /** The first characters that were answered, or what went wrong in the words of the machinery. */
  answer: string;
  /** Of Retry-After. */
  retryAfterMs: number | null;
}

export const outcomeCodes = [
  'TAKEN',
  'NOT_TAKEN',
  'GONE',
  'REDIRECTED',
  'TIMEOUT',
  'ADDRESS_REFUSED',
  'NAME_UNKNOWN',
  'NOT_REACHED',
  'SECRET_LOST',
] as const;
export type OutcomeCode = (typeof outcomeCodes)[number];

/** The secrets of a subscription, the newest first. */
export interface Secrets {
  newest: Uint8Array;
  old: Uint8Array | null;
}
