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
  /** Some property, lot or amount of it is withheld, or where it happened. */
  readonly withheld: boolean;
  /** Lots that it made, packed or unpacked are withheld, or the unit: it may have done so with any of its party's. */
  readonly hidesMaking: boolean;
}

/** One word of a party about its product, the model: by its canonical id. What was told anew stands there once more. */
export interface DossierProduct {
  readonly entry: number;
  readonly recordedAtMs: number;
  readonly product: string;
  /** Whose product it is. */
  readonly party: string;
  readonly composition: readonly { readonly material: string; readonly percent: number }[];
  readonly category: string | null;
  readonly netWeightGrams: number | null;
  /** Something of the statement is withheld: what is not told here may be told there. */
  readonly withheld: boolean;
}

/** One word of a party about its site. */
export interface DossierFacility {
  readonly entry: number;
  readonly recordedAtMs: number;
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
  /** All words of each, ascending by id and entry. */
  readonly products: readonly DossierProduct[];
  readonly facilities: readonly DossierFacility[];
}
