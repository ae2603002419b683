// What goods that nobody weighs can weigh at most. In the chain they weigh what went into them; what a process always loses
// they have lost all the same, and a later yield is of no more than that.
import type { Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import { kindOf } from '../kind.ts';
import { shareOf, wholePpm } from '../share.ts';
import { wayBack } from '../way.ts';
import type { UsualYields } from './bands.ts';
import type { InMass, OutputMass } from './mass.ts';

/** Mass of what went into a making; undefined where it is not known. */
type InMassOf = (making: Making) => InMass | undefined;

/** One for each claim. */
export class Unweighed {
  readonly #context: JudgeContext;
  readonly #usual: UsualYields;
  /** By place of the lot: grams of all of it. Filled along the way, each lot after all that it is made of. */
  #most: (number | undefined)[] | undefined;

  constructor(context: JudgeContext, usual: UsualYields) {
    this.#context = context;
    this.#usual = usual;
  }

  /** Of so many grams of the lot by what went into it, as many as the bands of the processes before allow. */
  atMost(place: number, grams: number, inMassOf: InMassOf): number {
    this.#most ??= this.#fill(inMassOf);
    const [most, whole] = [this.#most[place], this.#context.chain.lots[place]!.grams];
    return most === undefined || whole === null || most >= whole ? grams : shareOf(grams, most, whole);
  }

  #fill(inMassOf: InMassOf): (number | undefined)[] {
    const { chain, asked } = this.#context;
    this.#most = [];
    const onWay = new Set(wayBack(chain, asked).makings);
    for (const component of chain.order) {
      const making = chain.makings[component[0]! - chain.lots.length];
      // In a loop nothing is bounded.
      if (component.length > 1 || making === undefined || !onWay.has(making)) continue;
      for (const [place, grams] of this.#boundsOf(making, inMassOf))
        this.#most[place] = (this.#most[place] ?? 0) + grams;
    }
    return this.#most;
  }

  /** Of each output of the making. */
  #boundsOf(making: Making, inMassOf: InMassOf): [place: number, grams: number][] {
    const { inGrams, inputs, kind, outputs, withheld } = making;
    const isMade = kind === 'making' && !withheld && inputs.length > 0 && inGrams !== null;
    if (!isMade || outputs.every(({ dimension }) => dimension === 'mass')) return [];
    const into = inMassOf(making)?.allGrams ?? inGrams;
    const told = outputs.map(({ lot, grams }) => ({ lot, grams: grams ?? 0, category: this.#category(lot) }));
    return told.map(({ lot, grams, category }) => {
      const alike = told.filter((one) => one.category === category);
      const most = Math.min(grams, shareOf(grams, into, Math.max(inGrams, 1)));
      return [lot, Math.min(most, this.#byBand(making, category, alike, grams, into))];
    });
  }

  /** Goods of one category are together at most what the process gives of it. */
  #byBand(
    making: Making,
    category: string | null,
    alike: readonly OutputMass[],
    grams: number,
    into: number,
  ): number {
    const kind = kindOf(this.#context, making);
    const own = category === null ? undefined : this.#usual.of(kind, category);
    const band = own ?? this.#usual.most(kind, category);
    if (band === undefined) return grams;
    const all = alike.reduce((sum, one) => sum + (one.grams ?? 0), 0);
    const most = shareOf(into, band.highPpm, wholePpm);
    return all <= most ? grams : shareOf(grams, most, all);
  }

  #category(place: number): string | null {
    return this.#context.productAt(place)?.category ?? null;
  }
}
