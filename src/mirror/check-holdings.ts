// An alarm about a root of the holdings: by the node's own audit a lot has another history than its statements give it.
import {
  type AuditedLot,
  type BirthsSeen,
  checkAudit,
  decodeBase64,
  parseAudit,
  readEventsOf,
  type RootSeen,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { ShownLot } from './alarm.ts';
import type { Case, CheckedEntry } from './case.ts';
import { type CheckedAlarm, claimed, proven, unfounded } from './verdict.ts';

export function checkHoldings(found: Case): CheckedAlarm {
  const { holdings } = found.alarm;
  const roots = [...found.entries.values()].filter(({ entry }) => entry?.kind === 'holdings');
  const root = roots.at(-1);
  if (root === undefined) return unfounded('it shows no root of the holdings');
  const word = 'the root is in the log; that its statements give another, a replay of the log shows';
  const parsed = holdings?.audit ? parseAudit(decodeBase64(holdings.audit) ?? new Uint8Array(0)) : undefined;
  if (holdings === null || parsed?.ok !== true) return claimed(word);
  const before = roots.length > 1 ? seen(roots.at(-2)!) : null;
  const audited = checkAudit(
    parsed.audit,
    before,
    seen(root),
    birthsIn(found, before, root.index),
    nodePrimitives,
  );
  if (!audited.ok) return claimed(word);
  for (const lot of holdings.lots) {
    const theirs = parsed.audit.lots.find(({ number }) => number === lot.number);
    const left = leftOut(found, lot, theirs, before?.index ?? -1, root.index);
    if (left !== undefined)
      return proven(`the map that the log has signed leaves entry ${left} out of the history of ${lot.lot}`);
  }
  return claimed(word);
}

function seen({ index, entry }: CheckedEntry): RootSeen {
  return { index, lots: entry!.firstLot, root: entry!.digest };
}

function birthsIn({ entries }: Case, before: RootSeen | null, to: number): BirthsSeen[] {
  return [...entries.values()].flatMap(({ index, entry }) =>
    entry !== undefined && entry.lotCount > 0 && index > (before?.index ?? -1) && index < to
      ? [{ entry: index, firstLot: entry.firstLot, lotCount: entry.lotCount }]
      : [],
  );
}

/** An entry that moves the lot of this number, as its shown statement says, and has no link in the node's map. */
function leftOut(
  { entries }: Case,
  { number, lot, bornIn, touchedIn }: ShownLot,
  theirs: AuditedLot | undefined,
  from: number,
  to: number,
): number | undefined {
  const born = entries.get(bornIn);
  const birth = born?.statement?.birthsShown.find(
    ({ position }) => born.entry!.firstLot + position === number,
  );
  // What was erased has no history.
  if (birth?.lot !== lot || theirs?.sealed === null) return undefined;
  const linked = new Set(theirs?.links.map(({ entry }) => entry));
  return touchedIn.find((index) => {
    const isBetween = index > from && index < to;
    return isBetween && !linked.has(index) && doesMove(entries.get(index), lot);
  });
}

function doesMove(shown: CheckedEntry | undefined, lot: string): boolean {
  if (shown?.statement === undefined || shown.entry === undefined) return false;
  const { recordedAtMs, firstLot, lotCount } = shown.entry;
  const said = { index: shown.index, recordedAtMs, firstLot, lotCount, statement: shown.statement };
  return readEventsOf(said).some(
    (reading) =>
      reading.ok &&
      [...reading.event.movement.produced, ...reading.event.movement.drawn].some(
        (portion) => portion.lot === lot,
      ),
  );
}
