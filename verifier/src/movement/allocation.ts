// How much of what went into a process stands behind each of its outputs. One rule for the node and the verifier.
import type { Portion } from './movement.ts';

/** What is weighed: which lot it is of does not matter. */
type Measured = Pick<Portion, 'quantity'>;

/**
 * A weight for each output, in the order of `produced`: whole numbers of which only the ratios matter.
 * By mass where the outputs are masses.
 * Outputs that are no masses (pieces, metres) share what the mass outputs leave of the inputs' mass, by their amounts.
 * What the outputs do not account for (undeclared loss) thereby stays with the outputs in proportion.
 * All equal where amounts are unknown.
 */
export function allocate(drawn: readonly Measured[], produced: readonly Measured[]): number[] {
  const first = produced[0]?.quantity?.dimension;
  if (first === undefined || produced.some((portion) => portion.quantity === null))
    return produced.map(() => 1);
  if (produced.every((portion) => portion.quantity?.dimension === first)) return produced.map(amountOf);
  return sharedRest(drawn, produced);
}

function sharedRest(drawn: readonly Measured[], produced: readonly Measured[]): number[] {
  const others = produced.filter((portion) => !isMass(portion));
  const rest = massOf(drawn) - massOf(produced);
  const othersAmount = others.reduce((sum, portion) => sum + amountOf(portion), 0);
  const comparable = others.every(
    (portion) => portion.quantity?.dimension === others[0]?.quantity?.dimension,
  );
  if (rest <= 0 || othersAmount <= 0 || !comparable || !drawn.every(isMass)) return produced.map(() => 1);
  return produced.map((portion) =>
    isMass(portion) ? amountOf(portion) : restOf(rest, amountOf(portion), othersAmount),
  );
}

/** Rounded to the nearest gram, but never to nothing. */
function restOf(rest: number, amount: number, othersAmount: number): number {
  return amount === 0 ? 0 : Math.max(1, Math.round((rest * amount) / othersAmount));
}

function isMass(portion: Measured): boolean {
  return portion.quantity?.dimension === 'mass';
}

function amountOf(portion: Measured): number {
  return portion.quantity?.amount ?? 0;
}

function massOf(portions: readonly Measured[]): number {
  return portions.reduce((sum, portion) => sum + (isMass(portion) ? amountOf(portion) : 0), 0);
}
