// A document on its way through capture: what becomes of each of its events.
import { type ValidEvent, validateDocument } from '../../domain/epcis/document.ts';
import type { Refusal as LedgerRefusal } from '../../domain/ledger/refusal.ts';
import { inStatements, unfit, type Weight, weightOf } from '../../domain/statement/fit.ts';
import { answeredRefusal } from '../answered.ts';
import type { CaptureOutcome, EventOutcome, Refusal } from '../answers.ts';
import type { Repetitions, Twin } from '../same-event.ts';
import { eventsOf, hasEventList, withEvents } from './event-list.ts';

type Json = Record<string, unknown>;

/** One event of the document on its way: where it stood, and what became of it. */
export interface Travelling {
  index: number;
  valid: ValidEvent;
  weight: Weight;
}

/** A document being captured: which of its events still travel, and the answer for each. */
export class CaptureJob {
  readonly document: Json;
  readonly warnings: Refusal[];
  travelling: Travelling[];
  failed = false;
  readonly #behaviour: 'rollback' | 'proceed';
  readonly #events: EventOutcome[];
  readonly #general: Refusal[] = [];
  #parts: Travelling[][] = [];

  constructor(value: unknown, behaviour: 'rollback' | 'proceed', nowMs: number) {
    this.#behaviour = behaviour;
    const list = eventsOf(value);
    this.#events = list.map((event, index) => ({
      index,
      eventId: eventIdOf(event),
      status: 'recorded',
      entry: null,
      refusals: [],
    }));
    const { kept, reading } =
      behaviour === 'proceed'
        ? this.#withoutInvalid(value, list, nowMs)
        : { kept: list.map((_, at) => at), reading: validateDocument(value, nowMs) };
    this.document = (reading.ok ? reading.document : {}) as Json;
    this.warnings = reading.ok ? reading.warnings : [];
    this.travelling = reading.ok
      ? reading.events.map((valid, at) => ({ index: kept[at]!, valid, weight: weightOf(valid.event) }))
      : [];
    this.#refuseUnfit();
    if (!reading.ok) this.#fail(reading.refusals.map((refusal) => this.#inDocument(refusal, kept)));
  }

  /** Here and not where statements are decided: the two may be on their way in different statements. */
  refuseRepeated(repetitions: Repetitions): void {
    this.travelling = this.travelling.filter(({ index, valid }) => {
      const first = repetitions.firstOf(valid, index);
      if (first === undefined) return true;
      this.#refuseEvent(index, {
        code: 'EVENT_TWICE',
        eventIndex: index,
        detail: `The event stands in the document twice, first as event ${first}: leave one out.`,
      });
      return false;
    });
  }

  /** Drops events that are recorded already, and refuses those that another party has recorded. */
  recognise(twin: (event: ValidEvent) => Twin | undefined): void {
    this.travelling = this.travelling.filter(({ index, valid }) => {
      const found = twin(valid);
      if (found === undefined) return true;
      this.#events[index]!.entry = found.entry;
      this.#events[index]!.eventId ??= found.eventId;
      if (found.own) this.#alreadyRecorded(index, found.entry);
      else
        this.#refuseEvent(index, {
          code: 'EVENT_OF_ANOTHER_PARTY',
          detail: `Another party has recorded this very event, in log entry ${found.entry}.`,
          decidedBy: found.entry,
        });
      return false;
    });
  }

  /** At most 64 events a statement (statement-format.md: what evidence for one event of many costs). */
  parts(): Travelling[][] {
    this.#parts = inStatements(this.travelling, (one) => one.weight);
    return this.#parts;
  }

  refuse(refusals: LedgerRefusal[]): void {
    const refusedIndexes = new Set<number>();
    for (const refusal of refusals) {
      const index =
        refusal.eventIndex === undefined
          ? undefined
          : this.#parts[refusal.statement ?? 0]?.[refusal.eventIndex]?.index;
      const answered = answeredRefusal(refusal);
      if (index === undefined) {
        this.failed = true;
        this.#general.push(answered);
        continue;
      }
      refusedIndexes.add(index);
      // Somebody else's capture was quicker by a moment.
      if (answered.code === 'EVENT_ALREADY_RECORDED')
        this.#alreadyRecorded(index, answered.decidedBy ?? null);
      else this.#refuseEvent(index, { ...answered, eventIndex: index });
    }
    this.travelling = this.travelling.filter(({ index }) => !refusedIndexes.has(index));
  }

  outcome(seqs: number[]): CaptureOutcome {
    seqs.forEach((entry, at) => {
      for (const { index } of this.#parts[at] ?? []) this.#events[index]!.entry = entry;
    });
    if (this.failed)
      for (const event of this.#events) if (event.status === 'recorded') event.status = 'refused';
    const refusals = [...this.#general, ...this.#events.flatMap((event) => event.refusals)];
    const all = this.#events.length > 0 && this.#events.every((event) => event.status === 'refused');
    return {
      outcome: this.failed || all ? 'refused' : 'recorded',
      events: this.#events,
      entries: this.failed ? [] : seqs,
      refusals,
      warnings: this.warnings,
      custody: 'custodial',
    };
  }

  /** An event without an eventID gets one, or nobody could ask for it again (EPCIS 2.0 section 12.7). */
  nameEvents(newEventId: () => string): void {
    for (const { index, valid } of this.travelling) {
      if ('eventID' in valid.event) continue;
      const eventID = newEventId();
      valid.event = { ...valid.event, eventID };
      valid.movement.eventId = eventID;
      this.#events[index]!.eventId = eventID;
    }
  }

  /** Leaves out, one round after the other, the events that are found invalid; stops where the document itself is. */
  #withoutInvalid(
    value: unknown,
    list: unknown[],
    nowMs: number,
  ): { kept: number[]; reading: ReturnType<typeof validateDocument> } {
    let kept = list.map((_, at) => at);
    for (;;) {
      const reading = validateDocument(
        withEvents(
          value,
          kept.map((at) => list[at]),
        ),
        nowMs,
      );
      // A bare event has nothing to be left out of.
      if (
        reading.ok ||
        !hasEventList(value) ||
        reading.refusals.some((refusal) => refusal.eventIndex === undefined)
      )
        return { kept, reading };
      for (const refusal of reading.refusals)
        this.#refuseEvent(kept[refusal.eventIndex!]!, this.#inDocument(refusal, kept));
      const invalid = new Set(reading.refusals.map((refusal) => refusal.eventIndex));
      kept = kept.filter((_, at) => !invalid.has(at));
    }
  }

  #refuseUnfit(): void {
    this.travelling = this.travelling.filter(({ index, valid, weight }) => {
      const refusal = unfit(valid.event, weight);
      if (refusal !== undefined)
        this.#refuseEvent(index, {
          ...refusal,
          eventIndex: index,
          pointer: `${valid.pointer}/${refusal.field}`,
        });
      return refusal === undefined;
    });
  }

  #inDocument(refusal: Refusal, kept: number[]): Refusal {
    return refusal.eventIndex === undefined ? refusal : { ...refusal, eventIndex: kept[refusal.eventIndex]! };
  }

  #fail(refusals: Refusal[]): void {
    this.failed = true;
    for (const refusal of refusals) {
      const event = refusal.eventIndex === undefined ? undefined : this.#events[refusal.eventIndex];
      if (event === undefined) this.#general.push(refusal);
      else this.#refuseEvent(event.index, refusal);
    }
  }

  #alreadyRecorded(index: number, entry: number | null): void {
    this.#events[index]!.status = 'already-recorded';
    this.#events[index]!.entry = entry;
  }

  #refuseEvent(index: number, refusal: Refusal): void {
    const event = this.#events[index]!;
    event.status = 'refused';
    event.refusals.push(event.eventId === null ? refusal : { ...refusal, eventId: event.eventId });
    if (this.#behaviour === 'rollback') this.failed = true;
  }
}

function eventIdOf(event: unknown): string | null {
  const id = typeof event === 'object' && event !== null ? (event as Json)['eventID'] : undefined;
  return typeof id === 'string' ? id : null;
}
