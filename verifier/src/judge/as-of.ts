// The facts as they stood at a time: an old verdict is the same whenever it is asked for again.
import type { Dossier } from '../dossier/dossier.ts';
import { arranged } from './arrange.ts';
import type { JudgeCase } from './context.ts';

const earlier = new WeakMap<JudgeCase, { readonly untilMs: number; readonly facts: JudgeCase }>();

/** Without what the log took after `atMs`, however early it says that it counts from. */
export function asOf(facts: JudgeCase, atMs: number): JudgeCase {
  const untilMs = lastBefore(facts.recordedMs, atMs);
  if (untilMs === lastBefore(facts.recordedMs, Infinity)) return facts;
  const known = earlier.get(facts);
  if (known !== undefined && known.untilMs === untilMs) return known.facts;
  const cut = arranged(cutOff(facts.dossier, atMs));
  earlier.set(facts, { untilMs, facts: cut });
  return cut;
}

function cutOff(dossier: Dossier, atMs: number): Dossier {
  const isKnown = ({ recordedAtMs }: { readonly recordedAtMs: number }): boolean => recordedAtMs <= atMs;
  const { events, records, products, facilities } = dossier;
  return {
    ...dossier,
    events: events.filter(isKnown),
    records: records.filter(isKnown),
    products: products.filter(isKnown),
    facilities: facilities.filter(isKnown),
  };
}

/** The last of the moments, ascending, that is not after the time; -Infinity where all of them are. */
function lastBefore(moments: readonly number[], atMs: number): number {
  return moments.findLast((moment) => moment <= atMs) ?? -Infinity;
}
