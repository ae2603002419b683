// Statements as the committer takes them: read, not signed. For the storage path, and to fill a ledger quickly.
import { movementOf } from '#verifier';
import { randomBytes } from 'node:crypto';
import { eventKey } from '../../domain/epcis/event-key.ts';
import type { EpcisFacts, EventFacts } from '../../domain/ledger/facts.ts';
import type { Committer, Readied } from '../../flow/commit.ts';
import { objectEvent } from '../../scenario/event.ts';
import { loadLevels } from '../../scenario/load-site.ts';
import { baseLot, baseLotGrams, farmParty, type MillWork, millParty } from './workload.ts';

export const rowBytes = 1_024;

/** One event as one entry, with a body of 1 KB that does not compress: what `Committer.submit` gets after reading. */
export function readyRow(work: MillWork, kid: string): Readied {
  const event = eventFacts(work.event, [work.output]);
  return { sdjwt: '', facts: factsOf([event], millParty, kid), body: randomBytes(rowBytes) };
}

/** Several events as one entry, as a statement is. */
export function readyStatement(works: MillWork[], kid: string): Readied {
  const events = works.map(({ event, output }, at) => eventFacts(event, [output], at));
  return { sdjwt: '', facts: factsOf(events, millParty, kid), body: randomBytes(rowBytes * works.length) };
}

const lotsPerEvent = 100;
const eventsPerStatement = 50;

/** Brings the lots into being that the workload draws from. */
export async function makeBaseLots(committer: Committer, kid: string, baseLots: number): Promise<void> {
  for (let first = 0; first < baseLots; first += lotsPerEvent * eventsPerStatement) {
    const starts = Array.from({ length: eventsPerStatement }, (_, at) => first + at * lotsPerEvent);
    const events = starts
      .filter((start) => start < baseLots)
      .map((start) => harvest(start, Math.min(baseLots, start + lotsPerEvent), start - first));
    const readied = { sdjwt: '', facts: factsOf(events, farmParty, kid), body: randomBytes(64) };
    const committed = await committer.submit([readied]);
    if (committed.outcome !== 'accepted')
      throw new Error(`base lots were refused: ${JSON.stringify(committed)}`);
  }
}

function harvest(from: number, to: number, firstBirth: number): EventFacts {
  const lots = Array.from({ length: to - from }, (_, at) => baseLot(from + at));
  const { site } = loadLevels[0]!;
  const occasion = {
    eventID: `urn:x-bench:harvest:${from}`,
    atMs: Date.UTC(2024, 0, 1),
    offsetMinutes: 0,
    place: site.facility.facility,
    bizStep: 'commissioning',
    disposition: 'active',
  };
  const portions = lots.map((lot) => ({ lot, grams: baseLotGrams }));
  return eventFacts(objectEvent(occasion, 'ADD', { portions }), lots, firstBirth);
}

/** `firstBirth`: births of the same statement before these. */
function eventFacts(event: Record<string, unknown>, births: string[], firstBirth = 0): EventFacts {
  const reading = movementOf(event);
  if (!reading.ok) throw new Error(`the workload is not valid: ${reading.refusals[0]?.code}`);
  const { movement } = reading;
  const { high, low } = eventKey(movement);
  const process = typeof event['tex:processType'] === 'string' ? event['tex:processType'] : null;
  return {
    movement,
    keyHigh: high,
    keyLow: low,
    eventId: movement.eventId ?? null,
    process,
    country: 'TR',
    region: null,
    births: births.map((lot, position) => ({
      lot,
      position: firstBirth + position,
      secret: randomBytes(16),
    })),
  };
}

function factsOf(events: EventFacts[], iss: string, kid: string): EpcisFacts {
  const lotCount = events.reduce((sum, event) => sum + event.births.length, 0);
  const issuedAtS = Date.UTC(2026, 0, 1) / 1000;
  return {
    kind: 'epcis',
    digest: randomBytes(32),
    payloadKey: randomBytes(32).toString('base64url'),
    iss,
    kid,
    issuedAtS,
    events,
    lotCount,
  };
}
