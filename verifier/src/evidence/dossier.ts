// From the shown statements to what a verdict on claims rests on. The node's way to the same dossier: src/flow/dossier.ts.
import { compositionOf } from '../dossier/composition.ts';
import type { Amount, ChainEvent, Dossier, DossierFacility, DossierProduct } from '../dossier/dossier.ts';
import { chainEventsOf, type ToldEvent } from '../dossier/packing.ts';
import { canonicalId } from '../identifier/identifier.ts';
import type { Portion } from '../movement/movement.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { readRecord, withEntry } from '../record/read.ts';
import type { SaidRecord } from '../record/record.ts';
import type { Shown } from './check/disclosures.ts';
import type { Account } from './count/account.ts';
import { type CountedEvent, hidesGoods, isPartial, readEventsOf } from './count/event.ts';

export function dossierOf(
  shown: readonly Shown[],
  { events }: Account,
  operator: string,
  primitives: Primitives,
): Dossier {
  const records = shown.flatMap((one) => recordOf(one, primitives));
  const facilities = wordsOf(shown, 'facility', facilityOf);
  return {
    operator,
    events: [
      ...chainEventsOf(events.map(toldEvent), { records, facilities }),
      ...shown.flatMap(hiddenEvent),
    ].sort((one, other) => one.entry - other.entry || one.index - other.index),
    records,
    products: wordsOf(shown, 'product', productOf),
    facilities,
  };
}

/** Of a statement that shows none of its events only its party is known: any of them may be what used something up. */
function hiddenEvent(shown: Shown): ChainEvent[] {
  const { index: entry, recordedAtMs, statement } = shown;
  if (statement.kind !== 'epcis' || readEventsOf(shown).length > 0) return [];
  const untold = { site: null, process: null, step: null, country: null, unit: null };
  const nothing = { drawn: [], produced: [], packed: [] };
  const run = `${entry}:0`;
  const party = statement.issuer;
  const hidden = { withheld: true, hidesMaking: true };
  return [{ entry, index: 0, party, atMs: 0, recordedAtMs, run, ...untold, ...nothing, ...hidden }];
}

function toldEvent(event: CountedEvent): ToldEvent {
  const { entry, index, party, movement, place, process } = event;
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
    hidesMaking: hidesGoods(event),
    withheld: isPartial(event),
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

/** All that was said of each product or facility: by id, then in the order of the log. */
function wordsOf<T>(
  shown: readonly Shown[],
  kind: 'product' | 'facility',
  read: (id: string, one: Shown) => T,
): T[] {
  const found: { id: string; entry: number; word: T }[] = [];
  for (const one of shown) {
    if (one.statement.kind !== kind) continue;
    const id = canonicalId(String(one.statement.claims[kind]))?.id;
    if (id !== undefined) found.push({ id, entry: one.index, word: read(id, one) });
  }
  return found
    .sort((left, right) => (left.id === right.id ? left.entry - right.entry : left.id < right.id ? -1 : 1))
    .map(({ word }) => word);
}

function productOf(product: string, { index, recordedAtMs, statement }: Shown): DossierProduct {
  const { category, netWeightGrams } = statement.claims;
  return {
    entry: index,
    recordedAtMs,
    product,
    party: statement.issuer,
    composition: compositionOf(statement.claims['composition']),
    category: typeof category === 'string' ? category : null,
    netWeightGrams: typeof netWeightGrams === 'number' ? netWeightGrams : null,
    withheld: !statement.isWhole,
  };
}

function facilityOf(facility: string, { index, recordedAtMs, statement }: Shown): DossierFacility {
  const { country } = statement.claims;
  return {
    entry: index,
    recordedAtMs,
    facility,
    party: String(statement.claims['party']),
    country: typeof country === 'string' ? country : null,
  };
}
