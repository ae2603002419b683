// One thing that waits to be sent: a signed statement, an event for the node to sign, or any other request. It is sent again until it
// was answered, and done once: a statement is itself whoever brings it, every other request carries the id of its item.
import type { ProblemError } from '../../api/call.ts';

export type QueueState = 'waiting' | 'sending' | 'done' | 'refused';

/** Why something waits though there is a line. */
export type Hold = 'sign-in' | 'other-party' | 'server';

/** A photo or paper that goes before it, in parts. */
export interface Attachment {
  /** SHA-256, base64url: by this the statement names it. */
  digest: string;
  mediaType: string;
  bytes: Blob;
  name: string;
  /** Address of the upload that was begun; null = none. */
  upload: string | null;
  isSent: boolean;
}

/** What it says, for people: words come from the keys of the queue's screen. */
export interface Told {
  /** `queue.what.<what>`. */
  what: string;
  place: string | null;
  inputs: readonly { name: string; base: number | null; dimension: string | null }[];
  outputs: readonly { name: string; base: number | null; dimension: string | null }[];
}

/** What it does to the stores, so that the next thing recorded without a line can begin with it. Base units; null = not known. */
export interface Effect {
  readonly drawn: readonly { readonly id: string; readonly base: number | null }[];
  readonly made: readonly {
    readonly id: string;
    readonly kind: string;
    readonly product: string | null;
    readonly productName: string | null;
    readonly dimension: 'mass' | 'length' | 'area' | 'volume' | 'count' | null;
    readonly remaining: number | null;
    readonly place: string | null;
  }[];
}

export interface QueueItem {
  /** UUID; also its Idempotency-Key. */
  id: string;
  /** Sent in this order. */
  order: number;
  party: string;
  state: QueueState;
  madeAtMs: number;
  /** By how much the clock of this device was ahead of the node's when they last spoke, ms; null = they never have. */
  clockAheadMs: number | null;
  request: { path: string; type: string; body: string };
  attachments: Attachment[];
  told: Told;
  effect: Effect | null;
  /** Address of the form that it was typed into, and what was typed: to correct it. */
  form: { to: string; search?: Readonly<Record<string, string>> | undefined; value: unknown } | null;
  tries: number;
  nextTryAtMs: number;
  hold: Hold | null;
  refusals: ProblemError[];
  doneAtMs: number | null;
  /** Log entry, where the answer names one. */
  entry: number | null;
}

/** What is kept of an item that was sent: not its bytes. */
export function sentItem(item: QueueItem, atMs: number, entry: number | null): QueueItem {
  return {
    ...item,
    state: 'done',
    doneAtMs: atMs,
    entry,
    hold: null,
    refusals: [],
    form: null,
    request: { ...item.request, body: '' },
    attachments: [],
  };
}

const firstPauseMs = 5_000;
const longestPauseMs = 10 * 60_000;

/** Twice as long after each try, up to ten minutes. */
export function pauseAfter(tries: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries, 10));
}
