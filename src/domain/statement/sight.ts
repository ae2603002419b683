// What of a statement with events somebody is shown who asks for events. GET /events, GET /log/entries and the screen "what
// others see" ask here and nowhere else.
//
//                       own     others'
//  a party             whole       -
//  a level: full       whole     whole
//           site         as evidence of that level shows them
//           below          -       -
//
// Below `site` an event cannot be shown without telling whether it stands (docs/protocol/evidence.md): evidence files do that.
// Who signed an event as a whole (granularity a) let nothing in it be withheld: at `site` it is left out.
import type { JsonObject, Level, Statement } from '#verifier';
import { eventFormFindings } from '../epcis/form.ts';
import { listFindings } from '../epcis/rules.ts';
import { isIndivisible, present } from './present.ts';

/** A party asks for its own events; everybody else for those of all parties, up to a level. */
export type EventReader = { readonly party: string } | { readonly level: Level };

/** False where the reader is shown no event of this party, whatever it says. */
export function mayReadOf(reader: EventReader, party: string): boolean {
  if ('party' in reader) return reader.party === party;
  return reader.level === 'full' || reader.level === 'site';
}

/** How much of a statement of kind `epcis` the reader is shown. */
export function sightOf(reader: EventReader, statement: Statement): 'whole' | 'part' | 'none' {
  if (!mayReadOf(reader, statement.issuer)) return 'none';
  if ('party' in reader || reader.level === 'full') return 'whole';
  return isIndivisible(statement, eventsIn(statement)) ? 'none' : 'part';
}

/** The presentation that the reader is shown; undefined = none. */
export function presentTo(reader: EventReader, statement: Statement): string | undefined {
  const sight = sightOf(reader, statement);
  if (sight === 'none') return undefined;
  return sight === 'whole' ? whole(statement) : present(statement, 'site', eventsIn(statement));
}

function eventsIn({ eventsShown }: Statement): Set<number> {
  return new Set(eventsShown.map(({ index }) => index));
}

/**
 * Whether EPCIS still calls it an event. Of one of transactions nothing is left without them, and of one that only sensed nothing
 * without what was sensed: whoever asks for EPCIS is not shown those in part.
 */
export function isEvent(shown: JsonObject): boolean {
  const type = String(shown['type']);
  return eventFormFindings(shown, type).length === 0 && listFindings(shown).length === 0;
}

/** All that the store has of a statement. */
export function whole({ jwt, disclosures }: Statement): string {
  return [jwt, ...disclosures.map(({ encoded }) => encoded), ''].join('~');
}
