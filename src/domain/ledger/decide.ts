// Decide: the whole change as one value, or the reasons why not. Touches nothing.
import type { Refusal } from './refusal.ts';
import { authorityRefusals } from '../party/authority.ts';
import { checkEvents, signedTooLate } from './check-events.ts';
import { isRecordFacts, RecordTrial } from './check-record.ts';
import { unitRefusals } from './check-units.ts';
import type { EventEffects } from './effects.ts';
import { effectsOf, noEffects } from './effects.ts';
import type { EpcisFacts, EventFacts, Facts } from './facts.ts';
import { lotCountOf } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { quantityText } from './quantity-text.ts';
import { textKey } from './text-key.ts';
import type { TrialEvent, TrialLot } from './trial.ts';
import { Trial } from './trial.ts';
import { movementOfRecorded } from './recorded.ts';

/** Everything that appending these statements changes, all or nothing. `facts` stay the truth; `events` are what they do. */
export interface Change {
  /** Ids the ledger has not seen: -1 stands for the first of them, -2 for the second, … */
  newIds: string[];
  /** Numbers of the ids that deciding has looked up, new ones negative: applying need not look them up again. */
  numbers: ReadonlyMap<string, number>;
  statements: StatementChange[];
}

/** A root of the holdings (docs/protocol/holdings.md), which is no statement. */
export interface RootChange {
  seq: number;
  recordedAtMs: number;
  /** Leaves of the map. */
  lots: number;
  root: Uint8Array;
}

export interface StatementChange {
  seq: number;
  recordedAtMs: number;
  firstLot: number;
  lotCount: number;
  facts: Facts;
  events: EventChange[];
}

export interface EventChange {
  effects: EventEffects;
  /** Event that this one declares an error, with the effects of taking it back. */
  voids: { event: number; effects: EventEffects } | null;
  /** Its own effects were taken back before it came: an error declaration arrived earlier. */
  voided: boolean;
}

export type Decision =
  | { outcome: 'accepted'; change: Change }
  | { outcome: 'already-recorded'; seq: number }
  | { outcome: 'refused'; refusals: Refusal[] };

/** Whether event `index` of statement `statement` is the same event (CBV 2.0 hash) as the recorded one;
 * a negative `recorded` is -1 minus the index of another event of that statement. */
export type IsSameEvent = (statement: number, index: number, recorded: number) => boolean;

/** `nowMs`: the node's clock; an entry's time never goes back. Refusals of event k carry `statement` and `eventIndex`. */
export function decide(ledger: Ledger, all: Facts[], nowMs: number, isSameEvent: IsSameEvent): Decision {
  const known =
    all.length === 1 ? ledger.byPayload.find(...textKey(all[0]!.payloadKey, ledger.primitives)) : -1;
  if (known !== -1) return { outcome: 'already-recorded', seq: known };
  const records = all.some(isRecordFacts) ? new RecordTrial(ledger, nowMs) : undefined;
  const refusals = all.flatMap((facts, statement): Refusal[] => {
    const unauthorised: Refusal[] = [
      ...authorityRefusals(ledger.register, facts, ledger.size === 0),
      ...signedTooLate(facts, nowMs),
    ];
    if (unauthorised.length > 0) return unauthorised.map((refusal) => ({ ...refusal, statement }));
    if (isRecordFacts(facts))
      return records!.refusals(facts, statement).map((refusal) => ({ ...refusal, statement }));
    if (facts.kind === 'product') return weightRefusals(facts).map((refusal) => ({ ...refusal, statement }));
    if (facts.kind !== 'epcis') return [];
    const found = checkEvents(ledger, facts, nowMs, (index, recorded) =>
      isSameEvent(statement, index, recorded),
    );
    return found.map((refusal) => ({ ...refusal, statement }));
  });
  if (refusals.length > 0) return { outcome: 'refused', refusals };
  const trial = new Trial(ledger);
  const change = changeOf(ledger, trial, all, Math.max(nowMs, ledger.recordedAtMs));
  const impossible = [...unitRefusals(trial, change), ...balanceRefusals(trial, change)];
  return impossible.length > 0
    ? { outcome: 'refused', refusals: impossible }
    : { outcome: 'accepted', change };
}

