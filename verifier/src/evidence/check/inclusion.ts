// "The subtree proof gives the root of the checkpoint", and the entries are such as a log writes (entry.md).
import { equalBytes } from '../../bytes/bytes.ts';
import { encodeEntry } from '../../entry/entry.ts';
import { leafHash } from '../../merkle/hash.ts';
import { rootFromSubtreeProof } from '../../merkle/subtree.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import { bytesOfHash, type Evidence } from '../form.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';
import { headOf } from './checkpoint.ts';
import type { Shown } from './disclosures.ts';

export function checkInclusion(evidence: Evidence, shown: readonly Shown[], primitives: Primitives): Check {
  if (shown.length === 0) return notChecked('inclusion', 'The file shows no statement.');
  const head = headOf(evidence.checkpoint);
  if (head === undefined) return notChecked('inclusion', 'The checkpoint could not be read.');
  const leaves = shown.map((one) => ({ index: one.index, hash: leafOf(one, primitives) }));
  const root = rootFromSubtreeProof(head.size, leaves, evidence.proof.map(bytesOfHash), primitives);
  if (root === undefined || !equalBytes(root, head.root)) return failed('inclusion', [wrongRoot(head.size)]);
  const findings = [
    ...shown.flatMap(wrongLotCount),
    ...shown.flatMap((one, at) => wrongOrder(shown[at - 1], one)),
  ];
  if (findings.length > 0) return failed('inclusion', findings);
  return passed(
    'inclusion',
    `${counted(shown.length, 'statement')} in a log of ${head.size} entries, each where its entry says.`,
  );
}

function leafOf({ recordedAtMs, firstLot, lotCount, statement }: Shown, primitives: Primitives): Uint8Array {
  return leafHash(
    encodeEntry({ recordedAtMs, firstLot, lotCount, statementDigest: statement.digest }),
    primitives,
  );
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
function wrongOrder(before: Shown | undefined, one: Shown): Finding[] {
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
