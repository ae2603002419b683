// Whether anything claimed comes through a making: a certificate for each process for which the rule asks for one.
import type { Making } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import { Components } from '../component.ts';
import type { Reach } from '../reach.ts';
import { type Asking, outputsReached } from './asking.ts';
import { free, type Passed, type Tally } from './tally.ts';

export class SiteGate {
  readonly #context: JudgeContext;
  readonly #reach: Reach;
  readonly #asking: Asking;
  readonly #tally: Tally;
  readonly #components: Components;
  /** By place of the making. */
  readonly #passed: (Passed | undefined)[] = [];

  constructor(context: JudgeContext, reach: Reach, asking: Asking, tally: Tally) {
    this.#context = context;
    this.#reach = reach;
    this.#asking = asking;
    this.#tally = tally;
    this.#components = new Components(context, reach);
  }

  /** Each making is asked once. */
  passed(making: Making): Passed {
    const known = this.#passed[making.index] ?? this.#ask(making);
    this.#passed[making.index] = known;
    return known;
  }

  #ask(making: Making): Passed {
    const lots = outputsReached(making, this.#reach);
    let passed = free;
    for (const [at, site] of this.#context.rule.sites.entries()) {
      for (const event of making.events) {
        if (!this.#asking.isAsked(site, making, event.process, lots)) continue;
        if (this.#components.isLeftOut(making, site.componentMinPpm, at)) break;
        const lot = lots[0] === undefined ? null : this.#asking.lot(lots[0]);
        const one = this.#tally.admitted(this.#asking.coverage(making, event, lots, site.anyOf), lot);
        passed = both(passed, one);
      }
    }
    return passed;
  }
}

function both(one: Passed, other: Passed): Passed {
  return {
    grams: Math.min(one.grams, other.grams),
    open: one.open || other.open,
    assurance: Math.min(one.assurance, other.assurance),
  };
}
