// The desk where captures are handed in: taken down durably first, then done one after the other.
import type { SelvedgeNode } from '../../flow/node.ts';
import { type CaptureJob, type CaptureJobs, type CaptureOrder, jobId } from './job.ts';
import { runJob } from './run.ts';

export interface CaptureDesk {
  /** Resolves when the job is on disk. It runs after those before it. */
  enqueue(order: CaptureOrder): Promise<CaptureJob>;
  /** Whether more of this party may wait: nobody fills the disk and keeps all others waiting. */
  hasRoom(party: string): boolean;
  find(id: string): Promise<CaptureJob | undefined>;
  list: CaptureJobs['list'];
  /** Runs again what an earlier process left unfinished. Call it once, before the door opens. */
  resume(): Promise<void>;
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>;
  /** Lets the running job end; the others stay on disk for the next `resume`. */
  close(): Promise<void>;
}

export interface DeskOptions {
  nowMs?: () => number;
  report?: (fault: unknown) => void;
}

export function captureDesk(node: SelvedgeNode, jobs: CaptureJobs, options: DeskOptions = {}): CaptureDesk {
  const nowMs = options.nowMs ?? Date.now;
  const report = options.report ?? ((fault: unknown) => console.error(fault));
  let closed = false;
  // One promise after the other is the queue: order of acceptance, one at a time.
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  const waits = new Map<string | null, Waits>();

  async function run(id: string): Promise<void> {
    const job = closed ? undefined : await jobs.find(id);
    const bytes = await jobs.bytes(id);
    if (closed || job === undefined || bytes === undefined) return;
    await jobs.update(await runJob(job, bytes, node, nowMs).catch((fault) => broken(job, fault)));
  }

  // A job that broke the node is not tried for ever: it would hold up all others. Its sender may send it again.
  function broken(job: CaptureJob, fault: unknown): CaptureJob {
    report(fault);
    const refusal = {
      code: 'INTERNAL_FAULT',
      detail: 'Something broke in the node while this job ran. Send it again.',
    };
    return { ...job, finishedAtMs: nowMs(), success: false, errors: [refusal] };
  }

  function queue(id: string, party: string | null, bytes: number): void {
    waiting += 1;
    add(waits, party, { jobs: 1, bytes });
    last = last
      .then(() => run(id))
      .catch(report)
      .finally(() => {
        waiting -= 1;
        add(waits, party, { jobs: -1, bytes: -bytes });
      });
  }

  return {
    enqueue: async (order) => {
      const { bytes, ...rest } = order;
      const now = nowMs();
      const job = {
        ...rest,
        id: jobId(now),
        createdAtMs: now,
        finishedAtMs: null,
        success: true,
        errors: [],
        outcomes: [],
        entries: [],
      };
      await jobs.create(job, bytes);
      queue(job.id, job.party, bytes.length);
      return job;
    },
    hasRoom: (party) => {
      const { jobs: count, bytes } = waits.get(party) ?? nothing;
      return count < mostWaiting.jobs && bytes < mostWaiting.bytes;
    },
    find: (id) => jobs.find(id),
    list: (asked) => jobs.list(asked),
    resume: async () => {
      for (const id of await jobs.unfinished()) {
        const { party = null } = (await jobs.find(id)) ?? {};
        queue(id, party, (await jobs.bytes(id))?.length ?? 0);
      }
    },
    idle: async () => {
      while (waiting > 0) await last;
    },
    close: async () => {
      closed = true;
      await last;
    },
  };
}

interface Waits {
  jobs: number;
  bytes: number;
}

const nothing: Waits = { jobs: 0, bytes: 0 };

/** Of one party. */
export const mostWaiting: Waits = { jobs: 100, bytes: 512 * 1024 * 1024 };

function add(waits: Map<string | null, Waits>, party: string | null, { jobs, bytes }: Waits): void {
  const before = waits.get(party) ?? nothing;
  const after = { jobs: before.jobs + jobs, bytes: before.bytes + bytes };
  if (after.jobs === 0) waits.delete(party);
  else waits.set(party, after);
}
