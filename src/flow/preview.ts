// What capture would say, without saying it: the same parsing, the same rules, the same pure decision on the ledger as it
// is now. Nothing is signed, numbered, stored or applied. The work is done in slices, so that captures are not held up.
import { setImmediate } from 'node:timers/promises';
import { parseAtTheDoor } from '../domain/epcis/door.ts';
import type { ValidEvent } from '../domain/epcis/document.ts';
import { eventHash } from '../domain/epcis/event-hash.ts';
import { decide, type Decision, type IsSameEvent } from '../domain/ledger/decide.ts';
import type { EpcisFacts, Facts } from '../domain/ledger/facts.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { factsOfEvent } from '../domain/ledger/read-facts.ts';
import { validKeysOf } from '../domain/party/register.ts';
import type { Speaker } from '../domain/statement/draft.ts';
import type { Refusal } from './answers.ts';
import {
  documentBytesMax,
  noCustodialKey,
  tooManyEvents,
  documentEventsMax,
  nestingMaxOfDocuments,
} from './capture.ts';
import { eventsOf } from './capture/event-list.ts';
import { CaptureJob, type Travelling } from './capture/job.ts';
import type { CaptureRequest } from './node.ts';
import type { Parts } from './node/parts.ts';
import type { CapturePreview, EventPreview } from './preview/answer.ts';
import { balancesAfter, trialOf } from './preview/balances.ts';
import { warningsOf } from './preview/warnings.ts';
import { hashOfRecorded, RecordedHashes, recordedTwin, Repetitions, type Twin } from './same-event.ts';

/**
 * Decides about each event of a document as if those that can stand were sent without the others; `outcome` is that of the
 * behaviour asked for. A party that signs on its own device is answered, too: it may ask before it signs.
 */
export async function previewDocument(parts: Parts, request: CaptureRequest): Promise<CapturePreview> {
  const { world, custodian, ledger } = parts;
  const door = parseAtTheDoor(request.bytes, { maxBytes: documentBytesMax, maxDepth: nestingMaxOfDocuments });
  if (!door.ok) return refusedWhole([door.refusal]);
  const signer = custodian.signerOf(request.party) ?? deviceSpeaker(ledger(), request.party);
  if (signer === undefined) return refusedWhole([noCustodialKey(request.party)]);
  const count = eventsOf(door.value).length;
  if (count > documentEventsMax) return refusedWhole([tooManyEvents(count)]);
  await setImmediate();
  const job = new CaptureJob(door.value, 'proceed', world.clock.nowMs());
  await setImmediate();
  job.refuseRepeated(new Repetitions(world));
  await setImmediate();
  const twins = await twinsOf(parts, job.travelling, request.party);
  job.recognise((event) => twins.get(event));
  const decided = await decideOn(parts, job, signer);
  return answerOf(ledger(), job, decided, request.behaviour ?? 'rollback');
}

/** Found in slices: for each event that is there already its statement is read again. */
async function twinsOf(
  { world, ledger }: Parts,
  travelling: readonly Travelling[],
  party: string,
): Promise<Map<ValidEvent, Twin>> {
  const twins = new Map<ValidEvent, Twin>();
  const hashes = new RecordedHashes(world, ledger());
  for (const [at, { valid }] of travelling.entries()) {
    if (at % sliceOfTwins === 0) await setImmediate();
    const twin = recordedTwin(world, ledger(), valid, party, hashes);
    if (twin !== undefined) twins.set(valid, twin);
  }
  return twins;
}

/** About 10 ms where all of them are there already (measured). */
const sliceOfTwins = 64;

interface Decided {
  facts: EpcisFacts[];
  travelling: Travelling[][];
}

/** Leaves out what is refused until the rest can stand, or nothing is left. */
async function decideOn(parts: Parts, job: CaptureJob, signer: Speaker): Promise<Decided> {
  while (!job.failed && job.travelling.length > 0) {
    await setImmediate();
    const travelling = job.parts();
    const facts = travelling.map((events, at) => unsignedFacts(parts, signer, events, at));
    const decision = decideNow(parts, facts, travelling);
    if (decision.outcome === 'accepted') return { facts, travelling };
    if (decision.outcome === 'already-recorded') break;
    job.refuse(decision.refusals);
  }
  return { facts: [], travelling: [] };
}

function decideNow({ world, ledger }: Parts, facts: Facts[], travelling: Travelling[][]): Decision {
  const hashOf = ({ valid }: Travelling): string =>
    eventHash(valid.event, valid.namespaces, world.primitives.sha256);
  const isSame: IsSameEvent = (statement, index, recorded) => {
    const events = travelling[statement]!;
    const asked = hashOf(events[index]!);
    return (
      asked === (recorded < 0 ? hashOf(events[-1 - recorded]!) : hashOfRecorded(world, ledger(), recorded))
    );
  };
  return decide(ledger(), facts, world.clock.nowMs(), isSame);
}

/** The facts that a signed statement of these events would have. Births are counted by whoever signs. */
function unsignedFacts(
  { world }: Parts,
  signer: Speaker,
  events: readonly Travelling[],
  at: number,
): EpcisFacts {
  return {
    kind: 'epcis',
    digest: new Uint8Array(32),
    // No statement has such a key: those are digests in base64url.
    payloadKey: `preview ${at}`,
    iss: signer.party,
    kid: signer.kid,
    issuedAtS: Math.floor(world.clock.nowMs() / 1000),
    events: events.map(({ valid }) => factsOfEvent(valid.event, valid.movement, {}, [])),
    lotCount: 0,
  };
}

function deviceSpeaker(ledger: Ledger, party: string): Speaker | undefined {
  const key = validKeysOf(ledger.register, party).at(-1);
  return key === undefined ? undefined : { party, kid: key.kid };
}

function answerOf(
  ledger: Ledger,
  job: CaptureJob,
  { facts, travelling }: Decided,
  behaviour: 'rollback' | 'proceed',
): CapturePreview {
  const outcome = job.outcome([]);
  const trial = trialOf(ledger, facts);
  const places = travelling.flat().map(({ index }) => index);
  const warned = warningsOf(
    ledger,
    trial,
    facts.flatMap(({ events }) => events),
    places,
  );
  const ofEvents = new Set(outcome.events.flatMap(({ refusals }) => refusals));
  const events = outcome.events.map(
    ({ status, ...event }): EventPreview => ({
      ...event,
      status: status === 'recorded' ? 'new' : status,
      warnings: [
        ...outcome.warnings.filter(({ eventIndex }) => eventIndex === event.index),
        ...(warned.get(event.index) ?? []),
      ],
    }),
  );
  const isRefused = outcome.outcome === 'refused';
  const anyRefused = isRefused || events.some(({ status }) => status === 'refused');
  return {
    outcome: isRefused || (behaviour === 'rollback' && anyRefused) ? 'refused' : 'recorded',
    events,
    refusals: outcome.refusals.filter((refusal) => !ofEvents.has(refusal)),
    warnings: outcome.warnings.filter(({ eventIndex }) => eventIndex === undefined),
    balances: balancesAfter(trial),
  };
}

function refusedWhole(refusals: Refusal[]): CapturePreview {
  return { outcome: 'refused', events: [], refusals, warnings: [], balances: [] };
}
