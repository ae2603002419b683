// Goods change hands: the word of trade and the event are one act, and are taken together or not at all. Half of it would leave a
// shipment that nobody can receive, or goods that are in two stores.
import { type JsonObject, parseInstant, splitClaims } from '#verifier';
import { parseAtTheDoor } from '../domain/epcis/door.ts';
import { answeredRefusal } from './answered.ts';
import type { EventOutcome, Handover, HandoverOutcome, Refusal } from './answers.ts';
import { eventsOf } from './capture/event-list.ts';
import { CaptureJob } from './capture/job.ts';
import { documentBytesMax, nestingMaxOfDocuments, noCustodialKey } from './capture.ts';
import type { Readied } from './commit.ts';
import type { Answer } from './node.ts';
import type { Parts } from './node/parts.ts';
import { recordAt, recordView } from './records.ts';
import { recordedTwin, Repetitions } from './same-event.ts';

/**
 * Signed for the party by the node. The same again answers what is there: whatever of the two the log has already is not said twice.
 * Refusals of the record have no `eventIndex`.
 */
export async function handOver(parts: Parts, handover: Handover): Promise<Answer<HandoverOutcome>> {
  const { world, custodian, ledger } = parts;
  const door = parseAtTheDoor(handover.event, {
    maxBytes: documentBytesMax,
    maxDepth: nestingMaxOfDocuments,
  });
  if (!door.ok) return { ok: false, refusals: [door.refusal] };
  const signer = custodian.signerOf(handover.party);
  if (signer === undefined) return { ok: false, refusals: [noCustodialKey(handover.party)] };
  if (eventsOf(door.value).length !== 1) return { ok: false, refusals: [oneEvent] };
  const job = new CaptureJob(door.value, 'rollback', world.clock.nowMs());
  if (!job.failed) job.refuseRepeated(new Repetitions(world));
  if (!job.failed) job.recognise((event) => recordedTwin(world, ledger(), event, handover.party));
  if (job.failed) return { ok: false, refusals: job.outcome([]).refusals };
  job.nameEvents(() => custodian.newEventId());
  const known = entrySaid(parts, handover);
  const { clear, hidden } = splitClaims(handover.kind, handover.claims as JsonObject);
  const word = known === undefined ? custodian.record(signer, handover.kind, clear, hidden) : undefined;
  if (word?.ok === false) return word;
  const events = job.parts().map((some) => custodian.sign(signer, job.document, some, 'property'));
  return commit(parts, job, events, word?.readied, known);
}

const oneEvent: Refusal = {
  code: 'SINGLE_EVENT_EXPECTED',
  field: 'event',
  detail: 'A handover is told by one event: send others to POST /capture.',
};

async function commit(
  parts: Parts,
  job: CaptureJob,
  events: Readied[],
  word: Readied | undefined,
  known: number | undefined,
): Promise<Answer<HandoverOutcome>> {
  const { committer, snapshots } = parts;
  const offered = [...events, ...(word === undefined ? [] : [word])];
  if (offered.length === 0) return { ok: true, value: outcomeOf(parts, job.outcome([]).events, known!) };
  const committed = await committer.submit(offered);
  snapshots.nowAndThen();
  if (committed.outcome === 'refused')
    return { ok: false, refusals: committed.refusals.map(answeredRefusal) };
  const seqs = committed.outcome === 'accepted' ? committed.seqs : [committed.seq];
  const outcome = job.outcome(seqs.slice(0, events.length));
  return { ok: true, value: outcomeOf(parts, outcome.events, known ?? seqs.at(-1)!) };
}

function outcomeOf({ world, ledger }: Parts, events: EventOutcome[], entry: number): HandoverOutcome {
  const record = recordAt(ledger(), entry);
  if (record === undefined) throw new Error(`entry ${entry} is no record`);
  return { record: recordView(world, ledger(), record), event: events[0]! };
}

/** The entry where the party has said the same already: a trade of that id, or this word about that trade at that time. */
function entrySaid({ ledger }: Parts, { party, kind, claims }: Handover): number | undefined {
  const { records } = ledger();
  const atMs = parseInstant(claims['at']);
  const all =
    kind === 'trade'
      ? [records.byId('trade', String(claims['trade']))]
      : records.answersTo(String(claims['about']));
  return all.find((one) => {
    if (one?.issuer !== party || one.atMs !== atMs) return false;
    return one.kind === 'trade' || one.word === claims['word'];
  })?.entry;
}
