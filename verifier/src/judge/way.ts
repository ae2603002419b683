// The way back from the asked lot: only what lies on it can say anything of a claim on that lot.
import type { Chain, Making } from './chain.ts';

export interface Way {
  /** Places in `Chain.lots`. Units in which something lay that was drawn are on the way too. */
  readonly lots: ReadonlySet<number>;
  /** Ascending by their place. */
  readonly makings: readonly Making[];
}

const ways = new WeakMap<Chain, Map<string, Way>>();

/** Nothing is on the way where nobody tells of the lot. Walked once for each lot of a chain: most checks ask for it. */
export function wayBack(chain: Chain, lot: string): Way {
  const known = ways.get(chain) ?? new Map<string, Way>();
  ways.set(chain, known);
  const way = known.get(lot) ?? walkedBack(chain, lot);
  known.set(lot, way);
  return way;
}

function walkedBack(chain: Chain, lot: string): Way {
  const lots = new Set<number>();
  const makings = new Set<number>();
  const open: number[] = [];
  const reach = (at: number): void => {
    if (at < 0 || lots.has(at)) return;
    lots.add(at);
    open.push(at);
  };
  reach(chain.indexOf.get(lot) ?? -1);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const making of chain.lots[at]!.madeBy) {
      if (makings.has(making)) continue;
      makings.add(making);
      for (const input of chain.makings[making]!.inputs) {
        reach(input.lot);
        reach(input.unit);
      }
    }
  }
  return { lots, makings: chain.makings.filter(({ index }) => makings.has(index)) };
}
