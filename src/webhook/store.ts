// Where subscriptions and their messages are kept. Each comment says what the other side MUST do.
import type { Message, Outcome, Secrets, SwitchedOff, Webhook } from './subscription.ts';

export interface WebhookStore {
  /** MUST keep the secret encrypted at rest. */
  add(webhook: Webhook, secret: Uint8Array): void;
  find(id: string): Webhook | undefined;
  /** Newest first. `party` undefined = of all, null = the node's own. */
  list(party: string | null | undefined): Webhook[];
  /** Throws where they do not open: they were sealed under another key. */
  secrets(id: string): Secrets;
  /** The secret that was the newest signs along until `oldUntilMs`. */
  rotate(id: string, secret: Uint8Array, oldUntilMs: number): void;
  /** MUST put down the messages and move the cursor from `from` to `to` together or not at all, and durably. False, and
   * nothing is done, where the cursor stands elsewhere or the subscription is off or ended. */
  collect(id: string, from: number, to: number, messages: readonly Message[]): boolean;
  /** A message out of turn: a test. */
  addMessage(message: Message): void;
  message(webhook: string, id: string): Message | undefined;
  /** The oldest that has not arrived: those after it wait for it. */
  waiting(webhook: string): Message | undefined;
  waitingCount(webhook: string): number;
  /** Newest first. */
  messages(webhook: string, limit: number): Message[];
  /** MUST be durable when it returns, all of it or nothing. */
  settle(webhook: string, message: string, change: Settled): void;
  /** Switched on: what waits is due at once, its attempts begin anew. */
  resume(id: string, nowMs: number): void;
  /** Ended for ever: nothing waits any more, and the secrets MUST be gone. Of those that a party has ended only the newest stay. */
  end(id: string, nowMs: number): void;
}

/** What one attempt has changed (schedule.ts decides it). */
export interface Settled {
  outcome: Outcome;
  attempts: number;
  dueAtMs: number | null;
  deliveredAtMs: number | null;
  /** Of the subscription; absent = as it was. */
  failingSinceMs?: number | null;
  off?: SwitchedOff;
}

/** So many messages that have arrived, or were tests, are kept to be looked at. */
export const messagesKept = 50;

/** So many that a party has ended are kept, with their messages: who makes and ends them all day fills no disk. */
export const endedKept = 20;
