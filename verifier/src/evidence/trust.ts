// What a file rests on beside the signatures in it: who else has seen the log, and what its own map of balances shows.
import { isInstant } from '../bytes/member.ts';

export interface WitnessTrust {
  /** Of its key. */
  readonly name: string;
  /** When it says that this was the largest head it had seen, milliseconds since 1970. */
  readonly atMs: number;
  /** The reader knows the key from elsewhere. One from the file alone shows that somebody signed, not who. */
  readonly named: boolean;
}

export interface QuorumTrust {
  /** The fewest witnesses that can meet what the reader asks for. */
  readonly needed: number;
  readonly met: boolean;
}

export interface AnchorTrust {
  /** CAIP-2. */
  readonly chain: string;
  /** Entries of the anchored head. */
  readonly size: number;
  /** How much of what is shown stood in the log then. */
  readonly covers: 'all' | 'part' | 'nothing';
  readonly atMs: number;
  /** Contract, other log, or archive. */
  readonly place: string;
  /** Whether the reader gave the hash of the block; null where the place has no blocks. */
  readonly block: 'checked' | 'not checked' | null;
  /** Of the block. */
  readonly number: number | null;
  /** Of an archive or another log: the reader knows its key from elsewhere. Absent where not. */
  readonly named?: true;
}

export interface HoldingsTrust {
  /** The root entry, and when the log took it. */
  readonly entry: number;
  readonly atMs: number;
  /** Lots on the way back from the question. */
  readonly lots: number;
  /** Of how many of them nobody has drawn more than there was, shown or not. */
  readonly proven: number;
  readonly unproven: readonly { readonly lot: string; readonly why: string }[];
  /** Shown statements at or after the root entry, which it does not cover. */
  readonly later: number;
}

/** Only what holds stands here. */
export interface OutsideTrust {
  /** In the order of their cosignatures. */
  readonly witnesses: readonly WitnessTrust[];
  /** null: the reader asked for none. */
  readonly quorum: QuorumTrust | null;
  /** Ascending by chain. */
  readonly anchors: readonly AnchorTrust[];
  /** null: the file opens no balances, or they do not hold. */
  readonly holdings: HoldingsTrust | null;
}

/**
 * The newest time at which somebody outside whom the reader knows had this log: a witness, archive or log that the reader
 * named, or a block whose hash the reader gave. As of then the file is of the log as it was; null where nobody says so.
 * `latestMs`: whoever says a later time says nothing.
 */
export function vouchedAtMs(
  { witnesses, anchors }: Pick<OutsideTrust, 'witnesses' | 'anchors'>,
  latestMs: number = Number.POSITIVE_INFINITY,
): number | null {
  const known = [
    ...witnesses.filter(({ named }) => named),
    ...anchors.filter(({ block, named }) => block === 'checked' || named === true),
  ];
  const times = known.map(({ atMs }) => atMs).filter((atMs) => atMs <= latestMs);
  return times.length === 0 ? null : Math.max(...times);
}

/** `2026-11-22 12:00 UTC`. A file may give a time that no calendar has. */
export function minuteWords(atMs: number): string {
  if (!isInstant(atMs)) return 'a time that no calendar has';
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