/** A thing of no weight would carry any number of labels. */
function weightRefusals({ netWeightGrams }: Extract<Facts, { kind: 'product' }>): Refusal[] {
  if (netWeightGrams !== 0) return [];
  const detail = 'Nothing weighs 0 g: tell the net weight of one piece in grams, or leave it out.';
  return [{ code: 'NET_WEIGHT_ZERO', field: 'netWeightGrams', detail }];
}

/** The root entry that comes next; the map MUST be settled. */
export function nextRoot({ size, holdings, recordedAtMs }: Ledger, nowMs: number): RootChange {
  return {
    seq: size,
    recordedAtMs: Math.max(nowMs, recordedAtMs),
    lots: holdings.size,
    root: holdings.root().slice(),
  };
}

/** The change without any question: what replaying accepted statements does. */
export function changeOf(ledger: Ledger, trial: Trial, all: Facts[], recordedAtMs: number): Change {
  let births = ledger.births;
  const statements = all.map((facts, at): StatementChange => {
    const events =
      facts.kind === 'epcis'
        ? facts.events.map((event, index) => eventChange(ledger, trial, facts, event, index))
        : [];
    const lotCount = lotCountOf(facts);
    births += lotCount;
    return { seq: ledger.size + at, recordedAtMs, firstLot: births - lotCount, lotCount, facts, events };
  });
  return { newIds: trial.newIds, numbers: trial.numbers, statements };
}

function eventChange(
  ledger: Ledger,
  trial: Trial,
  facts: EpcisFacts,
  event: EventFacts,
  index: number,
): EventChange {
  const { movement, eventId } = event;
  const number = trial.nextEvent++;
  if (movement.voids !== undefined) {
    return {
      effects: noEffects(),
      voids: voidedEvent(ledger, trial, facts.iss, movement.voids),
      voided: false,
    };
  }
  const run = runName(facts, event, index);
  const name = `${facts.iss}|${eventId}`;
  const voided = eventId !== null && (ledger.voidedEarly.has(name) || trial.voidedEarly.has(name));
  if (eventId !== null && !voided) trial.standing.set(name, { number, movement, run });
  return { effects: voided ? noEffects() : effectsOf(trial, movement, run), voids: null, voided };
}

/** A long process (transformationID) is one run of one party; any other event is a run of its own. */
function runName(facts: EpcisFacts, event: EventFacts, index: number): string {
  return event.movement.run === undefined
    ? `${facts.payloadKey}:${index}`
    : `${facts.iss}|${event.movement.run}`;
}

function voidedEvent(ledger: Ledger, trial: Trial, party: string, eventId: string): EventChange['voids'] {
  const name = `${party}|${eventId}`;
  const standing = trial.standing.get(name) ?? standingEvent(ledger, trial, party, eventId);
  trial.voidedEarly.add(name);
  trial.standing.delete(name);
  return standing === undefined
    ? null
    : { event: standing.number, effects: effectsOf(trial, standing.movement, standing.run, -1) };
}

/** The recorded event of that id by that party, unless it was declared an error before. */
function standingEvent(ledger: Ledger, trial: Trial, party: string, eventId: string): TrialEvent | undefined {
  const number = ledger.byEventId.find(
    ...textKey(eventId, ledger.primitives),
    (candidate) => !ledger.events.get(candidate).declaresError,
  );
  if (number === -1 || ledger.events.isVoided(number) || trial.voidedEarly.has(`${party}|${eventId}`))
    return undefined;
  if (ledger.names.textOf(ledger.events.get(number).party - 1) !== party) return undefined;
  return { number, ...movementOfRecorded(ledger, number) };
}

