// Whether a process gave what such a process can give (docs/protocol/claims.md, "yield"). Bands are data with sources; more
// than the band allows points to input that nobody declared, less to goods that went elsewhere.
import { amountText } from '../record/trade-bounds.ts';
import type { Making } from './chain.ts';
import type { JudgeContext } from './context.ts';
import { shareOf, wholePpm } from './share.ts';
import type { ClaimFinding, YieldVerdict } from './verdict.ts';
import { wayBack } from './way.ts';
import { type UsualYield, UsualYields } from './yield/bands.ts';
import { inMassOf, massesOut, type OutputMass } from './yield/mass.ts';

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
  const usual = new UsualYields(context);
  for (const making of wayBack(context.chain, context.asked).makings) {
    for (const compared of comparisonsOf(context, making, usual)) {
      const verdict = verdictOf(making, compared);
      verdicts.push(verdict);
      if (verdict.verdict === 'ok') continue;
      findings.push(findingOf(context, making, compared, verdict));
      if (verdict.verdict === 'high-yield') capOutputs(implausible, making, compared);
    }
  }
  return { verdicts, findings, implausible };
}

/** Outputs of one category (`*`: all but waste) and the band for them. */
interface Comparison {
  readonly category: string;
  readonly outputs: readonly OutputMass[];
  readonly outGrams: number;
  readonly inGrams: number;
  readonly lowPpm: number;
  readonly highPpm: number;
}

function comparisonsOf(context: JudgeContext, making: Making, usual: UsualYields): Comparison[] {
  if (making.kind !== 'making' || making.withheld || making.inputs.length === 0) return [];
  if (!mayCompare(context, making, usual)) return [];
  const masses = inMassOf(context, making);
  if (masses === undefined) return [];
  const outputs = massesOut(context, making);
  const named = [...new Set(outputs.flatMap(({ category }) => category ?? []))].sort();
  const own = named.flatMap((category) => {
    const of = outputs.filter((output) => output.category === category);
    return compared(usual.of(making, category), category, of, masses);
  });
  const covered = new Set(own.map(({ category }) => category));
  const rest = outputs.filter(({ waste }) => !waste);
  // The band for all outputs is coarser: it only speaks where some output has none of its own.
  if (rest.every(({ category }) => category !== null && covered.has(category))) return own;
  const all = usual.of(making, '*');
  if (all !== undefined) return [...own, ...compared(all, '*', rest, masses)];
  return [
    ...own,
    ...unnamed(
      usual,
      making,
      rest.filter((output) => !isIn(covered, output)),
      masses,
    ),
  ];
}

/** Most makings of a chain can be compared or not by their words alone: the masses need not be asked for then. */
function mayCompare({ productAt }: JudgeContext, making: Making, usual: UsualYields): boolean {
  if (usual.hasAny(making)) return true;
  return making.outputs.some(({ lot }) => usual.most(making, productAt(lot)?.category ?? null) !== undefined);
}

function isIn(categories: ReadonlySet<string>, { category }: OutputMass): boolean {
  return category !== null && categories.has(category);
}

/** What goes by a name that no band has, or is made by a word that no band has, is not more for that: each category by the widest band. */
function unnamed(
  usual: UsualYields,
  making: Making,
  outputs: readonly OutputMass[],
  masses: { readonly fibreGrams: number; readonly allGrams: number },
): Comparison[] {
  // By a process that is known all of them share what it gives at most.
  const groups = usual.hasAny(making) ? [null] : [...new Set(outputs.map(({ category }) => category))];
  const all = groups.flatMap((category) => {
    const of = usual.hasAny(making) ? outputs : outputs.filter((output) => output.category === category);
    return compared(usual.most(making, category), category ?? '*', of, masses);
  });
  // Such a bound can only be broken: that it is not says nothing of whether the yield is a usual one.
  return all.filter(({ outGrams, inGrams, highPpm }) => isAbove(outGrams, inGrams, highPpm));
}

function compared(
  band: UsualYield | undefined,
  category: string,
  outputs: readonly OutputMass[],
  { fibreGrams, allGrams }: { readonly fibreGrams: number; readonly allGrams: number },
): Comparison[] {
  const outGrams = sumOf(outputs);
  if (band === undefined || outGrams === undefined) return [];
  // Trims stay in what comes out, dyes and water do not: a yield is too high only if all of it together cannot explain it.
  const inGrams = isAbove(outGrams, fibreGrams, band.highPpm) ? allGrams : fibreGrams;
  return inGrams === 0 ? [] : [{ category, outputs, outGrams, inGrams, ...band }];
}

function sumOf(outputs: readonly OutputMass[]): number | undefined {
  if (outputs.length === 0) return undefined;
  let sum = 0;
  for (const { grams } of outputs) {
    if (grams === null) return undefined;
    sum += grams;
  }
  return sum;
}

function isAbove(out: number, into: number, ppm: number): boolean {
  return out > shareOf(into, ppm, wholePpm);
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
