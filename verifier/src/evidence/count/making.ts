// What was made of what: a graph of lots, and of runs in which several inputs and outputs meet.
import { allocate } from '../../movement/allocation.ts';
import type { Portion } from '../../movement/movement.ts';
import type { Account } from './account.ts';
import { type CountedEvent, isWithheld } from './event.ts';
import type { Tallies } from './tally.ts';

export interface Input {
  /** Base units of what went in, known parts; between a run and its outputs a weight. */
  amount: number;
  /** Some part is not known. */
  unknown: boolean;
}

export interface Made {
  readonly inputs: Map<string, Input>;
  /** What `inputs` went into altogether, in base units (of a run, the sum of its weights); undefined where unknown. */
  whole: number | undefined;
  /** Inputs of which not even the lot is shown. */
  hiddenInputs: number;
  /** In the order of the log; of a run, empty. */
  readonly by: CountedEvent[];
}

/** By canonical id, or by `run ` and the run's name, which no id can be: ids have no spaces. */
export type Making = ReadonlyMap<string, Made>;

export function isRun(node: string): boolean {
  return node.startsWith('run ');
}

export function makingOf({ events, contents, tallies }: Account): Making {
  const making = new Map<string, Made>();
  for (const event of events) {
    connect(making, tallies, event);
    const { unit, packed, type } = event.movement;
    if (unit === undefined || type === 'TransactionEvent' || packed.length + event.hidden.packed === 0)
      continue;
    const made = madeOf(making, tallies, unit);
    made.by.push(event);
    made.hiddenInputs += event.hidden.packed;
  }
  for (const [unit, inside] of contents) {
    for (const { lot, dimension, amount } of inside) {
      const known = dimension !== null && dimension === (tallies.get(lot)?.dimension ?? dimension);
      addInput(madeOf(making, tallies, unit), lot, known ? amount : undefined);
    }
  }
  for (const made of making.values()) dropEmptyRuns(making, made);
  return making;
}

/** A run into which nothing shown went adds nothing to what came out of it: that is then an origin itself. */
function dropEmptyRuns(making: Map<string, Made>, made: Made): void {
  for (const from of made.inputs.keys()) {
    const run = isRun(from) ? making.get(from) : undefined;
    if (run === undefined || run.inputs.size > 0) continue;
    made.inputs.delete(from);
    made.hiddenInputs += run.hiddenInputs;
  }
}

/** Several outputs, and the events of one long process, meet in a run: so many edges as lots, not as pairs of them. */
function connect(making: Map<string, Made>, tallies: Tallies, event: CountedEvent): void {
  const { drawn, produced, run } = event.movement;
  for (const { lot } of produced) madeOf(making, tallies, lot).by.push(event);
  if (run === undefined && (drawn.length + event.hidden.in === 0 || produced.length === 0)) return;
  const joined = run !== undefined || produced.length + event.hidden.out > 1;
  const into = joined ? runOf(making, `run ${event.run}`) : madeOf(making, tallies, produced[0]!.lot);
  into.hiddenInputs += event.hidden.in;
  for (const portion of drawn) addInput(into, portion.lot, knownAmount(tallies, portion));
  if (joined) share(making, tallies, event, into);
}

function share(making: Map<string, Made>, tallies: Tallies, event: CountedEvent, run: Made): void {
  const { drawn, produced } = event.movement;
  // Weights of which a part is withheld would be wrong ones; where nobody stated an amount, the rule is equal shares.
  const certain =
    event.hidden.out === 0 && ![...drawn, ...produced].some((portion) => isWithheld(event, portion));
  allocate(drawn, produced).forEach((weight, at) => {
    if (certain && weight === 0) return;
    addInput(madeOf(making, tallies, produced[at]!.lot), `run ${event.run}`, certain ? weight : undefined);
    run.whole = (run.whole ?? 0) + weight;
  });
}

function madeOf(making: Map<string, Made>, tallies: Tallies, lot: string): Made {
  const known = making.get(lot);
  if (known !== undefined) return known;
  const tally = tallies.get(lot);
  const certain = tally !== undefined && tally.unknownProduced === 0 && tally.produced > 0;
  const made: Made = {
    inputs: new Map(),
    whole: certain ? tally.produced : undefined,
    hiddenInputs: 0,
    by: [],
  };
  making.set(lot, made);
  return made;
}

function runOf(making: Map<string, Made>, node: string): Made {
  const known = making.get(node) ?? { inputs: new Map(), whole: undefined, hiddenInputs: 0, by: [] };
  making.set(node, known);
  return known;
}

function addInput({ inputs }: Made, from: string, amount: number | undefined): void {
  const input = inputs.get(from) ?? { amount: 0, unknown: false };
  inputs.set(from, { amount: input.amount + (amount ?? 0), unknown: input.unknown || amount === undefined });
}

/** Undefined too where it is in another dimension than the lot is counted in: there it is no part of the lot's amount. */
function knownAmount(tallies: Tallies, { lot, quantity }: Portion): number | undefined {
  return quantity !== null && quantity.dimension === tallies.get(lot)?.dimension
    ? quantity.amount
    : undefined;
}
