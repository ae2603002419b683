// Whom a doubt concerns: the operator always; a party where it is about its products, or about lots of its own making.
import type { SelvedgeNode } from '../../flow/node.ts';
import { productOf } from '../../domain/passport/title.ts';
import type { Call } from '../route/route.ts';
import type { DoubtDesk } from './desk.ts';

export function isTheirs(about: string, { caller, node }: Pick<Call, 'caller' | 'node'>): boolean {
  return caller.role === 'operator' || (caller.party !== null && concerns(about, caller.party, node));
}

/** Of all things that are doubted those of a party. */
export function thingsOf(party: string, desk: DoubtDesk, node: SelvedgeNode): string[] {
  return desk.things().filter((id) => concerns(id, party, node));
}

function concerns(id: string, party: string, node: SelvedgeNode): boolean {
  const product = productOf(id) ?? id;
  return node.lot(id)?.party === party || node.product(product)?.party === party;
}
