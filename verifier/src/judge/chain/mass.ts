// Mass of every lot and of what goes in and out of every making. What is not weighed weighs what went into it.
import { allocate } from '../../movement/allocation.ts';
import type { Dimension } from '../../quantity/quantity.ts';
import { shareOf } from '../share.ts';
import type { Draft, DraftInput, DraftOutput } from './draft.ts';

export interface LotMass {
  /** null: some amount is not known, or amounts are of several dimensions. */
  produced: number | null;
  dimension: string | null;
  drawn: number;
  grams: number | null;
  readonly madeBy: number[];
  readonly madeAs: number[];
  readonly drawnBy: number[];
  madeAtMs: number | null;
}

/** How much was made of each lot, by which makings, when first, and how much of it was drawn. */
export function amountsOf(count: number, drafts: readonly Draft[]): LotMass[] {
  const lots = Array.from({ length: count }, blank);
  drafts.forEach(({ outputs, events }, making) => {
    const atMs = events.reduce((first, event) => Math.min(first, event.atMs), Number.POSITIVE_INFINITY);
    for (const [at, output] of outputs.entries()) addMade(lots[output.lot]!, output, making, at, atMs);
  });
  drafts.forEach(({ inputs, kind }, making) => {
    for (const input of inputs) addDrawn(lots[input.lot]!, input, making, kind === 'making');
  });
  return lots;
}

function blank(): LotMass {
  return {
    produced: null,
    dimension: null,
    drawn: 0,
    grams: null,
    madeBy: [],
    madeAs: [],
    drawnBy: [],
    madeAtMs: null,
  };
}

function addMade(
  lot: LotMass,
  { amount, dimension }: DraftOutput,
  making: number,
  at: number,
  atMs: number,
): void {
  if (lot.madeAtMs === null) {
    lot.produced = amount;
    lot.dimension = dimension;
  } else if (lot.dimension !== dimension || amount === null || lot.produced === null) lot.produced = null;
  else lot.produced += amount;
  if (lot.dimension !== dimension && dimension === 'mass') lot.dimension = dimension;
  lot.madeBy.push(making);
  lot.madeAs.push(at);
  lot.madeAtMs = Math.min(lot.madeAtMs ?? atMs, atMs);
}

function addDrawn(lot: LotMass, input: DraftInput, making: number, counts: boolean): void {
  if (lot.dimension === null && lot.madeAtMs === null) lot.dimension = input.dimension;
  // What is drawn in another measure than it was made in is no known part of it.
  if (input.dimension !== lot.dimension) input.amount = null;
  if (counts) lot.drawn += input.amount ?? 0;
  if (lot.drawnBy.at(-1) !== making) lot.drawnBy.push(making);
}

/** Fills in the masses, following `order`; a lot whose mass hangs on itself in a loop has none that could be known. */
export function weigh(
  lots: readonly LotMass[],
  drafts: readonly Draft[],
  order: readonly (readonly number[])[],
): void {
  for (const component of order) {
    for (const node of component) {
      const lot = lots[node];
      if (lot !== undefined) lot.grams = component.length > 1 ? weighed(lot) : massOf(lot, drafts);
    }
    for (const node of component) {
      if (node >= lots.length) weighMaking(lots, drafts[node - lots.length]!);
    }
  }
}

function weighed({ dimension, produced }: LotMass): number | null {
  return dimension === 'mass' ? produced : null;
}

function massOf(lot: LotMass, drafts: readonly Draft[]): number | null {
  const known = weighed(lot);
  if (known !== null || lot.madeBy.length === 0) return known;
  let sum = 0;
  for (const [at, making] of lot.madeBy.entries()) {
    const { grams } = drafts[making]!.outputs[lot.madeAs[at]!]!;
    if (grams === null) return null;
    sum += grams;
  }
  return sum;
}

function weighMaking(lots: readonly LotMass[], draft: Draft): void {
  for (const input of draft.inputs) input.grams = drawnGrams(lots[input.lot]!, input);
  const inGrams = sumOf(draft.inputs);
  for (const output of draft.outputs) output.grams = output.dimension === 'mass' ? output.amount : null;
  const unweighed = draft.outputs.some(({ grams }) => grams === null);
  if (!unweighed || draft.withheld || inGrams === null || draft.inputs.length === 0) return;
  const weights = allocate(draft.inputs.map(byGrams), draft.outputs.map(measured));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  draft.outputs.forEach((output, at) => {
    output.grams ??= shareOf(inGrams, weights[at]!, whole);
  });
}

function drawnGrams({ dimension, grams, produced }: LotMass, { amount }: DraftInput): number | null {
  if (amount === null || dimension === 'mass') return amount;
  if (grams === null || produced === null || produced === 0) return null;
  return shareOf(grams, amount, produced);
}

/** null where any is unknown. */
export function sumOf(portions: readonly { readonly grams: number | null }[]): number | null {
  let sum = 0;
  for (const { grams } of portions) {
    if (grams === null) return null;
    sum += grams;
  }
  return sum;
}

function byGrams({ grams }: DraftInput): { quantity: { dimension: Dimension; amount: number } } {
  return { quantity: { dimension: 'mass', amount: grams ?? 0 } };
}

function measured({ amount, dimension }: DraftOutput): {
  quantity: { dimension: Dimension; amount: number } | null;
} {
  return {
    quantity: amount === null || dimension === null ? null : { dimension: dimension as Dimension, amount },
  };
}
