// The rules about events that need the ledger: is it new, may this party say it, can it be true. Quantities against
// balances are checked on the trial (decide.ts); what an event is in itself was checked when it was captured.
import type { Portion } from '#verifier';
import { clockSkewMs } from '../record/clock.ts';
import type { EpcisFacts, EventFacts, Facts } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { quantityText } from './quantity-text.ts';
import type { Refusal } from './refusal.ts';
import { textKey } from './text-key.ts';

/** Output may outweigh input by moisture regain and finishing agents, not by more (selvedge-rules/1, domain-rules 6). */
export const massGainPermille = 100;

/** As decide's, for one statement. */
type IsSame = (index: number, recorded: number) => boolean;

export function signedTooLate(facts: Facts, nowMs: number): Refusal[] {
  if (facts.issuedAtS * 1000 <= nowMs + clockSkewMs) return [];
  return [
    {
      code: 'STATEMENT_FROM_THE_FUTURE',
      field: 'iat',
      detail: 'The statement says it was signed later than now: set the clock of the signing device.',
    },
  ];
}

export function checkEvents(
  ledger: Ledger,
  facts: EpcisFacts,
  nowMs: number,
  isSameEvent: IsSame,
): Refusal[] {
  return facts.events.flatMap((event, index) => {
    const found = eventRefusals(ledger, facts, event, index, nowMs, isSameEvent);
    return found.map((refusal) => ({
      ...refusal,
      eventIndex: index,
      ...(event.eventId === null ? {} : { eventId: event.eventId }),
    }));
  });
}

function eventRefusals(
  ledger: Ledger,
  facts: EpcisFacts,
  event: EventFacts,
  index: number,
  nowMs: number,
  isSameEvent: IsSame,
): Refusal[] {
  if (event.movement.eventTimeMs > nowMs + clockSkewMs) {
    return [
      {
        code: 'EVENT_IN_THE_FUTURE',
        field: 'eventTime',
        detail: 'The event says it happens later than now: record it when it has happened.',
      },
    ];
  }
  if (event.movement.voids !== undefined)
    return errorDeclarationRefusals(ledger, facts.iss, event.movement.voids);
  const before = duplicateRefusals(ledger, facts, event, index, isSameEvent);
  if (before.length > 0) return before;
  return [
    ...placeRefusals(ledger, facts.iss, event),
    ...producerRefusals(ledger, facts.iss, event),
    ...massRefusals(event),
    ...unitRefusals(event),
  ];
}

/** A recorded event comes only once; the same eventID for another event is a mistake (EPCIS 2.0 section 7.4.1.2). */
function duplicateRefusals(
  ledger: Ledger,
  facts: EpcisFacts,
  event: EventFacts,
  index: number,
  isSameEvent: IsSame,
): Refusal[] {
  const same = ledger.byKey.find(event.keyHigh, event.keyLow, (recorded) => isSameEvent(index, recorded));
  if (same !== -1) return [sameEventRefusal(ledger, facts.iss, same)];
  const within = facts.events.findIndex(
    (other, at) =>
      at < index &&
      other.keyHigh === event.keyHigh &&
      other.keyLow === event.keyLow &&
      isSameEvent(index, -1 - at),
  );
  if (within !== -1)
    return [
      {
        code: 'EVENT_TWICE',
        detail: `The event stands in the statement twice, first as event ${within}: leave one out.`,
      },
    ];
  if (event.eventId === null) return [];
  // An error declaration bears the id of the event that it declares an error, and may have come before it.
  const taken = ledger.byEventId.find(
    ...textKey(event.eventId, ledger.primitives),
    (recorded) => !ledger.events.get(recorded).declaresError,
  );
  const twice = facts.events.findIndex(
    (other, at) => at < index && other.eventId === event.eventId && other.movement.voids === undefined,
  );
  if (taken === -1 && twice === -1) return [];
  return [
    {
      code: 'EVENT_ID_TAKEN',
      field: 'eventID',
      detail: 'Another event has this eventID: give each event its own.',
      ...(taken === -1 ? {} : { decidedBy: ledger.events.entryOf(taken) }),
    },
  ];
}

