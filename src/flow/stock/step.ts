// Steps of CBV by which goods change hands, in any of its spellings.
import type { Ledger } from '../../domain/ledger/ledger.ts';

const receiving = /(?:^|[:/-])(?:receiving|accepting|arriving)$/;
const shipping = /(?:^|[:/-])(?:shipping|departing)$/;

/** `step`: as in the event table. */
export function isReceiving(ledger: Pick<Ledger, 'names'>, step: number): boolean {
  return step !== 0 && receiving.test(ledger.names.textOf(step - 1));
}

export function isShipping(ledger: Pick<Ledger, 'names'>, step: number): boolean {
  return step !== 0 && shipping.test(ledger.names.textOf(step - 1));
}
