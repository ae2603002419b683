// What holds of entries one after the other (docs/protocol/entry.md), whoever said what in them.
import { decodeEntry, type Entry } from '#verifier';
import type { AlarmCode } from './alarm.ts';

export interface EntryFinding {
  code: AlarmCode;
  seq: number;
  detail: string;
}

/** What the mirror's own clock says of entries that are new to it. */
export interface Clocked {
  /** When the node was asked that showed the head before as its newest; null where there was none. */
  notBeforeMs: number | null;
  nowMs: number;
}

/** Between the node's clock and the mirror's. */
export const clockDifferenceMs: number = 10 * 60_000;

export class EntryRules {
  readonly #clocked: Clocked;
  #before: Entry | undefined;
  #isClockWrong = false;

  /** `before`: the entry before the first that will be taken. */
  constructor(before: Entry | undefined, clocked: Clocked) {
    this.#before = before;
    this.#clocked = clocked;
  }

  take(seq: number, bytes: Uint8Array): EntryFinding[] {
    const entry = decodeEntry(bytes);
    if (entry === undefined)
      return [{ code: 'ENTRY_MALFORMED', seq, detail: `Entry ${seq} is signed, and no entry of any form.` }];
    const findings = [...this.#order(seq, entry), ...this.#clock(seq, entry)];
    this.#before = entry;
    return findings;
  }

  #order(seq: number, { recordedAtMs, firstLot }: Entry): EntryFinding[] {
    const { recordedAtMs: lastMs = 0, firstLot: first = 0, lotCount = 0 } = this.#before ?? {};
    const findings: EntryFinding[] = [];
    if (recordedAtMs < lastMs) {
      const detail = `Entry ${seq} says it was recorded ${timeWords(recordedAtMs)}, and the entry before it ${timeWords(lastMs)}: the log's time went back.`;
      findings.push({ code: 'TIME_WENT_BACK', seq, detail });
    }
    if (firstLot !== first + lotCount) {
      const detail = `Entry ${seq} numbers its lots from ${firstLot}, where ${first + lotCount} comes next.`;
      findings.push({ code: 'LOTS_DIFFER', seq, detail });
    }
    return findings;
  }

  /** One word for a clock that is wrong, not one for every entry. */
  #clock(seq: number, { recordedAtMs }: Entry): EntryFinding[] {
    const { notBeforeMs, nowMs } = this.#clocked;
    const isBackDated = notBeforeMs !== null && recordedAtMs < notBeforeMs - clockDifferenceMs;
    const isAhead = recordedAtMs > nowMs + clockDifferenceMs;
    if (this.#isClockWrong || !(isBackDated || isAhead)) return [];
    this.#isClockWrong = true;
    const said = `Entry ${seq} says it was recorded ${timeWords(recordedAtMs)}`;
    const detail = isAhead
      ? `${said}, which is yet to come (now ${timeWords(nowMs)}): it is dated ahead, or one of the two clocks is wrong.`
      : `${said}, and ${timeWords(notBeforeMs ?? 0)} the log still ended before it: it is back-dated, or one of the two clocks is wrong.`;
    return [{ code: 'TIME_NOT_BELIEVABLE', seq, detail }];
  }
}

function timeWords(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.valueOf()) ? `at ${timeMs} ms` : date.toISOString();
}
