// The demonstration in a data directory: which chains it is, whether it is there, what it is about.
import { type IdentifierKind, movementOf, readIdentifier } from '#verifier';
import type { World } from '../flow/world.ts';
import type { Chain, Showpiece } from '../scenario/chain.ts';
import { demonstration } from '../scenario/demonstration.ts';
import { loadChain } from '../scenario/load.ts';
import { uneceChain } from '../scenario/unece.ts';
import type { Opened } from './directory/writing.ts';
import type { Session } from './session.ts';

/** The widened chain first: its garments are what the page shows first. */
export function demonstrationChains(): Chain[] {
  return [demonstration(), uneceChain()];
}

/** `loading` stays where a load was cut off: the next start finishes it. */
const setting = 'demonstration';

export function isLoaded({ settings }: World): boolean {
  return settings.get(setting) === 'loaded';
}

/** True for a log that nobody but its operator is in, and for one whose load was cut off. */
export function isFirstRun({ world, node }: Opened): boolean {
  return (
    world.settings.get(setting) === 'loading' ||
    (world.settings.get(setting) === undefined && node.parties().length <= 1)
  );
}

/** Loads what is not there yet. Gives how many events it wrote. */
export async function loadDemonstration(
  { output }: Session,
  { world, node }: Opened,
  chains: Chain[],
): Promise<number> {
  world.settings.set(setting, 'loading');
  const all = chains.reduce((sum, { documents }) => sum + documents.length, 0);
  const progress = output.progress('loading the demonstration');
  let [events, before] = [0, 0];
  for (const chain of chains) {
    const offset = before;
    events += (await loadChain(node, chain, (done) => progress.step(offset + done, all))).events;
    before += chain.documents.length;
  }
  progress.end();
  world.settings.set(setting, 'loaded');
  return events;
}

export interface DemonstrationIds {
  showcase: Showpiece[];
  products: { id: string; name: string }[];
  lots: { id: string }[];
  items: { id: string }[];
  units: { id: string }[];
}

/** Everything traceable in the chains, in the order in which it was first said. */
export function idsOf(chains: Chain[]): DemonstrationIds {
  const kinds = new Map<string, IdentifierKind>();
  for (const id of chains.flatMap(idsSaid)) if (!kinds.has(id)) kinds.set(id, kindOf(id));
  const ofKind = (kind: IdentifierKind): { id: string }[] =>
    [...kinds].filter(([, one]) => one === kind).map(([id]) => ({ id }));
  return {
    showcase: chains.flatMap(({ showcase }) => showcase),
    products: chains.flatMap(({ products }) => products.map(({ product, name }) => ({ id: product, name }))),
    lots: ofKind('lot'),
    items: ofKind('item'),
    units: ofKind('unit'),
  };
}

function idsSaid({ documents }: Chain): string[] {
  return documents.flatMap(({ document }) =>
    document.epcisBody.eventList.flatMap((event) => {
      const reading = movementOf(event);
      if (!reading.ok) return [];
      const { produced, drawn, packed, unit } = reading.movement;
      return [
        ...[...produced, ...drawn, ...packed].map(({ lot }) => lot),
        ...(unit === undefined ? [] : [unit]),
      ];
    }),
  );
}

function kindOf(id: string): IdentifierKind {
  const reading = readIdentifier(id);
  return reading.ok ? reading.kind : 'uri';
}
