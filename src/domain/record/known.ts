// What a record is checked against: all that the log says by then.
import type { Primitives, RecordBook } from '#verifier';
import type { Register } from '../party/register.ts';

export interface Known {
  readonly book: RecordBook;
  readonly register: Register;
  readonly lots: Lots;
  readonly primitives: Primitives;
}

/** What events have told of lots. */
export interface Lots {
  /** Undefined as long as nobody has said where the lot comes from. */
  lot(id: string): KnownLot | undefined;
  /** Whether an event of the party made, drew, received or packed the lot, or a unit that it lies in. */
  hasHandled(party: string, id: string): boolean;
}

export interface KnownLot {
  /** Who told of its birth. */
  readonly maker: string;
  /** Log index of its birth. */
  readonly entry: number;
  /** All that was produced of it, in the base unit of `dimension`; null where some of it is not known. */
  readonly produced: number | null;
  readonly dimension: string | null;
}

/** Where a party is, as it or the operator tells; null = not told. */
export function countryOf({ register }: Known, party: string): string | null {
  return register.parties.get(party)?.country ?? null;
}
