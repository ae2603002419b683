// What the lookups of a dossier (the other files here) have found, and what is still to be looked at: chains of
// certificates may be longer than a stack is deep. Everything is looked up once, so the work grows with what is selected.
import type { SaidRecord } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { FacilityRecord, ProductRecord } from '../../domain/party/register.ts';

/** At a lot, all that it was made of, and the records about any of it. */
export type LookAtLot = (search: Search, id: string) => void;

export class Search {
  readonly ledger: Ledger;
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
    this.ledger = ledger;
    this.#lookAtLot = lookAtLot;
  }

  lot(id: string): void {
    this.once('lot', id, () => this.#lookAtLot(this, id));
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
