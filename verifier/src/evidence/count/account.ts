// What the shown events come to, counted from them alone and all at once: a second way to the figures that a node
// keeps event by event (its way: src/domain/ledger).
import type { Shown } from '../check/disclosures.ts';
import { type Contents, contentsOf } from './contents.ts';
import { type CountedEvent, readEventsOf } from './event.ts';
import { type Tallies, talliesOf } from './tally.ts';

export interface Account {
  /** In the order of the log; those that were declared an error are left out, and so are the declarations. */
  readonly events: readonly CountedEvent[];
  readonly unreadable: readonly { readonly entry: number; readonly detail: string }[];
  readonly contents: Contents;
  readonly tallies: Tallies;
}

export function accountOf(shown: readonly Shown[]): Account {
  const readings = shown.flatMap(readEventsOf);
  const all = readings.filter((reading) => reading.ok).map(({ event }) => event);
  const unreadable = readings.filter((reading) => !reading.ok);
  const events = standing(all);
  const contents = contentsOf(events);
  return { events, unreadable, contents, tallies: talliesOf(events, contents) };
}

/** An error declaration takes back the event of that eventID by the same party, before it in the log or after it. */
function standing(events: readonly CountedEvent[]): CountedEvent[] {
  const declarations = events.filter(({ movement }) => movement.declaredInError);
  const withdrawn = new Set(declarations.map(({ party, movement }) => `${movement.voids} ${party}`));
  return events.filter(({ party, movement }) => {
    return (
      !movement.declaredInError &&
      !(movement.eventId !== undefined && withdrawn.has(`${movement.eventId} ${party}`))
    );
  });
}
