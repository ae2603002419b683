// Does what a capture job says. Running it again is harmless: what is in the log is answered as already recorded.
import type { CaptureOutcome, Refusal } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { textOf } from '../request/body.ts';
import type { CaptureJob } from './job.ts';

/** The job with its result; throws only where the node broke. */
export async function runJob(
  job: CaptureJob,
  bytes: Uint8Array,
  node: SelvedgeNode,
  nowMs: () => number,
): Promise<CaptureJob> {
  const outcomes =
    job.form === 'epcis' ? [await captureDocument(job, bytes, node)] : await recordEach(job, bytes, node);
  const errors = outcomes.flatMap((outcome, line) =>
    refusalsOf(outcome).map((refusal) => placed(refusal, job, line)),
  );
  return {
    ...job,
    finishedAtMs: nowMs(),
    success: errors.length === 0 && outcomes.every((outcome) => outcome.outcome === 'recorded'),
    errors,
    outcomes: outcomes.flatMap((outcome) => outcome.events),
    entries: outcomes.flatMap((outcome) => outcome.entries),
  };
}

function captureDocument(job: CaptureJob, bytes: Uint8Array, node: SelvedgeNode): Promise<CaptureOutcome> {
  if (job.party === null) throw new Error(`job ${job.id}: a document without a party`);
  return node.capture({ party: job.party, bytes, behaviour: job.behaviour, granularity: job.granularity });
}

async function recordEach(job: CaptureJob, bytes: Uint8Array, node: SelvedgeNode): Promise<CaptureOutcome[]> {
  const outcomes: CaptureOutcome[] = [];
  for (const statement of statementsIn(bytes)) {
    outcomes.push(
      job.party === null ? await node.record(statement) : await node.record(statement, job.party),
    );
  }
  return outcomes;
}

/** The lines of a body of signed statements, blank lines left out. */
export function statementsIn(bytes: Uint8Array): string[] {
  const lines = textOf(bytes).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** All refusals of an outcome, each once: those of the whole and those of single events. */
export function refusalsOf(outcome: CaptureOutcome): Refusal[] {
  const ofEvents = outcome.events.flatMap((event) =>
    event.refusals.map((refusal) => ({
      eventIndex: event.index,
      ...(event.eventId === null ? {} : { eventId: event.eventId }),
      ...refusal,
    })),
  );
  // The same refusal may be told of the event and of the whole; the event's tells more.
  const known = new Set(ofEvents.map((refusal) => `${refusal.code} ${refusal.detail}`));
  return [
    ...outcome.refusals.filter((refusal) => !known.has(`${refusal.code} ${refusal.detail}`)),
    ...ofEvents,
  ];
}

function placed(refusal: Refusal, job: CaptureJob, line: number): Refusal {
  return job.form === 'epcis' ? refusal : { ...refusal, pointer: `/${line}${refusal.pointer ?? ''}` };
}
