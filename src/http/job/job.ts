// A capture job: what was accepted with 202, and what became of it.
import { randomBytes } from 'node:crypto';
import type { EventOutcome, Refusal } from '../../flow/answers.ts';

export interface CaptureOrder {
  /** In whose name; null = each signed statement speaks for its own issuer (operator only). */
  party: string | null;
  /** `epcis`: one document that the node signs. `statements`: signed statements, one a line. */
  form: 'epcis' | 'statements';
  behaviour: 'rollback' | 'proceed';
  granularity: 'property' | 'event';
  bytes: Uint8Array;
}

export interface CaptureJob extends Omit<CaptureOrder, 'bytes'> {
  /** Ascends in the order of acceptance. */
  id: string;
  createdAtMs: number;
  finishedAtMs: number | null;
  /** While it runs: nothing refused so far (EPCIS 2.0). */
  success: boolean;
  errors: Refusal[];
  outcomes: EventOutcome[];
  /** Log indexes of the statements it wrote. */
  entries: number[];
}

/**
 * Where jobs are kept. In SQLite: capture_job(id PRIMARY KEY, party, form, behaviour, granularity, bytes, created_at_ms,
 * finished_at_ms NULL, result NULL); `unfinished` is the rows without finished_at_ms.
 */
export interface CaptureJobs {
  /** MUST be on disk, bytes and all, when it resolves: 202 is answered next. */
  create(job: CaptureJob, bytes: Uint8Array): Promise<void>;
  /** Writes the result of a finished job; SHOULD drop its bytes, which are in the log by then or were refused. */
  update(job: CaptureJob): Promise<void>;
  find(id: string): Promise<CaptureJob | undefined>;
  /** Newest first, ids below `before`; `party: null` = of all parties. */
  list(asked: { party: string | null; before: string | null; limit: number }): Promise<CaptureJob[]>;
  /** Ids of the jobs without a result, oldest first. */
  unfinished(): Promise<string[]>;
  bytes(id: string): Promise<Uint8Array | undefined>;
}

let lastMs = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562 section 5.7) that is above every earlier one of this process. */
export function jobId(nowMs: number): string {
  sequence = nowMs > lastMs ? 0 : sequence + 1;
  lastMs = Math.max(nowMs, lastMs);
  // 12 bits of counter, then on to the next millisecond (method 1 of section 6.2).
  if (sequence > 0xfff) [lastMs, sequence] = [lastMs + 1, 0];
  const time = lastMs.toString(16).padStart(12, '0');
  const count = sequence.toString(16).padStart(3, '0');
  const chance = randomBytes(8);
  chance[0] = ((chance[0] ?? 0) & 0x3f) | 0x80;
  const tail = chance.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
