// Whether a process gave what such a process can give (docs/protocol/claims.md, "yield"). Bands are data with sources; more
// than the band allows points to input that nobody declared, less to goods that went elsewhere.
import { amountText } from '../record/trade-bounds.ts';
import type { Making } from './chain.ts';
import type { JudgeContext } from './context.ts';
import { shareOf, wholePpm } from './share.ts';
import { enters } from './custody/entry.ts';
import { finding } from './finding.ts';
import type { ClaimFinding, YieldVerdict } from './verdict.ts';
import { wayBack } from './way.ts';
import { type Comparison, Comparisons, isAbove } from './yield/compare.ts';

/** Of an output that is more than can be: what came out as told, and how much of that is plausible. */
export interface Plausible {
  readonly outGrams: number;
  readonly plausibleGrams: number;
}

export interface YieldJudgement {
  /** By making, then by category. Empty where nothing could be compared, which is no pass. */
  readonly verdicts: readonly YieldVerdict[];
  readonly findings: readonly ClaimFinding[];
  /** Place of a making in the chain -> place of a lot -> what custody may pass on of it. Only where a yield is too high. */
  readonly implausible: ReadonlyMap<number, ReadonlyMap<number, Plausible>>;
}

/** Of all makings on the way, the events of one run together. */
export function yieldsOf(context: JudgeContext): YieldJudgement {
  const verdicts: YieldVerdict[] = [];
  const findings: ClaimFinding[] = [];
  const implausible = new Map<number, Map<number, Plausible>>();
  const comparisons = new Comparisons(context);
  const mayEnter = context.rule.entry.some(({ fromInputs }) => fromInputs);
  for (const making of wayBack(context.chain, context.asked).makings) {
    if (mayEnter && isEntryOfInputs(context, making) && comparisons.isUnweighed(making)) {
      findings.push(unweighedFinding(context, making));
      const nothing = making.outputs.map(({ lot }) => [lot, { outGrams: 1, plausibleGrams: 0 }] as const);
      implausible.set(making.index, new Map(nothing));
    }
    for (const compared of comparisons.of(making)) {
      const verdict = verdictOf(making, compared);
      verdicts.push(verdict);
      if (verdict.verdict === 'ok') continue;
      findings.push(findingOf(context, making, compared, verdict));
      if (verdict.verdict === 'high-yield') capOutputs(implausible, making, compared);
    }
  }
  return { verdicts, findings, implausible };
}

/** What enters where it is made of inputs (recycled, tanned) brings in all its mass: how much went in is all that bounds it. */
function isEntryOfInputs(context: JudgeContext, making: Making): boolean {
  return making.inputs.length > 0 && enters(context, making);
}

function unweighedFinding({ chain }: JudgeContext, { process, outputs, entries }: Making): ClaimFinding {
  const lot = chain.lots[outputs[0]?.lot ?? -1]?.lot ?? null;
  const detail = `how much went into ${lot} by ${process} is not told, so nothing of it enters`;
  return finding('AMOUNT_UNKNOWN', 'yield', 'unknown', detail, { lot, entries });
}

/** Below to the gram: `out` of `into` is less than so many parts per million. */
function isBelow(out: number, into: number, ppm: number): boolean {
  const [left, right] = [out * wholePpm, into * ppm];
  if (Math.max(left, right) <= Number.MAX_SAFE_INTEGER) return left < right;
  return BigInt(out) * BigInt(wholePpm) < BigInt(into) * BigInt(ppm);
}

function verdictOf(making: Making, compared: Comparison): YieldVerdict {
  const { outGrams, inGrams, lowPpm, highPpm } = compared;
  const high = isAbove(outGrams, inGrams, highPpm);
  const low = isBelow(outGrams, inGrams, lowPpm);
  return {
    entry: making.events[0]!.entry,
    index: making.events[0]!.index,
    process: making.process ?? '',
    site: making.site,
    inGrams,
    outGrams,
    yieldPpm: shareOf(outGrams, wholePpm, inGrams),
    lowPpm,
    highPpm,
    verdict: high ? 'high-yield' : low ? 'low-yield' : 'ok',
  };
}

function findingOf(
  { chain }: JudgeContext,
  making: Making,
  { category, outputs }: Comparison,
  { verdict, inGrams, outGrams, yieldPpm, lowPpm, highPpm, process }: YieldVerdict,
): ClaimFinding {
  const high = verdict === 'high-yield';
  const [into, outOf] = [inGrams, outGrams].map((grams) => amountText(grams, 'mass'));
  const what = category === '*' ? '' : ` of ${category}`;
  const points = high ? 'input that nobody declared' : 'goods that went elsewhere';
  return {
    code: high ? 'YIELD_HIGH' : 'YIELD_LOW',
    check: 'yield',
    weight: high ? 'fail' : 'note',
    detail: `${process} gave ${outOf}${what} out of ${into}: ${yieldPpm} ppm, usual are ${lowPpm} to ${highPpm}. This may point to ${points}.`,
    lot: chain.lots[outputs[0]!.lot]!.lot,
    about: null,
    entries: making.entries,
  };
}

/** Every output of the category loses the same part. */
function capOutputs(
  implausible: Map<number, Map<number, Plausible>>,
  making: Making,
  { outputs, outGrams, inGrams, highPpm }: Comparison,
): void {
  const lots = implausible.get(making.index) ?? new Map<number, Plausible>();
  implausible.set(making.index, lots);
  const most = shareOf(inGrams, highPpm, wholePpm);
  for (const { lot, grams } of outputs) {
    const plausibleGrams = shareOf(grams ?? 0, most, outGrams);
    const known = lots.get(lot);
    if (known === undefined || plausibleGrams < known.plausibleGrams)
      lots.set(lot, { outGrams: grams ?? 0, plausibleGrams });
  }
}
