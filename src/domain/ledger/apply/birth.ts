// Where lots are born, and by which number the log knows them.
import type { EventFacts } from '../facts.ts';
import type { Ledger } from '../ledger.ts';
import { nameNumber, type Numbering } from './numbering.ts';
import { isPacking } from './row.ts';

/** A logistic unit is born where it is first packed, everything else where it is first produced. */
export function markBorn(
  ledger: Ledger,
  event: EventFacts,
  number: number,
  party: string,
  { lotNamed }: Numbering,
): void {
  const producer = nameNumber(ledger, party);
  const { movement } = event;
  for (const portion of movement.produced) bear(ledger, lotNamed(portion.lot), number, producer);
  if (isPacking(event)) ledger.columns.markBorn(lotNamed(movement.unit ?? ''), number, producer);
}

/** A unit that was only packed so far is the unit of whoever declares it. */
function bear({ columns, events }: Ledger, lot: number, number: number, producer: number): void {
  const before = columns.bornIn(lot);
  if (before !== -1 && events.get(before).packs) columns.unmarkBorn(lot);
  columns.markBorn(lot, number, producer);
}

/** What was born in an event that was an error is born in the first event that is none, if there is one. */
export function bearAgain(ledger: Ledger, voided: number): void {
  for (const { lot } of ledger.events.portionsOf(voided)) {
    if (ledger.columns.bornIn(lot) !== voided) continue;
    ledger.columns.unmarkBorn(lot);
    const [made, packed] = firstEvents(ledger, lot);
    const first = made === -1 ? packed : made;
    if (first !== -1) ledger.columns.markBorn(lot, first, ledger.events.get(first).party);
  }
}

/** The first event that stands and made the lot, and the first that packed it; -1 where there is none. */
function firstEvents({ events }: Ledger, lot: number): [made: number, packed: number] {
  let [made, packed] = [-1, -1];
  events.mentions(lot, (event, role) => {
    if (events.isVoided(event)) return true;
    if (role === 'produced') made = event;
    else if (role === 'unit' && events.get(event).packs) packed = event;
    return true;
  });
  return [made, packed];
}

/** The first birth of a lot gives it its number; that of a later one stays void. */
export function giveNumber(
  { columns, holdings, records }: Ledger,
  lot: number,
  { lot: id, secret }: EventFacts['births'][number],
  number: number,
  entry: number,
): void {
  if (columns.numberOf(lot) !== -1) return;
  columns.markNumber(lot, number);
  const claims = records.claimsOn(id);
  const before = claims.length === 0 ? [] : [...new Set(claims.map((claim) => claim.entry))];
  holdings.bear(lot, number, secret, entry, before);
}
