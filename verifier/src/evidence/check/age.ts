// How old the file may be: everything in an old one is true, and no longer so. The reader has the clock (witness.md, "Age").
import { minuteWords, vouchedAtMs } from '../trust.ts';
import { type Check, failed } from '../verdict.ts';
import type { AnchorsReading } from './anchors.ts';
import type { WitnessesReading } from './witnesses.ts';

export interface AskedAge {
  readonly nowMs: number;
  readonly oldestMs: number;
}

/** Everything that stands outside the log. */
export interface Outside {
  readonly witnesses: WitnessesReading;
  readonly anchors: AnchorsReading;
}

/** Undefined where any age will do. An age without a time to count it from is met by no file. */
export function askedAge({ nowMs = Number.NaN, oldestMs }: Partial<Unset<AskedAge>>): AskedAge | undefined {
  return oldestMs === undefined ? undefined : { nowMs, oldestMs };
}

type Unset<T> = { readonly [name in keyof T]: T[name] | undefined };

/** Clocks outside may go before the reader's; what is told from further ahead tells nothing (witness.md). */
const aheadMs = 10 * 60_000;

/** Held against the newest time that somebody vouches for: by the check of witnesses where the reader named any, else by that of anchors. */
export function withAge(outside: Outside, age: AskedAge, isOfWitnesses: boolean): Outside {
  const { witnesses, anchors } = outside;
  const trust = { witnesses: witnesses.witnesses, anchors: anchors.anchors };
  const atMs = vouchedAtMs(trust, age.nowMs + aheadMs);
  return isOfWitnesses
    ? { witnesses: { ...witnesses, check: aged(witnesses.check, atMs, age) }, anchors }
    : { witnesses, anchors: { ...anchors, check: aged(anchors.check, atMs, age) } };
}

/** What has failed already says why. */
function aged(check: Check, atMs: number | null, { nowMs, oldestMs }: AskedAge): Check {
  if (check.result === 'fail') return check;
  const isNew = atMs !== null && atMs >= nowMs - oldestMs;
  if (isNew) return { ...check, detail: `${check.detail} As of ${minuteWords(atMs)}.` };
  const detail =
    atMs === null
      ? 'You asked how old this may be, and nobody outside whom you know vouches for any time.'
      : `The file is of the log as of ${minuteWords(atMs)}, by those outside whom you know: older than you asked for.`;
  return failed(check.name, [{ code: 'HEAD_TOO_OLD', detail, entries: [] }]);
}
