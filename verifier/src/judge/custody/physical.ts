// How much of some material is in the asked lot at all, claimed or not, by what its origins are made of.
import type { JudgeContext } from '../context.ts';
import { shareOf, wholePpm } from '../share.ts';
import { enters } from './entry.ts';
import type { Reach } from './reach.ts';

const roundsMax = 64;

/** Grams of the material; null where something on the way is not known. `shareIn`: ppm of it in an origin, null = not known. */
export function physicalGrams(
  context: JudgeContext,
  reach: Reach,
  shareIn: (lot: string) => number | null,
): number | null {
  const { chain, asked } = context;
  const { lots, makings, order } = chain;
  const inLot = new Array<number>(lots.length).fill(0);
  const inMaking = new Array<number>(makings.length).fill(0);
  if (reach.accounts.length > 0 || reach.lots.some(isUntold) || reach.makings.some(isUnclear)) return null;
  for (const component of order) {
    for (let round = 0, changed = true; changed && round < (component.length > 1 ? roundsMax : 1); round += 1)
      changed = component.map(settle).includes(true);
  }
  return inLot[chain.indexOf.get(asked) ?? -1] ?? null;

  function isUntold(place: number): boolean {
    const { madeBy, grams, lot } = lots[place]!;
    const origin = madeBy.some((at) => enters(context, makings[at]!));
    return grams === null || madeBy.length === 0 || (origin && shareIn(lot) === null);
  }

  function isUnclear(at: number): boolean {
    const making = makings[at]!;
    const { withheld, inGrams, outGrams } = making;
    return withheld || outGrams === null || (inGrams === null && !enters(context, making));
  }

  function settle(node: number): boolean {
    if (node < lots.length) return reach.hasLot[node] === 1 && settleLot(node);
    return reach.hasMaking[node - lots.length] === 1 && settleMaking(node - lots.length);
  }

  function settleLot(place: number): boolean {
    const { madeBy, madeAs, lot } = lots[place]!;
    const before = inLot[place]!;
    inLot[place] = madeBy.reduce((sum, at, index) => {
      const making = makings[at]!;
      const grams = making.outputs[madeAs[index]!]!.grams ?? 0;
      if (enters(context, making)) return sum + shareOf(grams, shareIn(lot) ?? 0, wholePpm);
      return sum + shareOf(inMaking[at]!, grams, Math.max(making.inGrams ?? 0, making.outGrams ?? 0));
    }, 0);
    return inLot[place] !== before;
  }

  function settleMaking(at: number): boolean {
    const before = inMaking[at]!;
    inMaking[at] = makings[at]!.inputs.reduce(
      (sum, { lot, grams }) => sum + shareOf(inLot[lot]!, grams ?? 0, lots[lot]!.grams ?? 0),
      0,
    );
    return inMaking[at] !== before;
  }
}
