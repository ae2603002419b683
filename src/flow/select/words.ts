// A record with what was said of it, and by what right that was said.
import { idOf } from '#verifier';
import type { SaidRecord } from '#verifier';
import type { Search } from './search.ts';

/** With what was said of it, and the accreditations of whoever said it. */
export function addRecord(search: Search, record: SaidRecord): void {
  if (search.records.has(record)) return;
  search.records.add(record);
  const id = idOf(record);
  if (id === undefined) return;
  search.once('words', id, () => {
    for (const status of search.ledger.records.statusesOf(id)) {
      search.records.add(status);
      accredited(search, status.issuer);
    }
    casesAbout(search, id);
  });
}

export function casesAbout(search: Search, id: string): void {
  const { records } = search.ledger;
  search.once('cases', id, () => {
    for (const name of new Set(records.casesAbout(id).map((step) => step.case))) {
      for (const step of records.stepsOf(name)) {
        search.records.add(step);
        accredited(search, step.issuer);
      }
    }
  });
}

/** The accreditations of a party, and those of whoever gave them. */
export function accredited(search: Search, party: string): void {
  search.once('accredited', party, () => {
    for (const accreditation of search.ledger.records.accreditationsOf(party)) {
      addRecord(search, accreditation);
      accredited(search, accreditation.issuer);
    }
  });
}
