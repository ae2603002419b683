// Who made something, where, and under which certificates.
import { modelOf } from '#verifier';
import type { Certificate } from '#verifier';
import { nameOf } from '../query.ts';
import { type Search, stands } from './search.ts';
import { accredited, addRecord } from './words.ts';

/** An event that made something: with its party, its site, and all that came out. */
export function making(search: Search, event: number): void {
  const { ledger, made } = search;
  if (made.has(event) || !stands(ledger, event)) return;
  const row = ledger.events.get(event);
  made.add(event);
  search.events.add(event);
  holder(search, nameOf(ledger, row.party));
  site(search, nameOf(ledger, row.place));
  // What else came out is weighed with it (yields): its category decides whether it is waste.
  for (const { lot, role } of ledger.events.portionsOf(event))
    if (role === 'produced') product(search, modelOf(ledger.lots.textOf(lot)));
}

export function product(search: Search, id: string | null): void {
  if (id === null || search.products.has(id)) return;
  const words = search.productWords(id);
  if (words !== undefined) search.products.set(id, words);
}

/** Party, or site that works under somebody's certificate. */
export function holder(search: Search, id: string | null): void {
  if (id === null) return;
  search.once('holder', id, () => {
    const { records } = search.ledger;
    for (const one of records.certificatesOf(id)) certificate(search, one);
    for (const membership of records.membershipsOf(id)) {
      addRecord(search, membership);
      if (membership.as === 'producer') joined(search, membership.member);
    }
  });
}

/** What a producer has accepted: whose word about its land counts. */
function joined({ ledger: { records }, records: found }: Search, member: string): void {
  for (const acceptance of records.acceptancesBy(member)) {
    const invitation = records.invitationBy(acceptance.invitation);
    if (invitation?.as !== 'producer') continue;
    found.add(acceptance);
    found.add(invitation);
  }
}

export function site(search: Search, id: string | null): void {
  if (id === null) return;
  search.once('site', id, () => {
    const { records } = search.ledger;
    const words = search.facilityWords(id);
    search.facilities.set(id, words);
    for (const { party } of words) holder(search, party);
    for (const one of records.certificatesAt(id)) certificate(search, one);
    holder(search, id);
  });
}

/** With what it draws from, all that draw from it, and all that bear its number. */
export function certificate(search: Search, one: Certificate): void {
  shown(search, one);
  search.once('certificate', one.certificate, () => {
    const { records } = search.ledger;
    const { scheme, number, inputs } = one;
    for (const other of records.certificatesDrawingFrom(one.certificate)) shown(search, other);
    for (const other of number === null ? [] : records.certificatesNumbered(scheme, number))
      shown(search, other);
    hiddenUses(search, one);
    if (one.volumeGrams !== null) volume(search, one);
    for (const input of inputs) {
      const drawn = records.byId('certificate', input.certificate);
      if (drawn !== undefined) certificate(search, drawn);
    }
  });
}

function shown(search: Search, one: Certificate): void {
  addRecord(search, one);
  accredited(search, one.issuer);
}

/** Of whose other certificates something is withheld: any of those may draw from this one. */
function hiddenUses(search: Search, { buyer, scheme }: Certificate): void {
  if (buyer === null) return;
  for (const other of search.ledger.records.certificatesOf(buyer))
    if (other.withheld && other.scheme === scheme) shown(search, other);
}

/** All that its holder made while it was valid: what may leave under it is counted over everything. */
function volume(search: Search, { holder: party, validFromMs, validUntilMs }: Certificate): void {
  const { events } = search.ledger;
  search.eachOf(party, (event) => {
    const timeMs = events.timeOf(event);
    if (timeMs >= validFromMs && timeMs <= validUntilMs) making(search, event);
  });
}
