// From events to a chain: runs and units become makings, lots get numbers, masses and an order of what rests on what.
import type { ChainEvent } from '../../dossier/dossier.ts';
import type { Chain, ChainLot, Making } from '../chain.ts';
import { componentsOf, linksOf } from './components.ts';
import { packingsOf } from './contents.ts';
import { type Draft, draftsOf } from './draft.ts';
import { amountsOf, type LotMass, sumOf, weigh } from './mass.ts';
import { Numbering } from './numbering.ts';

/** The order of `events` does not matter. */
export function chainOf(events: readonly ChainEvent[]): Chain {
  const sorted = inOrder(events);
  const numbering = new Numbering();
  const packings = packingsOf(sorted);
  const drafts = draftsOf(runsOf(sorted), packings, numbering);
  const amounts = amountsOf(numbering.names.length, drafts);
  const order = orderOf(amounts, drafts, numbering.names);
  weigh(amounts, drafts, order);
  return {
    lots: amounts.map((lot, index) =>
      chainLot(lot, index, numbering.names[index]!, packings.events.has(numbering.names[index]!)),
    ),
    indexOf: numbering.numbers,
    makings: drafts.map(making),
    byName: placesByName(numbering.names),
    order,
  };
}

function placesByName(names: readonly string[]): number[] {
  return names.map((_, place) => place).sort((left, right) => (names[left]! < names[right]! ? -1 : 1));
}

function inOrder(events: readonly ChainEvent[]): readonly ChainEvent[] {
  return [...events].sort((left, right) => left.entry - right.entry || left.index - right.index);
}

/** Events of one long process together; packing alone is no making, but what hides all that it made is one. */
function runsOf(events: readonly ChainEvent[]): ChainEvent[][] {
  const runs = new Map<string, ChainEvent[]>();
  for (const event of events) {
    const mayMake = event.produced.length + event.drawn.length > 0 || (event.withheld && event.unit === null);
    if (!mayMake) continue;
    const run = runs.get(event.run);
    if (run === undefined) runs.set(event.run, [event]);
    else run.push(event);
  }
  return [...runs.values()];
}

function orderOf(lots: readonly LotMass[], drafts: readonly Draft[], names: readonly string[]): number[][] {
  const pairs: number[] = [];
  lots.forEach(({ madeBy }, lot) => {
    for (const at of madeBy) pairs.push(lot, lots.length + at);
  });
  drafts.forEach(({ inputs }, at) => {
    for (const { lot } of inputs) pairs.push(lots.length + at, lot);
  });
  const count = lots.length + drafts.length;
  const components = componentsOf(count, linksOf(count, pairs));
  for (const component of components) {
    if (component.length > 1) byTime(component, lots, drafts, names);
  }
  return components;
}

/** In a loop, by time and then by name, so that the order of arrival does not matter even there. */
function byTime(
  component: number[],
  lots: readonly LotMass[],
  drafts: readonly Draft[],
  names: readonly string[],
): void {
  const keyOf = (node: number): [number, string] => {
    const lot = lots[node];
    if (lot !== undefined) return [lot.madeAtMs ?? 0, names[node]!];
    const { events, outputs } = drafts[node - lots.length]!;
    return [
      events[0]!.atMs,
      ` ${outputs
        .map((output) => names[output.lot]!)
        .sort()
        .join(' ')}`,
    ];
  };
  const keys = new Map(component.map((node) => [node, keyOf(node)]));
  component.sort((left, right) => {
    const [leftAt, leftName] = keys.get(left)!;
    const [rightAt, rightName] = keys.get(right)!;
    return leftAt - rightAt || (leftName < rightName ? -1 : 1);
  });
}

function chainLot(lot: LotMass, index: number, name: string, isUnit: boolean): ChainLot {
  const { grams, produced, drawn, dimension, madeBy, madeAs, drawnBy, madeAtMs } = lot;
  return { index, lot: name, grams, produced, drawn, dimension, madeBy, madeAs, drawnBy, madeAtMs, isUnit };
}

function making({ kind, events, inputs, outputs, withheld }: Draft, index: number): Making {
  return {
    index,
    kind,
    events,
    entries: [...new Set(events.map(({ entry }) => entry))],
    party: events[0]!.party,
    site: events.find(({ site }) => site !== null)?.site ?? null,
    process: events.find(({ process }) => process !== null)?.process ?? null,
    country: events.find(({ country }) => country !== null)?.country ?? null,
    atMs: events.reduce((latest, { atMs }) => Math.max(latest, atMs), events[0]!.atMs),
    inputs,
    outputs,
    inGrams: withheld ? null : sumOf(inputs),
    outGrams: sumOf(outputs),
    withheld,
  };
}
