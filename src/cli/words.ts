// Words for amounts, shares and names, the same in every command.
import { type Dimension, formatQuantity } from '#verifier';
import type { SelvedgeNode } from '../flow/node.ts';

/** `412.5 kg`; `?` where it is not known. */
export function amountWords(amount: number | null, dimension: string | null): string {
  return amount === null || dimension === null
    ? '?'
    : formatQuantity({ amount, dimension: dimension as Dimension });
}

export function shareWords(share: number | null): string {
  return share === null ? '?' : `${(share * 100).toFixed(1)} %`;
}

/** Name of a party, its id where it has none; `?` for nobody. */
export function partyWords(node: SelvedgeNode, party: string | null): string {
  return party === null ? '?' : (node.party(party)?.name ?? party);
}

/** Name of a facility, its id where it has none. */
export function placeWords(node: SelvedgeNode, place: string | null): string {
  return place === null ? '?' : (node.facility(place)?.name ?? place);
}

export function dayWords(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** Last part of a vocabulary URI: `https://ref.gs1.org/cbv/BizStep-shipping` is `shipping`. */
export function stepWords(step: string | null): string {
  return step === null ? '?' : (step.split(/[/:#]/).at(-1) ?? step).replace(/^BizStep-/, '');
}

/** `1 lot`, `2 lots`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
