// What the lookups of a dossier (the other files here) have found, and what is still to be looked at: chains of
// certificates may be longer than a stack is deep. Everything is looked up once, so the work grows with what is selected.
import { RecordBook, type SaidRecord } from '#verifier';
import type { Role } from '../../domain/ledger/event-table.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { FacilityRecord, ProductRecord } from '../../domain/party/register.ts';
import { eachInput } from '../../domain/trace/links.ts';
import { Asked } from './asked.ts';

/** At a lot, all that it was made of, and the records about any of it. */
export type LookAtLot = (search: Search, id: string) => void;

export class Search {
  /** Lots, events, parties, registers and units are asked by the methods here, so that `asked` is all that was asked. */
  readonly ledger: Ledger;
  readonly asked: Asked = new Asked();
  /** Numbers of lots. */
  readonly lots: Set<number> = new Set();
  readonly events: Set<number> = new Set();
  readonly records: Set<SaidRecord> = new Set();
  readonly products: Map<string, readonly ProductRecord[]> = new Map();
  readonly facilities: Map<string, readonly FacilityRecord[]> = new Map();
  /** Lots and runs that the walk back has come to. */
  readonly walked: Set<number> = new Set();
  /** Events whose makers and products are looked at. */
  readonly made: Set<number> = new Set();
  /** By number of the unit: whether several have a say in what lay there. */
  readonly contested: Map<number, boolean> = new Map();
  /** Ids that were looked up, by what was asked: `holder urn:…`. */
  readonly #asked = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  readonly #lookAtLot: LookAtLot;

  constructor(ledger: Ledger, lookAtLot: LookAtLot) {
    this.ledger = {
      ...ledger,
      records: new RecordBook(ledger.records, (place) => this.asked.places.add(place)),
    };
    this.#lookAtLot = lookAtLot;
  }

  lot(id: string): void {
    this.once('lot', id, () => this.#lookAtLot(this, id));
  }

  /** Number of the lot; -1 where no event mentions it. */
  numberOf(id: string): number {
    const number = this.ledger.lots.find(id);
    if (number === -1) this.asked.unborn.add(id);
    return number;
  }

  /** As `EventTable.mentions`. */
  mentions(lot: number, visit: (event: number, role: Role) => boolean): void {
    this.asked.lots.add(lot);
    this.ledger.events.mentions(lot, visit);
  }

  /** As `eachInput`. */
  eachInput(node: number, visit: (from: number) => void): void {
    this.asked.lots.add(node);
    eachInput(this.ledger.graph, node, visit);
  }

  /** The event in which the lot was born; -1 where there is none. */
  bornIn(lot: number): number {
    this.asked.lots.add(lot);
    return this.ledger.columns.bornIn(lot);
  }

  isUsedUp(unit: number): boolean {
    const isUsedUp = this.ledger.balances.drawnOf(unit) > 0;
    this.asked.usedUp.set(unit, isUsedUp);
    return isUsedUp;
  }

  /** Visits the events of a party in the order of the log. */
  eachOf(party: string, visit: (event: number) => void): void {
    this.asked.parties.add(party);
    const number = this.ledger.names.find(party);
    if (number !== -1) this.ledger.events.eachOf(number + 1, visit);
  }

  productWords(id: string): readonly ProductRecord[] | undefined {
    const words = this.ledger.register.productWords.get(id);
    this.asked.products.set(id, words?.length ?? 0);
    return words;
  }

  facilityWords(id: string): readonly FacilityRecord[] {
    const words = this.ledger.register.facilityWords.get(id) ?? [];
    this.asked.facilities.set(id, words.length);
    return words;
  }

  /** Later, and once for each question and id. */
  once(question: string, id: string, look: () => void): void {
    const key = `${question} ${id}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#waiting.push(look);
  }

  /** Until nothing is added any more. */
  run(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) next();
  }
}

/** Neither voided nor a declaration that another was an error. */
export function stands({ events }: Ledger, event: number): boolean {
  return !events.isVoided(event) && !events.get(event).declaresError;
}
