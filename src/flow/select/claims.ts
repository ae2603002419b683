// Claims: who made them, and the records that they rest on.
import type { Claim } from '#verifier';
import { certificate, holder } from './makers.ts';
import { type Search, stands } from './search.ts';
import { trade } from './trade.ts';
import { addRecord } from './words.ts';

export function claim(search: Search, one: Claim): void {
  addRecord(search, one);
  holder(search, one.issuer);
  handled(search, one);
  for (const id of one.restsOn) search.once('rested on', id, () => support(search, id));
}

function support(search: Search, id: string): void {
  const { records } = search.ledger;
  const certified = records.byId('certificate', id);
  if (certified !== undefined) certificate(search, certified);
  const claimed = records.byId('claim', id);
  if (claimed !== undefined) claim(search, claimed);
  const traded = records.byId('trade', id);
  if (traded !== undefined) trade(search, traded);
}

/** What was claimed before it was made: whether the claimant had a part in it. */
function handled(search: Search, { issuer, lots, entry }: Claim): void {
  const { ledger } = search;
  const { events, names } = ledger;
  const party = names.find(issuer) + 1;
  for (const id of lots) {
    const lot = search.numberOf(id);
    const born = lot === -1 ? -1 : search.bornIn(lot);
    if (born === -1 || party === 0 || events.entryOf(born) < entry) continue;
    search.mentions(lot, (event, role) => {
      const takes = (role === 'drawn' || role === 'packed') && events.get(event).party === party;
      if (takes && stands(ledger, event)) search.events.add(event);
      return true;
    });
  }
}
