// How much of each origin is in the asked lot: walking back from it, each lot passes on what it is made of.
import { type Input, isRun, type Making } from './making.ts';

export interface OriginAmount {
  readonly lot: string;
  /** Base units of it in all that was produced of the asked lot; undefined where that cannot be known. */
  readonly amount: number | undefined;
}

export interface Reached {
  /** Lots and runs, the asked lot first. */
  readonly nodes: readonly string[];
  /** What nothing shown was made into. */
  readonly origins: readonly OriginAmount[];
  /** Something that went in is withheld altogether. */
  readonly hiddenInputs: boolean;
}

const roundsMax = 10_000;
const workMax = 100_000_000;
const smallestChange = 1e-12;

export function originsOf(making: Making, asked: string): Reached {
  const nodes = order(making, asked);
  const uncertain = uncertainOf(making, asked);
  const amounts = settle(making, nodes);
  const ends = nodes.filter((node) => (making.get(node)?.inputs.size ?? 0) === 0);
  const origins = ends.map((lot) => ({ lot, amount: uncertain.has(lot) ? undefined : amounts?.get(lot) }));
  return { nodes, origins, hiddenInputs: nodes.some((node) => (making.get(node)?.hiddenInputs ?? 0) > 0) };
}

/** All that is reached, each node before its inputs, but for those that close a loop. Depth first, without recursion. */
function order(making: Making, asked: string): string[] {
  const finished: string[] = [];
  const seen = new Set([asked]);
  const path = [{ node: asked, inputs: inputsOf(making, asked) }];
  for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
    const { value: input, done } = here.inputs.next();
    if (done === true) finished.push(path.pop()!.node);
    else if (!seen.has(input)) {
      seen.add(input);
      path.push({ node: input, inputs: inputsOf(making, input) });
    }
  }
  return finished.reverse();
}

const none: ReadonlyMap<string, Input> = new Map();

function inputsOf(making: Making, node: string): MapIterator<string> {
  return (making.get(node)?.inputs ?? none).keys();
}

/** The nodes on some way to which an amount is missing. */
function uncertainOf(making: Making, asked: string): Set<string> {
  const uncertain = new Set<string>();
  const seen = new Set([asked]);
  const waiting = [asked];
  if (making.get(asked)?.whole === undefined) uncertain.add(asked);
  for (const node of waiting) {
    const made = making.get(node);
    if (made === undefined) continue;
    const isUncertain = made.whole === undefined || uncertain.has(node);
    for (const [input, { unknown }] of made.inputs) {
      const spreads = (isUncertain || unknown) && !uncertain.has(input);
      if (spreads) uncertain.add(input);
      // Once more, if it was passed before it was known to be uncertain.
      if (spreads || !seen.has(input)) waiting.push(input);
      seen.add(input);
    }
  }
  return uncertain;
}

/**
 * Solves amount(node) = sum over its outputs of amount(output) x what went into the output / all of the output, by
 * sweeps in order: exact after one where nothing loops. Undefined where a loop gives back all that it takes.
 */
function settle(making: Making, nodes: readonly string[]): Map<string, number> | undefined {
  const outputs = outputsOf(making, nodes);
  const whole = making.get(nodes[0]!)?.whole ?? 0;
  const amounts = new Float64Array(nodes.length);
  const links = outputs.reduce((sum, list) => sum + list.length, 1);
  const rounds = Math.max(2, Math.min(roundsMax, Math.floor(workMax / links)));
  for (let round = 0; round < rounds; round += 1) {
    let change = 0;
    for (let node = 0; node < nodes.length; node += 1) {
      let amount = node === 0 ? whole : 0;
      for (const { output, fraction } of outputs[node]!) amount += amounts[output]! * fraction;
      const before = amounts[node]!;
      if (amount !== before) change = Math.max(change, Math.abs(amount - before) / Math.max(amount, before));
      amounts[node] = amount;
    }
    if (change <= smallestChange) return new Map(nodes.map((node, at) => [node, amounts[at]!]));
    if (!Number.isFinite(change)) return undefined;
  }
  return undefined;
}

interface Output {
  /** Its place among the nodes. */
  readonly output: number;
  readonly fraction: number;
}

/** What each node goes into. */
function outputsOf(making: Making, nodes: readonly string[]): Output[][] {
  const places = new Map(nodes.map((node, at) => [node, at]));
  const outputs = nodes.map((): Output[] => []);
  for (let output = 0; output < nodes.length; output += 1) {
    const { inputs, whole = 0 } = making.get(nodes[output]!) ?? { inputs: none };
    if (whole <= 0) continue;
    for (const [input, { amount }] of inputs)
      outputs[places.get(input) ?? -1]?.push({ output, fraction: amount / whole });
  }
  return outputs;
}

export function lotsAmong(nodes: readonly string[]): string[] {
  return nodes.filter((node) => !isRun(node));
}