function sameEventRefusal(ledger: Ledger, party: string, recorded: number): Refusal {
  const entry = ledger.events.entryOf(recorded);
  const speaker = ledger.names.textOf(ledger.events.get(recorded).party - 1);
  return speaker === party
    ? {
        code: 'EVENT_ALREADY_RECORDED',
        detail: `This event is recorded already, in log entry ${entry}: nothing needs to be done.`,
        decidedBy: entry,
      }
    : {
        code: 'EVENT_OF_ANOTHER_PARTY',
        detail: `Another party has recorded this very event, in log entry ${entry}.`,
        decidedBy: entry,
      };
}

function errorDeclarationRefusals(ledger: Ledger, party: string, eventId: string): Refusal[] {
  const original = ledger.byEventId.find(
    ...textKey(eventId, ledger.primitives),
    (candidate) => !ledger.events.get(candidate).declaresError,
  );
  if (original === -1 || ledger.names.textOf(ledger.events.get(original).party - 1) === party) return [];
  return [
    {
      code: 'EVENT_OF_ANOTHER_PARTY',
      field: 'errorDeclaration',
      detail: 'Only the party that recorded an event can declare it an error.',
      decidedBy: ledger.events.entryOf(original),
    },
  ];
}

/** Making and using things up happens at one's own facility; moving and looking may happen anywhere. */
function placeRefusals(ledger: Ledger, party: string, event: EventFacts): Refusal[] {
  const { place, produced, drawn } = event.movement;
  if (place === undefined || (produced.length === 0 && drawn.length === 0)) return [];
  const facility = ledger.register.facilities.get(place);
  if (facility === undefined || facility.party === party) return [];
  return [
    {
      code: 'FACILITY_OF_ANOTHER_PARTY',
      field: 'readPoint',
      detail: `${place} is registered as a facility of another party: only that party can say what was made or used up there.`,
      decidedBy: facility.entry,
    },
  ];
}

function producerRefusals(ledger: Ledger, party: string, event: EventFacts): Refusal[] {
  return event.movement.produced.flatMap((portion) => producerRefusal(ledger, party, portion));
}

function producerRefusal(ledger: Ledger, party: string, portion: Portion): Refusal[] {
  const lot = ledger.lots.find(portion.lot);
  // Whoever packs a unit need not be the one that made it: its own declaration may come later.
  if (lot === -1 || !ledger.balances.isDeclared(lot) || ledger.columns.isImplied(lot)) return [];
  const decidedBy = ledger.events.entryOf(ledger.columns.bornIn(lot));
  if (ledger.names.textOf(ledger.columns.producerOf(lot) - 1) !== party) {
    return [
      {
        code: 'LOT_OF_ANOTHER_PARTY',
        lot: portion.lot,
        detail: `${portion.lot} was made by another party: receive it and refer to it, or name your own lot.`,
        decidedBy,
      },
    ];
  }
  return [];
}

/** More mass out than in is no process; judged where every amount is a known mass and the event stands alone. */
function massRefusals(event: EventFacts): Refusal[] {
  const { drawn, produced, run } = event.movement;
  if (run !== undefined || drawn.length === 0 || produced.length === 0) return [];
  const input = massOf(drawn);
  const output = massOf(produced);
  if (input === null || output === null || output * 1000 <= input * (1000 + massGainPermille)) return [];
  return [
    {
      code: 'OUTPUT_EXCEEDS_INPUT',
      field: 'outputQuantityList',
      asked: output,
      available: input,
      dimension: 1,
      detail: `${quantityText(1, output)} came out of ${quantityText(1, input)}: at most ${massGainPermille / 10} % more than went in can be moisture or finishing. Declare the missing input or correct the quantities.`,
    },
  ];
}

function unitRefusals({ movement: { unit, packed } }: EventFacts): Refusal[] {
  if (unit === undefined || !packed.some(({ lot }) => lot === unit)) return [];
  return [
    {
      code: 'UNIT_INSIDE_ITSELF',
      field: 'parentID',
      lot: unit,
      detail: `${unit} cannot be packed into itself: name another unit.`,
    },
  ];
}

function massOf(portions: readonly Portion[]): number | null {
  let grams = 0;
  for (const { quantity } of portions) {
    if (quantity?.dimension !== 'mass') return null;
    grams += quantity.amount;
  }
  return grams;
}
