// Which lots ever were in a party's hands, in the order in which they came there, and which it drew from. Made for a party when somebody asks, and carried
// on from there: who looks at the stock every minute pays for what is new.
import type { TradeAnswer } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { isReceiving } from './step.ts';

/** Its number; its id where no event names it yet. */
export type HeldLot = number | string;

interface Held {
  /** A lot stands where it came first. */
  readonly lots: HeldLot[];
  readonly known: Set<HeldLot>;
  /** What it drew from, wherever it had that from. */
  readonly drawn: Set<number>;
  /** How many events and answers of the log were looked at. */
  events: number;
  answers: number;
  /** Receipts of shipments that nobody has told of yet. */
  waiting: readonly TradeAnswer[];
}

export class HeldLots {
  readonly #byParty = new Map<string, Held>();
  #register: Ledger['lots'] | undefined;

  /** Only ever longer while the ledger is the same. Some were made or received in error: what counts is in moves.ts. */
  of(ledger: Ledger, party: string): readonly HeldLot[] {
    return this.#carriedOn(ledger, party).lots;
  }

  /** Numbers of the lots that it drew from, in the order of the log. */
  drawnBy(ledger: Ledger, party: string): ReadonlySet<number> {
    return this.#carriedOn(ledger, party).drawn;
  }

  #carriedOn(ledger: Ledger, party: string): Held {
    if (this.#register !== ledger.lots) {
      this.#register = ledger.lots;
      this.#byParty.clear();
    }
    const held = this.#byParty.get(party) ?? emptyHeld();
    this.#byParty.set(party, held);
    carryOn(ledger, party, held);
    return held;
  }
}

function emptyHeld(): Held {
  return { lots: [], known: new Set(), drawn: new Set(), events: 0, answers: 0, waiting: [] };
}

function carryOn(ledger: Ledger, party: string, held: Held): void {
  const arrivals = [...byEvents(ledger, party, held), ...byTrade(ledger, party, held)];
  arrivals.sort((one, other) => one.entry - other.entry);
  for (const { lot } of arrivals) {
    const isKnown =
      held.known.has(lot) || (typeof lot === 'number' && held.known.has(ledger.lots.textOf(lot)));
    if (isKnown) continue;
    held.known.add(lot);
    held.lots.push(lot);
  }
  held.events = ledger.events.size;
}

interface Arrival {
  entry: number;
  lot: HeldLot;
}

function byEvents(ledger: Ledger, party: string, held: Held): Arrival[] {
  const arrivals: Arrival[] = [];
  const { events } = ledger;
  const number = ledger.names.find(party) + 1;
  if (number === 0) return arrivals;
  const visit = (event: number): void => {
    const entry = events.entryOf(event);
    for (const lot of cameBy(ledger, event)) arrivals.push({ entry, lot });
    for (const { lot, role } of events.portionsOf(event)) if (role === 'drawn') held.drawn.add(lot);
  };
  events.eachOf(number, visit, held.events);
  return arrivals;
}

function cameBy({ events, contents, ...ledger }: Ledger, event: number): number[] {
  const row = events.get(event);
  if (row.declaresError) return [];
  const received = isReceiving(ledger, row.step);
  const portions = events.portionsOf(event).filter(({ role }) => {
    if (role === 'seen') return received;
    return role === 'produced' || role === 'unpacked' || (role === 'unit' && row.packs);
  });
  const emptied = row.unpacksAll ? contents.of(events.unitOf(event)) : [];
  return [...portions.map(({ lot }) => lot), ...emptied.map(({ child }) => child)];
}

/** What came by shipments that the party has received. */
function byTrade({ records, lots }: Ledger, party: string, held: Held): Arrival[] {
  const answers = records.ofKind('answer');
  const receipts = answers
    .slice(held.answers)
    .filter(({ word, issuer }) => word === 'receives' && issuer === party);
  held.answers = answers.length;
  const asked = [...held.waiting, ...receipts];
  held.waiting = asked.filter(({ about }) => records.byId('trade', about) === undefined);
  return asked.flatMap(({ entry, about }) => {
    const trade = records.byId('trade', about);
    if (trade?.buyer !== party) return [];
    const ids = trade.lines.flatMap(({ lot }) => lot ?? []);
    return ids.map((id) => ({ entry, lot: lots.find(id) === -1 ? id : lots.find(id) }));
  });
}
