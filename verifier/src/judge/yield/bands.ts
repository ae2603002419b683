// Which yields are usual for a making: looked up once for each process, category, country and set of products.
import type { YieldBand } from '../../pack/pack.ts';
import { processCovers } from '../authority/scope.ts';
import { bandFor } from '../band.ts';
import type { Making } from '../chain.ts';
import type { JudgeContext, MaterialRules } from '../context.ts';

export interface UsualYield {
  readonly lowPpm: number;
  readonly highPpm: number;
}

/** One for each claim. */
export class UsualYields {
  readonly #context: JudgeContext;
  readonly #processes = new Map<string | null, boolean>();
  readonly #packs = new Map<string, readonly MaterialRules[]>();
  readonly #found = new Map<string, UsualYield | undefined>();
  /** By place of the making. */
  readonly #products: string[] = [];

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** Most makings of a chain have a band or have none by their process alone: the masses need not be asked for then. */
  hasAny({ process }: Making): boolean {
    const known = this.#processes.get(process) ?? this.#isNamed(process);
    this.#processes.set(process, known);
    return known;
  }

  /** Of a mixture the widest of what its materials' packs allow; undefined where none says anything. */
  of(making: Making, category: string): UsualYield | undefined {
    const products = this.#productsOf(making);
    const key = `${making.process} ${category} ${making.country} ${products}`;
    if (this.#found.has(key)) return this.#found.get(key);
    const found = this.#widest(making, category, products);
    this.#found.set(key, found);
    return found;
  }

  /**
   * For goods that have no band of their own: the most that the process gives of anything; where packs know no yield of the
   * process, the most that any process gives of the category, if it did not go in as that.
   */
  most(making: Making, category: string | null): UsualYield | undefined {
    const key = `most ${making.process} ${category} ${making.country} ${this.#productsOf(making)}`;
    if (this.#found.has(key)) return this.#found.get(key);
    const found = this.hasAny(making) ? this.#mostByProcess(making) : this.#mostOf(making, category);
    this.#found.set(key, found);
    return found;
  }

  #mostByProcess(making: Making): UsualYield | undefined {
    const bands = this.#packsFor(this.#productsOf(making)).flatMap(({ pack }) => pack.yields);
    const categories = [...new Set(bands.map(({ category }) => category))].sort();
    const found = categories.flatMap((category) => this.of(making, category) ?? []);
    return found.length === 0
      ? undefined
      : { lowPpm: 0, highPpm: Math.max(...found.map(({ highPpm }) => highPpm)) };
  }

  #mostOf(making: Making, category: string | null): UsualYield | undefined {
    if (category === null || this.#wentIn(making, category)) return undefined;
    const found = this.#packsFor(this.#productsOf(making)).flatMap(({ pack, adoption }) =>
      pack.yields.flatMap((band, at) =>
        band.category === category ? [this.#context.use(band.highPpm, `yields.${at}.highPpm`, adoption)] : [],
      ),
    );
    return found.length === 0 ? undefined : { lowPpm: 0, highPpm: Math.max(...found) };
  }

  #wentIn({ inputs }: Making, category: string): boolean {
    return inputs.some(({ lot }) => this.#context.productAt(lot)?.category === category);
  }

  #isNamed(name: string | null): boolean {
    const process = this.#context.processOf(name);
    return this.#context.materials.some(({ pack }) =>
      pack.yields.some(({ processes }) => processCovers(processes, process)),
    );
  }

  #widest({ process, country }: Making, category: string, products: string): UsualYield | undefined {
    const { use, processOf } = this.#context;
    const found = this.#packsFor(products).flatMap(({ pack, adoption }) => {
      const at = bandFor(pack.yields, processOf(process), category, country);
      const band: YieldBand | undefined = pack.yields[at];
      if (band === undefined) return [];
      const lowPpm = use(band.lowPpm, `yields.${at}.lowPpm`, adoption);
      return [{ lowPpm, highPpm: use(band.highPpm, `yields.${at}.highPpm`, adoption) }];
    });
    if (found.length === 0) return undefined;
    return {
      lowPpm: Math.min(...found.map(({ lowPpm }) => lowPpm)),
      highPpm: Math.max(...found.map(({ highPpm }) => highPpm)),
    };
  }

  #productsOf(making: Making): string {
    const known = this.#products[making.index] ?? this.#listed(making);
    this.#products[making.index] = known;
    return known;
  }

  /** Ids of the products that went through, in the order in which they are met; a space between them. */
  #listed({ inputs, outputs }: Making): string {
    const products = new Set<string>();
    for (const portions of [inputs, outputs]) {
      for (const { lot } of portions) {
        const product = this.#context.productAt(lot);
        if (product !== undefined) products.add(product.product);
      }
    }
    return [...products].join(' ');
  }

  /** Packs of the fibres that went through the making; all where nobody tells what it was made of. */
  #packsFor(products: string): readonly MaterialRules[] {
    const known = this.#packs.get(products);
    if (known !== undefined) return known;
    const { materials, materialOf } = this.#context;
    const fibres = new Set(
      products
        .split(' ')
        .flatMap((product) => this.#context.products.get(product)?.composition ?? [])
        .flatMap(({ material }) => materialOf(material) ?? [])
        .flatMap(({ code, counts }) => (counts ? [code] : [])),
    );
    const found =
      fibres.size === 0
        ? materials
        : materials.filter(({ pack }) => pack.materials.some(({ code }) => fibres.has(code)));
    this.#packs.set(products, found);
    return found;
  }
}
