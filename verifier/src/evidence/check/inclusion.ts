// "The subtree proof gives the root of the checkpoint", and the entries are such as a log writes (entry.md).
import { equalBytes } from '../../bytes/bytes.ts';
import { encodeEntry, type Entry } from '../../entry/entry.ts';
import { leafHash } from '../../merkle/hash.ts';
import { rootFromSubtreeProof } from '../../merkle/subtree.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import type { Evidence } from '../form/evidence.ts';
import { bytesOfHash } from '../form/hash.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';
import { headOf } from './checkpoint.ts';
import type { Shown } from './disclosures.ts';

export function checkInclusion(evidence: Evidence, shown: readonly Shown[], primitives: Primitives): Check {
  if (shown.length === 0) return notChecked('inclusion', 'The file shows no statement.');
  const head = headOf(evidence.checkpoint);
  if (head === undefined) return notChecked('inclusion', 'The checkpoint could not be read.');
  const entries = entriesOf(evidence, shown);
  const leaves = entries.map((one) => ({ index: one.index, hash: leafHash(encodeEntry(one), primitives) }));
  const root = rootFromSubtreeProof(head.size, leaves, evidence.proof.map(bytesOfHash), primitives);
  if (root === undefined || !equalBytes(root, head.root)) return failed('inclusion', [wrongRoot(head.size)]);
  const findings = [
    ...shown.flatMap(wrongLotCount),
    ...entries.flatMap((one, at) => wrongOrder(entries[at - 1], one)),
  ];
  if (findings.length > 0) return failed('inclusion', findings);
  return passed(
    'inclusion',
    `${counted(shown.length, 'statement')} in a log of ${head.size} entries, each where its entry says.`,
  );
}

interface ShownEntry extends Entry {
  readonly index: number;
}

/** The entries of the shown statements, and in its place among them that of the holdings, if the file opens any. */
function entriesOf({ holdings }: Evidence, shown: readonly Shown[]): ShownEntry[] {
  const entries = shown.map(({ index, recordedAtMs, firstLot, lotCount, statement }): ShownEntry => {
    return { kind: 'statement', index, recordedAtMs, firstLot, lotCount, digest: statement.digest };
  });
  if (holdings === null) return entries;
  const { index, recordedAtMs, lots, root } = holdings.root;
  const entry = { kind: 'holdings', index, recordedAtMs, firstLot: lots, lotCount: 0 } as const;
  return [...entries, { ...entry, digest: bytesOfHash(root) }].sort((one, other) => one.index - other.index);
}

function wrongRoot(size: number): Finding {
  const detail = `The shown statements and the proof do not give the root of the log of ${size} entries.`;
  return { code: 'ROOT_DIFFERS', detail, entries: [] };
}

function wrongLotCount({ index, lotCount, statement }: Shown): Finding[] {
  if (lotCount === statement.birthCount) return [];
  const detail = `Entry ${index} counts ${counted(lotCount, 'new lot')}, its statement brings ${statement.birthCount} into being.`;
  return [{ code: 'LOT_COUNT_DIFFERS', detail, entries: [index] }];
}

/** The log's clock never goes back, and lots are numbered without overlap; between neighbours also without a hole. */
function wrongOrder(before: ShownEntry | undefined, one: ShownEntry): Finding[] {
  const findings: Finding[] = [];
  if (before !== undefined && one.recordedAtMs < before.recordedAtMs) {
    const detail = `Entry ${one.index} was recorded before entry ${before.index}, which stands before it.`;
    findings.push({ code: 'TIME_GOES_BACK', detail, entries: [before.index, one.index] });
  }
  const free = before === undefined ? 0 : before.firstLot + before.lotCount;
  const follows = one.index === (before === undefined ? 0 : before.index + 1);
  if (one.firstLot < free || (follows && one.firstLot > free)) {
    const detail = `Entry ${one.index} numbers its lots from ${one.firstLot}, where ${free} ${follows ? 'is' : 'or more are'} taken.`;
    findings.push({
      code: 'LOT_NUMBERS_DIFFER',
      detail,
      entries: before === undefined ? [one.index] : [before.index, one.index],
    });
  }
  return findings;
}
