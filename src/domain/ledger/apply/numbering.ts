// Numbers of lots and names: a change is decided before the ledger has given them.
import type { Change } from '../decide.ts';
import type { Ledger } from '../ledger.ts';

/** From the numbers of the change to those of the ledger, and from ids to them. */
export interface Numbering {
  lotOf(number: number): number;
  lotNamed(id: string): number;
}

export function lotNamed(
  ledger: Ledger,
  { numbers }: Change,
  lotOf: Numbering['lotOf'],
): Numbering['lotNamed'] {
  return (id) => {
    const number = numbers.get(id);
    return number === undefined ? ledger.lots.intern(id) : lotOf(number);
  };
}

const mostNamesAtHand = 4_096;

/** The number of a name plus one; 0 = not told. */
export function nameNumber({ names, namesAtHand }: Ledger, text: string | null | undefined): number {
  if (text === null || text === undefined) return 0;
  const known = namesAtHand.get(text);
  if (known !== undefined) return known;
  if (namesAtHand.size === mostNamesAtHand) namesAtHand.clear();
  const number = names.intern(text) + 1;
  namesAtHand.set(text, number);
  return number;
}
