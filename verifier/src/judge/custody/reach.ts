// The way back from the asked lot: all that its claimed kilograms can have come from.
import type { JudgeContext } from '../context.ts';
import { type Books, sourcesOf } from './books.ts';
import { enters } from './entry.ts';

export interface Reach {
  /** Places of lots, makings and accounts, each ascending. */
  readonly lots: readonly number[];
  readonly makings: readonly number[];
  readonly accounts: readonly number[];
  readonly hasLot: Uint8Array;
  readonly hasMaking: Uint8Array;
}

/** Behind a lot that an account gives to lies the account, not what the lot was made of. */
export function reachOf(context: JudgeContext, books: Books): Reach {
  const { chain, asked } = context;
  const hasLot = new Uint8Array(chain.lots.length);
  const hasMaking = new Uint8Array(chain.makings.length);
  const accounts = new Set<number>();
  const waiting: number[] = [];
  const reach = (place: number): void => {
    if (place < 0 || hasLot[place] === 1) return;
    hasLot[place] = 1;
    waiting.push(place);
  };
  reach(chain.indexOf.get(asked) ?? -1);
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const given = books.outOf.get(place);
    for (const account of sourcesOf(books, given ?? [])) {
      if (accounts.has(account)) continue;
      accounts.add(account);
      for (const move of books.accounts[account]!.moves) if (move.act === 'in') reach(move.place);
    }
    if (given !== undefined) continue;
    for (const making of chain.lots[place]!.madeBy) {
      if (hasMaking[making] === 1) continue;
      hasMaking[making] = 1;
      if (enters(context, chain.makings[making]!)) continue;
      for (const input of chain.makings[making]!.inputs) reach(input.lot);
    }
  }
  return {
    lots: placesIn(hasLot),
    makings: placesIn(hasMaking),
    accounts: [...accounts].sort((a, b) => a - b),
    hasLot,
    hasMaking,
  };
}

function placesIn(has: Uint8Array): number[] {
  const places: number[] = [];
  has.forEach((is, place) => {
    if (is === 1) places.push(place);
  });
  return places;
}
