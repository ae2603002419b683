// An alarm about a root of the holdings: by the node's own audit a lot has another history than its statements give it, or
// than any lot can have.
import {
  type AuditedLot,
  type AuditRefusalCode,
  type BirthsSeen,
  checkAudit,
  decodeBase64,
  isCommittedTo,
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
  const [before = null, root] = rootsIn(found);
  if (root === undefined) return unfounded('it shows no root of the holdings');
  const word = 'the root is in the log; that its statements give another, a replay of the log shows';
  const parsed = holdings?.audit ? parseAudit(decodeBase64(holdings.audit) ?? new Uint8Array(0)) : undefined;
  if (holdings === null || parsed?.ok !== true) return claimed(word);
  const births = birthsIn(found, before, root.index);
  const audited = checkAudit(parsed.audit, before, root, births, nodePrimitives);
  if (!audited.ok) return claimed(word);
  for (const lot of holdings.lots) {
    const theirs = parsed.audit.lots.find(({ number }) => number === lot.number);
    const left = leftOut(found, lot, theirs, before?.index ?? -1, root.index);
    if (left !== undefined)
      return proven(`the map that the log has signed leaves entry ${left} out of the history of ${lot.lot}`);
  }
  return claimed(word);
}

/** An audit as it was served, which the mirror says does not lead to its root. */
export function checkServed(found: Case): CheckedAlarm {
  const [before = null, after] = rootsIn(found);
  const [served] = found.alarm.served;
  const bytes = served && decodeBase64(served.body);
  if (after === undefined || bytes === undefined) return unfounded('it does not show a root and its audit');
  const births = birthsIn(found, before, after.index);
  if (!areAll(births, before?.lots ?? 0, after.lots))
    return unfounded('it does not show all births between the two roots');
  const word = 'that this was served as the audit of a root in the log, the mirror says';
  const parsed = parseAudit(bytes);
  if (!parsed.ok) return claimed(word);
  const checked = checkAudit(parsed.audit, before, after, births, nodePrimitives);
  if (checked.ok) return unfounded('the audit leads from the one root to the other');
  const isOfHistory = ofHistory.has(checked.refusal.code);
  return isOfHistory && isCommittedTo(parsed.audit, before, after, nodePrimitives)
    ? proven(
        `the log has signed two maps of balances of which one cannot follow the other: ${checked.refusal.detail}`,
      )
    : claimed(word);
}

/** Beside what opens both roots these are proof. */
const ofHistory: ReadonlySet<AuditRefusalCode> = new Set(['AUDIT_LINKS_INVALID', 'AUDIT_BIRTH_MISSING']);

/** The last root that is shown, behind the one before it: null where it stands alone. */
function rootsIn({ entries }: Case): [before: RootSeen | null, after?: RootSeen] {
  const roots = [...entries.values()].filter(({ entry }) => entry?.kind === 'holdings').map(seen);
  // In the order of the log, whatever that of the file: backwards an honest map breaks every rule.
  roots.sort((one, other) => one.index - other.index);
  const after = roots.at(-1);
  return after === undefined ? [null] : [roots.at(-2) ?? null, after];
}

/** Numbered without a hole, as the log's entries are: then none is left out. */
function areAll(births: readonly BirthsSeen[], from: number, to: number): boolean {
  let free = from;
  for (const { firstLot, lotCount } of births) {
    if (firstLot !== free) return false;
    free += lotCount;
  }
  return free === to;
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
