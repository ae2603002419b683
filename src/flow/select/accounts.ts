// Accounts: what a site received and gave away under a scheme.
import type { Account } from '#verifier';
import { site } from './makers.ts';
import type { Search } from './search.ts';
import { draws } from './units.ts';
import { addRecord } from './words.ts';

/** All of the site and scheme, and all that they name: an account closes only as a whole. */
export function accounts(search: Search, { site: place, scheme }: Account): void {
  search.once(`account ${scheme}`, place, () => {
    const { records } = search.ledger;
    site(search, place);
    for (const account of records.accountsOf(place)) {
      if (account.scheme !== scheme) continue;
      addRecord(search, account);
      for (const { lot, unit } of account.moves) {
        if (lot !== null) moved(search, lot);
        for (const other of unit === null ? [] : records.accountsMovingUnit(scheme, unit))
          accounts(search, other);
      }
    }
  });
}

/** Who draws it says who had a part in it. */
function moved(search: Search, id: string): void {
  search.lot(id);
  const number = search.numberOf(id);
  if (number !== -1) draws(search, number);
}
