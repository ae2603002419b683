// The member `holdings` of an evidence file (docs/protocol/holdings.md): the leaves of the lots on the way, opened.
import { encodeBase64, equalBytes, formatAudit } from '#verifier';
import type { Holdings as ShownHoldings, HoldingsLot } from '#verifier';
import type { OpenedLot } from '../domain/holdings/holdings.ts';
import { Transition } from '../domain/holdings/transition.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { decodeArrays } from '../domain/lot/snapshot.ts';
import type { EntryRow } from './ports.ts';
import type { World } from './world.ts';

/** What the file shows otherwise. */
export interface ShownBeside {
  /** The ledger's lots on the way. */
  lots: readonly number[];
  /** Log indexes of the statements. */
  entries: ReadonlySet<number>;
  /** Numbers of the births that are shown. */
  births: ReadonlySet<number>;
}

/** Null where there is nothing to prove: no root below `size`, or the map in memory has moved on since. */
export function holdingsShown(
  world: World,
  ledger: Ledger,
  size: number,
  { lots, entries, births }: ShownBeside,
): ShownHoldings | null {
  const row = provableRoot(world, ledger);
  if (row === undefined || row.seq >= size) return null;
  const { holdings } = ledger;
  const numbers = lots
    .flatMap((lot) => holdings.numberOf(ledger, lot) ?? [])
    .filter((number) => births.has(number));
  numbers.sort((one, other) => one - other);
  return {
    root: {
      index: row.seq,
      recordedAtMs: row.recordedAtMs,
      lots: row.firstLot,
      root: encodeBase64(row.digest),
    },
    lots: numbers.map((number) => shownLot(holdings.open(number, entries))),
    proof: holdings.proof(numbers).map(encodeBase64),
  };
}

/** The newest root entry, where the tree in memory is still the one that it commits to. */
export function provableRoot(world: World, ledger: Ledger): EntryRow | undefined {
  const { holdings } = ledger;
  const row = newestRoot(world, ledger);
  if (row === undefined || holdings.isSettling || holdings.size !== row.firstLot) return undefined;
  return equalBytes(row.digest, holdings.root()) ? row : undefined;
}

/** The newest root entry, also while the tree in memory is on its way to the next. */
export function newestRoot({ entries }: World, { holdings: { rootedAt } }: Ledger): EntryRow | undefined {
  return rootedAt === -1 ? undefined : entries.get(rootedAt);
}

/** An audit in the form in which it is given out; undefined where it is not kept. */
export function auditBytes(world: World, entry: number): Uint8Array | undefined {
  const kept = world.audits.read(entry);
  return kept && formatAudit(Transition.audit(decodeArrays(kept)));
}

function shownLot({
  number,
  dimension,
  produced,
  consumed,
  unknown,
  claimed,
  count,
  before,
  links,
}: OpenedLot): HoldingsLot {
  return {
    ...{ number, dimension, produced, consumed, unknown, claimed, count },
    before: encodeBase64(before),
    links: links.map(({ entry, delta }) => ({ entry, delta: encodeBase64(delta) })),
  };
}
