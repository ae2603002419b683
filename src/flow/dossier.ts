// What a verdict on a lot's claims rests on, out of the ledger alone. The verifier's way to the same dossier, out of the
// statements that an evidence file shows: verifier/src/evidence/dossier.ts. Both must come to the same bytes.
import { chainEventsOf, compositionOf } from '#verifier';
import type { Amount, Dossier, DossierFacility, DossierProduct, ToldEvent, Word } from '#verifier';
import { dimensions } from '../domain/ledger/event-table.ts';
import type { PortionRow, Role } from '../domain/ledger/event-table.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import type { FacilityRecord, ProductRecord } from '../domain/party/register.ts';
import { nameOf } from './query.ts';
import type { DossierSelection } from './select.ts';

/** Empty of events where no statement mentions the lot. */
export function dossierOf(ledger: Ledger, selection: DossierSelection): Dossier {
  const { records } = selection;
  const facilities = inOrder(selection.facilities, ({ facility }) => facility).map(facilityOf);
  const told = selection.events.map((event) => toldEvent(ledger, event));
  return {
    operator: ledger.register.operator ?? '',
    events: chainEventsOf(told, { records, facilities }),
    records,
    products: inOrder(selection.products, ({ product }) => product).map(productOf),
    facilities,
  };
}

function toldEvent(ledger: Ledger, event: number): ToldEvent {
  const row = ledger.events.get(event);
  const portions = ledger.events.portionsOf(event);
  const { entry, index } = row;
  const party = nameOf(ledger, row.party) ?? '';
  const unit = portions.find(({ role }) => role === 'unit');
  const run = row.run === 0 ? '' : ledger.lots.textOf(row.run - 1).slice('run:'.length);
  const of = (role: Role): Amount[] =>
    portions.filter((one) => one.role === role).map((one) => amountOf(ledger, one));
  return {
    ...{ entry, index, party, atMs: row.timeMs, recordedAtMs: row.recordedAtMs },
    site: nameOf(ledger, row.place),
    process: nameOf(ledger, row.process),
    step: nameOf(ledger, row.step),
    country: nameOf(ledger, row.country),
    // A run that is no long process is named in the graph by its payload, which a reader of evidence need not know.
    run: run.startsWith(`${party}|`) ? run : `${entry}:${index}`,
    drawn: of('drawn'),
    produced: of('produced'),
    unit: unit === undefined ? null : ledger.lots.textOf(unit.lot),
    packed: of('packed'),
    unpacked: of('unpacked'),
    unpacksAll: row.unpacksAll,
    hidesMaking: row.erasedMaking,
    withheld: row.erased,
  };
}

function amountOf(ledger: Ledger, { lot, dimension, amount }: PortionRow): Amount {
  return {
    lot: ledger.lots.textOf(lot),
    dimension: dimensions[dimension - 1] ?? null,
    amount: Number.isNaN(amount) ? null : amount,
  };
}

function productOf(word: ProductRecord): DossierProduct {
  const { entry, recordedAtMs, product, party, category, netWeightGrams, withheld } = word;
  const composition = compositionOf(word.composition);
  return { entry, recordedAtMs, product, party, composition, category, netWeightGrams, withheld };
}

function facilityOf({ entry, recordedAtMs, facility, party, country }: FacilityRecord): DossierFacility {
  return { entry, recordedAtMs, facility, party, country };
}

/** By id, then in the order of the log. */
function inOrder<W extends Word>(words: readonly W[], idOf: (word: W) => string): W[] {
  return [...words].sort((one, other) => {
    const [left, right] = [idOf(one), idOf(other)];
    return left === right ? one.entry - other.entry : left < right ? -1 : 1;
  });
}
