// Of how many lots on the way the newest root of the balances proves that nobody has drawn more than there was. It is what an
// evidence file of level full shows (docs/protocol/holdings.md), counted without opening a leaf.
import type { OutsideTrust } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { walk } from '../../domain/trace/walk.ts';
import { newestRoot } from '../holdings.ts';
import { bornEvent, isRun } from '../query.ts';
import type { World } from '../world.ts';

type HoldingsTrust = NonNullable<OutsideTrust['holdings']>;
type Unproven = HoldingsTrust['unproven'][number];

/** Null where no root lies below `size`, and for a lot of which nothing is told. `id`: canonical. */
export function holdingsProven(
  world: World,
  ledger: Ledger,
  id: string,
  size: number,
): OutsideTrust['holdings'] {
  const root = newestRoot(world, ledger);
  const start = ledger.lots.find(id);
  if (root === undefined || root.seq >= size || start === -1) return null;
  ledger.graph.growTo(ledger.lots.size);
  const lots = [...walk(ledger.graph, start, 'back').nodes].filter((node) => !isRun(ledger, node));
  const unproven = lots.flatMap((lot) => whyNot(ledger, lot, root.firstLot) ?? []);
  return {
    ...{ entry: root.seq, atMs: root.recordedAtMs },
    ...{ lots: lots.length, proven: lots.length - unproven.length, unproven },
    later: madeSince(ledger, lots, root.seq),
  };
}

/** In the words that the verifier has for it. */
function whyNot(ledger: Ledger, lot: number, rootLots: number): Unproven | undefined {
  const number = ledger.columns.numberOf(lot);
  const because = (why: string): Unproven => ({ lot: ledger.lots.textOf(lot), why });
  if (number < 0) return because('birth not told');
  if (number >= rootLots) return because('born after the root');
  const totals = ledger.holdings.totalsAtRoot(number, lot);
  if (totals === undefined) return because('not opened');
  return totals.unknown > 0 ? because('unknown amounts') : undefined;
}

/** Statements by which lots on the way came into being and that the root does not cover. */
function madeSince(ledger: Ledger, lots: Iterable<number>, rootEntry: number): number {
  const entries = new Set<number>();
  for (const lot of lots) {
    const entry = bornEvent(ledger, lot)?.entry ?? -1;
    if (entry >= rootEntry) entries.add(entry);
  }
  return entries.size;
}
