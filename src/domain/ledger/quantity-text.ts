// Quantities in the sentences of refusals and conflicts: as people weigh, not in base units.
import { formatQuantity } from '#verifier';
import { dimensions } from './event-table.ts';

/** `412.5 kg` for 412,500 of dimension number 1; the bare number where the dimension is not known. */
export function quantityText(dimension: number, amount: number): string {
  const name = dimensions[dimension - 1];
  return name === undefined ? String(amount) : formatQuantity({ dimension: name, amount });
}
