// A file that is laid beside another one, read once.
import { encodeHex } from '../../bytes/hex.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import { checkDisclosures, type Shown } from '../check/disclosures.ts';
import { headOf } from '../check/checkpoint.ts';
import type { Evidence } from '../form/evidence.ts';
import { bytesOfHash } from '../form/hash.ts';
import type { CheckName, Verdict } from '../verdict.ts';

/** A tree that the file proves its log to have had. */
export interface ProvenTree {
  readonly size: number;
  readonly root: Uint8Array;
}

export interface Laid {
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  readonly shown: readonly Shown[];
  /** Entries of the file's head. */
  readonly size: number;
}

/** Of a file whose statements can be read. */
export function laid(evidence: Evidence, verdict: Verdict, primitives: Primitives): Laid {
  const { shown = [] } = checkDisclosures(evidence, primitives);
  return { evidence, verdict, shown, size: headOf(evidence.checkpoint)?.size ?? 0 };
}

export function passes({ verdict }: Laid, asked: CheckName): boolean {
  return verdict.checks.some(({ name, result }) => name === asked && result === 'pass');
}

/** Its head, and what its own proofs show to be the beginning of that. */
export function provenTrees({ evidence, verdict }: Laid): ProvenTree[] {
  const head = headOf(evidence.checkpoint);
  const fails = (asked: CheckName): boolean =>
    verdict.checks.some(({ name, result }) => name === asked && result === 'fail');
  const { consistency, anchors } = evidence;
  const earlier =
    consistency === null || fails('consistency') ? [] : [{ size: consistency.from, root: consistency.root }];
  const anchored = fails('anchors') ? [] : anchors;
  const beginnings = [...earlier, ...anchored].map(({ size, root }) => ({ size, root: bytesOfHash(root) }));
  return head === undefined ? [] : [{ size: head.size, root: head.root }, ...beginnings];
}

/** What stands in the log at each index that the file shows, in words that are the same exactly where the leaves are. */
export function leavesIn({ evidence: { holdings }, shown }: Laid): Map<number, string> {
  const leaves = new Map(
    shown.map(({ index, recordedAtMs, firstLot, lotCount, statement }) => [
      index,
      `statement ${recordedAtMs} ${firstLot} ${lotCount} ${encodeHex(statement.digest)}`,
    ]),
  );
  if (holdings !== null) {
    const { index, recordedAtMs, lots, root } = holdings.root;
    leaves.set(index, `root of balances ${recordedAtMs} ${lots} ${root}`);
  }
  return leaves;
}
