// What is remembered of each chain between two looks, and how patient the keeper is.
import type { AnchorTroubleCode, UnderWay } from '../port.ts';

export interface Kept {
  readonly underWay: UnderWay | null;
  /** When the last anchor was begun; null = none yet, or the last one came to nothing: then the next is due at once. */
  readonly begunAtMs: number | null;
  /** The largest size that has left so far. */
  readonly size: number;
  readonly trouble: Trouble | null;
}

export interface Trouble {
  readonly code: AnchorTroubleCode;
  readonly detail: string;
  readonly sinceMs: number;
  /** Times in a row. */
  readonly times: number;
  /** Nothing is tried before. */
  readonly untilMs: number;
}

export interface Policy {
  /** From the begin of one anchor to that of the next. */
  readonly everyMs: number;
  /** Blocks on top of the one that holds the anchor, before it is settled. */
  readonly confirmations: number;
  /** A letter that waits longer is written again with a higher fee; null = that helps nothing there. */
  readonly replaceAfterMs: number | null;
  /** Between two looks at what is under way. */
  readonly lookEveryMs: number;
  /** The first wait after trouble; it doubles up to the longest. */
  readonly waitMs: number;
  readonly longestWaitMs: number;
}

export const nothingKept: Kept = { underWay: null, begunAtMs: null, size: 0, trouble: null };

/** Written by `formatKept` and by nobody else. */
export function readKept(text: string | undefined): Kept {
  return text === undefined ? nothingKept : (JSON.parse(text) as Kept);
}

export function formatKept(kept: Kept): string {
  return JSON.stringify(kept);
}

/** The same trouble again waits twice as long; another one begins anew. */
export function withTrouble(
  kept: Kept,
  { code, detail }: Pick<Trouble, 'code' | 'detail'>,
  { waitMs, longestWaitMs }: Policy,
  nowMs: number,
): Kept {
  const before = kept.trouble?.code === code ? kept.trouble : undefined;
  const times = (before?.times ?? 0) + 1;
  const untilMs = nowMs + Math.min(waitMs * 2 ** Math.min(times - 1, 20), longestWaitMs);
  return { ...kept, trouble: { code, detail, sinceMs: before?.sinceMs ?? nowMs, times, untilMs } };
}
