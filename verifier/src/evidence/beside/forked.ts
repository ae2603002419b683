// Two trees of one size, or two leaves at one place: the log was rewritten, or shows different readers different things.
import { equalBytes } from '../../bytes/bytes.ts';
import type { BesideFinding } from './finding.ts';
import { type Laid, leavesIn, provenTrees } from './laid.ts';

/** The first that there is: where logs differ once they differ for ever. */
export function forked(one: Laid, other: Laid): BesideFinding[] {
  return [...differingTrees(one, other), ...differingLeaves(one, other)].slice(0, 1);
}

function differingTrees(one: Laid, other: Laid): BesideFinding[] {
  const trees = provenTrees(other);
  return provenTrees(one).flatMap(({ size, root }) => {
    const isOther = trees.some((tree) => tree.size === size && !equalBytes(tree.root, root));
    if (!isOther) return [];
    const detail = `The log has signed two different trees of ${size} entries: it was rewritten, or tells different readers different things.`;
    return [{ code: 'LOG_FORKED', detail, entries: [], proves: true } as const];
  });
}

function differingLeaves(one: Laid, other: Laid): BesideFinding[] {
  const leaves = leavesIn(other);
  return [...leavesIn(one)].flatMap(([index, leaf]) => {
    const known = leaves.get(index);
    if (known === undefined || known === leaf) return [];
    const isRoot = [leaf, known].every((words) => words.startsWith('root'));
    const what = isRoot ? 'two roots of the balances' : 'two different entries';
    const detail = `The log has shown ${what} at the same place, entry ${index}.`;
    return [{ code: 'LOG_FORKED', detail, entries: [index], proves: true } as const];
  });
}
