// What lots weigh, so that pieces, metres and kilograms of one chain can stand in one drawing: as somebody told it, or
// as much as went into them.
import type { Frontier } from '../frontier.ts';
import type { LotGraph } from '../graph.ts';
import { eachInput, isUnknown } from '../links.ts';

/** By place of the search. */
export interface Weights {
  /** Grams of one base unit (of a run: of one unit of its outputs' weights); 0 where it cannot be known. */
  readonly perUnit: Float64Array;
  /** Grams that went in, as far as they are known. */
  readonly inGrams: Float64Array;
  /** `none`: nothing went in. `known`: all of it is weighed. `open`: of some of it the weight is not known. */
  readonly inputs: Uint8Array;
  /** 1 where nobody told a weight, and that of the inputs stands for it. */
  readonly byInputs: Uint8Array;
}

export const noInputs = 0;
export const knownInputs = 1;
export const openInputs = 2;

/**
 * `places`: origins first, so that what went in is weighed before what came out. `told`: grams of one base unit of a lot,
 * 0 where nobody tells. A link that closes a loop counts where its lot has a told weight.
 */
export function weigh(
  graph: LotGraph,
  frontier: Frontier,
  places: Iterable<number>,
  capacity: Float64Array,
  told: (node: number) => number,
): Weights {
  const size = frontier.reached;
  const perUnit = new Float64Array(size);
  const inGrams = new Float64Array(size);
  const inputs = new Uint8Array(size);
  const byInputs = new Uint8Array(size);
  for (let place = 0; place < size; place++) {
    const node = frontier.queue[place]!;
    if (!graph.isRun(node)) perUnit[place] = told(node);
  }
  let grams = 0;
  let state = noInputs;
  const add = (from: number, amount: number): void => {
    const at = frontier.placeOf(from);
    const unit = at >= 0 ? perUnit[at]! : graph.isRun(from) ? 0 : told(from);
    if (isUnknown(amount) || unit === 0) state = openInputs;
    else grams += amount * unit;
    if (state === noInputs) state = knownInputs;
  };
  for (const place of places) {
    [grams, state] = [0, noInputs];
    eachInput(graph, frontier.queue[place]!, add);
    inGrams[place] = grams;
    inputs[place] = state;
    if (perUnit[place] !== 0 || state !== knownInputs || capacity[place] === 0) continue;
    perUnit[place] = grams / capacity[place]!;
    byInputs[place] = 1;
  }
  return { perUnit, inGrams, inputs, byInputs };
}
