// How a gate asks for certificates: what of a making they have to cover.
import type { CertificateAsked } from '../../../pack/pack.ts';
import { processCovers } from '../../authority/scope.ts';
import { AlikeDeeds } from '../../certificate/alike.ts';
import { candidatesForMaking } from '../../certificate/candidates.ts';
import { type Coverage, coverageOf, coveringOf, type MakingCovered } from '../../certificate/coverage.ts';
import type { Making } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import type { Materials } from '../../material.ts';
import type { Reach } from '../reach.ts';
import { changeOf, isMadeAs, type ProcessesAsked } from './process.ts';
import type { Tally } from './tally.ts';

type Happened = Making['events'][number];

type ProcessWord = 'asked' | 'excepted' | 'other';

export class Asking {
  readonly #context: JudgeContext;
  readonly #materials: Materials;
  readonly #tally: Tally;
  readonly #isCarried: (making: Making) => boolean;
  readonly #alike: AlikeDeeds;
  readonly #lists = new Map<string, readonly CertificateAsked[]>();
  /** By place of the making. */
  readonly #sales: (boolean | undefined)[] = [];
  /** By process: what a rule says of the word. */
  readonly #words = new Map<ProcessesAsked, Map<string | null, ProcessWord>>();

  /** `isCarried`: as a claim that counts as this one when it comes in. */
  constructor(
    context: JudgeContext,
    materials: Materials,
    tally: Tally,
    isCarried: (making: Making) => boolean,
  ) {
    this.#context = context;
    this.#materials = materials;
    this.#tally = tally;
    this.#isCarried = isCarried;
    this.#alike = new AlikeDeeds(context);
  }

  /** By one of `anyOf`. Of what carries as an accepted claim nobody need hear that this scheme does not cover it. */
  coverage(
    making: Making,
    event: Happened,
    lots: readonly number[],
    anyOf: readonly CertificateAsked[],
  ): Coverage {
    this.#tally.certificates += 1;
    const { code } = this.#context.claim;
    const candidates = this.#alike.candidates(making, event, lots, anyOf, () =>
      candidatesForMaking(this.#context, this.covered(making, event, lots), anyOf, code),
    );
    const covering = coveringOf(candidates, event.atMs);
    if (covering !== undefined) return covering;
    if (this.#isCarried(making)) return { covered: false, findings: [] };
    return coverageOf(this.#context, this.covered(making, event, lots), anyOf, code);
  }

  /** What happened in one event of the making. `lots`: places of the outputs that matter. */
  covered({ outputs }: Making, event: Happened, lots: readonly number[]): MakingCovered {
    const { party, site, process, atMs, country, entry } = event;
    const all = outputs.map(({ lot }) => this.lot(lot));
    const what = { categories: this.#categories(lots), materials: this.#bearing(lots) };
    return {
      party,
      site,
      process: this.#context.processOf(process),
      atMs,
      country,
      ...what,
      lots: all,
      entry,
    };
  }

  /** The same list for the same question: coverage remembers its answers by it. */
  listOf(rules: readonly { readonly anyOf: readonly CertificateAsked[] }[]): readonly CertificateAsked[] {
    const [only] = rules;
    if (only !== undefined && rules.length === 1) return only.anyOf;
    const asked = rules.flatMap(({ anyOf }) => anyOf);
    const key = JSON.stringify(asked);
    const known = this.#lists.get(key) ?? asked;
    this.#lists.set(key, known);
    return known;
  }

  /**
   * Whether certificates are asked for what one event of a making did. A process that nobody told is one that might be
   * asked for; one that is excepted is asked for all the same where it made other goods (process.ts).
   */
  isAsked(asked: ProcessesAsked, making: Making, process: string | null, lots: readonly number[]): boolean {
    const word = this.#wordOf(asked, process);
    if (word === 'asked') return true;
    if (word === 'other') return isMadeAs(this.#context, making, asked.processes, lots);
    return changeOf(this.#context, making, lots, this.#context.processOf(process)) !== 'none';
  }

  /**
   * Whether goods so made change owners with a transaction certificate only: by the process, or because what went in did and
   * the process is excepted or leaves it what it was. No re-lotting takes goods out of the chain of certificates.
   */
  isSaleAsked(asked: ProcessesAsked, making: Making): boolean {
    const known = this.#sales[making.index];
    if (known !== undefined) return known;
    const own = this.#saleOf(asked, making);
    const isAsked = own === 'as-before' ? this.#wasAsked(asked, making) : own;
    this.#sales[making.index] = isAsked;
    return isAsked;
  }

  /** Of goods that a making left what they were: whether any making before it was one of the processes. */
  #wasAsked(asked: ProcessesAsked, making: Making): boolean {
    const { chain } = this.#context;
    const before = new Set([making]);
    for (const one of before) {
      const how = this.#sales[one.index] ?? this.#saleOf(asked, one);
      if (how === true) return true;
      if (how !== 'as-before') continue;
      for (const { lot } of one.inputs)
        for (const at of chain.lots[lot]!.madeBy) before.add(chain.makings[at]!);
    }
    return false;
  }

  #saleOf(asked: ProcessesAsked, making: Making): boolean | 'as-before' {
    let isExcepted = false;
    for (const { process } of making.events) {
      const how = this.#wordOf(asked, process);
      if (how === 'asked') return true;
      isExcepted ||= how === 'excepted';
    }
    if (isExcepted) return 'as-before';
    const lots = making.outputs.map(({ lot }) => lot);
    if (isMadeAs(this.#context, making, asked.processes, lots)) return true;
    return changeOf(this.#context, making, lots) === 'none' ? 'as-before' : false;
  }

  /** Many makings, few words for them. */
  #wordOf(asked: ProcessesAsked, process: string | null): ProcessWord {
    const words = this.#words.get(asked) ?? new Map<string | null, ProcessWord>();
    const known = words.get(process);
    if (known !== undefined) return known;
    this.#words.set(asked, words);
    const code = this.#context.processOf(process);
    const isListed = code === null || processCovers(asked.processes, code);
    const isExcepted = code !== null && processCovers(asked.except, code);
    const word = isListed ? (isExcepted ? 'excepted' : 'asked') : 'other';
    words.set(process, word);
    return word;
  }

  lot(place: number): string {
    return this.#context.chain.lots[place]!.lot;
  }

  /** None where one of them is not known. */
  #categories(lots: readonly number[]): readonly string[] {
    const categories = new Set<string>();
    for (const place of lots) {
      const category = this.#context.productAt(place)?.category ?? null;
      if (category === null) return [];
      categories.add(category);
    }
    return categories.size < 2 ? [...categories] : [...categories].sort();
  }

  #bearing(lots: readonly number[]): readonly string[] {
    if (lots.length === 1) return this.#materials.at(lots[0]!).bearing;
    const bearing = new Set<string>();
    for (const place of lots) for (const code of this.#materials.at(place).bearing) bearing.add(code);
    return [...bearing].sort();
  }
}

/** Places of the outputs that lead to the asked lot. */
export function outputsReached({ outputs }: Making, { hasLot }: Reach): number[] {
  const lots: number[] = [];
  for (const { lot } of outputs) if (hasLot[lot] === 1) lots.push(lot);
  return lots;
}
