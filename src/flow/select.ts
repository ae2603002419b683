// Which statements a verdict on a lot's claims needs: everything that names something on the way, over and over until nothing
// is added (docs/protocol/evidence.md). Evidence shows exactly these, so that a reader judges by what the node judged by.
import type { SaidRecord } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import type { FacilityRecord, ProductRecord } from '../domain/party/register.ts';
import type { Asked } from './select/asked.ts';
import { lookAtLot } from './select/lots.ts';
import { Search } from './select/search.ts';

export interface DossierSelection {
  /** Numbers of the lots on the way, runs left out. */
  readonly lots: readonly number[];
  /** Numbers in the event table, ascending: in the order of entry and index. */
  readonly events: readonly number[];
  /** Ascending by entry. */
  readonly records: readonly SaidRecord[];
  /** All that was said of each. */
  readonly products: readonly ProductRecord[];
  readonly facilities: readonly FacilityRecord[];
  /** What this selection rests on. */
  readonly asked: Asked;
}

/** `lot`: canonical id. */
export function selectFor(ledger: Ledger, lot: string): DossierSelection {
  ledger.graph.growTo(ledger.lots.size);
  const search = new Search(ledger, lookAtLot);
  for (const kind of ['trust', 'pack'] as const)
    for (const record of search.ledger.records.ofKind(kind)) search.records.add(record);
  search.lot(lot);
  search.run();
  return {
    lots: [...search.lots],
    events: [...search.events].sort((one, other) => one - other),
    records: [...search.records].sort((one, other) => one.entry - other.entry),
    products: [...search.products.values()].flat(),
    facilities: [...search.facilities.values()].flat(),
    asked: search.asked,
  };
}
