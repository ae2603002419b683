// Events turned into lots and makings, numbered densely, so that a verdict walks arrays.
import type { ChainEvent } from '../dossier/dossier.ts';

/** A lot of the dossier, at its place in `Chain.lots`. */
export interface ChainLot {
  readonly index: number;
  /** Canonical id. */
  readonly lot: string;
  /** Its mass; null = cannot be known. */
  readonly grams: number | null;
  /** What was produced of it, in the base unit of its dimension; null = not told, withheld, or nobody made it. */
  readonly produced: number | null;
  /** Base units that makings drew of it, in units or alone; what is unknown of it not counted. */
  readonly drawn: number;
  readonly dimension: string | null;
  /** Makings that it came from, ascending. Several where one lot was made in several goes. */
  readonly madeBy: readonly number[];
  /** Beside each of `madeBy`, the place among that making's outputs. */
  readonly madeAs: readonly number[];
  /** Makings that it went into. */
  readonly drawnBy: readonly number[];
  /** When it was first made or packed; null = nobody told. */
  readonly madeAtMs: number | null;
  /** Somebody packed it: its makings are packings. */
  readonly isUnit: boolean;
}

/** What of a lot went into a making. The contents of a drawn unit stand here one by one. */
export interface MakingInput {
  readonly lot: number;
  /** In the base unit of the lot's dimension; null = unknown. */
  readonly amount: number | null;
  readonly grams: number | null;
  /** When it was drawn. */
  readonly atMs: number;
  /** Unit it lay in, -1 for none. */
  readonly unit: number;
  /** When it was put there, and when that unit was where it was drawn; without unit when it was drawn. */
  readonly packedAtMs: number;
  readonly filledAtMs: number;
}

export interface MakingOutput {
  readonly lot: number;
  /** In the base unit of its dimension; null = unknown. */
  readonly amount: number | null;
  readonly dimension: string | null;
  /** Its mass where it is weighed, else the mass that it takes of what went in; null = unknown. */
  readonly grams: number | null;
}

/** One event, or all events of one long process: inputs meet, outputs take their weight. */
export interface Making {
  readonly index: number;
  /** `packing` only puts things into a unit: no process, no yield. */
  readonly kind: 'making' | 'packing';
  /** Ascending by entry and index. */
  readonly events: readonly ChainEvent[];
  readonly entries: readonly number[];
  readonly party: string;
  /** Of the first event that tells one. */
  readonly site: string | null;
  readonly process: string | null;
  readonly country: string | null;
  /** When the last of its events happened. */
  readonly atMs: number;
  readonly inputs: readonly MakingInput[];
  readonly outputs: readonly MakingOutput[];
  /** Mass of all that went in, and came out; null where any of it is unknown. Unweighed goods weigh what went into them. */
  readonly inGrams: number | null;
  readonly outGrams: number | null;
  /** Something of it is withheld. */
  readonly withheld: boolean;
}

export interface Chain {
  readonly lots: readonly ChainLot[];
  /** Canonical id -> place in `lots`. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly makings: readonly Making[];
  /** Places of the lots in the order of their ids. */
  readonly byName: readonly number[];
  /** Lots (their place) and makings (number of lots + their place), each after all that it is made of; those that a loop joins stand in one list. */
  readonly order: readonly (readonly number[])[];
}
