// What is like the question: names and ids that hold it, and codes of lots. A caller finds by a part only what it would be shown whole:
// a search that found more would tell what is withheld, one letter at a time.
import { plain } from '../../flow/find/plain.ts';
import type { Named } from '../../flow/find/names.ts';
import { showsAtLeast } from '../access/role.ts';
import type { Call } from '../route/route.ts';
import {
  type Found,
  foundFacility,
  foundLot,
  foundParty,
  foundProduct,
  foundRecord,
  knowsNames,
} from './found.ts';

export function namesLike(call: Call, asked: string, most: number): Found[] {
  if (!knowsNames(call)) return [];
  const found = new Map<Named['id'], Found>();
  const isShown = (named: Named, part: string): boolean => {
    const one = shownAs(call, named, part);
    if (one !== undefined) found.set(`${named.kind} ${named.id}`, one);
    return one !== undefined;
  };
  return call.node
    .namesLike(asked, most, isShown)
    .flatMap(({ kind, id }) => found.get(`${kind} ${id}`) ?? []);
}

function shownAs(call: Call, { kind, id, entry }: Named, part: string): Found | undefined {
  if (kind === 'party') return foundParty(call, id);
  if (kind === 'facility') return foundFacility(call, id);
  if (kind === 'product') return foundProduct(call, id);
  const holdsPart = (text: unknown): boolean => typeof text === 'string' && plain(text).includes(part);
  return foundRecord(call, entry ?? -1, (claims) => holdsPart(id) || holdsPart(claims['number']));
}

const fewestCharacters = 3;

/** Of lots that are not the caller's own, codes name their makers: they are shown from level site on, as in a trace. */
export async function lotsLike(
  call: Call,
  asked: string,
  most: number,
): Promise<{ found: Found[]; more: boolean }> {
  const { node, caller } = call;
  const isAllShown = showsAtLeast(caller.level, 'site');
  const part = asked.split('/').at(-1) ?? '';
  if (plain(part).length < fewestCharacters || (!isAllShown && caller.party === null))
    return { found: [], more: false };
  const isShown = (id: string): boolean => isAllShown || node.lot(id)?.party === caller.party;
  const { ids, more } = await node.lotsLike(part, most, isShown);
  return { found: ids.flatMap((id) => foundLot(call, id) ?? []), more };
}