/** Of a lot nobody has declared, or of which some amount is unknown, nothing is certain: that is a gap, no refusal. */
function balanceRefusals(trial: Trial, change: Change): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [number, lot] of trial.touched) {
    if (Math.max(lot.produced, lot.drawn) > Number.MAX_SAFE_INTEGER)
      refusals.push(tooLarge(trial, change, number));
    const certain = lot.declarations > 0 && lot.unknownProduced === 0;
    if (certain && lot.asked > 0 && lot.drawn > lot.produced)
      refusals.push(overdrawn(trial, change, number, lot));
    if (lot.single && lot.declarations > 1) refusals.push(madeTwice(trial, change, number));
  }
  return refusals;
}

/** Names the event with which the lot runs out: those before it can stand. */
function overdrawn(trial: Trial, change: Change, number: number, lot: TrialLot): Refusal {
  const id = trial.textOf(number);
  let available = lot.produced - (lot.drawn - lot.asked);
  let last: Changing | undefined;
  for (const changing of changings(change, number, 'drawn')) {
    last = changing;
    if (changing.amount > available) break;
    available -= changing.amount;
  }
  const asked = last?.amount ?? lot.asked;
  const said = (amount: number): string => quantityText(lot.dimension, amount);
  return {
    code: 'LOT_OVERDRAWN',
    detail: `${said(asked)} taken out of ${id}, which has ${said(available)} left. Correct the quantity, or declare first what else went into the lot.`,
    lot: id,
    asked,
    available,
    dimension: lot.dimension,
    field: 'quantity',
    ...last?.where,
  };
}

/** Sums are kept exact to the base unit: nine billion tonnes of one lot in grams. */
function tooLarge(trial: Trial, change: Change, number: number): Refusal {
  const { produced } = trial.lot(number);
  const id = trial.textOf(number);
  const side = produced > Number.MAX_SAFE_INTEGER ? 'produced' : 'drawn';
  return {
    code: 'QUANTITY_TOO_LARGE',
    field: 'quantity',
    lot: id,
    detail: `The amounts of ${id} add up to more than can be counted: correct the quantity.`,
    ...whereChanged(change, number, side),
  };
}

function madeTwice(trial: Trial, change: Change, number: number): Refusal {
  const id = trial.textOf(number);
  const born = number < 0 ? -1 : trial.ledger.columns.bornIn(number);
  return {
    code: 'ITEM_ALREADY_EXISTS',
    detail: `${id} is one single thing and cannot be made twice.`,
    lot: id,
    ...(born === -1 ? {} : { decidedBy: trial.ledger.events.entryOf(born) }),
    ...whereChanged(change, number, 'produced'),
  };
}

/** The last event that changed this side of the lot: the one to correct. */
function whereChanged(change: Change, lot: number, side: 'produced' | 'drawn'): Partial<Refusal> {
  return [...changings(change, lot, side)].at(-1)?.where ?? {};
}

interface Changing {
  where: Partial<Refusal>;
  /** Known base units, those that are taken back negative. */
  amount: number;
}

/** The events that change this side of the lot, in order. */
function* changings(change: Change, lot: number, side: 'produced' | 'drawn'): Generator<Changing> {
  for (const [statement, { events, facts }] of change.statements.entries()) {
    if (facts.kind !== 'epcis') continue;
    for (const [eventIndex, { effects, voids }] of events.entries()) {
      const changes = [...effects.lots, ...(voids?.effects.lots ?? [])].filter(
        (one) => one.lot === lot && one.side === side,
      );
      if (changes.length === 0) continue;
      const amount = changes.reduce(
        (sum, one) => sum + (one.strange === true || Number.isNaN(one.amount) ? 0 : one.sign * one.amount),
        0,
      );
      const eventId = facts.events[eventIndex]?.eventId;
      yield { where: { statement, eventIndex, ...(eventId ? { eventId } : {}) }, amount };
    }
  }
}
