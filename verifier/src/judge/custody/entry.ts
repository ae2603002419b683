// Where claimed material comes in: at origins, and where a rule says so at makings of whatever inputs.
import { processCovers } from '../authority/scope.ts';
import type { Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';

export type EntryContext = Pick<JudgeContext, 'rule' | 'processOf'>;

/** What it makes enters there: its inputs, if it has any, count for nothing (recycling, tanning). */
export function enters({ rule, processOf }: EntryContext, making: Making): boolean {
  if (making.kind === 'packing' || making.withheld) return false;
  if (making.inputs.length === 0) return true;
  return rule.entry.some(({ fromInputs, processes }) => {
    const process = fromInputs ? processOf(making.process) : null;
    return process !== null && processCovers(processes, process);
  });
}

/** The same of a making of which something is withheld: its process, or all that it drew. */
export function mayEnter(context: EntryContext, making: Making): boolean {
  if (!making.withheld) return enters(context, making);
  if (making.kind === 'packing') return false;
  return making.inputs.length === 0 || context.rule.entry.some(({ fromInputs }) => fromInputs);
}
