// Captures that wait, run, or have ended, as the operator sees them.
import type { SelvedgeNode } from '../../flow/node.ts';
import type { CaptureJob, CaptureJobs } from '../../http/job/job.ts';
import type { JobState, JobsState } from '../../http/operate/operating.ts';

const mostShown = 50;
const mostErrors = 5;

export async function jobsOf(jobs: CaptureJobs, node: Pick<SelvedgeNode, 'party'>): Promise<JobsState> {
  // One at a time, the oldest first: that one runs.
  const [runs, ...waiting] = await jobs.unfinished();
  const newest = await jobs.list({ party: null, before: null, limit: mostShown });
  return {
    ...{ waiting: waiting.length, running: runs === undefined ? 0 : 1 },
    newest: newest.map((job) => jobStateOf(job, runs, node)),
  };
}

function jobStateOf(job: CaptureJob, runs: string | undefined, node: Pick<SelvedgeNode, 'party'>): JobState {
  const { id, party, createdAtMs, finishedAtMs, outcomes, errors } = job;
  return {
    ...{ id, party, partyName: party === null ? null : (node.party(party)?.name ?? null) },
    state: wordOf(job, runs),
    ...{ createdAtMs, finishedAtMs, events: outcomes.length },
    errors: errors.slice(0, mostErrors).map(({ code, detail }) => ({ code, detail })),
  };
}

function wordOf(
  { id, finishedAtMs, success, errors }: CaptureJob,
  runs: string | undefined,
): JobState['state'] {
  if (finishedAtMs === null) return id === runs ? 'running' : 'waiting';
  if (success) return 'done';
  return errors.some(({ code }) => code === 'INTERNAL_FAULT') ? 'broken' : 'refused';
}
