// In which order kilograms are settled: lots, makings and accounts, each after all that it rests on.
import type { Chain } from '../chain.ts';
import { componentsOf, linksOf } from '../chain/components.ts';
import { type Books, sourcesOf } from './books.ts';

/** Nodes are lots, then makings, then accounts. What lies on no loop stands alone in its list. */
export function settlingOrder(chain: Chain, books: Books): readonly (readonly number[])[] {
  if (books.accounts.length === 0) return chain.order;
  const firstMaking = chain.lots.length;
  const firstAccount = firstMaking + chain.makings.length;
  const pairs: number[] = [];
  for (const { index, madeBy } of chain.lots) {
    const given = books.outOf.get(index);
    if (given !== undefined)
      for (const account of sourcesOf(books, given)) pairs.push(index, firstAccount + account);
    else for (const making of madeBy) pairs.push(index, firstMaking + making);
  }
  for (const { index, inputs } of chain.makings) {
    for (const { lot } of inputs) pairs.push(firstMaking + index, lot);
  }
  books.accounts.forEach(({ moves }, account) => {
    for (const { act, place } of moves)
      if (act === 'in' && place >= 0) pairs.push(firstAccount + account, place);
  });
  const count = firstAccount + books.accounts.length;
  const rank = rankOf(chain);
  return componentsOf(count, linksOf(count, pairs)).map((component) =>
    component.length === 1 ? component : component.sort((left, right) => rank(left) - rank(right)),
  );
}

/** In a loop: makings and lots as the chain has them, accounts last. */
function rankOf({ order }: Chain): (node: number) => number {
  const ranks = new Map<number, number>();
  for (const node of order.flat()) ranks.set(node, ranks.size);
  return (node) => ranks.get(node) ?? ranks.size + node;
}
