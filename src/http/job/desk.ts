// The desk where captures are handed in: taken down durably first, then done one after the other.
import type { SelvedgeNode } from '../../flow/node.ts';
import { type CaptureJob, type CaptureJobs, type CaptureOrder, jobId } from './job.ts';
import { runJob } from './run.ts';

export interface CaptureDesk {
  /** Resolves when the job is on disk. It runs after those before it. */
  enqueue(order: CaptureOrder): Promise<CaptureJob>;
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

  function queue(id: string): void {
    waiting += 1;
    last = last
      .then(() => run(id))
      .catch(report)
      .finally(() => {
        waiting -= 1;
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
      queue(job.id);
      return job;
    },
    find: (id) => jobs.find(id),
    list: (asked) => jobs.list(asked),
    resume: async () => {
      for (const id of await jobs.unfinished()) queue(id);
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
