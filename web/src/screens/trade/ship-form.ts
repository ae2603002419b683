// What is typed to send goods.
import type { StockLot } from '../../api/work.ts';
import { readThousandths } from '../../language/digits.ts';
import type { Line } from './handover.ts';
import { fieldText, typedBase } from './measure.ts';
import type { Paper } from './papers.tsx';

export interface PickedLot {
  readonly id: string;
  readonly name: string | null;
  readonly dimension: string | null;
  /** Base units; null = not known. */
  readonly left: number | null;
  /** As typed. */
  readonly amount: string;
}

export interface ShipForm {
  lots: readonly PickedLot[];
  buyer: string;
  /** '' = none. */
  order: string;
  place: string;
  /** Percent, as typed. */
  tolerance: string;
  papers: readonly Paper[];
}

export const emptyShipment: ShipForm = {
  lots: [],
  buyer: '',
  order: '',
  place: '',
  tolerance: '1',
  papers: [],
};

export function pickedLot({ id, productName, dimension, remaining }: StockLot): PickedLot {
  return { id, name: productName, dimension, left: remaining, amount: fieldText(remaining, dimension) };
}

/** null where an amount cannot be read, or is more than is left. A lot of unknown amount leaves as it is. */
export function shippedLine({ id, dimension, left, amount }: PickedLot, language: string): Line | null {
  if (left === null && amount === '') return { lot: id, base: null, dimension };
  const base = typedBase(amount, dimension, language);
  if (base === null || base === 0 || (left !== null && base > left)) return null;
  return { lot: id, base, dimension };
}

/** Parts per million; null where it is no percentage. */
export function tolerancePpmOf({ tolerance }: ShipForm, language: string): number | null {
  const thousandths = readThousandths(tolerance, language);
  return thousandths === null || thousandths > 100_000 ? null : thousandths * 10;
}
