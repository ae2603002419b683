// An alarm whose heads, hashes and entries are checked: what the check of each code begins with.
import type { Entry, Statement } from '#verifier';
import type { Alarm, ShownEntry } from './alarm.ts';
import type { Part } from './parts.ts';

export interface Case {
  alarm: Alarm;
  /** Sizes and roots of the heads. */
  heads: { size: number; root: Uint8Array }[];
  parts: Part[];
  entries: ReadonlyMap<number, CheckedEntry>;
}

export interface CheckedEntry {
  index: number;
  bytes: Uint8Array;
  entry: Entry | undefined;
  shown: ShownEntry;
  /** Of those that are shown, and are what the entry stands for. */
  statement: Statement | undefined;
}
