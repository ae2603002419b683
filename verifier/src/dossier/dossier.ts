// All that a verdict rests on, as plain data. The node builds it from its ledger, the verifier from the statements that
// an evidence file shows; `judge` sees no difference, so both come to the same bytes.
import type { SaidRecord } from '../record/record.ts';

/** A lot with an amount in the base unit of its dimension; null = not told or withheld. */
export interface Amount {
  readonly lot: string;
  readonly dimension: string | null;
  readonly amount: number | null;
}

/** An event that made lots or packed a unit, and stands: no error was declared. */
export interface ChainEvent {
  readonly entry: number;
  /** In its statement. */
  readonly index: number;
  readonly party: string;
  readonly atMs: number;
  readonly recordedAtMs: number;
  /** Facility; null = not told. */
  readonly site: string | null;
  readonly process: string | null;
  readonly step: string | null;
  readonly country: string | null;
  /** Names the event, or the long process of one party that it belongs to. */
  readonly run: string;
  readonly drawn: readonly Amount[];
  readonly produced: readonly Amount[];
  /** The unit it packs, and what it put there. */
  readonly unit: string | null;
  readonly packed: readonly Amount[];
  /** Some lot or amount of it is withheld. */
  readonly withheld: boolean;
}

/** What is known of a product, the model: by its canonical id. */
export interface DossierProduct {
  readonly product: string;
  readonly composition: readonly { readonly material: string; readonly percent: number }[];
  readonly category: string | null;
  readonly netWeightGrams: number | null;
}

export interface DossierFacility {
  readonly facility: string;
  readonly party: string;
  readonly country: string | null;
}

export interface Dossier {
  readonly operator: string;
  /** Ascending by entry and index. */
  readonly events: readonly ChainEvent[];
  /** Ascending by entry. */
  readonly records: readonly SaidRecord[];
  readonly products: readonly DossierProduct[];
  readonly facilities: readonly DossierFacility[];
}
