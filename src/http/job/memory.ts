// Capture jobs that live as long as the process: for tests and for a node that is thrown away.
import type { CaptureJob, CaptureJobs } from './job.ts';

export function captureJobsInMemory(): CaptureJobs {
  const jobs = new Map<string, CaptureJob>();
  const bodies = new Map<string, Uint8Array>();
  return {
    create: async (job, bytes) => {
      jobs.set(job.id, job);
      bodies.set(job.id, bytes.slice());
    },
    update: async (job) => {
      jobs.set(job.id, job);
      if (job.finishedAtMs !== null) bodies.delete(job.id);
    },
    find: async (id) => jobs.get(id),
    list: async ({ party, before, limit }) =>
      [...jobs.values()]
        .filter((job) => (party === null || job.party === party) && (before === null || job.id < before))
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit),
    unfinished: async () =>
      [...jobs.values()]
        .filter((job) => job.finishedAtMs === null)
        .map((job) => job.id)
        .sort(),
    bytes: async (id) => bodies.get(id),
  };
}
