// Custodial capture: the node validates an EPCIS document and signs it in the name of a party that has no key of its own.
import { parseAtTheDoor } from '../domain/epcis/door.ts';
import type { CaptureOutcome, Refusal } from './answers.ts';
import { eventsOf } from './capture/event-list.ts';
import { CaptureJob } from './capture/job.ts';
import type { Committer } from './commit.ts';
import type { Custodian } from './custodian.ts';
import type { CaptureRequest } from './node.ts';
import { RecordedHashes, recordedTwin, Repetitions } from './same-event.ts';
import type { World } from './world.ts';

export const documentBytesMax: number = 64 * 1024 * 1024;
export const nestingMaxOfDocuments: number = 64;
/** A document is taken as one: this many events keep the node busy for a second or two, and nobody else waits longer. */
export const documentEventsMax: number = 20_000;

export async function capture(
  world: World,
  committer: Committer,
  custodian: Custodian,
  request: CaptureRequest,
): Promise<CaptureOutcome> {
  const door = parseAtTheDoor(request.bytes, { maxBytes: documentBytesMax, maxDepth: nestingMaxOfDocuments });
  if (!door.ok) return refusedWhole([door.refusal]);
  const signer = custodian.signerOf(request.party);
  if (signer === undefined) return refusedWhole([noCustodialKey(request.party)]);
  const count = eventsOf(door.value).length;
  if (count > documentEventsMax) return refusedWhole([tooManyEvents(count)]);
  const job = new CaptureJob(door.value, request.behaviour ?? 'rollback', world.clock.nowMs());
  if (job.failed) return job.outcome([]);
  job.refuseRepeated(new Repetitions(world));
  const { ledger } = committer.state;
  const hashes = new RecordedHashes(world, ledger);
  job.recognise((event) => recordedTwin(world, ledger, event, request.party, hashes));
  job.nameEvents(() => custodian.newEventId());
  for (;;) {
    if (job.failed || job.travelling.length === 0) return job.outcome([]);
    const drafts = job
      .parts()
      .map((events) => custodian.sign(signer, job.document, events, request.granularity ?? 'property'));
    const committed = await committer.submit(drafts);
    if (committed.outcome === 'accepted') return job.outcome(committed.seqs);
    if (committed.outcome === 'already-recorded') return job.outcome([committed.seq]);
    job.refuse(committed.refusals);
  }
}

export function noCustodialKey(party: string): Refusal {
  return {
    code: 'NO_CUSTODIAL_KEY',
    field: 'party',
    detail: `The node holds no key for ${party}: hand in statements signed by the party, or admit it with a custodial key.`,
  };
}

export function tooManyEvents(count: number): Refusal {
  return {
    code: 'TOO_MANY_EVENTS',
    field: 'eventList',
    detail: `The document holds ${count} events; at most ${documentEventsMax} are taken at once: send it in parts.`,
  };
}

function refusedWhole(refusals: Refusal[]): CaptureOutcome {
  return { outcome: 'refused', events: [], entries: [], refusals, warnings: [], custody: 'custodial' };
}
