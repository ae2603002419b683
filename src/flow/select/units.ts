// Who draws from a lot, also by way of the units that it was packed into.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { nameOf } from '../query.ts';
import { holder } from './makers.ts';
import { type Search, stands } from './search.ts';

/** All that draw from it, also by way of units: what a transaction certificate lets pass is shared by all its buyer's draws. */
export function draws(search: Search, lot: number): void {
  const { ledger } = search;
  search.once('draws', ledger.lots.textOf(lot), () => {
    search.mentions(lot, (event, role) => {
      if (role === 'drawn' && stands(ledger, event)) search.events.add(event);
      if (role !== 'packed' || !stands(ledger, event)) return true;
      const into = unitOf(ledger, event);
      unit(search, into);
      draws(search, into);
      return true;
    });
  });
}

/**
 * All that was packed and unpacked there. Where one party unpacked what another packed, or something after it was used up, it is for
 * the verdict to say what lay there: then also all about what ever did, and who draws it.
 */
export function unit(search: Search, number: number): void {
  const { ledger } = search;
  search.once('unit', ledger.lots.textOf(number), () => {
    const contested = isContested(search, number);
    search.mentions(number, (event, role) => {
      if (role !== 'unit' || !stands(ledger, event)) return true;
      search.events.add(event);
      if (contested) packedThere(search, event);
      return true;
    });
    if (contested) draws(search, number);
  });
}

function packedThere(search: Search, event: number): void {
  const { events, lots } = search.ledger;
  holder(search, nameOf(search.ledger, events.get(event).party));
  for (const { lot, role } of events.portionsOf(event)) {
    if (role !== 'packed') continue;
    search.lot(lots.textOf(lot));
    draws(search, lot);
  }
}

/** Of an event that packs or unpacks; -1 where none is named. */
export function unitOf({ events }: Ledger, event: number): number {
  return events.portionsOf(event).find(({ role }) => role === 'unit')?.lot ?? -1;
}

export function isContested(search: Search, number: number): boolean {
  const known = search.contested.get(number);
  if (known !== undefined) return known;
  const found = disagree(search, number);
  search.contested.set(number, found);
  return found;
}

/** Whether several parties spoke of what lies in the unit, and somebody took something out. */
function disagree(search: Search, number: number): boolean {
  if (number === -1) return false;
  const { ledger } = search;
  const { events } = ledger;
  const parties = new Set<number>();
  let isUnpacked = false;
  search.mentions(number, (event, role) => {
    if (role !== 'unit' || !stands(ledger, event)) return true;
    const row = events.get(event);
    parties.add(row.party);
    isUnpacked ||= row.unpacksAll || events.portionsOf(event).some((one) => one.role === 'unpacked');
    return true;
  });
  return isUnpacked ? parties.size > 1 || search.isUsedUp(number) : parties.size > 1;
}
