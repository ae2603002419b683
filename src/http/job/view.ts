// A capture job as EPCIS 2.0 shows it, with the outcome of each event beside it.
import { problemBody } from '../problem/problem.ts';
import type { CaptureJob } from './job.ts';

export function jobView(job: CaptureJob): Record<string, unknown> {
  return {
    captureID: job.id,
    createdAt: new Date(job.createdAtMs).toISOString(),
    ...(job.finishedAtMs === null ? {} : { finishedAt: new Date(job.finishedAtMs).toISOString() }),
    running: job.finishedAtMs === null,
    success: job.success,
    captureErrorBehaviour: job.behaviour,
    errors: job.errors.map((refusal) => problemBody([refusal])),
    party: job.party,
    custody: job.form === 'epcis' ? 'custodial' : 'device',
    events: job.outcomes,
    entries: job.entries,
  };
}
