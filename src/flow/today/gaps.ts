// What is missing behind a party's own work: inputs that nobody has declared, lots of its own of which no amount is known.
import { modelOf } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { GapWaiting } from '../answers.ts';
import { bornEvent, nameOf, productFor } from '../query.ts';
import { type Here, placesOfDraws, placesOfLot } from '../site/here.ts';
import type { HeldLots } from '../stock/held.ts';
import { nameIn } from './trade.ts';

export interface OpenGap {
  kind: GapWaiting['kind'];
  lot: number;
}

/** Newest first. Read off the balances: a gap closes by itself. */
export function gapsWaiting(ledger: Ledger, held: HeldLots, party: string): OpenGap[] {
  const undeclared = [...held.drawnBy(ledger, party)].filter((lot) => isUndeclared(ledger, party, lot));
  const unknown = held
    .of(ledger, party)
    .filter((lot) => typeof lot === 'number' && isUnknown(ledger, party, lot));
  return [
    ...undeclared.reverse().map((lot): OpenGap => ({ kind: 'undeclared-input', lot })),
    ...unknown.reverse().map((lot): OpenGap => ({ kind: 'unknown-quantity', lot: lot as number })),
  ];
}

/** A draw that was an error leaves nothing open. */
function isUndeclared({ balances, events, names }: Ledger, party: string, lot: number): boolean {
  if (balances.isDeclared(lot)) return false;
  const number = names.find(party) + 1;
  let stands = false;
  events.mentions(lot, (event, role) => {
    stands = role === 'drawn' && events.partyOf(event) === number && !events.isVoided(event);
    return !stands;
  });
  return stands;
}

function isUnknown(ledger: Ledger, party: string, lot: number): boolean {
  const { balances } = ledger;
  if (balances.unknownOf(lot) === 0 || !balances.isDeclared(lot)) return false;
  const born = bornEvent(ledger, lot);
  return born !== undefined && nameOf(ledger, born.party) === party;
}

/** Where the party used the lot, or made it. */
export function isGapHere(ledger: Ledger, party: string, { kind, lot }: OpenGap, here: Here): boolean {
  if (kind === 'unknown-quantity') return here(placesOfLot(ledger, lot));
  return placesOfDraws(ledger, party, lot).some((place) => here([place]));
}

export function gapWaiting(ledger: Ledger, { kind, lot }: OpenGap): GapWaiting {
  const id = ledger.lots.textOf(lot);
  const product = modelOf(id);
  const from = kind === 'undeclared-input' ? (ledger.records.tradesOf(id)[0]?.seller ?? null) : null;
  return {
    ...{ kind, lot: id, from, fromName: from === null ? null : nameIn(ledger, from) },
    productName:
      product === null ? null : (productFor(ledger, product, id, Number.MAX_SAFE_INTEGER)?.name ?? null),
  };
}
