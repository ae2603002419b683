// From the shown statements to what a verdict on claims rests on. The node's way to the same dossier: src/flow/dossier.ts.
import { compositionOf } from '../dossier/composition.ts';
import type { Amount, ChainEvent, Dossier, DossierFacility, DossierProduct } from '../dossier/dossier.ts';
import { chainEventsOf, type ToldEvent } from '../dossier/packing.ts';
import { canonicalId } from '../identifier/identifier.ts';
import type { Portion } from '../movement/movement.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { readRecord, withEntry } from '../record/read.ts';
import type { SaidRecord } from '../record/record.ts';
import type { Statement } from '../sdjwt/statement.ts';
import type { Shown } from './check/disclosures.ts';
import type { Account } from './count/account.ts';
import type { CountedEvent } from './count/event.ts';

export function dossierOf(
  shown: readonly Shown[],
  { events }: Account,
  operator: string,
  primitives: Primitives,
): Dossier {
  return {
    operator,
    events: [...chainEventsOf(events.map(toldEvent)), ...shown.flatMap(hiddenEvent)].sort(
      (one, other) => one.entry - other.entry || one.index - other.index,
    ),
    records: shown.flatMap((one) => recordOf(one, primitives)),
    products: latest(shown, 'product', productOf),
    facilities: latest(shown, 'facility', facilityOf),
  };
}

/** Of a statement that shows none of its events only its party is known: any of them may be what used something up. */
function hiddenEvent({ index: entry, recordedAtMs, statement }: Shown): ChainEvent[] {
  if (statement.kind !== 'epcis' || statement.eventsShown.length > 0) return [];
  const untold = { site: null, process: null, step: null, country: null, unit: null };
  const nothing = { drawn: [], produced: [], packed: [] };
  const run = `${entry}:0`;
  const party = statement.issuer;
  return [{ entry, index: 0, party, atMs: 0, recordedAtMs, run, ...untold, ...nothing, withheld: true }];
}

function toldEvent(event: CountedEvent): ToldEvent {
  const { entry, index, party, movement, place, process, hidden, withheld, incomplete } = event;
  return {
    entry,
    index,
    party,
    atMs: movement.eventTimeMs,
    recordedAtMs: event.recordedAtMs,
    site: movement.place ?? null,
    process,
    step: movement.step ?? null,
    country: place.country ?? null,
    // The same name as the node gives it, which need not know how a statement was signed.
    run: movement.run === undefined ? `${entry}:${index}` : `${party}|${movement.run}`,
    drawn: movement.drawn.map(amountOf),
    produced: movement.produced.map(amountOf),
    unit: movement.unit ?? null,
    packed: movement.packed.map(amountOf),
    unpacked: movement.unpacked.map(amountOf),
    unpacksAll: movement.unpacksAll,
    hidesMaking: hidden.out > 0 || (movement.unit !== undefined && hidden.packed > 0),
    withheld: incomplete || withheld.size + hidden.in + hidden.out + hidden.packed > 0,
  };
}

function amountOf({ lot, quantity }: Portion): Amount {
  return { lot, dimension: quantity?.dimension ?? null, amount: quantity?.amount ?? null };
}

/** A record that cannot be read says nothing: it is as if it were withheld. */
function recordOf({ index, recordedAtMs, statement }: Shown, primitives: Primitives): SaidRecord[] {
  const read = readRecord(statement, primitives);
  return read.ok ? [withEntry(read.record, index, recordedAtMs)] : [];
}

/** What was said last of each product or facility, by its id. */
function latest<T>(
  shown: readonly Shown[],
  kind: 'product' | 'facility',
  read: (id: string, statement: Statement) => T,
): T[] {
  const found = new Map<string, T>();
  for (const { statement } of shown) {
    if (statement.kind !== kind) continue;
    const id = canonicalId(String(statement.claims[kind]))?.id;
    if (id !== undefined) found.set(id, read(id, statement));
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

function productOf(product: string, { claims }: Statement): DossierProduct {
  const { category, netWeightGrams } = claims;
  return {
    product,
    composition: compositionOf(claims['composition']),
    category: typeof category === 'string' ? category : null,
    netWeightGrams: typeof netWeightGrams === 'number' ? netWeightGrams : null,
  };
}

function facilityOf(facility: string, { claims }: Statement): DossierFacility {
  const { country } = claims;
  return {
    facility,
    party: String(claims['party']),
    country: typeof country === 'string' ? country : null,
  };
}
