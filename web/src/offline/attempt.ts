// Sending a form: what got no answer may have been done. Sent again it carries the same Idempotency-Key and the same body.
import { Problem } from '../api/call.ts';

export interface Attempt {
  /** UUID: the Idempotency-Key, and the id of what is said where the form gives it one. */
  readonly key: string;
  /** When it was sent the first time: moments in the body are reckoned from here. */
  readonly atMs: number;
  /** What was sent: typed otherwise since, it is sent at another moment, by the same key. */
  readonly of: string;
}

/** The one that has no answer yet goes on; else a new one begins. */
export function attemptFor(before: Attempt | null, value: unknown): Attempt {
  const of = printOf(value);
  if (before?.of === of) return before;
  return { key: before?.key ?? crypto.randomUUID(), atMs: Date.now(), of };
}

/** The same for the same typing; a file stands in it by name, size and date. */
export function printOf(value: unknown): string {
  const named = (_: string, one: unknown): unknown => {
    if (!(one instanceof Blob)) return one;
    return one instanceof File ? [one.name, one.size, one.lastModified] : [one.size, one.type];
  };
  return JSON.stringify(value, named) ?? '';
}

/** Nobody knows whether it was done: no line, no answer in time, a node that stumbled, or nobody who was let in to ask. */
export function isUnclear(fault: unknown): boolean {
  if (!(fault instanceof Problem)) return true;
  const { status } = fault;
  return status === 0 || [401, 408, 425, 429].includes(status) || status >= 500;
}

export function idOf({ key }: Attempt): string {
  return `urn:uuid:${key}`;
}
