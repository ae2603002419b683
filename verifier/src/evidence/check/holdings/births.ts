// The births that a file shows: they give lots their numbers, and the secrets that open their leaves.
import type { Shown } from '../disclosures.ts';

export interface ShownBirthOf {
  readonly lot: string;
  readonly number: number;
  /** 16 bytes. */
  readonly secret: Uint8Array;
}

export interface BirthsShown {
  readonly byLot: ReadonlyMap<string, ShownBirthOf>;
  readonly byNumber: ReadonlyMap<number, ShownBirthOf>;
}

/** The first birth of a lot gives it its number; the numbers of later ones are void, and open nothing. */
export function birthsIn(shown: readonly Shown[]): BirthsShown {
  const byLot = new Map<string, ShownBirthOf>();
  for (const { firstLot, statement } of shown) {
    for (const { lot, position, secret } of statement.birthsShown) {
      if (!byLot.has(lot)) byLot.set(lot, { lot, number: firstLot + position, secret });
    }
  }
  return { byLot, byNumber: new Map([...byLot.values()].map((birth) => [birth.number, birth])) };
}
