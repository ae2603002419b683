// The operator's map of balances leaves draws out. The class that keeps the map is patched while this is loaded, for
// the one node of the operator and for nobody else in the process.
import { type Holdings as HoldingsClass, Holdings } from '../../domain/holdings/holdings.ts';
import type { World } from '../../flow/world.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';

type Touch = HoldingsClass['touch'];
type Settle = HoldingsClass['settle'];

/** What the operator's map does not count: by lot of the ledger, the base units that it leaves out. */
interface Lie {
  readonly entries: ReadonlySet<number>;
  readonly hidden: Map<number, number>;
}

const lies = new WeakMap<HoldingsClass, Lie>();
let beginning: ReadonlySet<number> | undefined;
let patched = false;

/** Opens the node with a map in which the draws of these entries never were. */
export function openWithoutDraws(
  world: World,
  origin: string,
  entries: readonly number[],
): Promise<SelvedgeNode> {
  patch();
  // What a snapshot knows was counted honestly.
  world.snapshots.drop();
  beginning = new Set(entries);
  try {
    // The ledger is made before openNode waits for anything.
    return openNode(world, { origin });
  } finally {
    beginning = undefined;
  }
}

function patch(): void {
  if (patched) return;
  patched = true;
  const { touch, settle } = Holdings.prototype;
  Holdings.prototype.touch = function (...[lot, entry, total, amount]: Parameters<Touch>): void {
    if (beginning !== undefined && !lies.has(this)) lies.set(this, { entries: beginning, hidden: new Map() });
    const lie = lies.get(this);
    if (lie?.entries.has(entry) && total === 'consumed') {
      lie.hidden.set(lot, (lie.hidden.get(lot) ?? 0) + amount);
      return;
    }
    touch.call(this, lot, entry, total, amount);
  };
  Holdings.prototype.settle = function (...[book, enough]: Parameters<Settle>): boolean {
    return settle.call(this, lying(book, lies.get(this)), enough);
  };
}

function lying(book: Parameters<Settle>[0], lie: Lie | undefined): Parameters<Settle>[0] {
  if (lie === undefined) return book;
  const { balances, columns } = book;
  const told = new Proxy(balances, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name === 'drawnOf') return (lot: number) => target.drawnOf(lot) - (lie.hidden.get(lot) ?? 0);
      return value.bind(target);
    },
  });
  return { births: book.births, balances: told, columns };
}
