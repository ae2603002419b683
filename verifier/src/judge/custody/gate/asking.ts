// How a gate asks for certificates: what of a making they have to cover, and which other scheme's are accepted.
import type { CertificateAsked } from '../../../pack/pack.ts';
import { processCovers } from '../../authority/scope.ts';
import { type Coverage, coverageOf, type MakingCovered } from '../../certificate/coverage.ts';
import type { Making } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import type { Materials } from '../../material.ts';
import { enters } from '../entry.ts';
import type { Tally } from './tally.ts';

type Happened = Making['events'][number];

export class Asking {
  readonly #context: JudgeContext;
  readonly #materials: Materials;
  readonly #tally: Tally;
  readonly #lists = new Map<string, readonly CertificateAsked[]>();

  constructor(context: JudgeContext, materials: Materials, tally: Tally) {
    this.#context = context;
    this.#materials = materials;
    this.#tally = tally;
  }

  /** By one of `anyOf`; where the making brings material in, by one of the schemes that the rule accepts as well. */
  coverage(making: Making, asked: MakingCovered, anyOf: readonly CertificateAsked[]): Coverage {
    const { claim, rule } = this.#context;
    this.#tally.certificates += 1;
    const own = coverageOf(this.#context, asked, anyOf, claim.code);
    if (own.covered || !enters(this.#context, making)) return own;
    for (const accepted of rule.accepts) {
      const code = accepted.split('/')[1] ?? '';
      const other = coverageOf(this.#context, asked, this.listOf([{ anyOf }], accepted), code);
      if (other.covered) return other;
    }
    return own;
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
  listOf(
    rules: readonly { readonly anyOf: readonly CertificateAsked[] }[],
    accepted?: string,
  ): readonly CertificateAsked[] {
    const [only] = rules;
    if (only !== undefined && rules.length === 1 && accepted === undefined) return only.anyOf;
    const all = rules.flatMap(({ anyOf }) => anyOf);
    const [scheme, code = ''] = accepted?.split('/') ?? [];
    const asked = scheme === undefined ? all : all.map((one) => ({ ...one, scheme, codes: [code] }));
    const key = JSON.stringify(asked);
    const known = this.#lists.get(key) ?? asked;
    this.#lists.set(key, known);
    return known;
  }

  /** A process that nobody told is one that might be asked for. */
  isAsked(
    asked: { readonly processes: readonly string[]; readonly except: readonly string[] },
    process: string | null,
  ): boolean {
    const code = this.#context.processOf(process);
    if (code === null) return true;
    return processCovers(asked.processes, code) && !processCovers(asked.except, code);
  }

  lot(place: number): string {
    return this.#context.chain.lots[place]!.lot;
  }

  /** None where one of them is not known. */
  #categories(lots: readonly number[]): readonly string[] {
    const categories = new Set<string>();
    for (const place of lots) {
      const category = this.#context.categoryOf(this.lot(place));
      if (category === null) return [];
      categories.add(category);
    }
    return categories.size < 2 ? [...categories] : [...categories].sort();
  }

  #bearing(lots: readonly number[]): readonly string[] {
    if (lots.length === 1) return this.#materials.of(this.lot(lots[0]!)).bearing;
    const bearing = new Set<string>();
    for (const place of lots)
      for (const code of this.#materials.of(this.lot(place)).bearing) bearing.add(code);
    return [...bearing].sort();
  }
}
