// Small parts of a garment that a rule leaves out of account: how much of the asked lot came through a making.
import type { Chain, Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import { wholePpm } from '../share.ts';
import type { Figure } from '../../pack/pack.ts';
import type { Reach } from './reach.ts';

const roundsMax = 64;

export class Components {
  readonly #context: JudgeContext;
  readonly #reach: Reach;
  #shares: readonly number[] | undefined;

  constructor(context: JudgeContext, reach: Reach) {
    this.#context = context;
    this.#reach = reach;
  }

  /** Less than that share of the asked lot's mass came through the making. Of unknown masses nothing is left out. */
  isLeftOut({ index }: Making, least: Figure | null, site: number): boolean {
    if (least === null) return false;
    const { chain, asked, rule, use } = this.#context;
    this.#shares ??= sharesOf(chain, chain.indexOf.get(asked) ?? -1, this.#reach);
    return this.#shares[index]! < use(least, `claims.${rule.code}.sites[${site}].componentMinPpm`);
  }
}

/** Of each making, ppm of the asked lot's mass that came through it, rounded up: what may count does count. */
function sharesOf({ lots, makings, order }: Chain, asked: number, reach: Reach): number[] {
  const ofLot = new Array<number>(lots.length).fill(0);
  const ofMaking = new Array<number>(makings.length).fill(0);
  const backwards = order.toReversed();
  for (let changed = true, round = 0; changed && round < roundsMax; round += 1) {
    changed = false;
    for (const node of backwards.flat()) {
      const share = node < lots.length ? lotShare(node) : makingShare(makings[node - lots.length]!);
      const shares = node < lots.length ? ofLot : ofMaking;
      const at = node < lots.length ? node : node - lots.length;
      changed ||= share > shares[at]!;
      shares[at] = Math.max(shares[at]!, share);
    }
  }
  return ofMaking;

  function lotShare(place: number): number {
    let share = place === asked ? wholePpm : 0;
    for (const at of lots[place]!.drawnBy) {
      if (reach.hasMaking[at] === 0) continue;
      const { inputs, inGrams } = makings[at]!;
      for (const { lot, grams } of inputs) if (lot === place) share += part(ofMaking[at]!, grams, inGrams);
    }
    return Math.min(share, wholePpm);
  }

  function makingShare({ index, outputs }: Making): number {
    if (reach.hasMaking[index] === 0) return 0;
    const share = outputs.reduce(
      (sum, { lot, grams }) => sum + part(ofLot[lot]!, grams, lots[lot]!.grams),
      0,
    );
    return Math.min(share, wholePpm);
  }
}

function part(share: number, grams: number | null, whole: number | null): number {
  if (grams === null || whole === null || whole === 0) return share;
  return Math.min(share, Math.ceil((share * grams) / whole));
}
