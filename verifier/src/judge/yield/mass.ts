// What the scales show, which a yield is of. Elsewhere unweighed goods weigh what went into them, losses and all; here
// pieces weigh what their product weighs.
import type { DossierProduct } from '../../dossier/dossier.ts';
import type { Chain, Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import type { UsualYields } from './bands.ts';
import { Unweighed } from './unweighed.ts';

export interface OutputMass {
  /** Place in `Chain.lots`. */
  readonly lot: number;
  readonly category: string | null;
  /** null = cannot be told. */
  readonly grams: number | null;
}

/** What came out of a making, over all events of the run. */
export interface Weighed {
  /** Ascending by place. */
  readonly outputs: readonly OutputMass[];
  /** Those of each category that is told, ascending by category. */
  readonly byCategory: readonly (readonly [category: string, outputs: readonly OutputMass[]])[];
  /** Every output has a category. */
  readonly isNamed: boolean;
}

/** By place of the making. No claim changes what the scales showed: one weighing for all claims on a chain. */
const weighed = new WeakMap<Chain, Weighed[]>();

export function weighedOut(context: JudgeContext, making: Making): Weighed {
  const known = weighed.get(context.chain) ?? [];
  if (known.length === 0) weighed.set(context.chain, known);
  const now = known[making.index] ?? weigh(context, making);
  known[making.index] = now;
  return now;
}

function weigh(context: JudgeContext, making: Making): Weighed {
  const outputs = [...summed(context, making)]
    .map(([lot, grams]) => ({ lot, category: context.productAt(lot)?.category ?? null, grams }))
    .sort((one, other) => one.lot - other.lot);
  const categories = [...new Set(outputs.flatMap(({ category }) => category ?? []))].sort();
  return {
    outputs,
    byCategory: categories.map((name) => [name, outputs.filter(({ category }) => category === name)]),
    isNamed: outputs.every(({ category }) => category !== null),
  };
}

function summed(context: JudgeContext, { events }: Making): Map<number, number | null> {
  const grams = new Map<number, number | null>();
  for (const { produced } of events) {
    for (const { lot, dimension, amount } of produced) {
      const at = context.chain.indexOf.get(lot)!;
      const [sum, more] = [grams.get(at) ?? 0, gramsOf(context, at, dimension, amount)];
      grams.set(at, grams.get(at) === null || more === null ? null : sum + more);
    }
  }
  return grams;
}

export function isWaste({ materials }: JudgeContext, { category }: OutputMass): boolean {
  return materials.some(({ pack }) => pack.categories.some(({ code, waste }) => waste && code === category));
}

export interface InMass {
  readonly fibreGrams: number;
  readonly allGrams: number;
}

/** What went into makings, by the materials that a claim knows: one for each claim. */
export class InScales {
  readonly #context: JudgeContext;
  readonly #fibrous = new Map<DossierProduct | undefined, boolean>();
  readonly #unweighed: Unweighed;

  constructor(context: JudgeContext, usual: UsualYields) {
    this.#context = context;
    this.#unweighed = new Unweighed(context, usual);
  }

  /** Mass of the fibres and of all that went in; undefined where nothing did, or some of it is not known. */
  of({ inputs }: Making): InMass | undefined {
    let [fibreGrams, allGrams] = [0, 0];
    for (const { lot, amount, grams: told } of inputs) {
      const { dimension } = this.#context.chain.lots[lot]!;
      const weighed = gramsOf(this.#context, lot, dimension, amount);
      const grams = weighed ?? (told === null ? null : this.#atMost(lot, told));
      if (grams === null) return undefined;
      allGrams += grams;
      if (this.#bearsFibre(lot)) fibreGrams += grams;
    }
    return inputs.length === 0 ? undefined : { fibreGrams, allGrams };
  }

  #atMost(place: number, grams: number): number {
    return this.#unweighed.atMost(place, grams, (making) => this.of(making));
  }

  /** Chains have many lots of few products. */
  #bearsFibre(place: number): boolean {
    const product = this.#context.productAt(place);
    const known = this.#fibrous.get(product) ?? bearsFibre(this.#context, product);
    this.#fibrous.set(product, known);
    return known;
  }
}

function gramsOf(
  context: JudgeContext,
  place: number,
  dimension: string | null,
  amount: number | null,
): number | null {
  if (amount === null || dimension === 'mass') return amount;
  // Nothing weighs nothing: who tells 0 has told no weight.
  const weight = dimension === 'count' ? context.productAt(place)?.netWeightGrams || null : null;
  return weight === null ? null : Math.floor(amount * weight);
}

/** Unless all that its product is made of counts into no fibre share. */
function bearsFibre(context: JudgeContext, product: DossierProduct | undefined): boolean {
  const composition = product?.composition ?? [];
  return (
    composition.length === 0 ||
    composition.some(({ material }) => context.materialOf(material)?.counts !== false)
  );
}
