// Which yields are usual for a making: looked up once for each kind of making and category.
import type { YieldBand } from '../../pack/pack.ts';
import { processCovers } from '../authority/scope.ts';
import { bandFor } from '../band.ts';
import type { JudgeContext, MaterialRules } from '../context.ts';
import type { MakingKind } from '../kind.ts';

export interface UsualYield {
  readonly lowPpm: number;
  readonly highPpm: number;
}

/** One for each claim. */
export class UsualYields {
  readonly #context: JudgeContext;
  readonly #processes = new Map<string | null, boolean>();
  readonly #packs = new Map<MakingKind, readonly MaterialRules[]>();
  /** By kind and category. */
  readonly #usual = new Map<MakingKind, Map<string, UsualYield | undefined>>();
  readonly #most = new Map<MakingKind, Map<string | null, UsualYield | undefined>>();

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** Most makings of a chain have a band or have none by their process alone: the masses need not be asked for then. */
  hasAny({ process }: MakingKind): boolean {
    const known = this.#processes.get(process) ?? this.#isNamed(process);
    this.#processes.set(process, known);
    return known;
  }

  /** Of a mixture the widest of what its materials' packs allow; undefined where none says anything. */
  of(kind: MakingKind, category: string): UsualYield | undefined {
    return remembered(this.#usual, kind, category, () => this.#widest(kind, category));
  }

  /**
   * For goods that have no band of their own: the most that the process gives of anything; where packs know no yield of the
   * process, the most that any process gives of the category, if it did not go in as that.
   */
  most(kind: MakingKind, category: string | null): UsualYield | undefined {
    return remembered(this.#most, kind, category, () =>
      this.hasAny(kind) ? this.#mostByProcess(kind) : this.#mostOf(kind, category),
    );
  }

  #mostByProcess(kind: MakingKind): UsualYield | undefined {
    const bands = this.#packsFor(kind).flatMap(({ pack }) => pack.yields);
    const categories = [...new Set(bands.map(({ category }) => category))].sort();
    const found = categories.flatMap((category) => this.of(kind, category) ?? []);
    return found.length === 0
      ? undefined
      : { lowPpm: 0, highPpm: Math.max(...found.map(({ highPpm }) => highPpm)) };
  }

  #mostOf(kind: MakingKind, category: string | null): UsualYield | undefined {
    if (category === null || kind.drawn.some((product) => product.category === category)) return undefined;
    const found = this.#packsFor(kind).flatMap(({ pack, adoption }) =>
      pack.yields.flatMap((band, at) =>
        band.category === category ? [this.#context.use(band.highPpm, `yields.${at}.highPpm`, adoption)] : [],
      ),
    );
    return found.length === 0 ? undefined : { lowPpm: 0, highPpm: Math.max(...found) };
  }

  #isNamed(name: string | null): boolean {
    const process = this.#context.processOf(name);
    return this.#context.materials.some(({ pack }) =>
      pack.yields.some(({ processes }) => processCovers(processes, process)),
    );
  }

  #widest(kind: MakingKind, category: string): UsualYield | undefined {
    const { use, processOf } = this.#context;
    const found = this.#packsFor(kind).flatMap(({ pack, adoption }) => {
      const at = bandFor(pack.yields, processOf(kind.process), category, kind.country);
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

  /** Packs of the fibres that went through the making; all where nobody tells what it was made of. */
  #packsFor(kind: MakingKind): readonly MaterialRules[] {
    const known = this.#packs.get(kind);
    if (known !== undefined) return known;
    const { materials, materialOf } = this.#context;
    const fibres = new Set(
      [...kind.drawn, ...kind.made]
        .flatMap(({ composition }) => composition)
        .flatMap(({ material }) => materialOf(material) ?? [])
        .flatMap(({ code, counts }) => (counts ? [code] : [])),
    );
    const found =
      fibres.size === 0
        ? materials
        : materials.filter(({ pack }) => pack.materials.some(({ code }) => fibres.has(code)));
    this.#packs.set(kind, found);
    return found;
  }
}

function remembered<Category>(
  all: Map<MakingKind, Map<Category, UsualYield | undefined>>,
  kind: MakingKind,
  category: Category,
  find: () => UsualYield | undefined,
): UsualYield | undefined {
  const known = all.get(kind) ?? new Map<Category, UsualYield | undefined>();
  if (known.has(category)) return known.get(category);
  const found = find();
  all.set(kind, known.set(category, found));
  return found;
}
