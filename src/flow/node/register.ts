// What the register holds of parties, facilities and products.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { ProductRecord } from '../../domain/party/register.ts';
import type { FacilityView, PartyView, ProductView } from '../answers.ts';
import type { SelvedgeNode } from '../node.ts';
import { productFor } from '../query.ts';
import type { Parts } from './parts.ts';

type Registered = Pick<
  SelvedgeNode,
  'party' | 'parties' | 'facility' | 'facilities' | 'product' | 'products'
>;

export function registerFace({ ledger }: Parts): Registered {
  return {
    party: (id) => partyView(ledger(), id),
    parties: () => [...ledger().register.parties.keys()].flatMap((id) => partyView(ledger(), id) ?? []),
    facility: (id) => facilityView(ledger(), id),
    facilities: () => [...ledger().register.facilities.values()].map(withoutEntry),
    product: (id, lot) => productView(ledger(), id, lot),
    products: () => [...ledger().register.products.values()].map(shown),
  };
}

export function partyView({ register }: Ledger, id: string): PartyView | undefined {
  const record = register.parties.get(id);
  if (record === undefined) return undefined;
  const keys = [...register.keys.values()].filter((key) => key.party === id);
  const { entries: _entries, ...view } = record;
  return {
    ...view,
    keys: keys.map(({ kid, custody, enrolledAt, revokedAt }) => ({ kid, custody, enrolledAt, revokedAt })),
  };
}

export function facilityView({ register }: Ledger, id: string): FacilityView | undefined {
  const record = register.facilities.get(id);
  return record === undefined ? undefined : withoutEntry(record);
}

/** As told last; with `lot`, as it had been told when that lot was made. */
export function productView(ledger: Ledger, id: string, lot?: string): ProductView | undefined {
  const last = ledger.register.products.get(id);
  const record = lot === undefined ? last : productFor(ledger, id, lot, Infinity);
  return record === undefined ? undefined : shown(record);
}

function shown({ withheld: _withheld, ...record }: ProductRecord): ProductView {
  return withoutEntry(record);
}

function withoutEntry<T extends { entry: number; recordedAtMs: number }>(
  record: T,
): Omit<T, 'entry' | 'recordedAtMs'> {
  const { entry: _entry, recordedAtMs: _recordedAtMs, ...view } = record;
  return view;
}
