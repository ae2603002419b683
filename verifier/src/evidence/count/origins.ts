// How much of each origin is in the asked lot: walking back from it, each lot passes on what it is made of.
import { isRun, type Made, type Making } from './making.ts';

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
  const ends = nodes.filter((node) => inputsOf(making.get(node)).length === 0);
  const origins = ends.map((lot) => ({ lot, amount: uncertain.has(lot) ? undefined : amounts?.get(lot) }));
  return { nodes, origins, hiddenInputs: nodes.some((node) => (making.get(node)?.hiddenInputs ?? 0) > 0) };
}

type Inputs = [from: string, amount: number, unknown: boolean][];

function inputsOf(made: Made | undefined): Inputs {
  return [...(made?.inputs ?? [])].map(([from, { amount, unknown }]) => [from, amount, unknown]);
}

/** All that is reached, each node before its inputs, but for those that close a loop. Depth first, without recursion. */
function order(making: Making, asked: string): string[] {
  const finished: string[] = [];
  const seen = new Set([asked]);
  const path = [{ node: asked, inputs: inputsOf(making.get(asked)), next: 0 }];
  for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
    const input = here.inputs[here.next]?.[0];
    here.next += 1;
    if (input === undefined) finished.push(path.pop()!.node);
    else if (!seen.has(input)) {
      seen.add(input);
      path.push({ node: input, inputs: inputsOf(making.get(input)), next: 0 });
    }
  }
  return finished.reverse();
}

/** The nodes on some way to which an amount is missing. */
function uncertainOf(making: Making, asked: string): Set<string> {
  const uncertain = new Set<string>();
  const reach = (from: string, node: string): boolean =>
    uncertain.has(from) ||
    making.get(from)?.whole === undefined ||
    making.get(from)?.inputs.get(node)?.unknown === true;
  const seen = new Set([asked]);
  const waiting = [asked];
  if (making.get(asked)?.whole === undefined) uncertain.add(asked);
  for (const node of waiting) {
    for (const [input] of inputsOf(making.get(node))) {
      const spreads = reach(node, input) && !uncertain.has(input);
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
  const asked = nodes[0]!;
  const outputs = outputsOf(making, nodes);
  const amounts = new Map<string, number>(nodes.map((node) => [node, 0]));
  const links = [...outputs.values()].reduce((sum, list) => sum + list.length, 1);
  const rounds = Math.max(2, Math.min(roundsMax, Math.floor(workMax / links)));
  for (let round = 0; round < rounds; round += 1) {
    let change = 0;
    for (const node of nodes) {
      let amount = node === asked ? (making.get(asked)?.whole ?? 0) : 0;
      for (const [output, fraction] of outputs.get(node) ?? [])
        amount += (amounts.get(output) ?? 0) * fraction;
      const before = amounts.get(node) ?? 0;
      if (amount !== before) change = Math.max(change, Math.abs(amount - before) / Math.max(amount, before));
      amounts.set(node, amount);
    }
    if (change <= smallestChange) return amounts;
    if (!Number.isFinite(change)) return undefined;
  }
  return undefined;
}

function outputsOf(
  making: Making,
  nodes: readonly string[],
): Map<string, [output: string, fraction: number][]> {
  const outputs = new Map<string, [string, number][]>(nodes.map((node) => [node, []]));
  for (const node of nodes) {
    const made = making.get(node);
    for (const [input, amount] of inputsOf(made)) {
      if (made?.whole !== undefined && made.whole > 0) outputs.get(input)?.push([node, amount / made.whole]);
    }
  }
  return outputs;
}

export function lotsAmong(nodes: readonly string[]): string[] {
  return nodes.filter((node) => !isRun(node));
}
