// Which things concern somebody who works for some sites of a party. A matter of use, not of rights: a clerk reads all that the party
// reads (docs/accounts.md).
import type { Certificate, Trade } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { bornEvent, nameOf } from '../query.ts';

/**
 * Whether what names these places is for whoever works at `sites`: it names one of them, or no site of the party at all. Places of other
 * parties say nothing of where in the party something is. Without `sites` everything is.
 */
export type Here = (places: readonly (string | null)[]) => boolean;

export function hereFor(
  { register }: Ledger,
  party: string,
  sites: readonly string[] | null | undefined,
): Here {
  if (sites == null) return () => true;
  const wanted = new Set(sites);
  return (places) => {
    const own = places.filter((place) => place !== null && register.facilities.get(place)?.party === party);
    return own.length === 0 || own.some((place) => place !== null && wanted.has(place));
  };
}

/** What a certificate, a trade or a lot says of places; nothing of whatever else has this id. */
export function placesOf(ledger: Ledger, id: string): (string | null)[] {
  const { records, lots } = ledger;
  const certificate = records.byId('certificate', id);
  if (certificate !== undefined) return placesOfPaper(certificate);
  const trade = records.byId('trade', id);
  if (trade !== undefined) return placesOfTrade(trade);
  const lot = lots.find(id);
  return lot === -1 ? [] : placesOfLot(ledger, lot);
}

/** `*` is no facility: a certificate for all sites names none. */
export function placesOfPaper({ sites }: Certificate): (string | null)[] {
  return [...sites];
}

/** From where, and where to. */
export function placesOfTrade({ fromSite, toSite }: Trade): (string | null)[] {
  return [fromSite, toSite];
}

/** Where it was made. */
export function placesOfLot(ledger: Ledger, lot: number): (string | null)[] {
  const born = bornEvent(ledger, lot);
  return born === undefined ? [] : [nameOf(ledger, born.place)];
}

/** Where the party drew from it, in events that stand. */
export function placesOfDraws({ events, names }: Ledger, party: string, lot: number): (string | null)[] {
  const number = names.find(party) + 1;
  const places: (string | null)[] = [];
  events.mentions(lot, (event, role) => {
    if (role !== 'drawn' || events.partyOf(event) !== number || events.isVoided(event)) return true;
    const { place } = events.get(event);
    places.push(place === 0 ? null : names.textOf(place - 1));
    return true;
  });
  return places;
}
