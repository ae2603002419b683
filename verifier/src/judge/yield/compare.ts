// What came out of a making beside what its bands say: each category by its own band, or all together by the coarser one.
import type { Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import { kindOf, type MakingKind } from '../kind.ts';
import { shareOf, wholePpm } from '../share.ts';
import { type UsualYield, UsualYields } from './bands.ts';
import { type InMass, InScales, isWaste, type OutputMass, type Weighed, weighedOut } from './mass.ts';

/** Outputs of one category (`*`: all but waste) and the band for them. */
export interface Comparison {
  readonly category: string;
  readonly outputs: readonly OutputMass[];
  readonly outGrams: number;
  readonly inGrams: number;
  readonly lowPpm: number;
  readonly highPpm: number;
}

/** One for each claim. */
export class Comparisons {
  readonly #context: JudgeContext;
  readonly #usual: UsualYields;
  readonly #scales: InScales;

  constructor(context: JudgeContext) {
    this.#context = context;
    this.#usual = new UsualYields(context);
    this.#scales = new InScales(context, this.#usual);
  }

  /** By category; nothing where no band speaks, or the masses are not known. */
  of(making: Making): Comparison[] {
    if (making.kind !== 'making' || making.withheld || making.inputs.length === 0) return [];
    const kind = kindOf(this.#context, making);
    if (!this.#mayCompare(kind)) return [];
    const masses = this.#scales.of(making);
    if (masses === undefined) return [];
    const { outputs, byCategory, isNamed } = weighedOut(this.#context, making);
    const own = this.#byOwnBand(kind, byCategory, masses);
    if (isNamed && own.length === byCategory.length) return own;
    const rest = outputs.filter((output) => !isWaste(this.#context, output));
    return [...own, ...this.#coarser(kind, own, rest, masses)];
  }

  /** A band would speak, but what went in is not known. */
  isUnweighed(making: Making): boolean {
    return this.#mayCompare(kindOf(this.#context, making)) && this.#scales.of(making) === undefined;
  }

  /** Most makings of a chain can be compared or not by their words alone: the masses need not be asked for then. */
  #mayCompare(kind: MakingKind): boolean {
    if (this.#usual.hasAny(kind)) return true;
    return kind.made.some(({ category }) => this.#usual.most(kind, category) !== undefined);
  }

  #byOwnBand(kind: MakingKind, byCategory: Weighed['byCategory'], masses: InMass): Comparison[] {
    const own: Comparison[] = [];
    for (const [category, outputs] of byCategory) {
      const one = comparison(this.#usual.of(kind, category), category, outputs, masses);
      if (one !== undefined) own.push(one);
    }
    return own;
  }

  /** The band for all outputs is coarser: it only speaks where some output, waste apart, has none of its own. */
  #coarser(
    kind: MakingKind,
    own: readonly Comparison[],
    rest: readonly OutputMass[],
    masses: InMass,
  ): Comparison[] {
    const uncovered = rest.filter(({ category }) => !own.some((one) => one.category === category));
    if (uncovered.length === 0) return [];
    const all = this.#usual.of(kind, '*');
    if (all === undefined) return this.#unnamed(kind, uncovered, masses);
    const whole = comparison(all, '*', rest, masses);
    return whole === undefined ? [] : [whole];
  }

  /** What goes by a name that no band has, or is made by a word that no band has, is not more for that: each category by the widest band. */
  #unnamed(kind: MakingKind, outputs: readonly OutputMass[], masses: InMass): Comparison[] {
    const isKnown = this.#usual.hasAny(kind);
    // By a process that is known all of them share what it gives at most.
    const groups = isKnown ? [null] : [...new Set(outputs.map(({ category }) => category))];
    const all = groups.flatMap((category) => {
      const of = isKnown ? outputs : outputs.filter((output) => output.category === category);
      return comparison(this.#usual.most(kind, category), category ?? '*', of, masses) ?? [];
    });
    // Such a bound can only be broken: that it is not says nothing of whether the yield is a usual one.
    return all.filter(({ outGrams, inGrams, highPpm }) => isAbove(outGrams, inGrams, highPpm));
  }
}

function comparison(
  band: UsualYield | undefined,
  category: string,
  outputs: readonly OutputMass[],
  { fibreGrams, allGrams }: InMass,
): Comparison | undefined {
  const outGrams = sumOf(outputs);
  if (band === undefined || outGrams === undefined) return undefined;
  // Trims stay in what comes out, dyes and water do not: a yield is too high only if all of it together cannot explain it.
  const inGrams = isAbove(outGrams, fibreGrams, band.highPpm) ? allGrams : fibreGrams;
  if (inGrams === 0) return undefined;
  const { lowPpm, highPpm } = band;
  return { category, outputs, outGrams, inGrams, lowPpm, highPpm };
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

export function isAbove(out: number, into: number, ppm: number): boolean {
  return out > shareOf(into, ppm, wholePpm);
}
