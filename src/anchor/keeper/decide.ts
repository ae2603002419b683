// The life of an anchor (docs/protocol/anchor.md): due, sent, seen, settled. Decided here, done in keeper.ts.
import type { Head, Sight, UnderWay } from '../port.ts';
import type { Kept, Policy } from './kept.ts';

/** What the place holds, held against the log. */
export interface PlaceView {
  /** null = nothing of this log. */
  readonly head: Head | null;
  /** The log has this very head, too. */
  readonly isOurs: boolean;
  /** A proof of it, or of a later one, is kept. */
  readonly isSettled: boolean;
}

export type Step =
  | { readonly do: 'rest'; readonly untilMs: number }
  /** Write and send the head of this size. */
  | { readonly do: 'begin'; readonly size: number }
  /** The place holds a head that left here and is remembered by nobody: take it up again. */
  | { readonly do: 'adopt' }
  | { readonly do: 'send' }
  | { readonly do: 'replace' }
  | { readonly do: 'mark'; readonly where: string | null }
  | { readonly do: 'settle' }
  | { readonly do: 'forget'; readonly why: string }
  | { readonly do: 'alarm'; readonly detail: string };

/** Undefined where the place must be asked: something is under way, or it is time. */
export function restBefore(kept: Kept, logSize: number, policy: Policy, nowMs: number): Step | undefined {
  if (kept.trouble !== null && nowMs < kept.trouble.untilMs) return rest(kept.trouble.untilMs);
  if (kept.underWay !== null) return undefined;
  const dueAtMs = (kept.begunAtMs ?? Number.NEGATIVE_INFINITY) + policy.everyMs;
  if (nowMs < dueAtMs) return rest(dueAtMs);
  return logSize > kept.size ? undefined : rest(nowMs + policy.lookEveryMs);
}

/** Nothing is under way, and it is time. */
export function decideDue(
  { head, isOurs, isSettled }: PlaceView,
  logSize: number,
  stride: number,
  policy: Policy,
  nowMs: number,
): Step {
  if (head !== null && !isOurs) return alarm(head, logSize);
  if (head !== null && !isSettled) return { do: 'adopt' };
  return beginStep(head?.size ?? 0, logSize, stride, policy, nowMs);
}

/** The step after that of `decideDue`, where what the place holds cannot be taken up. */
export function beginStep(
  placeSize: number,
  logSize: number,
  stride: number,
  policy: Policy,
  nowMs: number,
): Step {
  const size = sizeToAnchor(placeSize, logSize, stride);
  return size > placeSize ? { do: 'begin', size } : rest(nowMs + policy.everyMs);
}

/** The largest multiple of the stride where that is above what the place holds, otherwise all there is. */
export function sizeToAnchor(placeSize: number, logSize: number, stride: number): number {
  const whole = Math.floor(logSize / stride) * stride;
  return whole > placeSize ? whole : logSize;
}

/** One is under way, and the driver has looked. */
export function decideUnderWay(underWay: UnderWay, sight: Sight, policy: Policy, nowMs: number): Step {
  if (sight.at === 'gone') return { do: 'forget', why: sight.why };
  if (sight.at === 'seen') {
    if (sight.where !== underWay.seenIn) return { do: 'mark', where: sight.where };
    return sight.confirmations >= policy.confirmations ? { do: 'settle' } : rest(nowMs + policy.lookEveryMs);
  }
  // The block that held it is no longer there. Its letter is still good, and goes first.
  if (underWay.seenIn !== null) return { do: 'mark', where: null };
  if (sight.at === 'nowhere') return { do: 'send' };
  const waitsSinceMs = underWay.letters.at(-1)?.sentAtMs ?? nowMs;
  return policy.replaceAfterMs !== null && nowMs >= waitsSinceMs + policy.replaceAfterMs
    ? { do: 'replace' }
    : rest(nowMs + policy.lookEveryMs);
}

/** Before anything leaves, the place is asked once more: undefined where the letter still follows what it holds. */
export function heldBack(
  underWay: UnderWay,
  { head, isOurs }: PlaceView,
  logSize: number,
  policy: Policy,
  nowMs: number,
): Step | undefined {
  if (head !== null && !isOurs) return alarm(head, logSize);
  const placeSize = head?.size ?? 0;
  if (placeSize === underWay.fromSize) return undefined;
  if (placeSize === underWay.size) return rest(nowMs + policy.lookEveryMs);
  return { do: 'forget', why: `the place holds ${placeSize} entries, not ${underWay.fromSize}` };
}

function alarm({ size }: Head, logSize: number): Step {
  const detail =
    size > logSize
      ? `the place holds a head of ${size} entries, and the log has ${logSize}: it was rolled back, or somebody else holds the key`
      : `the place holds another root of ${size} entries than the log: one of the two is a fork`;
  return { do: 'alarm', detail };
}

function rest(untilMs: number): Step {
  return { do: 'rest', untilMs };
}
