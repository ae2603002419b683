// Transaction certificates of the demonstration: what was sold to whom, and which purchases it was made of.
import { movementOf } from '#verifier';
import type { Sale, World } from '../world.ts';

export interface CertifiedSale {
  id: string;
  /** Parties. */
  seller: string;
  buyer: string;
  shippedMs: number;
  /** Grams by lot. */
  lots: Map<string, number>;
  /** Grams drawn from other sales, by their id. */
  inputs: Map<string, number>;
}

/** One for each consignment but those of growers, in the order of dispatch. */
export function certifiedSales(told: World): CertifiedSale[] {
  const sales = told.sales.filter(({ from }) => from.party.role !== 'producer-group').map(certified);
  const recipes = recipesOf(told);
  const bought = purchases(sales);
  for (const sale of sales) drawInputs(sale, recipes, bought);
  return sales.sort((one, other) => one.shippedMs - other.shippedMs);
}

function certified({ from, to, shippedMs, portions }: Sale, index: number): CertifiedSale {
  const lots = new Map<string, number>();
  for (const { lot, grams = 0 } of portions) add(lots, lot, grams);
  return {
    id: `urn:selvedge:demonstration:tc:${String(index + 1).padStart(3, '0')}`,
    ...{ seller: from.party.party, buyer: to.party.party, shippedMs, lots, inputs: new Map() },
  };
}

/** Of what a lot was made, as shares of what its making took in. */
interface Recipe {
  drawn: { lot: string; grams: number }[];
  madeGrams: number;
}

function recipesOf({ said }: World): Map<string, Recipe> {
  const recipes = new Map<string, Recipe>();
  for (const { event } of said) {
    const reading = event.type === 'TransformationEvent' ? movementOf(event) : undefined;
    if (reading?.ok !== true) continue;
    const { drawn, produced } = reading.movement;
    const weighed = produced.filter(({ quantity }) => quantity?.dimension === 'mass');
    const recipe = {
      drawn: drawn.map(({ lot, quantity }) => ({ lot, grams: quantity?.amount ?? 0 })),
      madeGrams: weighed.reduce((sum, { quantity }) => sum + (quantity?.amount ?? 0), 0),
    };
    for (const { lot } of weighed) recipes.set(lot, recipe);
  }
  return recipes;
}

/** `buyer lot` -> the sale by which it came. */
function purchases(sales: CertifiedSale[]): Map<string, CertifiedSale> {
  return new Map(sales.flatMap((sale) => [...sale.lots.keys()].map((lot) => [`${sale.buyer} ${lot}`, sale])));
}

/** What is sold on as it is draws itself; what was made draws its share of what went in. Rounded down. */
function drawInputs(
  sale: CertifiedSale,
  recipes: Map<string, Recipe>,
  bought: Map<string, CertifiedSale>,
): void {
  for (const [lot, grams] of sale.lots) {
    const resold = bought.get(`${sale.seller} ${lot}`);
    if (resold !== undefined) add(sale.inputs, resold.id, grams);
    const { drawn, madeGrams } = recipes.get(lot) ?? { drawn: [], madeGrams: 0 };
    if (resold !== undefined || madeGrams === 0) continue;
    for (const input of drawn) {
      const from = bought.get(`${sale.seller} ${input.lot}`);
      if (from !== undefined) add(sale.inputs, from.id, Math.floor((input.grams * grams) / madeGrams));
    }
  }
}

function add(map: Map<string, number>, key: string, grams: number): void {
  map.set(key, (map.get(key) ?? 0) + grams);
}
