// What the scales show, which a yield is of. Elsewhere unweighed goods weigh what went into them, losses and all; here
// pieces weigh what their product weighs.
import type { DossierProduct } from '../../dossier/dossier.ts';
import type { Making } from '../chain.ts';
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
  const grams = new Map<number, number | null>();
  for (const { lot, dimension, amount } of making.events.flatMap(({ produced }) => produced)) {
    const at = context.chain.indexOf.get(lot)!;
    const [sum, more] = [grams.get(at) ?? 0, gramsOf(context, lot, dimension, amount)];
    grams.set(at, grams.get(at) === null || more === null ? null : sum + more);
  }
  return [...grams]
    .sort(([a], [b]) => a - b)
    .map(([lot, mass]) => {
      const category = context.categoryOf(context.chain.lots[lot]!.lot);
      return { lot, category, waste: isWaste(context, category), grams: mass };
    });
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
    const { lot, dimension } = context.chain.lots[input.lot]!;
    const product = context.productOf(lot);
    const bears = fibrous.get(product) ?? bearsFibre(context, product);
    fibrous.set(product, bears);
    const grams = gramsOf(context, lot, dimension, input.amount) ?? input.grams;
    if (grams === null) return undefined;
    allGrams += grams;
    if (bears) fibreGrams += grams;
  }
  return making.inputs.length === 0 ? undefined : { fibreGrams, allGrams };
}

function gramsOf(
  context: JudgeContext,
  lot: string,
  dimension: string | null,
  amount: number | null,
): number | null {
  if (amount === null || dimension === 'mass') return amount;
  const weight = dimension === 'count' ? (context.productOf(lot)?.netWeightGrams ?? null) : null;
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
