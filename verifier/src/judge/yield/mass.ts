// What the scales show, which a yield is of. Elsewhere unweighed goods weigh what went into them, losses and all; here
// pieces weigh what their product weighs.
import type { DossierProduct } from '../../dossier/dossier.ts';
import type { Chain, Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';

export interface OutputMass {
  /** Place in `Chain.lots`. */
  readonly lot: number;
  readonly category: string | null;
  readonly waste: boolean;
  /** null = cannot be told. */
  readonly grams: number | null;
}

/** Each lot that came out, over all events of the run, ascending by place. */
export function massesOut(context: JudgeContext, making: Making): OutputMass[] {
  return weighedOut(context, making).map(([lot, grams]) => {
    const category = context.productAt(lot)?.category ?? null;
    return { lot, category, waste: isWaste(context, category), grams };
  });
}

type Weighed = readonly (readonly [place: number, grams: number | null])[];

/** No claim changes what the scales showed: one weighing for all claims on a chain. */
const weighed = new WeakMap<Chain, Map<number, Weighed>>();

function weighedOut(context: JudgeContext, making: Making): Weighed {
  const known = weighed.get(context.chain) ?? new Map<number, Weighed>();
  weighed.set(context.chain, known);
  const before = known.get(making.index);
  if (before !== undefined) return before;
  const now = [...summed(context, making)].sort(([a], [b]) => a - b);
  known.set(making.index, now);
  return now;
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

function isWaste({ materials }: JudgeContext, category: string | null): boolean {
  return materials.some(({ pack }) => pack.categories.some(({ code, waste }) => waste && code === category));
}

/** Mass of the fibres and of all that went in; undefined where nothing did, or some of it is not known. */
export function inMassOf(
  context: JudgeContext,
  making: Making,
): { fibreGrams: number; allGrams: number } | undefined {
  let [fibreGrams, allGrams] = [0, 0];
  const fibrous = new Map<DossierProduct | undefined, boolean>();
  for (const input of making.inputs) {
    const { dimension } = context.chain.lots[input.lot]!;
    const product = context.productAt(input.lot);
    const bears = fibrous.get(product) ?? bearsFibre(context, product);
    fibrous.set(product, bears);
    const grams = gramsOf(context, input.lot, dimension, input.amount) ?? input.grams;
    if (grams === null) return undefined;
    allGrams += grams;
    if (bears) fibreGrams += grams;
  }
  return making.inputs.length === 0 ? undefined : { fibreGrams, allGrams };
}

function gramsOf(
  context: JudgeContext,
  place: number,
  dimension: string | null,
  amount: number | null,
): number | null {
  if (amount === null || dimension === 'mass') return amount;
  const weight = dimension === 'count' ? (context.productAt(place)?.netWeightGrams ?? null) : null;
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
