// Capture jobs in the database of the node (job.ts says what must be durable when).
import type { DatabaseSync } from 'node:sqlite';
import type { CaptureJob, CaptureJobs } from './job.ts';

export function captureJobsIn(database: DatabaseSync): CaptureJobs {
  return {
    create: async (job, bytes) => {
      const { id, party, form, behaviour, granularity, createdAtMs } = job;
      database
        .prepare(
          'INSERT INTO capture_job (id, party, form, behaviour, granularity, bytes, created_at_ms, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(id, party, form, behaviour, granularity, bytes, createdAtMs, resultOf(job));
    },
    update: async (job) => {
      // Once a job has ended, its bytes are in the log or were refused.
      database
        .prepare(
          'UPDATE capture_job SET result = ?, finished_at_ms = ?, bytes = CASE WHEN ? IS NULL THEN bytes END WHERE id = ?',
        )
        .run(resultOf(job), job.finishedAtMs, job.finishedAtMs, job.id);
    },
    find: async (id) => {
      const row = database.prepare(`SELECT ${columns} FROM capture_job WHERE id = ?`).get(id);
      return row === undefined ? undefined : jobOf(row);
    },
    list: async ({ party, before, limit }) =>
      database
        .prepare(
          `SELECT ${columns} FROM capture_job WHERE (?1 IS NULL OR party = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3`,
        )
        .all(party, before, limit)
        .map(jobOf),
    unfinished: async () =>
      database
        .prepare('SELECT id FROM capture_job WHERE finished_at_ms IS NULL ORDER BY id')
        .all()
        .map((row) => String(row['id'])),
    bytes: async (id) =>
      (database.prepare('SELECT bytes FROM capture_job WHERE id = ?').get(id)?.['bytes'] as
        | Uint8Array
        | null
        | undefined) ?? undefined,
  };
}

const columns = 'id, party, form, behaviour, granularity, created_at_ms, finished_at_ms, result';

function resultOf({ success, errors, outcomes, entries }: CaptureJob): string {
  return JSON.stringify({ success, errors, outcomes, entries });
}

function jobOf(row: Record<string, unknown>): CaptureJob {
  return {
    id: String(row['id']),
    party: row['party'] as string | null,
    form: row['form'] as CaptureJob['form'],
    behaviour: row['behaviour'] as CaptureJob['behaviour'],
    granularity: row['granularity'] as CaptureJob['granularity'],
    createdAtMs: Number(row['created_at_ms']),
    finishedAtMs: row['finished_at_ms'] === null ? null : Number(row['finished_at_ms']),
    ...(JSON.parse(String(row['result'])) as Pick<CaptureJob, 'success' | 'errors' | 'outcomes' | 'entries'>),
  };
}
