// What the events of the ledger tell of a lot, for the rules about records.
import type { KnownLot, Lots } from '../record/known.ts';
import type { Role } from './event-table.ts';
import { dimensions } from './event-table.ts';
import type { Ledger } from './ledger.ts';

export function knownLots(ledger: Ledger): Lots {
  return {
    lot: (id) => knownLot(ledger, ledger.lots.find(id)),
    hasHandled: (party, id) => hasHandled(ledger, ledger.names.find(party) + 1, ledger.lots.find(id)),
  };
}

function knownLot(ledger: Ledger, lot: number): KnownLot | undefined {
  const born = lot === -1 ? -1 : ledger.columns.bornIn(lot);
  if (born === -1) return undefined;
  const { balances } = ledger;
  const known = balances.isDeclared(lot) && !balances.hasUnknownProduced(lot);
  return {
    maker: ledger.names.textOf(ledger.columns.producerOf(lot) - 1),
    entry: ledger.events.entryOf(born),
    produced: known ? balances.producedOf(lot) : null,
    dimension: dimensions[balances.dimensionOf(lot) - 1] ?? null,
  };
}

const ownHands: ReadonlySet<Role> = new Set(['produced', 'drawn', 'unit', 'packed', 'unpacked']);
/** Steps of CBV by which goods come into somebody's hands, in any of its spellings. */
const receiving = /(?:^|[:/-])(?:receiving|accepting|arriving)$/;

/** `party`: the number of its name plus one. Whoever receives a unit receives what lies in it. */
function hasHandled(ledger: Ledger, party: number, lot: number): boolean {
  if (party === 0 || lot === -1) return false;
  const waiting = new Set([lot]);
  for (const one of waiting) {
    let found = false;
    ledger.events.mentions(one, (event, role) => {
      if (ledger.events.isVoided(event)) return true;
      found = isHandling(ledger, party, event, role);
      if (role === 'packed') for (const unit of unitsOf(ledger, event)) waiting.add(unit);
      return !found;
    });
    if (found) return true;
  }
  return false;
}

function isHandling(ledger: Ledger, party: number, event: number, role: Role): boolean {
  const row = ledger.events.get(event);
  if (row.party !== party || row.declaresError) return false;
  return ownHands.has(role) || (row.step !== 0 && receiving.test(ledger.names.textOf(row.step - 1)));
}

function unitsOf(ledger: Ledger, event: number): number[] {
  return ledger.events.portionsOf(event).flatMap(({ role, lot }) => (role === 'unit' ? [lot] : []));
}
